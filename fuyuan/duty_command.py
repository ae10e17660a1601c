"""`fuyuan duty`: a person's word about a duty of somebody else."""

from typing import Annotated

import typer

from fuyuan.terminal import prepare as _prepare

duty = typer.Typer(help="催办、退回、重办完成；理由记入时间线，不写进通知。", no_args_is_help=True)

Case = Annotated[str, typer.Argument(help="案号或短码")]
Name = Annotated[
    str, typer.Argument(help="期限的规则代码（如 L_ANSWER_15D，几项的写“代码:触发”）或者待办代码")
]
By = Annotated[str, typer.Option(help="谁决定")]
Reason = Annotated[str, typer.Option(help="理由")]
DOOR = "命令行"


@duty.command()
def urge(case: Case, name: Name, *, by: By, reason: Reason) -> None:
    """立即提醒承担这项期限或者待办的一方；同一项一日至多一次。"""
    from tasks.duties import urge as do

    _prepare()
    typer.echo(do(case, {"duty": name, "reason": reason, "answered_by": by}, door=DOOR))


@duty.command("return")
def send_back(case: Case, name: Name, *, by: By, reason: Reason) -> None:
    """退回已办结的一项：期限恢复进行，提醒和逐级督促从头再来，最后日期不变。"""
    from tasks.duties import send_back as do

    _prepare()
    typer.echo(do(case, {"duty": name, "reason": reason, "answered_by": by}, door=DOOR))


@duty.command()
def done(
    case: Case,
    name: Name,
    *,
    by: By,
    on: Annotated[str, typer.Option(help="重新办结日期，省略为今天")] = "",
) -> None:
    """退回的一项已经重新办结。"""
    from tasks import clock
    from tasks.duties import finish

    _prepare()
    day = on or clock.today().isoformat()
    typer.echo(finish(case, {"duty": name, "done_on": day, "answered_by": by}, door=DOOR))
