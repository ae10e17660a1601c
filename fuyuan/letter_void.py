"""`fuyuan letter void`: a letter that must not be used any more; its number stays used."""

from typing import Annotated

import typer

Named = Annotated[str, typer.Argument(help="文书编号（fuyuan case 第一列）或者文号")]
By = Annotated[str, typer.Option("--by", help="经办人")]
Reason = Annotated[str, typer.Option("--reason", help="理由")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看会怎样，不改动任何内容")]


def void(named: Named, *, by: By, reason: Reason, dry_run: DryRun = False) -> None:
    """作废一份文书：文号留痕不再使用，文件保留并标明作废，流程不再制作。"""
    from models.schema import upgrade
    from tasks.letter_marks import Order
    from tasks.letter_marks import void as void_letter

    upgrade()
    done = void_letter(named, Order(by=by, reason=reason), dry_run=dry_run)
    typer.echo("\n".join([f"案件{done.case_number}", *done.lines]))
    if dry_run:
        typer.secho("以上为试算，没有改动；去掉 --dry-run 即作废。", fg="yellow")
