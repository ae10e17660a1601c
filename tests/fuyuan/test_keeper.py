"""The keeper finishes the letters that a killed program left, and its log names nobody."""

import logging

import pytest

from fuyuan import keeper
from models.ledger import ledger
from models.letter import IssuedLetter
from rules.paths.registration import CORRECTION_NOTICE
from tasks import letter_finishing
from tasks.letters import issue
from tests.building import registered, rows
from tests.correspondence import CORRECTION_FACTS

pytestmark = pytest.mark.usefixtures("home", "fonts")


def left_half_made(n: int) -> int:
    letter_id = issue(registered(n), CORRECTION_NOTICE, **CORRECTION_FACTS)
    with ledger() as session:
        session.get_one(IssuedLetter, letter_id).state = "reserved"
    return letter_id


def test_letters_left_half_made_are_finished():
    for n in range(2):
        left_half_made(n)
    assert keeper._finish_letters() == 2
    assert {row.state for row in rows(IssuedLetter)} == {"issued"}
    assert keeper._finish_letters() == 0


def test_one_that_fails_is_named_by_its_id_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    bad, good = left_half_made(1), left_half_made(2)
    make = letter_finishing._make

    def failing(row: IssuedLetter, region: object) -> object:
        if row.id == bad:
            message = "周某1的文书"
            raise OSError(message)
        return make(row, region)

    monkeypatch.setattr(letter_finishing, "_make", failing)
    with caplog.at_level(logging.WARNING, "fuyuan.keeper"):
        assert keeper._finish_letters() == 1
    assert [record.getMessage() for record in caplog.records] == [f"文书{bad}未成：OSError"]
    assert rows(IssuedLetter, id=good)[0].state == "issued"
