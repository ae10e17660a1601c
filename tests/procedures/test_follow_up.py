"""回访: no resolved case is left alone; it is visited twice, and what is not kept goes on."""

import datetime as dt

import pytest

from fuyuan.rehearsal import answer, turn_to, work
from models.history import Event, Todo
from models.outbox import Notice
from rules.vocabulary.question import Actor
from rules.vocabulary.region import load_region
from tasks.contacts import add_contact
from tasks.errors import InvalidAnswerError
from tasks.handover import hand_over
from tests.building import filing, rows, stored
from tests.flows.answers import (
    acceptance,
    checks,
    confirmation,
    consent,
    mediator,
    performance,
    plan,
    review,
    scheme,
    session,
    signing,
    terms,
)
from tests.procedures.afterwards import again, asks, clocks, handed_to, letter, letters, stages
from tests.procedures.afterwards import tell as tell_all
from tests.procedures.follow_up_answers import visit

pytestmark = pytest.mark.usefixtures("home", "fonts")

POORLY = "到期内容均未履行"
SECRET = "家中老人生病，急需用钱"


@pytest.fixture
def number(home: object, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """A case that was resolved on 2026-03-02."""
    monkeypatch.setenv("FUYUAN_TODAY", "2026-03-02")
    received = {"received_on": dt.date(2026, 2, 2), "act_made_on": None, "act_known_on": None}
    return handed_to("follow_up", **received)


def day(text: str) -> None:
    turn_to(dt.date.fromisoformat(text))


@pytest.mark.mechanism("WJ-20")
def test_it_is_visited_after_thirty_and_after_ninety_days(number: str):
    assert clocks() == {
        "F_VISIT_1/1": ("2026-04-01", "running"),
        "F_VISIT_2/1": ("2026-06-01", "running"),
    }
    assert (stages(number)["follow_up"], asks()) == ("scheduled", [("follow_up_visit", "1")])
    [todo] = rows(Todo, state="open")
    assert todo.due_on == dt.date(2026, 4, 1)
    day("2026-03-30")
    answer(number, *visit("2026-03-30", "尚未到期，按约履行中"))
    assert (stages(number)["follow_up"], asks()) == ("visited", [("follow_up_visit", "2")])
    day("2026-06-01")
    answer(number, *visit("2026-06-01"))
    assert (stages(number)["follow_up"], asks()) == ("normal", [])
    assert clocks() == {
        "F_VISIT_1/1": ("2026-04-01", "met"),
        "F_VISIT_2/1": ("2026-06-01", "met"),
    }
    assert letters() == ["visit_record", "visit_record 2"]
    titles = [letter("visit_record", occasion)["visit_title"] for occasion in ("1", "2")]
    assert titles == ["首次回访", "再次回访"]
    assert again("follow_up", number) == "normal"


def test_a_visit_that_was_forgotten_is_late_and_still_asked_for(number: str):
    day("2026-07-01")
    assert asks() == [("follow_up_visit", "1")]
    assert {state for _, state in clocks().values()} == {"missed"}
    tell_all(number, visit("2026-07-01"), visit("2026-07-01"))
    assert {state for _, state in clocks().values()} == {"met_late"}
    assert stages(number)["follow_up"] == "normal"


def test_who_was_not_reached_is_visited_again(number: str):
    answer(number, *visit("2026-03-02", "未能联系上，须再次联系", satisfaction="未表态"))
    assert (stages(number)["follow_up"], asks()) == ("scheduled", [("follow_up_visit", "1+2")])
    assert clocks()["F_VISIT_1/1"] == ("2026-04-01", "running")
    answer(number, *visit("2026-03-02"))
    assert asks() == [("follow_up_visit", "2")]
    assert letters() == ["visit_record", "visit_record 1+2"]


@pytest.mark.mechanism("WJ-20")
@pytest.mark.parametrize(
    ("referral", "handed"),
    [
        pytest.param("转司法建议，督促履行", {"judicial_suggestion"}, id="to a suggestion"),
        pytest.param("转履行跟踪", {"performance"}, id="to tracking"),
        pytest.param("转司法建议和履行跟踪", {"judicial_suggestion", "performance"}, id="to both"),
    ],
)
def test_what_is_not_kept_goes_where_the_visitor_decides(number: str, referral: str, handed: set):
    answer(number, *visit("2026-03-02", POORLY, referral=referral, satisfaction="不满意"))
    assert stages(number).keys() - {"registration", "follow_up"} == handed
    told = [event.text for event in rows(Event, kind="移交")]
    assert [text.endswith(f"首次回访：{POORLY}") for text in told] == [True] * len(handed)
    assert ("follow_up_visit", "2") in asks()
    answer(number, *visit("2026-03-02"))
    assert stages(number)["follow_up"] == "referred"
    again("follow_up", number)


def test_the_second_visit_may_refer_as_well(number: str):
    tell_all(number, visit("2026-03-02"), visit("2026-03-02", POORLY, referral="转履行跟踪"))
    assert stages(number)["follow_up"] == "referred"
    assert "performance" in stages(number)


def test_not_to_refer_is_a_decision_with_reasons(number: str):
    with pytest.raises(InvalidAnswerError, match=r"决定不转办的.*写明理由"):
        answer(number, *visit("2026-03-02", POORLY))
    answer(number, *visit("2026-03-02", POORLY, remarks="双方已另约三月底付清"))
    answer(number, *visit("2026-03-02"))
    assert stages(number)["follow_up"] == "normal"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param(
            {"keeping": "未能联系上，须再次联系", "referral": "转履行跟踪"},
            "请在联系上以后再决定",
            id="referred though nobody was reached",
        ),
        pytest.param({"new_dispute": "是"}, "新的争议.*写明", id="a dispute without a word"),
        pytest.param({"visited_on": "2026-03-03"}, "晚于今天", id="a visit to come"),
    ],
)
def test_a_record_that_cannot_be_is_refused(number: str, changes: dict, problem: str):
    with pytest.raises(InvalidAnswerError, match=problem):
        answer(number, *visit("2026-03-02", **changes))


def test_what_a_party_complains_of_stands_in_the_record_and_in_no_notice(number: str):
    for role in (Actor.STUDIO, Actor.AGENCY, Actor.JUSTICE_BUREAU):
        add_contact(role=role, organ="", label=role, url=f"json://127.0.0.1/{role.name.lower()}")
    answer(number, *visit("2026-03-02", POORLY, needs=SECRET, referral="转履行跟踪"))
    assert letter("visit_record")["needs"] == SECRET
    told = [f"{notice.subject}{notice.body}" for notice in rows(Notice)]
    assert told
    assert not any(SECRET in text or "周某" in text for text in told)
    assert not any(SECRET in event.text for event in rows(Event))


def test_the_times_are_the_regions():
    assert load_region("wujiagang").number_of_days("follow_up.first_days") == 30
    assert "设计假设" in load_region("wujiagang").source_of("follow_up.second_days").doubt


@pytest.mark.mechanism("WJ-20")
def test_what_is_resolved_or_withdrawn_later_is_visited_anew(number: str):
    tell_all(number, visit("2026-03-02"), visit("2026-03-02"))
    day("2026-05-06")
    hand_over(
        number, leaving="litigation", to="follow_up", reason="准许撤诉", at_stage=None, occasion="2"
    )
    work()
    assert stages(number)["follow_up"] == "scheduled"
    assert asks() == [("follow_up_visit", "w2-1")]
    assert clocks() == {
        "F_VISIT_1/1": ("2026-04-01", "met"),
        "F_VISIT_2/1": ("2026-06-01", "met"),
        "F_VISIT_1/2": ("2026-06-05", "running"),
        "F_VISIT_2/2": ("2026-08-04", "running"),
    }
    tell_all(number, visit("2026-05-06"), visit("2026-05-06", POORLY, referral="转履行跟踪"))
    assert stages(number)["follow_up"] == "referred"
    assert letters()[-2:] == ["visit_record w2-1", "visit_record w2-2"]
    assert again("follow_up", number) == "referred"


MEDIATED = [
    *(checks(), consent(), mediator(), acceptance(), plan(), scheme()),
    *(session("达成协议"), terms()),
]
RESOLVED = {
    "resolved": [confirmation("已即时履行，撤回起诉材料")],
    "confirmed": [confirmation("双方共同申请司法确认"), review("出具行政诉前调解书")],
    "performed": [confirmation("不申请司法确认，按约履行"), performance("是")],
}


@pytest.mark.mechanism("WJ-20")
@pytest.mark.parametrize("end", RESOLVED)
def test_every_end_of_mediation_that_resolves_a_dispute_is_followed_up(end: str):
    stored(filing())
    work()
    tell_all("(2026)鄂0503行诉前调1号", *MEDIATED, signing(), *RESOLVED[end])
    assert stages("(2026)鄂0503行诉前调1号") == {
        "registration": "to_mediation",
        "prefiling_mediation": end,
        "follow_up": "scheduled",
    }
    assert asks() == [("follow_up_visit", "1")]
