"""AH-9: what the court finds it must decide is told to the agency concerned, and shown nowhere."""

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.app import create_app
from models.base import Base
from models.case import Case
from models.ledger import reading
from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.court_side import COURT_LETTERS, SelfCorrection
from rules.vocabulary.circle import Circle, circle_of
from tasks.court_letters import tell_agency, write_again
from tasks.errors import InvalidAnswerError, NotAskedError, UnknownCaseError
from tasks.event_log import export_log
from tasks.letters import letter_path
from tasks.markdown import overview_markdown
from tasks.overview import case_overview
from tests.building import rows
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import AGENCY, OTHER, docketed, tell, under_trial

pytestmark = pytest.mark.usefixtures("home", "fonts")
FOUND = "没有收集付款凭证，主要证据不足"
# A calendar says when it was read.
WHEN_READ = re.compile(r"DTSTAMP:\S+")
TOLD = {
    "answered_by": "秦法官",
    "kind": "撤销",
    "reasons": FOUND,
    "feedback_by": "2026-11-20",
    "told_on": "2026-11-12",
}


def ledger_but_letters() -> dict[str, list[Any]]:
    """Every row of every table, the letters left out."""
    with reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Base.metadata.sorted_tables
            if table.name != IssuedLetter.__tablename__
        }


def shown(number: str, folder: Path) -> dict[str, str]:
    """All that anybody can look at: pages, interface, artifact, timeline, calendar, event log."""
    code = rows(Case)[0].short_code
    with TestClient(create_app(), base_url="http://127.0.0.1:4280") as desk:
        pages = {
            address: WHEN_READ.sub("", desk.get(address).text)
            for address in (
                *("/", "/cases", f"/cases/{code}", "/calendar.ics", f"/cases/{code}/calendar.ics"),
                *("/api/todos", f"/api/cases/{code}"),
            )
        }
    with reading() as session:
        overview = case_overview(session, number)
    export_log(folder / "log.xes", number)
    written = (folder / "log.xes").read_text("utf-8")
    return {**pages, "artifact": overview_markdown(overview), "log": written}


@pytest.mark.mechanism("AH-9")
def test_the_agency_is_told_and_nothing_that_anybody_sees_changes(tmp_path: Path, home: Path):
    number = under_trial()
    before, seen = ledger_but_letters(), shown(number, tmp_path)
    assert FOUND not in "".join(seen.values())
    written = tell_agency(number, TOLD, into=tmp_path / "交机关")
    assert {path.suffix for path in written} == {".pdf", ".docx"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert (ledger_but_letters(), shown(number, tmp_path)) == (before, seen)
    [letter] = [row for row in rows(IssuedLetter) if row.code == "self_correction_notice"]
    assert (letter.state, letter.addressee) == ("confidential", "被诉行政机关")
    assert json.loads(letter.facts)["agency"] == AGENCY
    assert not letter_path(letter.id, "pdf").exists()
    with TestClient(create_app(), base_url="http://127.0.0.1:4280") as desk:
        assert desk.get(f"/letters/{letter.id}.pdf").status_code == 404
    assert FOUND.encode() not in (home / "ledger.db").read_bytes()


@pytest.mark.mechanism("AH-9")
def test_what_the_court_intends_is_tagged_and_no_path_writes_it_down():
    tagged = {
        name
        for name, field in SelfCorrection.model_fields.items()
        if circle_of(field) is Circle.COURT
    }
    assert tagged == {"kind", "reasons"}
    assert {letter.circle for letter in COURT_LETTERS} == {Circle.COURT}
    assert Circle.COURT not in {letter.circle for letter in letters().values()}


def test_the_same_notice_is_one_and_can_be_written_again(tmp_path: Path):
    number = under_trial()
    first = tell_agency(number, TOLD, into=tmp_path / "一")
    assert [path.name for path in tell_agency(number, TOLD, into=tmp_path / "二")] == [
        path.name for path in first
    ]
    again = write_again(number, into=tmp_path / "三")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in first]
    tell_agency(number, TOLD | {"kind": "确认违法"}, into=tmp_path / "四")
    assert len(write_again(number, into=tmp_path / "五")) == 4


def test_of_several_agencies_the_one_concerned_is_named(tmp_path: Path):
    number = under_trial_of_two()
    with pytest.raises(InvalidAnswerError, match=f"请填写{AGENCY}、{OTHER}中的一个"):
        tell_agency(number, TOLD, into=tmp_path)
    tell_agency(number, TOLD | {"agency": OTHER, "told_on": "2026-11-06"}, into=tmp_path)
    [letter] = [row for row in rows(IssuedLetter) if row.code == "self_correction_notice"]
    assert json.loads(letter.facts)["agency"] == OTHER


def under_trial_of_two() -> str:
    number = docketed(agencies=[AGENCY, OTHER])
    tell(number, say.setup())
    return number


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"reasons": " "}, "发现的问题", id="without a finding"),
        pytest.param({"feedback_by": "2026-11-12"}, "须晚于告知日期", id="no time to answer"),
        pytest.param({"told_on": "2026-12-01"}, "告知日期", id="told in the future"),
        pytest.param({"kind": "驳回"}, "发现需作出的判决", id="nothing to correct"),
    ],
)
def test_what_cannot_be_told_is_refused_in_chinese(tmp_path: Path, changes, problem):
    number = under_trial()
    with pytest.raises(InvalidAnswerError, match=problem):
        tell_agency(number, TOLD | changes, into=tmp_path)
    assert not list(tmp_path.glob("仅限法院*"))


def test_only_before_judgment_is_there_anything_to_tell(tmp_path: Path):
    number = docketed()
    with pytest.raises(UnknownCaseError):
        tell_agency("(2026)鄂0503行初999号", TOLD, into=tmp_path)
    with pytest.raises(NotAskedError, match="没有仅限人民法院一端的文书"):
        write_again(number, into=tmp_path)
    number = under_trial()
    tell(number, say.step("作出判决"), say.judged("2026-11-12"))
    with pytest.raises(NotAskedError, match="不在宣判以前的审理中"):
        tell_agency(number, TOLD, into=tmp_path)
