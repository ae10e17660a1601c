"""A letter by the code that somebody typed."""

from difflib import get_close_matches

from rules.case_file import PARTS
from rules.catalogue import letters
from rules.vocabulary.letter import Letter
from tasks.errors import FuyuanError


def every_letter() -> dict[str, Letter]:
    """All that has a template: the letters of the paths, and the papers of a case file."""
    return letters() | PARTS


def letter_of_code(code: str) -> Letter:
    """The declared letter of this code. Raises FuyuanError naming those that are alike."""
    known = every_letter()
    if code not in known:
        alike = get_close_matches(code, known, n=3) or [c for c in known if code in c]
        hint = f"，是不是 {'、'.join(alike)}" if alike else ""
        message = f"没有代码为“{code}”的文书{hint}？（手册“文书总表”列出全部）"
        raise FuyuanError(message)
    return known[code]
