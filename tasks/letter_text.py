"""A letter as lines of plain text: what it says, without how it is set."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tasks.rendering.document import (
    Addressees,
    Annex,
    Attachments,
    Blank,
    Break,
    Callout,
    CopyTo,
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
    CopyTo: lambda block: [f"抄送：{_words(block.content)}"],
    Annex: lambda block: [f"——{block.label} {_words(block.title)}——"],
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
