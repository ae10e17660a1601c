"""Every walk of every path ends well; and whatever can be wrong with a path is found."""

import inspect
import json
from collections.abc import Callable, Collection
from importlib import import_module
from types import FunctionType

import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from fuyuan.model_check.answers import WHOLE, Answer
from fuyuan.model_check.checking import check_clocks, check_declarations, check_paths, walk_path
from fuyuan.model_check.findings import PathReport
from fuyuan.model_check.happening import Record
from fuyuan.model_check.helpers import HELPERS, VERBS
from fuyuan.model_check.reporting import summary
from fuyuan.model_check.stage_set import Actor, modules_of, staged
from fuyuan.model_check.states import Depth, Option, Outcome, State
from fuyuan.model_check.walking import Walker
from fuyuan.model_check.world import World
from rules.catalogue import paths
from rules.vocabulary.path import Path
from tasks.errors import FuyuanError
from tests.procedures import toy_flow
from tests.procedures.walks_at_random import strayed

DEPTH = Depth(bound=3, most=100)
WALKS_AT_RANDOM = 200


@pytest.fixture(scope="module")
def reports() -> dict[str, PathReport]:
    """What is known of the paths that were walked so far."""
    return {}


@pytest.mark.parametrize("code", paths())
def test_every_walk_of_a_path_ends_well(
    code: str,
    reports: dict[str, PathReport],
    record_property: Callable[[str, object], None],
):
    module = import_module(f"flows.{code}")
    walker = walk_path(paths()[code], module)
    report = reports[code] = walker.report
    record_property("walks", f"{report.title}：{summary([report])}")
    assert report.walks > 0
    assert (report.defects, report.unmerged) == ([], set()), [
        defect.as_text() for defect in report.defects
    ]
    # Every combination of every form, and every loop gone through twice at least.
    assert (report.reduced, report.is_whole) == ({}, True)
    assert report.bound >= 2
    # And of the walks that were taken to be like another a sample is.
    with staged(modules_of(module), walker.actor):
        assert list(strayed(walker, WALKS_AT_RANDOM)) == []


def test_whatever_the_paths_declare_is_met_on_some_walk(reports: dict[str, PathReport]):
    if reports.keys() != paths().keys():
        pytest.skip("only with every path walked")
    for code, report in reports.items():
        report.defects.clear()
        check_declarations(paths()[code], report, list(reports.values()), is_whole=True)
    found = {d.as_text() for report in reports.values() for d in report.defects}
    assert found == set()


def checked(flow: Callable[[str], str], path: Path = toy_flow.PATH) -> PathReport:
    actor = Actor()
    with staged([toy_flow], actor):
        report = Walker(path, flow, actor, DEPTH).walk()
    check_clocks(report)
    check_declarations(path, report, [report], is_whole=False)
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
        (toy_flow.sees_what_it_did_later, "不收敛", "先看到后来才有的"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_each_kind_of_defect_is_found(flow: Callable[[str], str], kind: str, words: str):
    found = [defect for defect in checked(flow).defects if defect.kind == kind]
    assert [defect for defect in found if words in defect.text]


@pytest.mark.parametrize(
    ("flow", "kind", "words"),
    [
        (toy_flow.reads_an_answer_late, "异常", "没有起算"),
        (toy_flow.asks_the_first_again, "异常", "没有起算"),
        (toy_flow.reads_the_remarks_when_it_comes_again, "异常", "KeyError"),
        (toy_flow.starts_a_clock_for_some, "异常", "没有起算"),
        (toy_flow.moves_some_ahead, "异常", "KeyError"),
        (toy_flow.misses_only_what_ends_first, "期限", "止于“refused”时 L_DOCKET_7D"),
        (toy_flow.takes_note_of_leaving, "异常", "没有起算"),
        (toy_flow.looks_up_a_clock_on_leaving, "异常", "没有起算"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_walks_that_differ_in_what_is_seen_only_later_are_not_taken_for_alike(
    flow: Callable[[str], str], kind: str, words: str
):
    found = [
        defect
        for defect in checked(toy_flow.leaves(flow), toy_flow.LEAVABLE).defects
        if defect.kind == kind and words in defect.text
    ]
    assert found
    # Most answers are well: the wrong ones were told apart from them.
    assert all("再议" in "".join(defect.trail) or words == "KeyError" for defect in found)


@pytest.mark.parametrize(
    ("flow", "path", "walks"),
    [
        # The first of three answers decides, whatever the second is.
        (toy_flow.heeds_the_first, toy_flow.PATH, 3 * 3),
        # Three choices with remarks and without, though remarks are read with one of them only.
        (toy_flow.minds_the_remarks_of_a_refusal, toy_flow.PATH, 3 * 2),
        # Nine ways to an end of its own (see above), and three ways off at each of three questions.
        (toy_flow.sound, toy_flow.LEAVABLE, 9 + 3 * 3),
        # Three questions and one that waits for a clock, and three ways off at each; that some of
        # them end badly is not the question here.
        (
            toy_flow.misses_only_what_ends_first,
            toy_flow.LEAVABLE,
            3 + 3 * (3 + 3 * (3 + 3 * (3 + 4))),
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_walks_are_counted_with_all_answers_that_some_walk_reads(
    flow: Callable[[str], str], path: Path, walks: int
):
    assert checked(toy_flow.leaves(flow), path).walks == walks


def test_of_a_form_that_is_too_wide_what_turns_out_to_be_read_is_tried():
    actor, flow = Actor(), toy_flow.minds_the_remarks_of_a_refusal
    with staged([toy_flow], actor):
        report = Walker(toy_flow.PATH, flow, actor, Depth(bound=2, most=4)).walk()
    assert (report.walks, report.defects) == (6, [])
    assert report.reduced == {"toy_decision": 6}


class Plain(Walker):
    """Follows every walk by itself: nothing is alike but answers that differ in nothing read."""

    def answers(self, state: State) -> tuple[Answer, ...]:
        apart = {answer.says(answer.form.read): answer for answer in super().answers(state)}
        return tuple(apart.values())

    def key(self, _outcome: Outcome, _record: Record) -> object:
        return object()

    def alike(self, answer: Answer, _reads: Collection[str]) -> tuple[Answer, ...]:
        return (answer,)

    def leave(self, state: State, option: Option) -> int:
        return self.arrive(self.follow(state, option))


def walked_one_by_one(path: Path, flow: Callable[[str], str], actor: Actor, like: Walker) -> Walker:
    """Every walk by itself, with the same forms, and the facts that are known to matter."""
    plain = Plain(path, flow, actor, like.depth)
    plain.facts, plain.forms = like.facts, like.forms
    plain.walk()
    return plain


@pytest.mark.parametrize(
    "code",
    [
        "docketing",
        "guarantee",
        "interruption",
        "jurisdiction_objection",
        "legal_support",
        "urgent_response",
    ],
)
def test_on_short_paths_each_walk_followed_by_itself_gives_the_same(code: str):
    actor, module = Actor(), import_module(f"flows.{code}")
    flow = getattr(module, code).fn
    with staged(modules_of(module), actor):
        merged = Walker(paths()[code], flow, actor, Depth(bound=2, most=WHOLE))
        merged.walk()
        plain = walked_one_by_one(paths()[code], flow, actor, merged)
    assert plain.report.states >= merged.report.states
    assert plain.report.walks == merged.report.walks
    assert plain.report.met == merged.report.met
    assert plain.report.left_running.keys() == merged.report.left_running.keys()


TOYS = [
    value
    for value in vars(toy_flow).values()
    if isinstance(value, FunctionType)
    and value.__module__ == toy_flow.__name__
    and list(inspect.signature(value).parameters) == ["case_number"]
]


@pytest.mark.parametrize("flow", TOYS, ids=lambda flow: flow.__name__)
def test_on_every_toy_each_walk_followed_by_itself_gives_the_same(flow: Callable[[str], str]):
    actor, leaving = Actor(), toy_flow.leaves(flow)
    with staged([toy_flow], actor):
        merged = Walker(toy_flow.LEAVABLE, leaving, actor, DEPTH)
        merged.walk()
        plain = walked_one_by_one(toy_flow.LEAVABLE, leaving, actor, merged)
    one, other = merged.report, plain.report
    # One that does not come to the same place again fails oftener than it is taken to.
    if flow is not toy_flow.reads_the_remarks_when_it_comes_again:
        assert (one.walks, one.failed, one.cut) == (other.walks, other.failed, other.cut)
    assert {(d.kind, d.text) for d in one.defects} == {(d.kind, d.text) for d in other.defects}
    assert one.left_running.keys() == other.left_running.keys()


class Forgetful(Walker):
    """Takes walks for alike that only wait at the same place."""

    def key(self, outcome: Outcome, _record: Record) -> object:
        return outcome.choice

    def tell_apart(self) -> None:
        self.memory.wrong.clear()


@pytest.mark.parametrize(
    "flow",
    [
        toy_flow.heeds_the_first,
        toy_flow.reads_an_answer_late,
        toy_flow.starts_a_clock_for_some,
        toy_flow.moves_some_ahead,
        toy_flow.misses_only_what_ends_first,
    ],
    ids=lambda flow: flow.__name__,
)
def test_walks_at_random_show_where_walks_were_taken_for_alike_that_are_not(
    flow: Callable[[str], str],
):
    actor = Actor()
    with staged([toy_flow], actor):
        told_apart = Walker(toy_flow.PATH, flow, actor, DEPTH)
        told_apart.walk()
        merged = Forgetful(toy_flow.PATH, flow, actor, DEPTH)
        merged.walk()
        assert list(strayed(told_apart, WALKS_AT_RANDOM)) == []
        assert list(strayed(merged, WALKS_AT_RANDOM)) != []


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
    assert told["paths"][0]["whole"] is True
