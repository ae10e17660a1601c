"""What the hand-written pages name is there: commands, variables, files, targets."""

import re
from functools import cache
from pathlib import Path

import pytest
import typer

from fuyuan.cli import app
from fuyuan.environment import Ports
from fuyuan.importing import DEFAULT_REGION
from fuyuan.worker_program import THREADS
from rules.catalogue import letters, questions
from rules.deadlines import ALIASES, DEADLINES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted([*DOCS.rglob("*.md"), ROOT / "CHANGELOG.md"])
CODE = ("rules", "models", "tasks", "flows", "desk", "fuyuan", "tools")
VARIABLE = re.compile(r"\bFUYUAN_[A-Z]+(?:_[A-Z]+)*\b")
NAMED_FILE = re.compile(
    r"`((?:rules|models|tasks|flows|desk|fuyuan|tools|tests|docs)/[\w./]+\.\w+)`"
)
TARGET = re.compile(r"`make ([a-z-]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
each_page = pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))


@cache
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
    blocks = re.findall(
        r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line.partition(" #")[0].strip() for line in lines if line.strip()]


def command_of(line: str) -> tuple[str, list[str]] | None:
    """The words of the `fuyuan` command in a shell line, and the options it is given."""
    _, found, rest = line.partition(".venv/bin/fuyuan ")
    if not found:
        return None
    words = rest.split()
    if words[0] == "bundle" and f"bundle {words[1]}" not in commands():
        words.insert(1, "make")  # Which is meant when no other is named.
    whole = " ".join(words[:2])
    return whole if whole in commands() else words[0], OPTION.findall(rest)


def taken_by(command: typer.core.TyperCommand) -> set[str]:
    """The options a command takes."""
    return {option for parameter in command.params for option in parameter.opts}


@each_page
def test_every_command_shown_is_one_with_these_options(page):
    known = commands()
    shown = filter(None, map(command_of, shell_lines(page)))
    wrong = [
        (name, *options)
        for name, options in shown
        if name not in known or not set(options) <= taken_by(known[name])
    ]
    assert wrong == []


def test_the_handbook_shows_every_command():
    lines = [line for page in WRITTEN for line in shell_lines(page)]
    shown = {named[0] for named in map(command_of, lines) if named}
    made = {line.partition("make ")[2].strip() for line in lines if "make " in line}
    assert commands().keys() - shown - made == set()


@each_page
def test_every_file_named_exists(page):
    named = NAMED_FILE.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


@each_page
def test_every_make_target_named_exists(page):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(TARGET.findall(page.read_text(encoding="utf-8"))) <= set(targets)


def test_the_handbook_explains_every_variable_that_the_code_reads():
    explained = set(VARIABLE.findall((DOCS / "handbook" / "environment.md").read_text("utf-8")))
    assert explained == variables_read()


def test_the_defaults_explained_are_those_of_the_code(monkeypatch):
    for name in variables_read():
        monkeypatch.delenv(name, raising=False)
    ports = Ports.configured()
    defaults = {
        "FUYUAN_WORKER_THREADS": THREADS,
        "FUYUAN_PREFECT_PORT": ports.prefect,
        "FUYUAN_DESK_PORT": ports.desk,
        "FUYUAN_REGION": DEFAULT_REGION,
    }
    lines = (DOCS / "handbook" / "environment.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line.startswith("|")]
    explained = {row[1].strip("`"): row[3] for row in rows}
    wrong = [name for name, value in defaults.items() if str(value) not in explained[name]]
    assert wrong == []


@each_page
def test_no_page_names_a_variable_that_nothing_reads(page):
    assert set(VARIABLE.findall(page.read_text(encoding="utf-8"))) <= variables_read()


def test_the_catalogue_lists_every_letter_and_the_letters_page_leads_there():
    assert "(letter_catalogue.md)" in (DOCS / "handbook" / "letters.md").read_text("utf-8")
    text = (DOCS / "handbook" / "letter_catalogue.md").read_text("utf-8")
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
