"""The reconsideration office of the tests: an application comes in, people answer, days pass."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from fuyuan.rehearsal import answer, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.home import database_url
from models.ledger import engine
from models.letter import IssuedLetter
from tasks.filings import Delivery, store_filings
from tests.building import filing, rows
from tests.procedures import reconsideration_answers as say

NUMBER = "宜伍政复〔2026〕1号"
TO_PROCEDURE = (say.coordination(), say.acceptance(), say.wishes())
TO_REVIEW = (
    *TO_PROCEDURE,
    say.procedure(),
    say.copy(),
    say.agency_answer(),
    say.opinions(),
)
AFTERWARDS = (say.service(), say.guidance(), say.publication(), say.opinion_draft())


def apply() -> None:
    """An application that came in on Monday, 2 March 2026; everybody answers a day later."""
    received = filing(
        received_on=dt.date(2026, 3, 2),
        act_made_on=dt.date(2026, 2, 5),
        act_known_on=dt.date(2026, 2, 10),
    )
    store_filings([received], Delivery(source="测试", region="wujiagang", path="reconsideration"))
    work()


def say_all(*answers: say.Answer) -> None:
    for given in answers:
        answer(NUMBER, *given)


def prepare(migrated: Path, folder: Path, fonts: Path, *answers: say.Answer) -> Path:
    """A ledger in which these were answered, to be copied for every test that begins there."""
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FUYUAN_DATABASE_URL", "FUYUAN_SECRET_KEY", "FUYUAN_REGION"):
            patch.delenv(name, raising=False)
        patch.setenv("FUYUAN_HOME", str(folder))
        patch.setenv("FUYUAN_FONTS", str(fonts))
        patch.setenv("FUYUAN_TODAY", say.DAY)
        apply()
        say_all(*answers)
        engine(database_url()).dispose()
    return folder


def take_over(prepared: Path) -> None:
    """Lay a prepared ledger over the empty one of this test."""
    shutil.copytree(prepared, os.environ["FUYUAN_HOME"], dirs_exist_ok=True)


def stage() -> str:
    [walk] = rows(CasePath, path="reconsideration")
    return str(walk.stage)


def waiting() -> list[str]:
    return [todo.question for todo in rows(Todo, state="open", path="reconsideration")]


def clocks(*rules: str) -> dict[str, tuple[str, str]]:
    """The clocks of these rules (or all) by rule and trigger: the state and the last day."""
    return {
        f"{row.rule}/{row.trigger_key}": (row.state, str(row.due_on or row.act_by))
        for row in rows(RunningDeadline)
        if not rules or row.rule in rules
    }


def letters() -> list[str]:
    return [row.code.removeprefix("recon_") for row in rows(IssuedLetter)]


def ledger_size() -> list[int]:
    return [len(rows(table)) for table in (Event, IssuedLetter, RunningDeadline, Todo)]


def other_paths() -> set[str]:
    return {walk.path for walk in rows(CasePath)} - {"reconsideration"}
