"""`fuyuan letter sign` and `check-seal`: the electronic seal of a letter."""

import sys
from typing import Annotated

import typer

LetterId = Annotated[int, typer.Argument(help="文书编号（fuyuan case 案号 列出）")]


def sign(
    letter_id: LetterId,
    *,
    by: Annotated[str, typer.Option(help="办理签章的人")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看盖什么章、盖在哪里")] = False,
) -> None:
    """加盖电子签章：每份文书一次，签章件不再改动；证书放在数据目录 seals/。"""
    from models.schema import upgrade
    from tasks.letter_seals import order_seal, seal_letter

    upgrade()
    if dry_run:
        order = order_seal(letter_id)
        place = order.place
        typer.echo(
            f"印章：{order.keyword}（{order.office}）；第{place.page + 1}页，"
            f"中心距左{place.x_mm:.0f}毫米、距上{place.y_mm:.0f}毫米，直径{place.width_mm:.0f}毫米"
        )
        return
    typer.echo(f"已签章：{seal_letter(letter_id, by=by)}")


def check_seal(letter_id: LetterId) -> None:
    """核验签章件：签章之后有没有改动过；改动过的以 1 退出。"""
    from tasks.letter_seals import check_sealed

    found = check_sealed(letter_id)
    if found.is_good:
        typer.echo(f"签章完好，文件未改动；证书：{found.certificate}")
        return
    typer.secho("签章件在签章之后被改动过，或者不是原来的文件", fg="red", err=True)
    sys.exit(1)
