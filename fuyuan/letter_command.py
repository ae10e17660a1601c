"""`fuyuan letter`: what may be done with one letter; each command has a module of its own."""

import typer

from fuyuan.letter_facts import facts
from fuyuan.letter_reissue import reissue
from fuyuan.letter_void import void

letter = typer.Typer(help="一份文书：要素、作废、重新制作", no_args_is_help=True)
letter.command("facts")(facts)
letter.command("void")(void)
letter.command("reissue")(reissue)
