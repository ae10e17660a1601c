"""What the terminal shows of a model check."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from fuyuan.model_check.findings import PathReport
from fuyuan.screens import console

HEAD = (
    "路径",
    "走法",
    "截断",
    "至多",
    "状态",
    "运行",
    "秒",
    "问题",
    "阶段",
    "文书",
    "期限",
    "缺陷",
)


def as_json(reports: Sequence[PathReport]) -> dict[str, Any]:
    """The reports for programs."""
    return {
        "walks": sum(report.walks for report in reports),
        "defects": sum(len(report.defects) for report in reports),
        "paths": [report.as_json() for report in reports],
    }


def show(reports: Sequence[PathReport]) -> None:
    """Print a table, then what was not enumerated whole, then every defect with its walk."""
    table = Table(*HEAD, title="路径模型核查")
    for report in reports:
        table.add_row(*_row(report))
    console.print(table)
    for report in reports:
        for line in _remarks(report):
            console.print(line, markup=False, soft_wrap=True)
    for report in reports:
        for defect in report.defects:
            console.print(f"✗ {report.title}　{defect.as_text()}", markup=False, soft_wrap=True)
    console.print(summary(reports), markup=False)


def summary(reports: Sequence[PathReport]) -> str:
    """One line: how many paths are walked whole, how many walks, and whether anything is wrong."""
    walks = sum(report.walks for report in reports)
    whole = sum(report.is_whole for report in reports)
    defects = sum(len(report.defects) for report in reports)
    end = f"发现 {defects} 处缺陷" if defects else "每一种走法都到合法终点，没有缺陷"
    return f"{len(reports)} 条路径走完 {whole} 条，{walks:,} 种走法：{end}"


def _row(report: PathReport) -> tuple[str, ...]:
    met = report.met
    numbers = (report.walks, report.cut, report.bound, report.states, report.runs)
    sets = (met.questions, met.stages, met.letters, met.deadlines, report.defects)
    counted = (f"{number:,}" for number in numbers)
    return (report.title, *counted, f"{report.seconds:.1f}", *(str(len(s)) for s in sets))


def _remarks(report: PathReport) -> list[str]:
    return [
        *(f"  {report.title}：{line}" for line in report.narrowed),
        *(
            f"  {report.title}：{code} 只取 {number} 种答复（两两组合），组合太多"
            for code, number in report.reduced.items()
        ),
        *(
            f"  {report.title}：{code} 的 {'、'.join(names)} 从不影响走向，不展开"
            for code, names in report.unread.items()
        ),
        *(f"  {report.title}：状态没有合并（{why}）" for why in sorted(report.unmerged)),
    ]
