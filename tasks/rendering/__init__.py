"""Letters: one template and its facts become a PDF and a DOCX, the same bytes every time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tasks.rendering.document import Document, text_of
from tasks.rendering.errors import FontError, MarkupError, RenderingError, TemplateError
from tasks.rendering.faces import typefaces
from tasks.rendering.markup import parse_markup
from tasks.rendering.overlays import overlays_of
from tasks.rendering.pdf import PDF_A, render_pdf
from tasks.rendering.sources import Words
from tasks.rendering.template_files import COMMON, shown
from tasks.rendering.word import render_docx
from tasks.rendering.words import (
    compose_markup,
    render_text,
    templates_root,
    words_of,
    write_markup,
)

__all__ = [
    "PDF_A",
    "Document",
    "FontError",
    "MarkupError",
    "Rendered",
    "RenderingError",
    "Standard",
    "TemplateError",
    "Words",
    "compose",
    "compose_words",
    "render",
    "render_anyhow",
    "render_docx",
    "render_pdf",
    "render_text",
    "render_text_anyhow",
    "render_words",
    "words_of",
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
    template: str,
    facts: Mapping[str, Any],
    *,
    region: str,
    draft_seal: bool = False,
    standard: str = PDF_A,
) -> Rendered:
    """Render a letter from its template and facts, in the common words if the region's fail.

    Raises RenderingError in Chinese when no region's words had a part in it, or the common ones
    fail too.
    """
    return render_anyhow(template, facts, region=region, standard=standard, draft_seal=draft_seal)[
        1
    ]


def render_anyhow(
    template: str,
    facts: Mapping[str, Any],
    *,
    region: str,
    standard: str = PDF_A,
    draft_seal: bool = False,
) -> tuple[Words, Rendered]:
    """Render as `render` does, to a PDF standard; also the words in which it was written."""
    how: dict[str, Any] = {"standard": standard, "draft_seal": draft_seal}
    try:
        words = words_of(template, region=region)
        return words, render_words(words, facts, **how)
    except RenderingError as error:
        files = overlays_of(template, region=region)
        if not files:
            raise
        which = "、".join(shown(path, templates_root()) for path in files)
        words = words_of(template, region=COMMON)
        return words, replace(render_words(words, facts, **how), failure=f"{which}：{error}")


def render_words(
    words: Words, facts: Mapping[str, Any], *, standard: str = PDF_A, draft_seal: bool = False
) -> Rendered:
    """Render a letter in these words to a PDF standard. Raises RenderingError in Chinese."""
    document = compose_words(words, facts)
    if draft_seal:
        document = replace(document, seal="draft")
    return Rendered(
        pdf=render_pdf(document, standard),
        docx=render_docx(document),
        template_hash=words.hash,
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
    return _parsed(compose_markup(template, facts, region=region), template)


def compose_words(words: Words, facts: Mapping[str, Any]) -> Document:
    """Return the tree of a letter in these words."""
    return _parsed(write_markup(words, facts), words.template)


def _parsed(markup: str, template: str) -> Document:
    try:
        return parse_markup(markup)
    except MarkupError as error:
        message = f"文书 {template}：{error}"
        raise MarkupError(message, line=error.line) from error
