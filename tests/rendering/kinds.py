"""Invented documents of every kind and of any length, for tests that measure."""

from dataclasses import replace
from pathlib import Path

from tasks.rendering.document import Document, Kind, Paragraph, Run
from tasks.rendering.markup import parse_markup

SAMPLES = Path(__file__).parent / "samples"
SENTENCE = "各单位要依法履行职责，主动听取当事人的意见，在法定期限内作出处理并书面告知结果，"


def sample(name: str) -> Document:
    """A whole document, written as a template would write it."""
    return parse_markup((SAMPLES / f"{name}.xml").read_text(encoding="utf-8"))


def paragraph(lines: int) -> Paragraph:
    """A paragraph of so many lines of 28 characters, the last one not full."""
    text = (SENTENCE * (lines + 1))[: 28 * lines - 2 - 6]
    return Paragraph(content=(Run(text=text + "。"),))


def of_kind(kind: Kind) -> Document:
    """The sample of a kind."""
    return sample(kind.value)


def lengthened(document: Document, lines: int, *, by: int = 3) -> Document:
    """The document with so many more lines of text, in paragraphs of `by`, before its own."""
    more = tuple(paragraph(min(by, lines - at)) for at in range(0, lines, by))
    return replace(document, blocks=(*document.blocks[:1], *more, *document.blocks[1:]))
