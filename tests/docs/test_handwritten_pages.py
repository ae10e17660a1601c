"""What the hand-written pages name is there: commands, variables, files, targets."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import typer

from fuyuan.cli import app
from rules.catalogue import letters, questions
from rules.deadlines import ALIASES, DEADLINES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted([*DOCS.rglob("*.md"), ROOT / "CHANGELOG.md"])
CODE = ("rules", "models", "tasks", "flows", "desk", "fuyuan", "tools")
VARIABLE = re.compile(r"\bFUYUAN_[A-Z]+(?:_[A-Z]+)*\b")
COMMAND = re.compile(r"fuyuan ((?:[a-z]+ ?){1,2})")
NAMED_FILE = re.compile(
    r"`((?:rules|models|tasks|flows|desk|fuyuan|tools|tests|docs)/[\w./]+\.\w+)`"
)
TARGET = re.compile(r"`make ([a-z-]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
# Set by the software for its own programs, nothing for people to set.
OWN = {"FUYUAN_ROOT", "FUYUAN_DESK_URL", "FUYUAN_PREFECT_URL", "FUYUAN_RECORD_GOLDEN"}

each_page = pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))


def commands() -> dict[str, typer.core.TyperCommand]:
    """Every command by its words."""
    group = typer.main.get_command(app)
    found = {}
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        found |= (
            {f"{name} {sub}": each for sub, each in inner.items()} if inner else {name: command}
        )
    return found


def shell_lines(page: Path) -> list[str]:
    """The lines of a page's shell blocks, continued lines joined."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line.partition(" #")[0].strip() for line in lines if line.strip()]


def command_of(line: str) -> tuple[str, list[str]] | None:
    """The words of the `fuyuan` command in a shell line, and the options it is given."""
    _, found, rest = line.partition(".venv/bin/fuyuan ")
    if not found:
        return None
    words = rest.split()
    name = " ".join(words[:2]) if words[0] in {"region", "contact"} else words[0]
    return name, OPTION.findall(rest)


@each_page
def test_every_command_shown_is_one_with_these_options(page):
    known = commands()
    wrong = []
    for line in shell_lines(page):
        shown = command_of(line)
        if shown is None:
            continue
        name, options = shown
        taken = (
            {option for each in known[name].params for option in each.opts}
            if name in known
            else set()
        )
        if name not in known or not set(options) <= taken:
            wrong.append(line)
    assert wrong == []


@each_page
def test_every_file_named_exists(page):
    named = NAMED_FILE.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


@each_page
def test_every_make_target_named_exists(page):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)
    assert set(TARGET.findall(page.read_text(encoding="utf-8"))) <= set(targets)


def test_the_handbook_explains_every_variable_that_the_code_reads():
    explained = set(VARIABLE.findall((DOCS / "handbook" / "environment.md").read_text("utf-8")))
    assert explained == variables_read() - {"FUYUAN_RECORD_GOLDEN"}


@each_page
def test_no_page_names_a_variable_that_nothing_reads(page):
    assert set(VARIABLE.findall(page.read_text(encoding="utf-8"))) <= variables_read()


def test_the_letters_page_lists_every_letter():
    text = (DOCS / "handbook" / "letters.md").read_text("utf-8")
    assert [letter.title for letter in letters().values() if letter.title not in text] == []


def test_the_pages_name_no_question_or_deadline_that_is_not_declared():
    known = {*questions(), *DEADLINES, *ALIASES}
    for line in [line for page in WRITTEN for line in shell_lines(page)]:
        shown = command_of(line)
        if shown and shown[0] in {"question", "deadline"}:
            assert line.split(f"fuyuan {shown[0]} ")[1].split()[0] in known


def variables_read() -> set[str]:
    files = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    return set(VARIABLE.findall(text))
