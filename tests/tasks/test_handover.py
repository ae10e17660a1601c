"""Handing a case on: both paths move and the next run is promised, together and once."""

import pytest

from models.case import CasePath
from models.history import Event
from models.outbox import Trigger
from tasks import handover
from tasks.errors import IllegalMoveError
from tasks.handover import hand_over
from tasks.stages import move
from tests.building import count, in_mediation, registered, rows
from tests.processes import at_once


def examined() -> str:
    number = registered()
    for stage in ("reviewed", "inquiring"):
        move(number, "registration", stage)
    return number


def to_mediation(number: str) -> None:
    hand_over(
        number,
        leaving="registration",
        to="prefiling_mediation",
        reason="双方书面同意诉前调解",
        at_stage="to_mediation",
    )


def stand() -> list[tuple[str, str, bool]]:
    return [(row.path, row.stage, row.closed_at is not None) for row in rows(CasePath)]


def promised() -> list[Trigger]:
    return [row for row in rows(Trigger) if row.key.startswith("handover:")]


@pytest.mark.usefixtures("any_home")
def test_the_old_path_ends_and_the_new_one_begins_however_often_it_is_said():
    number = examined()
    for _ in range(3):
        to_mediation(number)
    assert stand() == [
        ("registration", "to_mediation", True),
        ("prefiling_mediation", "preparing", False),
    ]
    [trigger] = promised()
    assert (trigger.deployment, trigger.parameters) == (
        "诉前调解/prefiling_mediation",
        {"case_number": number},
    )
    [told] = rows(Event, kind="移交")
    assert told.text == "由“先登后调”转“诉前调解”：双方书面同意诉前调解"
    assert told.data == {"reason": "双方书面同意诉前调解"}


@pytest.mark.usefixtures("any_home")
def test_said_by_four_runs_at_once_it_is_done_once():
    number = examined()
    at_once(to_mediation, [(number,)] * 4)
    assert (len(stand()), len(promised()), count(Event, kind="移交")) == (2, 1, 1)


@pytest.mark.usefixtures("any_home")
def test_what_breaks_on_the_way_moves_nothing(monkeypatch: pytest.MonkeyPatch):
    number = examined()

    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(handover, "start_run", fail)
        with pytest.raises(RuntimeError):
            to_mediation(number)
    assert stand() == [("registration", "inquiring", False)]
    to_mediation(number)
    assert len(promised()) == 1


@pytest.mark.mechanism("WJ-1")
@pytest.mark.usefixtures("home")
def test_no_case_is_handed_to_mediation_before_both_sides_were_asked():
    number = registered()
    with pytest.raises(IllegalMoveError):
        to_mediation(number)
    assert stand() == [("registration", "registered", False)]
    assert promised() == []


@pytest.mark.usefixtures("home")
def test_after_a_partial_settlement_docketing_runs_beside_it():
    number = in_mediation()
    for stage in ("referred", "mediating", "agreed", "signed"):
        move(number, "prefiling_mediation", stage)
    hand_over(
        number,
        leaving="prefiling_mediation",
        to="docketing",
        reason="部分达成协议，其余转登记立案",
        at_stage=None,
    )
    assert stand()[1:] == [
        ("prefiling_mediation", "signed", False),
        ("docketing", "received", False),
    ]
    move(number, "prefiling_mediation", "performing")
    move(number, "docketing", "docketed")
    assert stand()[1:] == [
        ("prefiling_mediation", "performing", False),
        ("docketing", "docketed", True),
    ]
    assert [trigger.deployment for trigger in promised()] == ["登记立案/docketing"]


def suggest(number: str, occasion: str = "1", *, leaving: str = "docketing") -> None:
    hand_over(
        number,
        leaving=leaving,
        to="judicial_suggestion",
        reason=f"仅委托律师出庭（{occasion}）",
        at_stage=None,
        occasion=occasion,
    )


def suggestion() -> tuple[str, int]:
    [row] = rows(CasePath, path="judicial_suggestion")
    return row.stage, row.walk


def end_suggestion(number: str) -> None:
    for stage in ("consulting", "not_issued"):
        move(number, "judicial_suggestion", stage)


def promised_suggestions(number: str) -> list[str]:
    return [row.key.removeprefix(f"handover:{number}:") for row in promised()]


@pytest.mark.usefixtures("any_home")
def test_said_again_after_the_walk_has_ended_it_begins_no_other():
    number = registered()
    suggest(number)
    end_suggestion(number)
    for _ in range(3):
        suggest(number)
    assert suggestion() == ("not_issued", 1)
    assert promised_suggestions(number) == ["judicial_suggestion"]


@pytest.mark.usefixtures("any_home")
def test_another_occasion_after_the_end_begins_another_walk():
    number = registered()
    suggest(number)
    end_suggestion(number)
    suggest(number, "2")
    assert suggestion() == ("drafting", 2)
    assert promised_suggestions(number) == ["judicial_suggestion", "judicial_suggestion:2"]
    assert [row.text.rpartition("：")[2] for row in rows(Event, kind="移交")] == [
        "仅委托律师出庭（1）",
        "仅委托律师出庭（2）",
    ]


@pytest.mark.usefixtures("any_home")
def test_what_is_handed_over_meanwhile_is_dealt_with_when_the_first_has_ended():
    number = registered()
    suggest(number)
    suggest(number, "2")
    assert suggestion() == ("drafting", 1)
    assert promised_suggestions(number) == ["judicial_suggestion"]
    assert rows(Event, kind="移交")[1].text.endswith("；前一件办结后接着办理")
    end_suggestion(number)
    assert suggestion() == ("drafting", 2)
    assert promised_suggestions(number) == ["judicial_suggestion", "judicial_suggestion:2"]
    assert rows(Event, kind="移交")[-1].text == (
        "“司法建议与检察建议”第2件开始办理：仅委托律师出庭（2）"
    )
    end_suggestion(number)
    assert suggestion() == ("not_issued", 2)


@pytest.mark.usefixtures("any_home")
def test_however_many_wait_each_has_its_turn():
    """An agency that stayed away is another suggestion than the agency beside it."""
    number = registered()
    for occasion in ("1", "2", "3"):
        for _ in range(2):  # A run that comes again keeps no second place.
            suggest(number, occasion)
    suggest(number, leaving="registration")
    for walk in (1, 2, 3, 4):
        assert suggestion() == ("drafting", walk)
        end_suggestion(number)
    assert suggestion() == ("not_issued", 4)
    taken_up = [row.text.rpartition("：")[2] for row in rows(Event, kind="移交")][4:]
    assert taken_up == ["仅委托律师出庭（2）", "仅委托律师出庭（3）", "仅委托律师出庭（1）"]


@pytest.mark.usefixtures("any_home")
def test_four_runs_at_once_keep_four_places():
    number = registered()
    suggest(number)
    at_once(suggest, [(number, str(n)) for n in range(2, 6)])
    walks = sorted(row.data["walk"] for row in rows(Event, kind="移交") if "walk" in row.data)
    assert walks == [2, 3, 4, 5]


@pytest.mark.usefixtures("any_home")
def test_each_walk_hands_on_once():
    number = registered()
    for _ in range(2):
        suggest(number)
        hand_over(
            number,
            leaving="judicial_suggestion",
            to="performance",
            reason="跟踪",
            at_stage=None,
        )
        end_suggestion(number)
        suggest(number, "2")
    keys = [row.key for row in rows(Event, kind="移交")]
    assert [key for key in keys if ":performance:" in key] == [
        "handover:judicial_suggestion:performance:beside",
        "handover:judicial_suggestion:performance:beside:w2-1",
    ]


@pytest.mark.usefixtures("any_home")
def test_four_runs_at_once_begin_one_more_walk():
    number = registered()
    suggest(number)
    end_suggestion(number)
    at_once(suggest, [(number, "2")] * 4)
    assert suggestion() == ("drafting", 2)
    assert len(promised()) == 2


@pytest.mark.usefixtures("home")
def test_what_fails_after_docketing_is_not_docketed_a_second_time():
    number = registered()
    hand_over(number, leaving="registration", to="docketing", reason="甲", at_stage=None)
    move(number, "docketing", "docketed")
    hand_over(
        number, leaving="registration", to="docketing", reason="乙", at_stage=None, occasion="2"
    )
    assert stand()[1] == ("docketing", "docketed", True)
    assert rows(Event, kind="移交")[1].text.endswith("可在该案中一并主张或者另行起诉")
