"""`fuyuan letter overlay`: the first file of a region's own words for a letter."""

import typer

from fuyuan.letter_options import Code
from fuyuan.terminal import Region


def overlay(code: Code, *, region: Region = "wujiagang") -> None:
    """给出本地区写法的起始文件：放进数据目录，列明可以改写的块和可以使用的事实。"""
    from tasks.letter_choice import letter_of_code
    from tasks.overlay_starter import write_starter

    typer.echo(f"已写：{write_starter(letter_of_code(code), region)}")
