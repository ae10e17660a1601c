"""`fuyuan notify`: trying a channel, and what waits for a person's word."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from fuyuan.terminal import prepare as _prepare

notify = typer.Typer(help="通知：试渠道，处理没有送达的。", no_args_is_help=True)

NoticeId = Annotated[int, typer.Argument(help="通知编号（fuyuan notify undelivered 第一列）")]
By = Annotated[str, typer.Option(help="谁核实、谁决定")]


@notify.command()
def test(label: Annotated[str, typer.Argument(help="联系人称呼")]) -> None:
    """给一个联系人发一条无害的测试消息，说明渠道通不通。"""
    from tasks.outbox.testing import try_channels

    _prepare()
    outcomes = try_channels(label)
    for role, verdict in outcomes:
        typer.echo(f"{role}：{verdict.why}")
    if any(verdict.fate.value != "accepted" for _, verdict in outcomes):
        sys.exit(1)


@notify.command()
def undelivered() -> None:
    """列出没有送达、等人处理的通知，以及可以改为通知谁。"""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tasks.outbox.resending import UNDELIVERED
    from tasks.outbox.resending import undelivered as find

    _prepare()
    table = Table("编号", "案件", "致", "通知", "情况", "可以改为通知")
    for one in find():
        situation = f"{UNDELIVERED[one.state]}：{one.detail}"
        others = "、".join(one.others) or "—"
        cells = (str(one.id), one.short_code, f"{one.role} {one.label}", one.subject)
        table.add_row(*map(Text, (*cells, situation, others)))
    if not table.row_count:
        typer.echo("没有等人处理的通知。")
        return
    Console().print(table)
    typer.echo("核实没有收到的：fuyuan notify resend 编号 --by 谁 --reason 为什么；")
    typer.echo("改用另一渠道的：fuyuan notify elsewhere 编号 称呼 --by 谁。")


@notify.command()
def resend(
    number: NoticeId,
    *,
    by: By,
    reason: Annotated[str, typer.Option(help="凭什么知道没有收到")],
) -> None:
    """人工核实没有收到之后重发；系统自己从不重发可能已经送出的。"""
    from tasks.outbox.resending import send_again

    _prepare()
    send_again(number, by=by, reason=reason)
    typer.echo(f"通知{number}已重新排队")


@notify.command()
def elsewhere(
    number: NoticeId,
    label: Annotated[str, typer.Argument(help="同一角色另一联系人的称呼")],
    *,
    by: By,
) -> None:
    """同一件事改为通知另一联系人（另一渠道）。"""
    from tasks.outbox.resending import send_elsewhere

    _prepare()
    typer.echo(f"已排队，通知编号{send_elsewhere(number, label, by=by)}")


@notify.command()
def read(number: NoticeId, *, by: By) -> None:
    """登记一条站内信已读：即为送达。"""
    from tasks.outbox.resending import mark_read

    _prepare()
    mark_read(number, by=by)
    typer.echo(f"站内信{number}已登记为已读")


@notify.command()
def bounces(
    mails: Annotated[
        list[Path] | None, typer.Argument(help="退信文件（.eml）；省略则读信箱")
    ] = None,
) -> None:
    """读退信：被退回的通知成为待处理。信箱见环境变量 FUYUAN_BOUNCE_MAILBOX。"""
    from tasks.outbox.bounces import read_bounces, reports_in, settle_reports

    _prepare()
    if mails is None:
        settled = read_bounces()
    else:
        settled = sum(settle_reports(reports_in(mail.read_bytes())) for mail in mails)
    typer.echo(f"{settled} 条通知的状态因退信或者回执而改变")


@notify.command()
def alarms() -> None:
    """列出系统报警：流程失败、执行器停止、通知停滞等，最近的在前。"""
    from rich.console import Console
    from rich.table import Table

    from tasks import alarms, clock

    _prepare()
    table = Table("时间", "报警", "流程", "情况")
    for one in alarms.alarms():
        found = f"{one.raised_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
        state = ("" if one.is_over else "仍在") + ("" if one.told else "并入前一次，未另通知")
        table.add_row(found, one.title, one.subject, state)
    if not table.row_count:
        typer.echo("没有系统报警。")
        return
    Console().print(table)
