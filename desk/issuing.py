"""Letters issued by hand: what may be issued, and the form made from what a letter needs."""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from desk.cases import resolve
from desk.forms import Problems, lay_out, read_answer
from desk.incoming import Typed
from desk.problems import WHOLE
from desk.rendering import case_path, page
from desk.shapes import Shape, shapes_of
from models.ledger import reading
from rules.catalogue import letters_by_hand
from rules.vocabulary.letter import Letter
from rules.vocabulary.region import list_regions, load_region
from tasks import clock
from tasks.by_hand import Order, given_fields, issue_by_hand, letter_by_hand, needs_of
from tasks.errors import InvalidFactsError, NotAskedError
from tasks.letters import ADDRESSEES
from tasks.overview import case_overview, office_letters

router = APIRouter(include_in_schema=False)

DOOR = "窗口"
# Beside the letter's own facts, none of which starts with an underscore.
BY, OCCASION, REGION, MORE = "_by", "_occasion", "_region", "_more"
SHOWN = 100
DONE = {"issued": "文书已制作。", "before": "内容相同的一份此前已经制作，没有重复。"}


@cache
def shapes_to_give(letter: Letter) -> tuple[Shape, ...]:
    """What a person has to give for a letter, in its order."""
    known = {shape.name: shape for shape in shapes_of(needs_of(letter))}
    return tuple(known[name] for name in given_fields(letter))


def letters_of_a_case() -> list[Letter]:
    """The letters that the desk may issue in a case."""
    return [letter for letter in _offered() if letter.is_of_a_case]


@router.get("/letters")
def overview(done: str = "") -> Response:
    """Show what may be issued by hand, and the letters that belong to no case."""
    with reading() as session:
        issued = office_letters(session, SHOWN)
    return page(
        "letters.html.j2",
        kinds=[(letter, ADDRESSEES[letter.to]) for letter in _offered()],
        issued=issued,
        done=DONE.get(done, ""),
    )


@router.get("/letters/new/{code}")
def empty_form(code: str, case: str = "") -> Response:
    """Show the form of a letter. Raises NotAskedError for one that the desk does not issue."""
    return _form(_known(code), _canonical(case), {}, {})


@router.post("/letters/new/{code}")
def issue(code: str, typed: Typed, case: str = "") -> Response:
    """Issue the letter, or show the form again with what is wrong."""
    letter, number = _known(code), _canonical(case)
    given = read_answer(shapes_to_give(letter), typed)
    if MORE in typed:
        return _form(letter, number, given, {}, typed=typed)
    order = Order(
        code=code,
        facts=given,
        issued_by=typed.get(BY, ""),
        door=DOOR,
        case_number=number,
        region=typed.get(REGION, ""),
        occasion=typed.get(OCCASION, ""),
    )
    try:
        issued = issue_by_hand(order)
    except InvalidFactsError as error:
        problems = problems_by_field(shapes_to_give(letter), error.problems)
        response = _form(letter, number, given, problems, typed=typed)
        response.status_code = 422
        return response
    back = case_path(number) if number else "/letters"
    done = "issued" if issued.is_new else "before"
    return RedirectResponse(f"{back}?done={done}", status_code=303)


def problems_by_field(shapes: Sequence[Shape], lines: Sequence[str]) -> dict[str, list[str]]:
    """Put each problem to the value it names by its titles; `WHOLE` has those that name none."""
    found: dict[str, list[str]] = {}
    for line in lines:
        head, mark, reason = line.partition("”：")
        name = _named(shapes, head.removeprefix("“").split(" › ")) if mark else ""
        found.setdefault(name or WHOLE, []).append(reason if name else line)
    return found


def _named(shapes: Sequence[Shape], titles: Sequence[str]) -> str:
    """Find the name of a value by the titles on the way to it; empty if there is none."""
    names: list[str] = []
    for title in titles:
        if names and title.startswith("第") and title[1:-1].isdecimal() and shapes:
            names.append(str(int(title[1:-1]) - 1))
            shapes = shapes[0].parts
            continue
        shape = next((each for each in shapes if each.title == title), None)
        if shape is None:
            return ""
        names.append(shape.name)
        shapes = shape.parts
    return ".".join(names)


def _offered() -> list[Letter]:
    return [letter for letter in letters_by_hand().values() if not letter.is_restricted]


def _known(code: str) -> Letter:
    letter = letter_by_hand(code)
    if letter.is_restricted:
        message = f"《{letter.title}》限制接触，只能用 fuyuan letter issue 制作"
        raise NotAskedError(message)
    return letter


def _canonical(case: str) -> str:
    if not case.strip():
        return ""
    with reading() as session:
        return resolve(session, case)


def _form(
    letter: Letter,
    number: str,
    given: Mapping[str, Any],
    problems: Problems,
    *,
    typed: Mapping[str, str] | None = None,
) -> Response:
    told = typed or {}
    shapes = shapes_to_give(letter)
    names = {shape.name for shape in shapes}
    overview = None
    if number:
        with reading() as session:
            overview = case_overview(session, number)
    return page(
        "letter_form.html.j2",
        letter=letter,
        addressee=ADDRESSEES[letter.to],
        case=overview,
        today=clock.today(),
        widgets=lay_out(shapes, given, problems, more=told.get(MORE, "")),
        problems=problems,
        general=[
            line
            for name, lines in problems.items()
            if name.partition(".")[0] not in names
            for line in lines
        ],
        by=told.get(BY, ""),
        occasion=told.get(OCCASION, ""),
        region=told.get(REGION, os.environ.get("FUYUAN_REGION", "")),
        regions=[(name, load_region(name).title) for name in list_regions()],
    )
