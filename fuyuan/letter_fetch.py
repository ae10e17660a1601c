"""`fuyuan letter fetch`: take a restricted letter out, on record."""

from pathlib import Path
from typing import Annotated

import typer


def fetch(
    number: Annotated[int, typer.Argument(help="文书编号（案件页的时间线里写明）")],
    by: Annotated[str, typer.Option("--by", help="调取人")],
    reason: Annotated[str, typer.Option("--reason", help="理由")],
    to: Annotated[Path, typer.Option("--to", help="放到哪个文件夹")],
) -> None:
    """调取一份限制接触的文书：调取人和理由记入时间线，文件只有本人可读。"""
    from fuyuan.terminal import prepare
    from tasks.letter_access import fetch_letter

    prepare()
    for path in fetch_letter(number, to, by=by, reason=reason):
        typer.echo(str(path))
