"""A letter as lines of plain text: what it says, without how it is set."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tasks.rendering.document import (
    Addressees,
    Annex,
    Attachments,
    Attendees,
    Blank,
    Break,
    Callout,
    Colophon,
    Document,
    Heading,
    Inline,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)

CELL_MARK, BREAK_IN_CELL = " ｜ ", "／"
LONGEST_RULE = 8


def lines_of(document: Document) -> list[str]:
    """The words of a letter in reading order: a line a paragraph, or a row of a table."""
    head = (document.issuer, "".join(document.title), document.number)
    body = (line for block in document.blocks for line in READERS[type(block)](block))
    return [line for line in (*head, *body) if line.strip()]


def _table(block: Table) -> Iterator[str]:
    for row in block.rows:
        cells = (_words(cell.content).replace("\n", BREAK_IN_CELL) for cell in row)
        yield CELL_MARK.join(cells)


def _prose(block: Paragraph | Addressees | Heading) -> list[str]:
    return _words(block.content).split("\n")


def _colophon(block: Colophon) -> Iterator[str]:
    if block.copies:
        yield f"抄送：{_words(block.copies)}"
    if block.office or block.day:
        yield f"印发：{block.office} {block.day}".rstrip()


READERS: dict[type, Callable[[Any], Iterable[str]]] = {
    Paragraph: _prose,
    Addressees: _prose,
    Heading: _prose,
    Table: _table,
    Callout: lambda block: [f"▏{_words(each.content)}" for each in block.paragraphs],
    Attachments: lambda block: [
        f"附件{number}：{_words(item)}" for number, item in enumerate(block.items, 1)
    ],
    Signature: lambda block: [f"落款：{_words(block.office)}，{block.day}"],
    Signatures: lambda block: [f"签名栏：{_words(party)}" for party in block.parties],
    Attendees: lambda block: [f"{each.label}：{_words(each.names)}" for each in block.groups],
    Colophon: _colophon,
    Annex: lambda block: [f"——{block.label} {''.join(block.title)}——"],
}


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(map(_word, content))


def _word(item: Inline) -> str:
    match item:
        case Run():
            return item.text
        case Break():
            return "\n"
        case Blank():
            return "＿" * min(item.width, LONGEST_RULE)
