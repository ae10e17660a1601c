"""`fuyuan letter diff`: what two versions of a letter's words say differently."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fuyuan.letter_options import Code, OfCase
from fuyuan.terminal import Region

if TYPE_CHECKING:
    from fuyuan.letter_diff import Compared, Part
    from tasks.word_diff import Line, Piece

Against = Annotated[
    str,
    typer.Option(
        help="与什么比较：地区代码、common（通用模板）、程序库的版本（如 HEAD~1）、模板哈希；"
        "不写时，有本地区写法的与通用模板比较，没有的与上次提交比较"
    ),
]
CONTEXT = 1
MARKS = {"removed": ("[-", "-]", "red"), "added": ("{+", "+}", "green"), "same": ("", "", None)}
STYLE = """
body { font: 16px/1.8 "FangSong", "STFangsong", serif; max-width: 48em; margin: 2em auto; }
h1, h2, p.sub { font-family: sans-serif; } h1 { font-size: 1.3em; } h2 { font-size: 1em; }
p { margin: .2em 0; padding: 0 .5em; } p.changed { background: #fffbe6; }
del { background: #ffd7d5; } ins { background: #ccffd8; text-decoration: none; }
"""


def diff(
    code: Code,
    *,
    region: Region = "wujiagang",
    against: Against = "",
    case: OfCase = "",
    html: Annotated[bool, typer.Option("--html", help="输出一页 HTML，全文对照")] = False,
    out: Annotated[Path | None, typer.Option(help="HTML 存成文件")] = None,
) -> None:
    """比较一份文书两个版本的文字（不是标记），逐词标出增删。"""
    from fuyuan.letter_diff import Wanted, compare
    from fuyuan.terminal import prepare
    from tasks.letter_choice import letter_of_code

    wanted = Wanted(letter=letter_of_code(code), region=region, against=against, case=case)
    if case:
        prepare()
    compared = compare(wanted)
    if out is not None:
        from fuyuan.deadlines_command import save

        save(as_html(compared).encode(), out)
        typer.echo(f"已存：{out}")
    elif html:
        typer.echo(as_html(compared), nl=False)
    else:
        show(compared)


def show(compared: "Compared") -> None:
    """Print the lines that changed, each with its neighbours."""
    typer.secho(f"《{compared.title}》{compared.before} → {compared.after}", bold=True)
    if not any(part.is_changed for part in compared.parts):
        typer.echo("两版文字相同。")
        return
    for part in compared.parts:
        typer.secho(f"— {part.facts} —", bold=True)
        for line in _with_neighbours(part.lines):
            typer.echo(line)


def as_html(compared: "Compared") -> str:
    """Return one page with both versions whole; it needs nothing else."""
    title = escape(f"《{compared.title}》{compared.before} → {compared.after}")
    parts = "".join(map(_html_part, compared.parts))
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n"
        f'<p class="sub"><del>删去</del>　<ins>增加</ins></p>\n{parts}</body></html>\n'
    )


def _html_part(part: "Part") -> str:
    from tasks.word_diff import is_changed

    lines = "".join(
        f'<p class="{"changed" if is_changed(line) else "same"}">'
        f"{''.join(map(_html_piece, line))}</p>\n"
        for line in part.lines
    )
    return f"<h2>{escape(part.facts)}</h2>\n{lines}"


def _html_piece(piece: "Piece") -> str:
    tag = {"removed": "del", "added": "ins"}.get(piece.kind)
    text = escape(piece.text)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _with_neighbours(lines: Iterable["Line"]) -> Iterator[str]:
    from tasks.word_diff import is_changed

    every = list(lines)
    changed = [is_changed(line) for line in every]
    was_left_out = False
    for number, line in enumerate(every):
        if any(changed[max(0, number - CONTEXT) : number + CONTEXT + 1]):
            yield ("± " if changed[number] else "  ") + "".join(map(_coloured, line))
            was_left_out = False
        elif not was_left_out:
            yield "  ……"
            was_left_out = True


def _coloured(piece: "Piece") -> str:
    before, after, colour = MARKS[piece.kind]
    return typer.style(f"{before}{piece.text}{after}", fg=colour) if colour else piece.text
