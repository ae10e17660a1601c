"""`fuyuan intake reconcile`: the account in words, as JSON, and as an exit code."""

import json

import pytest
from sqlalchemy import update

from models.filing import ImportBatch
from models.ledger import ledger
from models.outbox import Trigger
from tasks.filings import Delivery, store_filings
from tasks.registration import register
from tests.building import filing, rows, stored
from tests.receivers import free_port

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(autouse=True)
def _without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUYUAN_PREFECT_PORT", str(free_port()))


def test_what_agrees_is_said_in_two_equations(fuyuan):
    [number] = stored(filing(1))
    store_filings([filing(1), filing(2)], Delivery(source="再送", region="wujiagang", rejected=3))
    register(number)
    done = fuyuan("intake", "reconcile")
    assert done.code == 0
    for words in (
        "收件对账（2次送来）",
        "送来6件 = 收下2件 + 重复1件 + 退回3件",
        "收下2件 = 成案1件 + 在途1件（待启动1，已启动0）",
        "只核对了台账",
        "账相符；在途的还在进行",
    ):
        assert words in done.out


def test_what_differs_is_a_row_with_its_remedy_and_an_exit_code(fuyuan):
    stored(filing(1))
    with ledger() as session:
        session.execute(update(ImportBatch).values(received=7))
    done = fuyuan("intake", "reconcile")
    assert done.code == 1
    printed = done.out.replace("\n", "")
    for words in ("不符1处", "送来7件，收下、重复、退回合计1件", "再导入一次"):
        assert words in printed


def test_as_json_it_is_for_programs(fuyuan):
    stored(filing(1))
    done = fuyuan("intake", "reconcile", "--json")
    assert done.code == 0
    told = json.loads(done.out)
    assert (told["received"], told["filings"], told["waiting"]) == (1, 1, 1)
    assert (told["asked_server"], told["settled"], told["differences"]) == (False, False, [])


def test_a_trial_of_the_repair_changes_nothing(fuyuan):
    stored(filing(1))
    with ledger() as session:
        session.execute(update(Trigger).values(key="something:else"))
    done = fuyuan("intake", "reconcile", "--repair", "--dry-run")
    assert done.code == 1
    assert "去掉 --dry-run 将接续1件" in done.out
    assert [row.key for row in rows(Trigger)] == ["something:else"]


def test_a_repair_needs_the_server(fuyuan):
    stored(filing(1))
    done = fuyuan("intake", "reconcile", "--repair")
    assert (done.code, done.out) == (1, "")
    assert "Prefect 服务没有在端口" in done.err
