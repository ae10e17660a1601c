"""The table at the end: for each path its case, the stages it walked, its end, letters, seconds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
            letters=sum(letter.code in written for letter in paths()[code].letters),
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


def _all(office: Office, what: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    while page := office.call(
        "POST", f"{what}/filter", {"limit": PAGE, "offset": len(found)}
    ):
        found += page
    return found


def _table(walks: Sequence[Walk]) -> Table:
    table = Table(title="各路径办理情况")
    for title in ("路径", "案件", "走过的阶段", "终点", "文书", "运行秒数"):
        table.add_column(title, justify="right" if title in {"文书", "运行秒数"} else "left")
    order = {code: n for n, code in enumerate(paths())}
    for walk in sorted(walks, key=lambda walk: order[walk.path]):
        table.add_row(
            paths()[walk.path].title,
            walk.number,
            "→".join(walk.stages[:-1]),
            walk.stages[-1],
            str(walk.letters),
            f"{walk.seconds:.1f}",
        )
    return table
