"""`fuyuan letter overlay`: the first file of a region's own words for a letter."""

from typing import Annotated

import typer

Code = Annotated[str, typer.Argument(help="文书代码，如 receipt（手册“文书总表”列出全部）")]
Region = Annotated[str, typer.Option("--region", help="地区配置代码", envvar="FUYUAN_REGION")]


def overlay(code: Code, *, region: Region = "wujiagang") -> None:
    """给出本地区写法的起始文件：放进数据目录，列明可以改写的块和可以使用的事实。"""
    from tasks.letter_choice import letter_of_code
    from tasks.overlay_starter import write_starter

    typer.echo(f"已写：{write_starter(letter_of_code(code), region)}")
