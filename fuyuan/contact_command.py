"""`fuyuan contact`: who hears of what, from when to when, on which channels in which order."""

import datetime as dt
import os
import sys
from typing import Annotated

import typer

from fuyuan.terminal import prepare as _prepare

contact = typer.Typer(help="通知联系人（渠道地址加密存放，从不显示）", no_args_is_help=True)

Label = Annotated[str, typer.Argument(help="称呼（fuyuan contact list 第三列）")]
Day = Annotated[str, typer.Option(help="日期，如 2026-12-01；省略为今天")]


@contact.command("add")
def add(
    role: Annotated[
        str, typer.Option(help="角色，如 机关联络员、机关负责人、调解员、承办法官、当事人、代理人")
    ],
    label: Annotated[str, typer.Option(help="称呼，如 张联络员")],
    organ: Annotated[
        str, typer.Option(help="只限某机关的案件，留空为全部；当事人、代理人写当事人姓名或者名称")
    ] = "",
    *,
    case: Annotated[str, typer.Option(help="只限一件案子：案号或短码；当事人、代理人必填")] = "",
    rank: Annotated[int, typer.Option(min=1, max=9, help="同一人的第几顺位渠道")] = 1,
    starts: Day = "",
    ends: Annotated[str, typer.Option(help="任期最后一日；留空为至今")] = "",
) -> None:
    """登记一个联系人；渠道地址（Apprise URL）从环境变量 FUYUAN_CONTACT_URL 或提示中读取。"""
    from tasks.contacts import add_contact

    _prepare()
    add_contact(
        role=role,
        organ=organ,
        label=label,
        url=_address(),
        case=case,
        rank=rank,
        starts_on=_day(starts),
        ends_on=_day(ends) if ends else None,
    )
    typer.echo(f"已登记：{role} {organ} {label}")


@contact.command("end")
def end(label: Label, *, on: Day = "") -> None:
    """登记任期最后一日：次日起不再通知，还没有发出的改为通知接任者。"""
    from tasks.contacts import end_contact

    _prepare()
    end_contact(label, _day(on))
    typer.echo(f"已登记：{label} 任期至 {_day(on)}")


@contact.command("replace")
def replace(
    label: Label,
    *,
    by: Annotated[str, typer.Option(help="接任者的称呼")],
    starts: Day = "",
) -> None:
    """换人：前任通知到前一日为止，接任者自当日起；渠道地址的读取同 contact add。"""
    from tasks.contacts import replace_contact

    _prepare()
    replace_contact(label, by=by, url=_address(), starts_on=_day(starts))
    typer.echo(f"已登记：{by} 自 {_day(starts)} 接任 {label}")


@contact.command("off")
def off(label: Label) -> None:
    """立即停用一个联系人：以后不再通知；已发的记录保留。"""
    from tasks.contacts import switch_off

    _prepare()
    switch_off(label)
    typer.echo(f"已停用：{label}")


@contact.command("list")
def list_all() -> None:
    """列出联系人和任期（不含渠道地址）。"""
    from fuyuan.screens import show_contacts

    _prepare()
    show_contacts()


@contact.command("roster")
def roster() -> None:
    """联络员名册：法院、检察院、司法局、每个机关现任联络员；有单位没有指定的，以 1 退出。"""
    from fuyuan.screens import show_liaisons

    _prepare()
    if wanting := show_liaisons():
        typer.echo(f"{wanting} 个单位没有联络员：fuyuan contact add --role 机关联络员 --organ 全称")
        sys.exit(1)


def _address() -> str:
    given: str = os.environ.get("FUYUAN_CONTACT_URL") or typer.prompt("渠道地址", hide_input=True)
    return given


def _day(text: str) -> dt.date:
    from tasks import clock
    from tasks.errors import FuyuanError

    try:
        return dt.date.fromisoformat(text) if text else clock.today()
    except ValueError as error:
        message = f"“{text}”不是日期：请写成 2026-12-01"
        raise FuyuanError(message) from error
