"""Checking the paths: each walked by itself, then what only all of them together show."""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import flows
from fuyuan.model_check.findings import PathReport
from fuyuan.model_check.samples import SAMPLES
from fuyuan.model_check.stage_set import Actor, modules_of, staged
from fuyuan.model_check.walking import Walker
from rules.catalogue import paths
from rules.deadlines import find
from rules.vocabulary.path import Path
from tasks.errors import FuyuanError

# Periods that run on whatever becomes of a case, each with its reason.
RUNS_ON = {
    "L_FILE_6M": "起诉期限不因案件在某一路径办结而终止",
    "L_AFTER_RECON_15D": "起诉期限不因案件在某一路径办结而终止",
}


def check_paths(
    codes: Iterable[str] = (), *, tell: Callable[[str], None] = lambda _: None
) -> list[PathReport]:
    """Check the named paths, or all; `tell` hears each path's title before it is walked.

    Raises FuyuanError for a path that is not declared.
    """
    wanted = list(codes) or list(paths())
    if unknown := [code for code in wanted if code not in paths()]:
        message = f"没有路径“{'、'.join(unknown)}”；可用的有：{'、'.join(paths())}"
        raise FuyuanError(message)
    reports = []
    for code in wanted:
        tell(paths()[code].title)
        reports.append(check_path(paths()[code], import_module(f"flows.{code}")))
    for report in reports:
        check_declarations(report, reports, is_whole=len(reports) == len(paths()))
    return reports


def check_path(path: Path, module: ModuleType) -> PathReport:
    """Walk one path, whose flow is the module's function of the path's name."""
    actor = Actor()
    with staged(modules_of(module), actor):
        report = Walker(path, getattr(module, path.code).fn, actor, SAMPLES).walk()
    _check_clocks(report)
    return report


def _check_clocks(report: PathReport) -> None:
    for (rule, stage), trail in report.left_running.items():
        if rule not in RUNS_ON:
            report.find("期限", f"止于“{stage}”时 {rule} 仍在计算", trail)


def check_declarations(report: PathReport, others: list[PathReport], *, is_whole: bool) -> None:
    """Whatever a path declares is met on some walk, and nothing else is met.

    A letter or a deadline may be met on the walks of another path: without all of them nothing is
    said about those.
    """
    path, met = paths()[report.code], report.met
    left = {stage for other in others for code, stage in other.met.left if code == path.code}
    for stage in path.stages.keys() - met.stages - left:
        report.find("到不了的阶段", f"{stage}（{path.stages[stage].title}）")
    recorded = set(_recorded_elsewhere(path)) if report.defects or path.questions else set()
    for question in path.questions:
        if question.code not in met.questions | recorded:
            report.find("没有问到", f"{question.code}（{question.heading}）")
    declared = {find(rule).code for rule in path.deadlines}
    for rule in sorted(met.deadlines - declared - RUNS_ON.keys()):
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
