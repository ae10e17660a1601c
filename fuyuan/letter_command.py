"""`fuyuan letter`: what can be done with letters; each command in a module of its own."""

import typer

from fuyuan import letter_seal

letter = typer.Typer(help="文书：签章。", no_args_is_help=True)
letter.command(name="sign")(letter_seal.sign)
letter.command(name="check-seal")(letter_seal.check_seal)
