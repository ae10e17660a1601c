"""Checking the paths: each walked by itself, then what only all of them together show."""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from time import process_time
from types import ModuleType

import flows
from fuyuan.model_check.answers import WHOLE
from fuyuan.model_check.findings import PathReport
from fuyuan.model_check.samples import STILL_OWED
from fuyuan.model_check.stage_set import Actor, modules_of, staged
from fuyuan.model_check.states import Depth
from fuyuan.model_check.walking import Walker
from rules.catalogue import paths
from rules.deadlines import find
from rules.vocabulary.path import Path
from tasks.errors import FuyuanError

# Ever deeper, each with the number of runs up to which the next is tried: as a rule, and when the
# path is to be walked as deep as can be.
DEPTHS = (
    (Depth(bound=2, most=WHOLE), 3_000, 40_000),
    (Depth(bound=3, most=WHOLE), 0, 0),
)


def check_paths(
    codes: Iterable[str] = (),
    *,
    is_deep: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> list[PathReport]:
    """Check the named paths, or all; `tell` hears each path's title before it is walked.

    `is_deep` walks more of them deeper, which takes far longer.
    Raises FuyuanError for a path that is not declared.
    """
    wanted = list(codes) or list(paths())
    if unknown := [code for code in wanted if code not in paths()]:
        message = f"没有路径“{'、'.join(unknown)}”；可用的有：{'、'.join(paths())}"
        raise FuyuanError(message)
    reports = []
    for code in wanted:
        tell(paths()[code].title)
        module = import_module(f"flows.{code}")
        reports.append(check_path(paths()[code], module, is_deep=is_deep))
    for report in reports:
        is_whole = len(reports) == len(paths())
        check_declarations(paths()[report.code], report, reports, is_whole=is_whole)
    return reports


def check_path(path: Path, module: ModuleType, *, is_deep: bool = False) -> PathReport:
    """Walk one path, whose flow is the module's function of the path's name; what was found."""
    return walk_path(path, module, is_deep=is_deep).report


def walk_path(path: Path, module: ModuleType, *, is_deep: bool = False) -> Walker:
    """Walk one path as deep as it can be in few runs, or if `is_deep` in reasonably few."""
    actor, began = Actor(), process_time()
    flow, tried = getattr(module, path.code).fn, list[Walker]()
    with staged(modules_of(module), actor):
        for depth, few, reasonably_few in DEPTHS:
            tried.append(Walker(path, flow, actor, depth))
            tried[-1].walk()
            if tried[-1].runs > (reasonably_few if is_deep else few):
                break
    walked = next((walker for walker in reversed(tried) if walker.report.is_whole), tried[0])
    check_clocks(walked.report)
    walked.report.seconds = process_time() - began
    return walked


def check_clocks(report: PathReport) -> None:
    """At an end no office's period runs on, unless a path that the case was handed to keeps it."""
    for (rule, stage), trail in report.left_running.items():
        owed = STILL_OWED.get((report.code, stage), frozenset())
        if rule not in owed:
            report.find("期限", f"止于“{stage}”时 {rule} 仍在计算", trail)


def check_declarations(
    path: Path, report: PathReport, others: list[PathReport], *, is_whole: bool
) -> None:
    """Whatever a path declares is met on some walk, and nothing else is met.

    A letter or a deadline may be met on the walks of another path, and an end be reached from
    there: without all of them nothing is said about those.
    """
    met = report.met
    left = {stage for other in others for code, stage in other.met.left if code == path.code}
    for stage in path.stages.keys() - met.stages - left:
        if path.stages[stage].is_end and not is_whole:
            continue
        report.find("到不了的阶段", f"{stage}（{path.stages[stage].title}）")
    recorded = set(_recorded_elsewhere(path)) if report.defects or path.questions else set()
    for question in path.questions:
        if question.code not in met.questions | recorded:
            report.find("没有问到", f"{question.code}（{question.heading}）")
    declared = {find(rule).code for rule in path.deadlines}
    for rule in sorted(met.deadlines - declared):
        report.find("期限", f"起算了 {rule}，路径没有声明")
    if is_whole:
        _check_whole(report, path, others, declared)


def _check_whole(
    report: PathReport, path: Path, others: list[PathReport], declared: set[str]
) -> None:
    issued = {code for other in others for code in other.met.letters}
    for letter in path.letters:
        if letter.code not in issued:
            report.find("没有发出的文书", f"{letter.code}（{letter.title}）")
    started = {code for other in others for code in other.met.deadlines}
    for rule in sorted(declared - started):
        report.find("没有起算的期限", rule)


def _recorded_elsewhere(path: Path) -> Iterator[str]:
    """Questions that a flow of their own records: people come with the answer."""
    own = f"flows.{path.code}"
    for found in iter_modules(flows.__path__, "flows."):
        if found.name != own:
            module = sys.modules.get(found.name) or import_module(found.name)
            yield from (
                question.code for question in path.questions if question in vars(module).values()
            )
