"""行政复议: how a decision ends a case, and from when everybody may sue."""

import datetime as dt
from pathlib import Path

import pytest

from fuyuan.rehearsal import turn_to
from models.deadline import RunningDeadline
from tests.building import rows
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import (
    AFTERWARDS,
    TO_PROCEDURE,
    other_paths,
    prepare,
    say_all,
    stage,
    take_over,
    waiting,
)

DECIDE_SIMPLY = say.simplified_step("作出复议决定")
ANSWERED = (*TO_PROCEDURE, say.simplified(), say.copy(), say.agency_answer())


@pytest.fixture(scope="module")
def answered(migrated: Path, fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(migrated, tmp_path_factory.mktemp("answered"), fonts, *ANSWERED)


@pytest.fixture(autouse=True)
def _a_case_was_answered(home: Path, answered: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", say.DAY)
    take_over(answered)


@pytest.mark.parametrize(
    ("kind", "end"), [("驳回复议申请", "dismissed"), ("驳回复议请求", "claims_rejected")]
)
def test_a_dismissal_and_a_rejection_have_ends_of_their_own(kind: str, end: str):
    say_all(DECIDE_SIMPLY, say.decision(kind), *AFTERWARDS)
    assert (stage(), waiting(), other_paths()) == (end, [], set())


def test_everybody_has_fifteen_days_from_their_own_receipt_and_the_agency_none():
    say_all(DECIDE_SIMPLY, say.decision(has_performance="是"))
    turn_to(dt.date(2026, 3, 10))
    say_all(
        say.service("周某", more="是"),
        say.service("区教育局", role="被申请人", more="是"),
        say.service("某公司", "2026-03-10", role="第三人", method="邮寄送达"),
    )
    running = rows(RunningDeadline, rule="L_AFTER_RECON_15D")
    assert [(row.recipient, str(row.due_on)) for row in running] == [
        ("周某", "2026-03-18"),
        ("某公司", "2026-03-25"),
    ]
    assert other_paths() == {"performance"}
