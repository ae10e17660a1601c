"""Letters: one template and its facts become a PDF and a DOCX, the same bytes every time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tasks.rendering.document import Document, text_of
from tasks.rendering.errors import FontError, MarkupError, RenderingError, TemplateError
from tasks.rendering.faces import typefaces
from tasks.rendering.markup import parse_markup
from tasks.rendering.overlays import overlays_of
from tasks.rendering.pdf import render_pdf
from tasks.rendering.template_files import COMMON
from tasks.rendering.word import render_docx
from tasks.rendering.words import compose_markup, render_text, template_hash

__all__ = [
    "Document",
    "FontError",
    "MarkupError",
    "Rendered",
    "RenderingError",
    "TemplateError",
    "compose",
    "render",
    "render_docx",
    "render_pdf",
    "render_text",
    "render_text_anyhow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A letter in both formats; `missing_glyphs` are the characters no face could print.

    `failure` says why the region's own words were left for the common ones, if they were.
    """

    pdf: bytes
    docx: bytes
    template_hash: str
    missing_glyphs: tuple[str, ...]
    failure: str = ""


def render(
    template: str, facts: Mapping[str, Any], *, region: str, draft_seal: bool = False
) -> Rendered:
    """Render a letter from its template and facts, in the common words if the region's fail.

    Raises RenderingError in Chinese when no region's words had a part in it, or the common ones
    fail too.
    """
    try:
        return _render(template, facts, region, draft_seal=draft_seal)
    except RenderingError as error:
        if not overlays_of(template, region=region):
            raise
        made = _render(template, facts, COMMON, draft_seal=draft_seal)
        return replace(made, failure=str(error))


def _render(template: str, facts: Mapping[str, Any], region: str, *, draft_seal: bool) -> Rendered:
    document = compose(template, facts, region)
    if draft_seal:
        document = replace(document, seal="draft")
    return Rendered(
        pdf=render_pdf(document),
        docx=render_docx(document),
        template_hash=template_hash(template, region=region),
        missing_glyphs=typefaces().missing(text_of(document)),
    )


def render_text_anyhow(template: str, facts: Mapping[str, Any], *, region: str) -> str:
    """Return a notice, in the common words if the region's own ones fail. Raises TemplateError."""
    try:
        return render_text(template, facts, region=region)
    except TemplateError:
        if not overlays_of(template, region=region, form="text"):
            raise
        return render_text(template, facts, region=COMMON)


def compose(template: str, facts: Mapping[str, Any], region: str) -> Document:
    """Return the tree of a letter, which both formats are made from."""
    try:
        return parse_markup(compose_markup(template, facts, region=region))
    except MarkupError as error:
        message = f"文书 {template}：{error}"
        raise MarkupError(message, line=error.line) from error
