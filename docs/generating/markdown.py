"""Markdown that declarations cannot break."""

from collections.abc import Iterable, Sequence

GENERATED = "> 本页由 `make docs` 根据声明生成，请勿手改。"
EMPTY = "—"
_MARKS = "\\`*_{}[]<>#|$~"


def text(value: object) -> str:
    """One line of plain text: whatever it contains stays text."""
    line = " ".join(str(value).split())
    for mark in _MARKS:
        line = line.replace(mark, f"\\{mark}")
    return line or EMPTY


def code(value: str) -> str:
    """A name as it is typed."""
    return f"`{value}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def items(lines: Iterable[str]) -> str:
    """A list, or a dash when nothing is listed."""
    return "\n".join(f"- {line}" for line in lines) or EMPTY


def page(title: str, *parts: str) -> str:
    """A whole page, marked as generated."""
    return "\n\n".join([f"# {title}", GENERATED, *filter(None, parts)]) + "\n"
