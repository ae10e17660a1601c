"""The 建议函 that every way writes: the same words, in the same faces, with the same seal."""

import os
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tasks.rendering import compose
from tasks.rendering.document import Block, Table, text_of
from tasks.rendering.faces import font_directory
from tasks.rendering.pdf import draw_seal
from tests.rendering.rendering_samples import LETTERS
from tests.rendering.rendering_samples import facts_of as rich_facts

LETTER = next(letter for letter in LETTERS if letter.code == "suggestion")
FACE = "FandolFang R"
# What is another in every letter: the fact of ours, and the name of the field of the others.
VARIED = {"case_number": "number", "plaintiff_names": "name"}


@dataclass(frozen=True, slots=True)
class Words:
    """A letter without its numbers: `{number}` and `{name}` stand where they go."""

    title: str
    # A paragraph, or the rows of a table.
    body: tuple[str | tuple[tuple[str, ...], ...], ...]


def facts_of(number: int) -> dict[str, str]:
    """Facts of one letter; no two are the same."""
    return {
        "number": f"(2026)云0101行诉前调{number}号",
        "name": f"欧阳{'甲乙丙丁戊己庚辛'[number % 8]}{number}",
    }


def our_facts(number: int) -> dict[str, object]:
    """The same as our template is given them."""
    own = facts_of(number)
    return rich_facts(LETTER, **{ours: own[theirs] for ours, theirs in VARIED.items()})


@cache
def words() -> Words:
    """The words of our letter, for the other ways."""
    fields = {ours: f"{{{theirs}}}" for ours, theirs in VARIED.items()}
    document = compose(LETTER.template, rich_facts(LETTER, **fields), "national")
    return Words("".join(document.title), tuple(map(_words_of, document.blocks)))


def _words_of(block: Block) -> str | tuple[tuple[str, ...], ...]:
    if isinstance(block, Table):
        return tuple(tuple(text_of(cell.content) for cell in row) for row in block.rows)
    return text_of(block)


@cache
def seal() -> Path:
    """The sample seal as a picture."""
    document = compose(LETTER.template, our_facts(0), "national")
    path = _folder() / "seal.png"
    path.write_bytes(draw_seal(replace(document, seal="draft")))
    return path


@cache
def show_fonts() -> Path:
    """Let whoever asks fontconfig find the faces of letters, in this process and its children."""
    settings = _folder() / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{font_directory().resolve()}</dir>"
        f"<cachedir>{_folder() / 'cache'}</cachedir></fontconfig>"
    )
    os.environ["FONTCONFIG_FILE"] = str(settings)
    return settings


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuyuan-benchmark-"))
