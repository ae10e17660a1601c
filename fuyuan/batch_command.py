"""`fuyuan batch`: batches of information between agencies, court and justice bureau."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fuyuan.terminal import Region
from fuyuan.terminal import prepare as _prepare
from rules.correspondence.exchange import Kind

if TYPE_CHECKING:
    from models.exchange import InformationBatch
    from tasks.exchange.papers import Refusal

batch_app = typer.Typer(help="信息移送批次：定期移送司法局，逐条核对", no_args_is_help=True)
REFUSED = ("行", "列", "问题", "办法")
LISTED = ("批次", "方向", "期间", "移送", "接收", "条数", "收下", "两边是否相符")
WAYS = {"out": "移送", "in": "接收"}


@batch_app.command("out")
def out(
    *,
    since: Annotated[str, typer.Option("--since", help="期初，如 2026-10-01")],
    until: Annotated[str, typer.Option("--until", help="期末，须已过完，如 2026-10-31")],
    sender: Annotated[str, typer.Option("--from", help="移送单位全称")],
    kinds: Annotated[
        list[Kind] | None, typer.Option("--kind", help="类别，可写多次；不写为全部四类")
    ] = None,
    receiver: Annotated[str, typer.Option("--to", help="接收单位；不写为本地区司法局")] = "",
    into: Annotated[Path, typer.Option("--into", help="写到哪个文件夹")] = Path(),
    region: Region = "wujiagang",
) -> None:
    """做一批：xlsx 表、核对清单（条数和散列）、移送清单文书的要素；同一批重做仍是原样。"""
    from fuyuan.deadline_command import as_date
    from tasks.exchange.gathering import Period
    from tasks.exchange.papers import COVER, MANIFEST, beside
    from tasks.exchange.sending import send

    _prepare()
    sent = send(
        region=region,
        kinds=kinds or tuple(Kind),
        period=Period(since=as_date(since), until=as_date(until)),
        sender=sender,
        receiver=receiver,
        into=into,
    )
    done = "已做出" if sent.is_new else "此前已经做过，照原样重写"
    typer.echo(f"{done}：第{sent.batch_id}批，{sent.count}条，散列{sent.digest[:16]}")
    typer.echo(f"  表：{sent.table}")
    typer.echo(f"  核对清单（与表一并送出）：{beside(sent.table, MANIFEST)}")
    cover = beside(sent.table, COVER)
    typer.echo(f"  移送清单的要素（填上联络员）：{cover}")
    typer.echo(f"  制作移送清单：fuyuan letter issue information_transfer --file {cover} --by 姓名")


@batch_app.command("in")
def in_(
    file: Annotated[Path, typer.Argument(help="收到的 xlsx 表；核对清单放在它旁边")],
    *,
    region: Region = "wujiagang",
) -> None:
    """收一批：核对条数和散列，逐行检查，线索记入台账，写出回执；同一批只收一次。"""
    from tasks.exchange.receiving import receive

    _prepare()
    got = receive(file, region=region)
    done = "已收下" if got.is_new else "此前已经收过，没有重复"
    typer.echo(
        f"{done}：第{got.batch_id}批，{got.count}条中收下{got.accepted}条，新线索{got.leads}条"
    )
    _show_refused(got.problems)
    typer.echo(f"  回执（请送回移送单位）：{got.receipt}")
    sys.exit(bool(got.problems))


@batch_app.command("receipt")
def receipt(file: Annotated[Path, typer.Argument(help="接收单位送回的回执")]) -> None:
    """登记回执：对方收下几条，与移送的是否相符；不符的以 1 退出。"""
    from tasks.exchange.papers import Refusal
    from tasks.exchange.sending import keep_receipt

    _prepare()
    batch = keep_receipt(file)
    typer.echo(f"第{batch.id}批：{_agreement(batch)}")
    _show_refused([Refusal.model_validate(problem) for problem in batch.problems])
    sys.exit(batch.accepted != batch.count)


@batch_app.command("list")
def list_batches(*, region: Region = "wujiagang") -> None:
    """列出移送和接收的批次，两边是否相符。"""
    from fuyuan.year_view import print_table
    from tasks.exchange.sending import batches

    _prepare()
    rows = [
        (
            batch.id,
            WAYS[batch.direction],
            f"{batch.since}至{batch.until}",
            batch.sender,
            batch.receiver,
            batch.count,
            batch.accepted,
            _agreement(batch),
        )
        for batch in batches(region)
    ]
    print_table(f"信息移送{len(rows)}批", LISTED, rows)


@batch_app.command("show")
def show(number: Annotated[int, typer.Argument(help="批次（fuyuan batch list 第一列）")]) -> None:
    """列出一批的各条。"""
    from fuyuan.year_view import print_table
    from rules.information_batch import HEADINGS
    from tasks.exchange.sending import rows_in

    _prepare()
    rows = rows_in(number)
    print_table(f"第{number}批{len(rows)}条", HEADINGS, rows)


@batch_app.command("due")
def due(*, region: Region = "wujiagang") -> None:
    """各类何时该移送下一批（地区配置 information_batch_days）；有到期的以 1 退出。"""
    from tasks.exchange.sending import due as due_kinds

    _prepare()
    found = due_kinds(region)
    for each in found:
        if each.due_on is None:
            typer.echo(f"{each.kind}：从未移送，应移送")
        else:
            state = "应移送" if each.is_due else "未到期"
            typer.echo(f"{each.kind}：已移送至{each.told_until}，下一批{each.due_on}，{state}")
    sys.exit(any(each.is_due for each in found))


def _agreement(batch: "InformationBatch") -> str:
    if batch.accepted is None:
        return "还没有回执"
    if batch.accepted == batch.count:
        return f"相符：{batch.count}条全部收下"
    return f"不符：{batch.count}条中收下{batch.accepted}条"


def _show_refused(problems: "list[Refusal] | tuple[Refusal, ...]") -> None:
    from fuyuan.year_view import print_table

    if problems:
        rows = [(each.row, each.field, each.problem, each.remedy) for each in problems]
        print_table("没有收下的", REFUSED, rows)
