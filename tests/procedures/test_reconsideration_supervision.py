"""行政复议: publication after a check, opinions and suggestions followed up."""

import datetime as dt
from pathlib import Path

import pytest

from flows.reconsideration import reconsideration
from fuyuan.rehearsal import turn_to
from tasks.errors import InvalidAnswerError
from tests.building import fact
from tests.procedures import reconsideration_answers as say
from tests.procedures.reconsideration_office import (
    NUMBER,
    TO_PROCEDURE,
    clocks,
    ledger_size,
    letters,
    prepare,
    say_all,
    stage,
    take_over,
    waiting,
)

DECIDE_SIMPLY = say.simplified_step("作出复议决定")
EXPLAINED = (
    *TO_PROCEDURE,
    say.simplified(),
    say.copy(),
    say.agency_answer(),
    DECIDE_SIMPLY,
    say.decision(),
    say.service(),
    say.guidance(),
)


@pytest.fixture(scope="module")
def explained(migrated: Path, fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(migrated, tmp_path_factory.mktemp("explained"), fonts, *EXPLAINED)


@pytest.fixture(autouse=True)
def _a_decision_was_explained(home: Path, explained: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", say.DAY)
    take_over(explained)


@pytest.mark.mechanism("RZ-4")
def test_nothing_is_published_before_the_redaction_is_checked():
    """Each check that may fail stands in the tables of the rules."""
    with pytest.raises(InvalidAnswerError, match="脱敏检查没有全部通过，不能公开"):
        say_all(say.publication(identities_removed="否"))
    assert waiting() == ["recon_publication"]
    say_all(say.publication())
    assert fact("recon_publication")["choice"] == "公开"
    assert fact("recon_coordination")["channel"] == "全国行政复议工作平台"


@pytest.mark.mechanism("WJ-12")
def test_opinion_and_suggestion_are_followed_until_they_are_answered():
    """The decision itself is tracked on the path of performance, where it is handed to."""
    say_all(say.publication(), say.opinion_draft("是", "是"))
    assert (stage(), letters()[-2:]) == ("supervising", ["opinion", "suggestion"])
    say_all(say.opinion_receipt(say.DAY))
    assert clocks("R_OPINION_60D") == {"R_OPINION_60D/1": ("running", "2026-05-06")}
    turn_to(dt.date(2026, 5, 7))
    assert waiting() == ["recon_opinion_chase"]
    say_all(say.opinion_chase("2026-05-07", "2026-05-15"))
    turn_to(dt.date(2026, 5, 14))
    say_all(say.opinion_report("2026-05-14"))
    assert clocks("R_OPINION_60D") == {"R_OPINION_60D/1": ("met_late", "2026-05-06")}
    say_all(say.suggestion_reply("2026-05-14"))
    assert (stage(), waiting()) == ("decided", [])


def test_a_run_that_comes_again_changes_nothing():
    say_all(say.publication(), say.opinion_draft())
    before = ledger_size()
    assert [reconsideration.fn(NUMBER), reconsideration.fn(NUMBER)] == ["decided", "decided"]
    assert ledger_size() == before


def test_what_was_reported_but_not_put_right_is_chased():
    say_all(say.publication(), say.opinion_draft("是"))
    say_all(say.opinion_receipt(say.DAY), say.opinion_report(say.DAY, "否"))
    assert clocks("R_OPINION_60D") == {"R_OPINION_60D/1": ("met", "2026-05-06")}
    say_all(say.opinion_chase(say.DAY, "2026-03-20"), say.opinion_report(say.DAY))
    assert stage() == "decided"


def test_a_suggestion_alone_has_no_legal_day_but_is_closed_by_its_reply():
    say_all(say.publication(), say.opinion_draft("否", "是"))
    assert (waiting(), clocks("R_OPINION_60D")) == (["recon_suggestion_reply"], {})
    say_all(say.suggestion_reply(say.DAY))
    assert stage() == "decided"
