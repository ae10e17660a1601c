"""The door to the ledger: all or nothing, each thing once, and nothing personal in the clear."""

import datetime as dt
import os
import stat
import threading
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError

from models.case import Party
from models.history import Event
from models.home import SecretKeyError, home, secret_key
from models.ledger import insert_once, ledger, reading
from models.number import NumberSequence
from models.outbox import Contact
from models.schema import upgrade
from tests.building import ID_NUMBER, as_it_lies, count, registered, rows
from tests.processes import at_once

NOW = dt.datetime(2026, 11, 6, 8, 0, tzinfo=dt.UTC)


def contact(**changes: object) -> dict[str, object]:
    return {"role": "调解员", "organ": "", "label": "王某", "url": "json://127.0.0.1/x"} | changes


@pytest.mark.usefixtures("any_home")
class TestBothDatabases:
    def test_a_block_that_fails_leaves_nothing(self):
        def store_and_fail() -> None:
            with ledger() as session:
                insert_once(session, Contact, **contact())
                raise RuntimeError

        with pytest.raises(RuntimeError):
            store_and_fail()
        assert count(Contact) == 0

    def test_a_view_waits_for_no_writer_and_sees_only_what_is_settled(self):
        with ledger() as session:
            insert_once(session, Contact, **contact())
            with reading() as view:
                assert view.scalars(select(Contact)).all() == []
        with reading() as view:
            assert [row.label for row in view.scalars(select(Contact))] == ["王某"]

    def test_what_is_changed_in_a_view_is_not_kept(self):
        with ledger() as session:
            insert_once(session, Contact, **contact())
        with reading() as view:
            view.scalars(select(Contact)).one().label = "李某"
        assert [row.label for row in rows(Contact)] == ["王某"]

    def test_a_taken_key_is_left_as_it_is_and_said_so(self):
        with ledger() as session:
            answers = [
                insert_once(session, Contact, **contact(url=f"json://127.0.0.1/{n}"))
                for n in range(3)
            ]
        assert answers == [True, False, False]
        assert [row.url for row in rows(Contact)] == ["json://127.0.0.1/0"]

    def test_of_eight_who_insert_at_once_one_does(self):
        gate, answers = threading.Barrier(8), []

        def insert() -> None:
            gate.wait(30)
            with ledger() as session:
                answers.append(insert_once(session, NumberSequence, name="同一", last=0))

        threads = [threading.Thread(target=insert) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [False] * 7 + [True]

    def test_a_row_of_no_case_is_refused(self):
        values = {"case_id": 999, "key": "k", "kind": "登记", "text": "…", "at": NOW}
        with pytest.raises(IntegrityError), ledger() as session:
            insert_once(session, Event, **values)

    def test_a_point_in_time_comes_back_as_it_was(self):
        number = registered()
        with ledger() as session:
            case_id = rows(Party)[0].case_id
            insert_once(session, Event, case_id=case_id, key="k", kind="登记", text=number, at=NOW)
        assert rows(Event, key="k")[0].at == NOW

    def test_a_point_in_time_without_its_zone_is_refused(self):
        values = {"case_id": 1, "key": "k", "kind": "登记", "text": "…"}
        with pytest.raises(StatementError, match="needs its zone"), ledger() as session:
            insert_once(session, Event, at=NOW.replace(tzinfo=None), **values)

    def test_personal_data_lies_encrypted_and_comes_back_whole(self):
        registered()
        assert rows(Party, role="起诉人")[0].id_number == ID_NUMBER
        assert ID_NUMBER not in as_it_lies()


@pytest.mark.usefixtures("bare_home")
class TestSecretKey:
    def test_only_its_owner_may_read_it(self):
        secret_key()
        assert stat.S_IMODE((home() / "secret.key").stat().st_mode) == 0o600

    def test_programs_that_start_at_once_agree_on_one(self):
        assert len(set(at_once(secret_key, [()] * 4))) == 1

    def test_no_draft_of_it_is_left_behind(self):
        secret_key()
        assert [path.name for path in home().glob("secret.key*")] == ["secret.key"]

    def test_with_another_one_nothing_can_be_read_and_it_says_why(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        upgrade()
        registered()
        monkeypatch.setenv("FUYUAN_SECRET_KEY", Fernet.generate_key().decode())
        with pytest.raises(SecretKeyError, match="请从备份恢复"):
            rows(Party)

    def test_a_lost_one_is_not_replaced_beside_a_ledger(self):
        upgrade()
        (home() / "secret.key").unlink()
        with pytest.raises(SecretKeyError, match="不要新建"):
            upgrade()
        assert not (home() / "secret.key").exists()


def test_the_data_directory_is_made_on_first_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_HOME", str(tmp_path / "new" / "data"))
    assert home().is_dir()
    assert os.fspath(home()).startswith(str(tmp_path))
