"""催办, 退回重办, 重办完成: a person's word about a duty, from the page of its case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from desk.answering import form, take
from desk.cases import resolve
from desk.errors import DeskError
from desk.forms import Problems
from desk.incoming import Typed
from models.ledger import reading
from rules.duty_words import DutyDone, DutyReturn, DutyUrging
from rules.vocabulary.question import Question
from tasks.duties import finish, send_back, urge

router = APIRouter(include_in_schema=False)
DOOR = "窗口"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    question: type[Question]
    do: Callable[..., str]


WORDS = {
    "urge": _Word(question=DutyUrging, do=urge),
    "return": _Word(question=DutyReturn, do=send_back),
    "done": _Word(question=DutyDone, do=finish),
}


@router.get("/cases/{number}/duties/{word}")
def word_form(number: str, word: str, duty: str = "") -> Response:
    """Show the form, about the duty that was chosen."""
    return form(_number_of(number), _known(word).question, None, {"duty": duty[:200]}, {})


@router.post("/cases/{number}/duties/{word}")
def say(number: str, word: str, typed: Typed) -> Response:
    """Record what was said, or show it again with what is wrong."""
    canonical, known = _number_of(number), _known(word)

    def record(given: Mapping[str, Any]) -> None:
        known.do(canonical, given, door=DOOR)

    def show(given: Mapping[str, Any], problems: Problems) -> Response:
        return form(canonical, known.question, None, given, problems)

    return take(canonical, known.question, typed, record, show, done=word)


def _known(word: str) -> _Word:
    if word not in WORDS:
        raise DeskError(404, "没有这个页面：请从案件页面的“期限”进入")
    return WORDS[word]


def _number_of(number: str) -> str:
    with reading() as session:
        return resolve(session, number)
