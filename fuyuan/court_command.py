"""`fuyuan court`: what is done at the court's own terminal and shown nowhere else."""

from pathlib import Path
from typing import Annotated

import typer

court_app = typer.Typer(
    help="仅限人民法院一端的文书：不进入窗口、待办、时间线、看板和通知", no_args_is_help=True
)
CaseNumber = Annotated[str, typer.Argument(help="案号（登记号）或短码")]
Into = Annotated[Path, typer.Option("--into", help="写到哪个文件夹；只有本人可读")]


@court_app.command("form")
def form() -> None:
    """说明主动纠错告知怎么填，并给出可填的 JSON 模板。"""
    from fuyuan.screens import explain_question
    from rules.court_side import SelfCorrection

    explain_question(SelfCorrection)


@court_app.command("correct")
def correct(
    number: CaseNumber,
    file: Annotated[Path, typer.Option("--file", help="填好的 JSON 文件；- 为标准输入")],
    into: Into,
) -> None:
    """制作《主动纠错告知书》，写到指定的文件夹，由承办法官交所涉行政机关。"""
    from fuyuan.terminal import read_object
    from models.schema import upgrade
    from tasks.court_letters import tell_agency

    upgrade()
    _tell(tell_agency(number, read_object(file), into=into))


@court_app.command("letters")
def letters(number: CaseNumber, into: Into) -> None:
    """把本案仅限人民法院一端的文书再写出一份。"""
    from models.schema import upgrade
    from tasks.court_letters import write_again

    upgrade()
    _tell(write_again(number, into=into))


def _tell(written: list[Path]) -> None:
    for path in written:
        typer.echo(f"已写出：{path}")
    typer.echo("只交所涉行政机关；系统的窗口、时间线、看板、通知中没有这份文书。")
