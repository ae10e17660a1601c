"""`fuyuan agency`: the agencies of a region, against which the names in filings are compared."""

from typing import Annotated

import typer

from fuyuan.terminal import Region

agency_app = typer.Typer(help="机关名录：收件时核对被诉机关的写法", no_args_is_help=True)


@agency_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="机关全称")],
    *,
    also: Annotated[list[str] | None, typer.Option("--also", help="别称，可写多次")] = None,
    region: Region = "wujiagang",
) -> None:
    """登记一个机关的全称和别称；收件时写法不同的只提示，从不替换。"""
    from tasks.intake.office import add_agency

    add_agency(region, name, tuple(also or ()))
    typer.echo(f"已登记：{name}")


@agency_app.command("list")
def list_agencies(*, region: Region = "wujiagang") -> None:
    """列出一个地区的机关名录。"""
    from tasks.intake.office import load_agencies, register_path

    names = load_agencies(region).names
    for name, others in names.items():
        also = "、".join(others)
        typer.echo(f"{name}（{also}）" if also else name)
    if not names:
        typer.echo(f"名录是空的：用 fuyuan agency add 登记，或写进 {register_path(region)}")
