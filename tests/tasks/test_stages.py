"""Stages: a case moves only as its path's table allows, and each move is made once."""

import datetime as dt
from itertools import product

import pytest
from sqlalchemy.exc import NoResultFound

from models.case import CasePath
from models.history import Event
from models.ledger import ledger
from rules.catalogue import paths
from tasks.clock import CHINA
from tasks.errors import IllegalMoveError, UnknownCaseError
from tasks.records import find_case
from tasks.stages import enter, move, walk_of
from tests.building import count, registered, rows

pytestmark = pytest.mark.usefixtures("home")

EVERY_MOVE = [
    (path.code, now, then)
    for path in paths().values()
    for now, then in product(path.stages, repeat=2)
    if then != now
]


def stand_on(number: str, path: str, stage: str) -> None:
    """Put the case on a stage, wherever it was."""
    with ledger() as session:
        case = find_case(session, number)
        enter(session, case, path)
        session.query(CasePath).filter_by(case_id=case.id, path=path).update({"stage": stage})
        session.query(Event).filter(Event.key.like("stage:%")).delete()


def stage_of(path: str) -> str:
    [row] = rows(CasePath, path=path)
    return row.stage


def test_every_move_of_every_path_is_made_or_refused_as_the_table_says():
    number, made = registered(), set()
    for path, now, then in EVERY_MOVE:
        stand_on(number, path, now)
        try:
            move(number, path, then)
        except IllegalMoveError:
            assert stage_of(path) == now
        else:
            assert stage_of(path) == then
            made.add((path, now, then))
    assert made == {
        (path.code, now, then)
        for path in paths().values()
        for now, stage in path.stages.items()
        for then in stage.then
    }


@pytest.mark.mechanism("WJ-1", "WJ-6a")
def test_no_case_comes_to_mediation_past_the_question_of_consent():
    number = registered()
    with pytest.raises(IllegalMoveError, match="不能转为“已转诉前调解”：阶段表不允许"):
        move(number, "registration", "to_mediation")
    assert stage_of("registration") == "registered"


@pytest.mark.mechanism("WJ-13")
def test_what_has_no_number_cannot_be_referred():
    with pytest.raises(UnknownCaseError):
        move("(2026)鄂0503行诉前调1号", "prefiling_mediation", "referred")
    with pytest.raises(NoResultFound):
        move(registered(), "prefiling_mediation", "referred")


def test_a_refused_move_leaves_no_trace():
    number = registered()
    before = count(Event)
    with pytest.raises(IllegalMoveError):
        move(number, "registration", "guided")
    assert count(Event) == before


def test_a_move_that_was_made_is_not_made_again():
    number = registered()
    for stage in ("reviewed", "inquiring", "reviewed"):
        move(number, "registration", stage)
    assert stage_of("registration") == "inquiring"
    assert [row.key for row in rows(Event, kind="阶段")] == [
        f"stage:registration:{stage}:1" for stage in ("registered", "reviewed", "inquiring")
    ]


def test_on_another_occasion_it_is_another_move():
    number = registered()
    for stage, occasion in (("reviewed", "1"), ("correcting", "1"), ("reviewed", "2")):
        move(number, "registration", stage, occasion=occasion)
    assert stage_of("registration") == "reviewed"


def test_an_end_closes_the_path_and_nothing_follows():
    number = registered()
    move(number, "registration", "to_docketing")
    [row] = rows(CasePath)
    assert row.closed_at is not None
    assert row.closed_at.astimezone(CHINA).date() == dt.date(2026, 11, 6)
    with pytest.raises(IllegalMoveError):
        move(number, "registration", "reviewed")


def test_a_path_is_entered_once():
    number = registered()
    for _ in range(3):
        with ledger() as session:
            enter(session, find_case(session, number), "docketing")
    assert [(row.path, row.stage) for row in rows(CasePath)] == [
        ("registration", "registered"),
        ("docketing", "received"),
    ]
    assert count(Event, key="stage:docketing:received:1") == 1


def begin(number: str, path: str) -> bool:
    with ledger() as session:
        return enter(session, find_case(session, number), path)


def walked(number: str, *stages: str) -> None:
    for stage in stages:
        move(number, "judicial_suggestion", stage)


TO_THE_END = ("consulting", "not_issued")


@pytest.mark.parametrize("path", [path.code for path in paths().values() if path.is_repeatable])
def test_a_path_that_may_be_walked_again_is_one_that_is_declared(path: str):
    assert path in paths()


def test_a_path_that_has_ended_is_begun_anew_and_counts_its_walks():
    number = registered()
    assert walk_of(number, "judicial_suggestion") == 1
    for walk in (1, 2, 3):
        assert begin(number, "judicial_suggestion")
        assert not begin(number, "judicial_suggestion")
        [row] = rows(CasePath, path="judicial_suggestion")
        assert (row.walk, row.stage, row.closed_at) == (walk, "drafting", None)
        assert walk_of(number, "judicial_suggestion") == walk
        walked(number, *TO_THE_END)
    assert [row.key for row in rows(Event, kind="阶段")][1:] == [
        f"stage:judicial_suggestion:{stage}:{occasion}"
        for occasion in ("1", "w2-1", "w3-1")
        for stage in ("drafting", *TO_THE_END)
    ]


def test_a_move_of_an_earlier_walk_is_not_taken_for_one_of_this_walk():
    number = registered()
    begin(number, "judicial_suggestion")
    walked(number, *TO_THE_END)
    begin(number, "judicial_suggestion")
    walked(number, "consulting")
    assert stage_of("judicial_suggestion") == "consulting"
    walked(number, "consulting")
    assert count(Event, key="stage:judicial_suggestion:consulting:w2-1") == 1


def test_any_other_path_is_walked_once_in_the_life_of_a_case():
    number = registered()
    begin(number, "docketing")
    move(number, "docketing", "docketed")
    assert not begin(number, "docketing")
    [row] = rows(CasePath, path="docketing")
    assert (row.walk, row.stage, row.closed_at is not None) == (1, "docketed", True)


def test_a_stay_of_the_walk_that_ended_does_not_hold_the_next_one():
    number = registered()
    begin(number, "judicial_suggestion")
    with ledger() as session:
        session.query(CasePath).filter_by(path="judicial_suggestion").update({"held_by": "中止"})
    walked(number, *TO_THE_END)
    begin(number, "judicial_suggestion")
    assert rows(CasePath, path="judicial_suggestion")[0].held_by == ""
