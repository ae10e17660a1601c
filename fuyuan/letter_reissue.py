"""`fuyuan letter reissue`: a letter made again, with what was wrong put right."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fuyuan.letter_void import By, DryRun, Named, Reason

if TYPE_CHECKING:
    from tasks.letter_reissue import Reissue

Facts = Annotated[
    Path | None, typer.Option("--facts", help="要改的要素，JSON 文件；- 为标准输入；不写则照旧")
]


def reissue(
    named: Named, *, by: By, reason: Reason, facts: Facts = None, dry_run: DryRun = False
) -> None:
    """重新制作一份文书：编新文号，写明替代哪一份和原因，原文书标明已被替代。"""
    from fuyuan.terminal import read_object
    from models.schema import upgrade
    from tasks.letter_marks import Order
    from tasks.letter_reissue import reissue as make_again

    upgrade()
    changes = read_object(facts) if facts else None
    made = make_again(named, Order(by=by, reason=reason), changes=changes, dry_run=dry_run)
    _show(made, dry_run=dry_run)


def _show(made: "Reissue", *, dry_run: bool) -> None:
    from fuyuan.year_view import print_table
    from tasks.letter_files import letter_path

    typer.echo(f"案件{made.case_number}：{made.old} → {made.new}")
    if made.is_resumed:
        typer.echo("上次没有做完的重新制作，按当时的理由和要素接着完成")
    if made.changes:
        print_table(
            "与原文书不同的要素",
            ("栏", "名称", "原文书", "新文书"),
            [
                (each.field, each.title, _shown(each.before), _shown(each.after))
                for each in made.changes
            ],
        )
    else:
        typer.echo("要素与原文书相同")
    for line in made.to_check:
        typer.secho(line, fg="yellow")
    if dry_run:
        typer.secho("以上为试算，没有编号；去掉 --dry-run 即重新制作。", fg="yellow")
    else:
        typer.echo(f"编号{made.letter_id}：{letter_path(made.letter_id, 'pdf')}")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
