"""Many rows in one statement: only the new ones, whole, and as single rows would be stored."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from models.bulk import among, insert_new
from models.ledger import insert_once, ledger
from models.outbox import Contact, Trigger
from tests.building import as_it_lies, count, rows

AT = dt.datetime(2026, 11, 6, 9, 30, 15, 123456, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def shared() -> dict[str, object]:
    parameters = {"案号": '(2026)"鄂"\\', "n": [1, None, True]}
    return {"deployment": "甲/乙", "parameters": parameters, "created_at": AT}


def trigger(key: str, **changes: object) -> dict[str, object]:
    return {"key": key, **shared(), **changes}


def contact(label: str) -> dict[str, str]:
    return {"role": "司法局", "organ": "", "label": label, "url": f"json://127.0.0.1/{label}"}


@pytest.mark.usefixtures("any_home")
class TestInsertNew:
    def test_a_row_goes_in_as_it_does_alone(self):
        with ledger() as session:
            insert_once(session, Trigger, **trigger("一", wakes_run=None))
            insert_new(session, Trigger, [trigger("二", wakes_run=None)])
            insert_new(session, Trigger, [{"key": "三"}], wakes_run=None, **shared())
        alone, together, sharing = (vars(row) for row in rows(Trigger))
        for values in (alone, together, sharing):
            for own in ("id", "key", "_sa_instance_state"):
                values.pop(own)
        assert together == sharing == alone
        assert together["created_at"] == AT

    def test_only_what_was_new_comes_back(self):
        with ledger() as session:
            first = insert_new(session, Trigger, [trigger("一"), trigger("二")])
            keys = [trigger("二"), trigger("三"), trigger("三")]
            then = insert_new(session, Trigger, keys, Trigger.key, Trigger.state)
        assert [row.id for row in first] == [1, 2]
        assert [tuple(row) for row in then] == [("三", "pending")]
        assert count(Trigger) == 3

    def test_what_is_encrypted_stays_so(self):
        with ledger() as session:
            insert_new(session, Contact, [contact("甲"), contact("乙")])
            nameless = contact("丙")
            url = nameless.pop("url")
            insert_new(session, Contact, [nameless], url=url)
        assert [row.url for row in rows(Contact)] == [contact(one)["url"] for one in "甲乙丙"]
        assert "127.0.0.1" not in as_it_lies()

    def test_nothing_is_nothing(self):
        with ledger() as session:
            assert insert_new(session, Trigger, []) == []

    def test_one_of_thousands_is_found_among_them(self):
        with ledger() as session:
            insert_new(session, Trigger, [trigger(f"{n}") for n in range(3000)])
            wanted = [f"{n}" for n in range(2990, 6000)]
            found = session.scalars(select(Trigger.key).where(among(session, Trigger.key, wanted)))
            assert set(found) == {f"{n}" for n in range(2990, 3000)}
            nothing = session.scalars(select(Trigger.key).where(among(session, Trigger.id, [])))
            assert list(nothing) == []


@pytest.mark.usefixtures("bare_home")
def test_what_is_too_long_is_refused_and_never_cut(
    monkeypatch: pytest.MonkeyPatch, migrated_database: str
):
    monkeypatch.setenv("FUYUAN_DATABASE_URL", migrated_database)
    too_long = "长" * 201
    with pytest.raises(DBAPIError, match="too long"), ledger() as session:
        insert_new(session, Trigger, [trigger(too_long)])
    with ledger() as session:
        insert_new(session, Trigger, [trigger("长" * 200)])
        found = session.scalars(select(Trigger).where(among(session, Trigger.key, [too_long])))
        assert list(found) == []
