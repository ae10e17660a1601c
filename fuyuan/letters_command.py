"""`fuyuan letters`: letters for many cases at once, and those that were left half made."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fuyuan.terminal import INTERRUPTED, follow, read_object

if TYPE_CHECKING:
    from tasks.case_selection import Condition
    from tasks.letter_batch import Done

letters = typer.Typer(help="成批的文书：批量制作、补完做到一半的", no_args_is_help=True)

BY_CASE = "by_case"


@letters.command("issue")
def issue(  # noqa: PLR0913  (each is an option)
    *,
    code: Annotated[str, typer.Option(help="文书代码，见文书总表")],
    where: Annotated[
        str, typer.Option(help="选案条件，如 'path=docketing and agency~教育局'")
    ] = "",
    path: Annotated[str, typer.Option(help="所在路径的代码")] = "",
    stage: Annotated[str, typer.Option(help="所处阶段的代码")] = "",
    agency: Annotated[str, typer.Option(help="被诉行政机关名称中含有")] = "",
    missing: Annotated[str, typer.Option(help="还没有这种有效文书")] = "",
    file: Annotated[
        Path | None, typer.Option(help="案件以外的要素，JSON；by_case 之下可逐案另写")
    ] = None,
    occasion: Annotated[str, typer.Option(help="第几次、何事；流程用 1")] = "1",
    by: Annotated[str, typer.Option(help="经办人，留痕")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出会做什么")] = False,
) -> None:
    """给选中的案件各制作一份文书：已有的跳过，中断后再次运行接着做，做不成的逐件说明。"""
    from models.schema import upgrade
    from tasks.letter_batch import Batch, count_cases, issue_batch, preview_batch

    upgrade()
    facts, by_case = _read_facts(file)
    chosen = _conditions(where, path=path, stage=stage, agency=agency, missing=missing)
    batch = Batch(
        code=code,
        conditions=chosen,
        facts=facts,
        by_case=by_case,
        occasion=occasion,
        ordered_by=by,
    )
    _run((preview_batch if dry_run else issue_batch)(batch), count_cases(batch), every=dry_run)
    if dry_run:
        typer.secho("以上为试算，没有制作、没有编号；去掉 --dry-run 即制作。", fg="yellow")


@letters.command("render")
def render(
    *, pending: Annotated[bool, typer.Option("--pending", help="补完做到一半的")] = False
) -> None:
    """补完做到一半的文书：号已经编、文件还没有写成的，逐份做完。"""
    from models.schema import upgrade
    from tasks.letter_batch import finish_pending

    if not pending:
        typer.secho("请写 --pending", fg="red", err=True)
        sys.exit(2)
    upgrade()
    _run(finish_pending(), None, every=True)


def _conditions(where: str, **options: str) -> "tuple[Condition, ...]":
    from tasks.case_selection import Condition, parse_conditions

    given = [
        Condition(field=name, operator="~" if name == "agency" else "=", value=value)
        for name, value in options.items()
        if value
    ]
    return (*parse_conditions(where), *given)


def _read_facts(file: Path | None) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    from tasks.errors import FuyuanError

    facts = read_object(file) if file else {}
    by_case = facts.pop(BY_CASE, {})
    if not isinstance(by_case, dict) or not all(isinstance(v, dict) for v in by_case.values()):
        message = f"{file} 的 {BY_CASE} 应为：案号或者短码，后面是该案的一组要素"
        raise FuyuanError(message)
    return facts, by_case


def _run(done: "Iterator[Done]", total: int | None, *, every: bool) -> None:
    """Go through the cases with a progress bar, then name what was made and what could not be."""
    from tasks.letter_batch import Outcome

    counted: Counter[str] = Counter()
    shown: list[Done] = []
    try:
        for each in follow(done, "制作文书", total):
            counted[each.outcome.value] += 1
            if every or each.outcome is Outcome.REFUSED:
                shown.append(each)
    except KeyboardInterrupt:
        _show(counted, shown)
        typer.secho("已中断；再次运行同一命令即接着做完。", fg="yellow", err=True)
        sys.exit(INTERRUPTED)
    _show(counted, shown)
    if counted[Outcome.REFUSED.value]:
        sys.exit(1)


def _show(counted: "Counter[str]", shown: "list[Done]") -> None:
    from fuyuan.year_view import print_table

    total = sum(counted.values())
    typer.echo("，".join([f"共{total}件", *(f"{what}{n}件" for what, n in counted.items())]))
    if shown:
        print_table(
            "逐件",
            ("案号", "结果", "文书", "编号", "说明"),
            [
                (
                    each.case_number,
                    each.outcome.value,
                    each.letter,
                    each.letter_id or "",
                    each.reason,
                )
                for each in shown
            ],
        )
