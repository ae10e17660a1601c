"""The event log is read back by a process miner, and names nobody."""

import warnings
from pathlib import Path

import pytest

from fuyuan.rehearsal import answer, work
from models.history import Event
from tasks.deadlines import start_deadline
from tasks.errors import FuyuanError, UnknownCaseError
from tasks.event_log import export_log
from tasks.letter_marks import Order, void
from tasks.letter_reissue import reissue
from tests.building import RECEIVED, filing, rows, stored
from tests.flows.answers import acceptance, checks, consent, mediator

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pm4py

PRIVATE = ("周某", "刘法官", "王调解", "990000", "1380000", "信息公开答复书", "某路1号")


@pytest.fixture(autouse=True)
def two_cases(home: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
    stored(filing(1), filing(2))
    work()
    for code, given in (checks(), consent(), mediator(), acceptance()):
        answer("(2026)鄂0503行诉前调1号", code, given)
    start_deadline(
        "(2026)鄂0503行诉前调2号",
        "L_APPEAL_J_15D",
        RECEIVED,
        trigger_key="送达:周某2",
        recipient="周某2",
    )


def test_a_miner_reads_the_xes_back_event_by_event(tmp_path: Path):
    written = export_log(tmp_path / "log.xes")
    log = pm4py.read_xes(str(tmp_path / "log.xes"))
    assert len(log) == written == len(rows(Event))
    assert log["case:concept:name"].nunique() == 2
    assert {"先登后调：已转诉前调解", "答复：八看审查", "制作：收件凭证"} <= set(
        log["concept:name"]
    )
    assert log["time:timestamp"].is_monotonic_increasing or log["time:timestamp"].notna().all()


def test_a_miner_discovers_the_order_of_the_stages(tmp_path: Path):
    export_log(tmp_path / "log.xes", "(2026)鄂0503行诉前调1号")
    log = pm4py.read_xes(str(tmp_path / "log.xes"))
    walked = [name for name in log["concept:name"] if name.startswith("先登后调：")]
    assert walked == [
        "先登后调：已登记，待八看审查",
        "先登后调：已审查",
        "先登后调：征询调解意愿",
        "先登后调：已转诉前调解",
    ]
    graph, starts, ends = pm4py.discover_dfg(log)
    assert (len(starts), len(ends)) == (1, 1)
    assert graph[("待办：八看审查", "答复：八看审查")] == 1


def test_a_miner_reads_the_objects_and_what_happened_to_each(tmp_path: Path):
    written = export_log(tmp_path / "log.json")
    log = pm4py.read_ocel2_json(str(tmp_path / "log.json"))
    assert len(log.events) == written
    kinds = log.objects["ocel:type"].value_counts()
    assert kinds["案件"] == 2
    assert {"路径", "事项", "文书", "期限"} <= set(kinds.index)
    per_event = log.relations.groupby("ocel:eid")["ocel:type"].apply(set)
    assert all("案件" in kinds for kinds in per_event)


@pytest.mark.parametrize("name", ["log.xes", "log.json"])
def test_the_log_names_nobody(tmp_path: Path, name: str):
    export_log(tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert [word for word in PRIVATE if word in text] == []


def test_another_kind_of_file_and_an_unknown_case_are_refused(tmp_path: Path):
    with pytest.raises(FuyuanError, match=r"\.xes"):
        export_log(tmp_path / "log.csv")
    with pytest.raises(UnknownCaseError):
        export_log(tmp_path / "log.xes", "没有的案号")
    assert list(tmp_path.glob("log.*")) == []


def test_letters_that_were_voided_or_replaced_are_told_of_the_letter(tmp_path: Path):
    order = Order(by="周某", reason="周某的名字写错")
    reissue("1", order)
    void("2", order)
    export_log(tmp_path / "log.xes")
    log = (tmp_path / "log.xes").read_text(encoding="utf-8")
    assert "替代：收件凭证" in log
    assert "作废：收件凭证" in log
    assert "周某" not in log
