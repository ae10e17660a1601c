"""Our own way: PDF and DOCX from one template, with the sample seal."""

from pathlib import Path

from benchmarks.letter_ways.words import LETTER, our_facts
from tasks.rendering import render


def ours(folder: Path, numbers: range) -> None:
    """Write letters as PDF and DOCX."""
    for number in numbers:
        made = render(LETTER.template, our_facts(number), region="national", draft_seal=True)
        (folder / f"{number}.pdf").write_bytes(made.pdf)
        (folder / f"{number}.docx").write_bytes(made.docx)
