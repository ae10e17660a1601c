"""A filing that resembles an earlier one: registered, asked about, never merged by itself."""

import datetime as dt
from pathlib import Path

import pytest

from fuyuan.rehearsal import answer, turn_to, work
from models.case import CasePath
from models.filing import FilingRecord
from models.history import Todo
from models.letter import IssuedLetter
from rules.filing import Filing
from tasks.answers import record_answer
from tasks.errors import InvalidAnswerError
from tests.building import filing, rows, stored
from tests.flows import answers as say
from tests.procedures.mediation_walk import NUMBER, registered_case

pytestmark = pytest.mark.usefixtures("home", "fonts")
SECOND = "(2026)鄂0503行诉前调2号"


@pytest.fixture
def two_filings(home: Path, fonts: Path) -> None:
    assert home.exists()
    assert fonts.exists()
    registered_case()
    stored(filing(claims="确认违法"))
    work()


def waiting(number: str) -> list[str]:
    with_number = {row.case_id: row.id for row in rows(FilingRecord)}
    case_id = sorted(with_number)[0 if number == NUMBER else 1]
    return [todo.question for todo in rows(Todo, state="open", case_id=case_id)]


def stages() -> list[str]:
    return [row.stage for row in rows(CasePath, path="registration")]


def review(verdict: str, **changes: str) -> say.Answer:
    given = {"answered_by": "刘法官", "verdict": verdict, "reason": "两份起诉状落款相同"}
    return "filing_likeness", given | changes


SAME = "同一件，重复收件：并入在先案件"


@pytest.mark.usefixtures("two_filings")
def test_it_is_asked_before_the_eight_checks_and_only_of_the_later_one():
    assert (waiting(NUMBER), waiting(SECOND)) == (["eight_checks"], ["filing_likeness"])
    assert len(rows(IssuedLetter, code="receipt", state="issued")) == 2, "each has its receipt"


@pytest.mark.usefixtures("two_filings")
def test_the_same_papers_received_twice_end_there_and_nothing_of_them_is_lost():
    answer(SECOND, *review(SAME, earlier=NUMBER))
    assert stages() == ["registered", "joined"]
    assert waiting(SECOND) == []
    claims = [Filing.model_validate_json(row.content).claims for row in rows(FilingRecord)]
    assert claims == ["撤销答复并责令重新答复", "确认违法"]
    answer(NUMBER, *say.checks())
    assert stages() == ["inquiring", "joined"], "the earlier one goes its way"


@pytest.mark.usefixtures("two_filings")
@pytest.mark.parametrize(
    "verdict", ["同一争议又一次起诉：单独办理，在八看中审查", "不是同一件：单独办理"]
)
def test_whatever_is_not_the_same_goes_its_own_way(verdict: str):
    answer(SECOND, *review(verdict))
    assert waiting(SECOND) == ["eight_checks"]
    assert stages() == ["registered", "registered"]


@pytest.mark.usefixtures("two_filings")
def test_it_is_not_joined_into_nobody_knows_what():
    code, given = review(SAME)
    with pytest.raises(InvalidAnswerError, match="案号或者收件编号"):
        record_answer(SECOND, code, given, door="测试")


@pytest.mark.usefixtures("two_filings")
def test_if_nobody_looks_in_time_it_is_docketed_like_any_other():
    turn_to(dt.date(2026, 11, 30))
    assert stages() == ["to_docketing", "to_docketing"]
