"""`fuyuan source`: who may send filings, to the desk or by mail."""

from typing import TYPE_CHECKING, Annotated

import typer

from fuyuan.terminal import Region
from fuyuan.terminal import prepare as _prepare

if TYPE_CHECKING:
    from tasks.senders import Credentials

source_app = typer.Typer(help="收件来源：谁可以经接口、经邮件送件", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="来源名称，如 甲县法院；列名对照也按它")]


@source_app.command("add")
def add(
    name: Name,
    *,
    region: Region = "wujiagang",
    per_minute: Annotated[int, typer.Option("--per-minute", help="每分钟至多几次请求")] = 60,
    is_signed: Annotated[bool, typer.Option("--signed", help="每次请求还须签名（HMAC）")] = False,
) -> None:
    """登记一个来源，给出它的令牌：只显示这一次，账上只存散列。"""
    from tasks.senders import add_sender

    _prepare()
    _show(add_sender(name, region=region, per_minute=per_minute, is_signed=is_signed))


@source_app.command("renew")
def renew(name: Name) -> None:
    """换一个令牌（须签名的，密钥一并更换），旧的立即失效。"""
    from tasks.senders import renew_sender

    _prepare()
    _show(renew_sender(name))


@source_app.command("revoke")
def revoke(name: Name) -> None:
    """停用一个来源的令牌；送来的件都保留。"""
    from tasks.senders import revoke_sender

    _prepare()
    revoke_sender(name)
    typer.echo(f"已停用：{name}")


@source_app.command("mail")
def mail(
    name: Name,
    address: Annotated[str, typer.Argument(help="发件地址；@主机 即该主机的全部地址")],
    *,
    is_removed: Annotated[bool, typer.Option("--remove", help="不再收这个地址的")] = False,
) -> None:
    """登记来源的发件地址：从这里寄到收件信箱的表格，放进该来源的投件文件夹。"""
    from tasks.intake.mail_senders import add_mail_sender, remove_mail_sender

    _prepare()
    if is_removed:
        typer.echo(f"已取消：{remove_mail_sender(address)}不再从{address}收件")
    else:
        add_mail_sender(name, address)
        typer.echo(f"已登记：{address}寄来的表格，按“{name}”收")


@source_app.command("list")
def list_sources() -> None:
    """列出来源（不含令牌）和它们的发件地址。"""
    from tasks.intake.mail_senders import addresses_by_source, load_mail_senders
    from tasks.senders import senders

    _prepare()
    for row in senders():
        state = f"已于{row.revoked_at:%Y-%m-%d}停用" if row.revoked_at else "在用"
        signed = "，须签名" if row.signing_key else ""
        typer.echo(f"{row.name}：{row.region}，每分钟{row.per_minute}次{signed}，{state}")
    for source, addresses in addresses_by_source(load_mail_senders()).items():
        typer.echo(f"{source}：{'、'.join(addresses)}（邮件）")


def _show(made: "Credentials") -> None:
    typer.echo(f"令牌：{made.token}")
    if made.signing_key:
        typer.echo(f"签名密钥：{made.signing_key}")
    typer.secho("只显示这一次，请交来源系统妥善保管。", fg="yellow", err=True)
