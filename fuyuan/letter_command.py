"""`fuyuan letter`: what is done with letters from a terminal; each command is a module."""

import typer

from fuyuan.letter_check_command import check
from fuyuan.letter_diff_command import diff
from fuyuan.letter_facts import facts
from fuyuan.letter_fetch import fetch
from fuyuan.letter_form import form
from fuyuan.letter_issue import issue
from fuyuan.letter_kinds import kinds
from fuyuan.letter_overlay_command import overlay
from fuyuan.letter_preview_command import preview
from fuyuan.letter_reissue import reissue
from fuyuan.letter_seal import check_seal, sign
from fuyuan.letter_void import void

letter = typer.Typer(
    help="文书：手工制作、签章、作废、重新制作；模板：预览、查错、比较、本地区写法",
    no_args_is_help=True,
)
letter.command("kinds")(kinds)
letter.command("form")(form)
letter.command("issue")(issue)
letter.command("fetch")(fetch)
letter.command("facts")(facts)
letter.command("void")(void)
letter.command("reissue")(reissue)
letter.command("sign")(sign)
letter.command("check-seal")(check_seal)
letter.command("preview")(preview)
letter.command("check")(check)
letter.command("diff")(diff)
letter.command("overlay")(overlay)
