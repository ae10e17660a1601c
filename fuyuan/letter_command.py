"""`fuyuan letter`: what a clerk does with letters and templates, each command in its module."""

import typer

from fuyuan.letter_check_command import check
from fuyuan.letter_diff_command import diff
from fuyuan.letter_overlay_command import overlay
from fuyuan.letter_preview_command import preview

letter = typer.Typer(help="文书和模板：预览、查错、比较、本地区写法", no_args_is_help=True)
letter.command("preview")(preview)
letter.command("check")(check)
letter.command("diff")(diff)
letter.command("overlay")(overlay)
