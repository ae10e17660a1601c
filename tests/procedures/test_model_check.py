"""Every walk of every path ends well; and whatever can be wrong with a path is found."""

import inspect
import json
from collections.abc import Callable
from importlib import import_module

import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from fuyuan.model_check import walking
from fuyuan.model_check.checking import check_clocks, check_declarations, check_path, check_paths
from fuyuan.model_check.findings import PathReport
from fuyuan.model_check.helpers import HELPERS, VERBS
from fuyuan.model_check.reporting import summary
from fuyuan.model_check.stage_set import Actor, staged
from fuyuan.model_check.states import Depth
from fuyuan.model_check.walking import Walker
from fuyuan.model_check.world import World
from rules.catalogue import paths
from tasks.errors import FuyuanError
from tests.procedures import toy_flow

DEPTH = Depth(bound=3, most=100)


@pytest.fixture(scope="module")
def reports() -> dict[str, PathReport]:
    """What is known of the paths that were walked so far."""
    return {}


# Too many states to be walked whole in minutes; here as far as so many runs of the flow lead.
NOT_WHOLE = ("litigation", "reconsideration")
RUNS_OF_THOSE = 4_000
# Three answers of one form together lead there, and that form is tried in pairs; the test of the
# path starts it on the ledger.
NOT_IN_PAIRS = {"没有起算的期限：P_SUPERVISE_REPLY_15D"}


@pytest.mark.parametrize("code", paths())
def test_every_walk_of_a_path_ends_well(
    code: str,
    reports: dict[str, PathReport],
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
):
    if code in NOT_WHOLE:
        monkeypatch.setattr(walking, "MOST_RUNS", RUNS_OF_THOSE)
    report = check_path(paths()[code], import_module(f"flows.{code}"))
    reports[code] = report
    record_property("walks", f"{report.title}：{summary([report])}")
    assert report.walks > 0
    expected = ["没有走完"] if code in NOT_WHOLE else []
    assert [defect.kind for defect in report.defects] == expected, [
        defect.as_text() for defect in report.defects
    ]


def test_whatever_the_paths_declare_is_met_on_some_walk(reports: dict[str, PathReport]):
    if reports.keys() != paths().keys():
        pytest.skip("only with every path walked")
    for code, report in reports.items():
        report.defects.clear()
        if code in NOT_WHOLE:
            continue
        check_declarations(paths()[code], report, list(reports.values()), is_whole=True)
    found = {d.as_text() for report in reports.values() for d in report.defects}
    assert found == NOT_IN_PAIRS


def checked(flow: Callable[[str], str]) -> PathReport:
    actor = Actor()
    with staged([toy_flow], actor):
        report = Walker(toy_flow.PATH, flow, actor, DEPTH).walk()
    check_clocks(report)
    check_declarations(toy_flow.PATH, report, [report], is_whole=False)
    return report


def test_a_sound_path_has_no_defect_and_its_walks_are_counted():
    report = checked(toy_flow.sound)
    assert report.defects == []
    # Granted, refused or out of time on each of three occasions, before each once debated more.
    assert (report.walks, report.cut) == (9, 1)
    assert report.met.stages == {"open", "debated", "granted", "refused"}


@pytest.mark.parametrize(
    ("flow", "kind", "words"),
    [
        (toy_flow.stops_midway, "终点", "open"),
        (toy_flow.tells_another_stage, "终点", "案件却处于"),
        (toy_flow.moves_back, "异常", "阶段表不允许"),
        (toy_flow.never_leaves, "循环走不出", "决定"),
        (toy_flow.issues_without_facts, "文书要素", "docketing_due"),
        (toy_flow.reads_a_clock_that_stands, "异常", "没有起算"),
        (toy_flow.waits_for_no_clock, "期限", "永不届期"),
        (toy_flow.names_another_day, "期限", "没有这一答复"),
        (toy_flow.stops_a_later_clock, "不收敛", "L_DOCKET_7D"),
        (toy_flow.leaves_a_clock_running, "期限", "仍在计算"),
        (toy_flow.starts_what_it_does_not_declare, "期限", "没有声明"),
        (toy_flow.hands_on_to_nowhere, "移交", "nowhere"),
        (toy_flow.asks_after_the_end, "走不通", "提不出来"),
        (toy_flow.never_debates, "到不了的阶段", "debated"),
        (toy_flow.never_asks, "没有问到", "toy_decision"),
        (toy_flow.breaks, "异常", "KeyError"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_each_kind_of_defect_is_found(flow: Callable[[str], str], kind: str, words: str):
    found = [defect for defect in checked(flow).defects if defect.kind == kind]
    assert [defect for defect in found if words in defect.text]


def test_a_defect_is_told_with_the_answers_that_lead_to_it():
    [defect] = [d for d in checked(toy_flow.stops_midway).defects if d.kind == "终点"]
    assert defect.trail == ("决定：决定＝再议",)


@pytest.mark.parametrize("named", [*VERBS, *HELPERS])
def test_the_world_takes_what_the_real_step_takes(named: str):
    module, _, name = named.rpartition(".")
    real = inspect.signature(getattr(import_module(module), name))
    model = HELPERS[named] if named in HELPERS else getattr(World, VERBS[named])
    taken = list(inspect.signature(model).parameters.values())[1:]
    assert [(p.name, p.kind, p.default) for p in taken] == [
        (p.name, p.kind, p.default) for p in real.parameters.values()
    ]


def test_of_what_a_path_is_walked_with_less_than_there_is_the_report_tells(
    reports: dict[str, PathReport],
):
    if "litigation" not in reports:
        pytest.skip("only with that path walked")
    assert any("agencies" in line for line in reports["litigation"].as_json()["narrowed"])


def test_an_unknown_path_is_named():
    with pytest.raises(FuyuanError, match="nosuch"):
        check_paths(["nosuch"])


def test_the_command_tells_the_number_of_walks_and_whether_all_is_well():
    done = CliRunner().invoke(app, ["check-paths", "--path", "docketing", "--json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["defects"], told["walks"]) == (0, 0, told["paths"][0]["walks"])
    assert told["walks"] > 0
