"""`fuyuan letter`: what is done with letters from a terminal; each command is a module."""

import typer

from fuyuan.letter_fetch import fetch
from fuyuan.letter_form import form
from fuyuan.letter_issue import issue
from fuyuan.letter_kinds import kinds
from fuyuan.letter_seal import check_seal, sign

letter = typer.Typer(help="文书：制作、签章", no_args_is_help=True)
letter.command("kinds")(kinds)
letter.command("form")(form)
letter.command("issue")(issue)
letter.command("fetch")(fetch)
letter.command("sign")(sign)
letter.command("check-seal")(check_seal)
