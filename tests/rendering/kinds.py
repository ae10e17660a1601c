"""Invented documents of every kind and of any length, for tests that measure."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from measuring import pages_of

from tasks.rendering import render_pdf
from tasks.rendering.document import Addressees, Block, Document, Kind, Paragraph, Run
from tasks.rendering.markup import parse_markup

SAMPLES = Path(__file__).parent / "samples"
SENTENCE = "各单位要依法履行职责，主动听取当事人的意见，在法定期限内作出处理并书面告知结果，"


def markup_of(name: str) -> str:
    """The markup of a whole document, as a template would write it."""
    return (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")


def sample(name: str) -> Document:
    """A whole document."""
    return parse_markup(markup_of(name))


def of_kind(kind: Kind) -> Document:
    """The sample of a kind."""
    return sample(kind.value)


def paragraph(lines: int) -> Paragraph:
    """A paragraph of so many lines of 28 characters, the last one not full."""
    text = (SENTENCE * (lines + 1))[: 28 * lines - 2 - 6]
    return Paragraph(content=(Run(text=text + "。"),))


def lengthened(document: Document, lines: int, *, by: int = 3) -> Document:
    """The document with so many more lines of text, in paragraphs of `by`, at its beginning."""
    more: tuple[Block, ...] = tuple(paragraph(min(by, lines - at)) for at in range(0, lines, by))
    start = 1 if isinstance(document.blocks[0], Addressees) else 0
    return replace(document, blocks=(*document.blocks[:start], *more, *document.blocks[start:]))


@lru_cache(maxsize=64)
def filled(kind: Kind, pages: int) -> Document:
    """The sample of a kind, with as much text as makes so many pages, or the fewest it has."""
    document, lines = of_kind(kind), 0
    while pages_of(render_pdf(lengthened(document, lines))) < pages:
        lines += 6
    return lengthened(document, lines)
