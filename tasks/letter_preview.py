"""A letter as it would look: no number is taken, nothing is recorded, every page says 预览."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.vocabulary.letter import Letter
from tasks.rendering import compose, render_pdf
from tasks.rendering.document import text_of
from tasks.rendering.faces import typefaces
from tasks.shown_facts import Shown, facts_of_case, facts_of_nobody

WATERMARK = "预览"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be written; `origins` says of each fact where it comes from."""

    title: str
    pdf: bytes
    origins: tuple[tuple[str, str], ...]
    missing_glyphs: tuple[str, ...]


def preview_case(letter: Letter, case_number: str, *, region: str = "") -> Preview:
    """Show a letter with a case's facts; what the case does not have yet is marked 样例.

    Raises UnknownCaseError, RenderingError.
    """
    shown = facts_of_case(letter, case_number)
    return _set(letter, shown, region or shown.region)


def preview_sample(
    letter: Letter, *, region: str, given: Mapping[str, Any] | None = None
) -> Preview:
    """Show a letter of no case, with the facts `given`; others are made up and marked 样例.

    Raises RenderingError.
    """
    return _set(letter, facts_of_nobody(letter, region=region, given=given), region)


def _set(letter: Letter, shown: Shown, region: str) -> Preview:
    document = compose(letter.template, shown.facts, region)
    return Preview(
        title=letter.title,
        pdf=render_pdf(document, watermark=WATERMARK),
        origins=shown.origins,
        missing_glyphs=typefaces().missing(text_of(document)),
    )
