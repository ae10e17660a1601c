"""Letters: one template and its facts become a PDF and a DOCX, the same bytes every time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tasks.rendering.document import Document, text_of
from tasks.rendering.errors import FontError, MarkupError, RenderingError, TemplateError
from tasks.rendering.faces import typefaces
from tasks.rendering.markup import parse_markup
from tasks.rendering.pdf import Standard, render_pdf
from tasks.rendering.word import render_docx
from tasks.rendering.words import compose_markup, render_text, template_hash

__all__ = [
    "Document",
    "FontError",
    "MarkupError",
    "Rendered",
    "RenderingError",
    "Standard",
    "TemplateError",
    "compose",
    "render",
    "render_docx",
    "render_pdf",
    "render_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A letter in both formats; `missing_glyphs` are the characters no face could print."""

    pdf: bytes
    docx: bytes
    template_hash: str
    missing_glyphs: tuple[str, ...]


def render(
    template: str,
    facts: Mapping[str, Any],
    *,
    region: str,
    draft_seal: bool = False,
    standard: Standard = "a-2b",
) -> Rendered:
    """Render a letter from its template and facts. Raises RenderingError in Chinese."""
    document = compose(template, facts, region)
    if draft_seal:
        document = replace(document, seal="draft")
    return Rendered(
        pdf=render_pdf(document, standard),
        docx=render_docx(document),
        template_hash=template_hash(template, region=region),
        missing_glyphs=typefaces().missing(text_of(document)),
    )


def compose(template: str, facts: Mapping[str, Any], region: str) -> Document:
    """Return the tree of a letter, which both formats are made from."""
    try:
        return parse_markup(compose_markup(template, facts, region=region))
    except MarkupError as error:
        message = f"文书 {template}：{error}"
        raise MarkupError(message) from error
