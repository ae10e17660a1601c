"""Letters: one template and its facts become a PDF and a DOCX, the same bytes every time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tasks.rendering.document import Document, text_of
from tasks.rendering.errors import FontError, MarkupError, RenderingError, TemplateError
from tasks.rendering.faces import typefaces
from tasks.rendering.markup import parse_markup
from tasks.rendering.pdf import PDF_A, render_pdf
from tasks.rendering.sources import Words
from tasks.rendering.word import render_docx
from tasks.rendering.words import render_text, words_of, write_markup

__all__ = [
    "PDF_A",
    "Document",
    "FontError",
    "MarkupError",
    "Rendered",
    "RenderingError",
    "TemplateError",
    "Words",
    "compose",
    "render",
    "render_docx",
    "render_pdf",
    "render_text",
    "render_words",
    "words_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A letter in both formats; `missing_glyphs` are the characters no face could print."""

    pdf: bytes
    docx: bytes
    template_hash: str
    missing_glyphs: tuple[str, ...]


def render(
    template: str, facts: Mapping[str, Any], *, region: str, draft_seal: bool = False
) -> Rendered:
    """Render a letter from its template and facts. Raises RenderingError in Chinese."""
    return render_words(words_of(template, region=region), facts, draft_seal=draft_seal)


def render_words(
    words: Words, facts: Mapping[str, Any], *, standard: str = PDF_A, draft_seal: bool = False
) -> Rendered:
    """Render a letter in these words to a PDF standard. Raises RenderingError in Chinese."""
    document = compose_words(words, facts)
    if draft_seal:
        document = replace(document, seal="draft")
    return Rendered(
        pdf=render_pdf(document, standard=standard),
        docx=render_docx(document),
        template_hash=words.hash,
        missing_glyphs=typefaces().missing(text_of(document)),
    )


def compose(template: str, facts: Mapping[str, Any], region: str) -> Document:
    """Return the tree of a letter, which both formats are made from."""
    return compose_words(words_of(template, region=region), facts)


def compose_words(words: Words, facts: Mapping[str, Any]) -> Document:
    """Return the tree of a letter in these words."""
    try:
        return parse_markup(write_markup(words, facts))
    except MarkupError as error:
        message = f"文书 {words.template}：{error}"
        raise MarkupError(message) from error
