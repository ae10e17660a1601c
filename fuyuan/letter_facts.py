"""`fuyuan letter facts`: what a letter was made of, to be changed for making it again."""

import json

import typer

from fuyuan.letter_void import Named


def facts(named: Named) -> None:
    """列出一份文书案件以外的要素（JSON），存成文件改好后用于重新制作。"""
    from models.schema import upgrade
    from tasks.letter_reissue import facts_to_change

    upgrade()
    typer.echo(json.dumps(facts_to_change(named), ensure_ascii=False, indent=2))
