"""Our own way: PDF and DOCX from one template, with the sample seal."""

from pathlib import Path

from benchmarks.letter_ways.words import facts_of
from tasks.rendering import render
from tests.rendering.rendering_samples import LETTERS
from tests.rendering.rendering_samples import facts_of as rich_facts

LETTER = next(letter for letter in LETTERS if letter.code == "suggestion")


def ours(folder: Path, numbers: range) -> None:
    """Write letters that have more in them than those of the other ways."""
    for number in numbers:
        own = facts_of(number)
        facts = rich_facts(LETTER, case_number=own["number"], plaintiff_names=own["name"])
        made = render(LETTER.template, facts, region="national", draft_seal=True)
        (folder / f"{number}.pdf").write_bytes(made.pdf)
        (folder / f"{number}.docx").write_bytes(made.docx)
