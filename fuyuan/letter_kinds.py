"""`fuyuan letter kinds`: the letters that people issue."""

from typing import Annotated

import typer


def kinds(
    *,
    every: Annotated[bool, typer.Option("--all", help="连同由流程自动制作的文书")] = False,
) -> None:
    """列出可以手工出具的文书：代码、谁出具、何时用、是否属于某一件案件、依据。"""
    from fuyuan.screens import print_rows
    from rules.catalogue import letters, letters_by_hand
    from tasks.letters import ADDRESSEES

    by_hand = letters_by_hand()
    shown = letters() if every else by_hand
    print_rows(
        "文书",
        ("代码", "文书", "致", "属于", "何时", "依据"),
        [
            (
                code,
                letter.title,
                ADDRESSEES[letter.to],
                "案件" if letter.is_of_a_case else "机关",
                letter.trigger if code in by_hand else letter.trigger or "由流程自动制作",
                "；".join(letter.basis),
            )
            for code, letter in shown.items()
        ],
    )
