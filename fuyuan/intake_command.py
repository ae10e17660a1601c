"""`fuyuan intake`: the account of all that came in, and the mailbox."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

    from tasks.intake_balance import Balance

intake_app = typer.Typer(help="收件对账、收件信箱", no_args_is_help=True)
HEAD = ("核对什么", "不符之处", "怎么办")


@intake_app.command("reconcile")
def reconcile(
    *,
    repair: Annotated[
        bool, typer.Option("--repair", help="补上缺的流程，接续没有下一步的案件")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会补什么，不改动")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """收件对账：送来 = 成案 + 在途 + 重复 + 退回，每件都有流程；有不符的列出并以 1 退出。"""
    from fuyuan.terminal import prepare, print_json
    from tasks.intake_balance import balance
    from tasks.intake_balance import repair as mend

    prepare()
    with _server(is_needed=repair and not dry_run) as client:
        found = balance(client)
        mended = mend(client) if client and repair and not dry_run else None
        if mended is not None:
            found = balance(client)
    if as_json:
        print_json(found.as_json() | ({} if mended is None else {"repaired": mended}))
    else:
        _show(found, mended, is_trial=repair and dry_run)
    sys.exit(bool(found.differences))


@intake_app.command("mail")
def mail() -> None:
    """现在就读收件信箱（值守每分钟读一次）：表格附件放进来源的投件文件夹，其余留给人看。"""
    from fuyuan.mail_door import take_in_mailed_files
    from fuyuan.terminal import prepare

    prepare()
    read = take_in_mailed_files()
    typer.echo(
        f"读到{read.understood + read.left}封，{read.understood}封的附件放进了投件文件夹，"
        f"{read.left}封留给人看（加了旗标，没有标为已读）"
    )


@contextmanager
def _server(*, is_needed: bool) -> "Iterator[SyncPrefectClient | None]":
    """A client of the server; None when it is away. Raises FuyuanError if it is needed."""
    from fuyuan.environment import Ports, prefect_environment, require_running
    from tasks.errors import FuyuanError

    ports = Ports.configured()
    try:
        require_running(ports)
    except FuyuanError:
        if is_needed:
            raise
        yield None
        return
    # Prefect reads its settings when it is imported.
    os.environ.update(prefect_environment(ports))
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        yield client


def _show(found: "Balance", mended: int | None, *, is_trial: bool) -> None:
    from fuyuan.year_view import print_table

    on_their_way = found.waiting + found.started
    typer.echo(f"收件对账（{found.deliveries}次送来）")
    typer.echo(
        f"  送来{found.received}件 = 收下{found.filings}件"
        f" + 重复{found.duplicates}件 + 退回{found.rejected}件"
    )
    typer.echo(
        f"  收下{found.filings}件 = 成案{found.cases}件 + 在途{on_their_way}件"
        f"（待启动{found.waiting}，已启动{found.started}）"
    )
    if not found.asked_server:
        typer.secho("  Prefect 服务没有运行，只核对了台账，没有核对流程。", fg="yellow")
    if found.differences:
        rows = [(item.subject, item.problem, item.remedy) for item in found.differences]
        print_table(f"不符{len(rows)}处", HEAD, rows)
    else:
        words = "每件都已成案。" if found.is_settled else "在途的还在进行，稍后再核对。"
        typer.secho(f"  账相符；{words}", fg="green")
    if mended is not None:
        typer.echo(f"已补流程、接续共{mended}件；流程启动后再核对一次。")
    if is_trial:
        count = sum(item.is_repairable for item in found.differences)
        typer.secho(f"以上为试核，没有改动：去掉 --dry-run 将接续{count}件。", fg="yellow")
