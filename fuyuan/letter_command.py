"""`fuyuan letter`: what is done with letters from a terminal; each command is a module."""

import typer

from fuyuan.letter_fetch import fetch
from fuyuan.letter_form import form
from fuyuan.letter_issue import issue
from fuyuan.letter_kinds import kinds

letter = typer.Typer(help="文书：手工出具的文书从这里制作", no_args_is_help=True)
letter.command("kinds")(kinds)
letter.command("form")(form)
letter.command("issue")(issue)
letter.command("fetch")(fetch)
