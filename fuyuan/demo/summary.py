"""The table at the end: for each path its case, the stages it walked, its end, letters, seconds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from fuyuan.demo.office import Office
from fuyuan.demo.senses import filed_as, issued, walked
from fuyuan.demo.story import Story
from rules.catalogue import paths

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A case on a path: where it went, where it ended, what it took."""

    path: str
    number: str
    stages: tuple[str, ...]
    is_ended: bool
    letters: int
    seconds: float


def show_paths(office: Office, stories: Sequence[Story]) -> None:
    """Print a line for each walk, and hold that every declared path reached a legal end."""
    walks = [walk for story in stories for walk in _walks(office, story)]
    office.progress.console.print(_table(walks))
    missing = [
        path.title
        for code, path in paths().items()
        if not any(walk.path == code and walk.is_ended for walk in walks)
    ]
    named = f"，缺：{'、'.join(missing)}" if missing else ""
    office.hold(f"全部 {len(paths())} 条路径都有案件走到合法终点{named}", that=not missing)


def _walks(office: Office, story: Story) -> list[Walk]:
    found = filed_as(story.code)
    if found is None:
        return []
    filing_number, number = found
    stages: dict[str, list[str]] = defaultdict(list)
    for path, stage in walked(number):
        stages[path].append(stage)
    written = [letter.code for letter in issued(number)]
    seconds = _seconds(office, {filing_number, number})
    return [
        Walk(
            path=code,
            number=number,
            stages=tuple(paths()[code].stages[stage].title for stage in passed),
            is_ended=paths()[code].stages[passed[-1]].is_end,
            letters=sum(written.count(letter.code) for letter in paths()[code].letters),
            seconds=seconds[paths()[code].title],
        )
        for code, passed in stages.items()
    ]


def _seconds(office: Office, subjects: set[str]) -> dict[str, float]:
    """How long the runs of a case took, by the title of their path."""
    titles = {flow["id"]: flow["name"] for flow in _all(office, "flows")}
    seconds: dict[str, float] = defaultdict(float)
    for run in _all(office, "flow_runs"):
        if subjects & {str(value) for value in run["parameters"].values()}:
            seconds[titles[run["flow_id"]]] += run["total_run_time"]
    return seconds


def _all(office: Office, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while page := office.call("POST", f"{what}/filter", {"limit": PAGE, "offset": len(found)}):
        found += page
    return found


def _table(walks: Sequence[Walk]) -> Table:
    table = Table(title="各路径办理情况", expand=True)
    for title, ratio in (("路径", 2), ("案件", 3), ("走过的阶段", 6), ("终点", 3)):
        table.add_column(title, overflow="fold", ratio=ratio)
    for title in ("文书", "运行秒数"):
        table.add_column(title, justify="right")
    # The paths in the order in which the first story comes to them.
    order = list(dict.fromkeys(walk.path for walk in walks))
    for walk in sorted(walks, key=lambda walk: order.index(walk.path)):
        table.add_row(
            paths()[walk.path].title,
            walk.number,
            "→".join(walk.stages[:-1]),
            walk.stages[-1],
            str(walk.letters),
            f"{walk.seconds:.1f}",
        )
    return table
