"""`fuyuan numbers`: the register of all numbers, and the proof that none is missing."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

if TYPE_CHECKING:
    from tasks.number_register import NumberLine

numbers = typer.Typer(help="编号：登记簿、连续性证明、年中起用的起始号", no_args_is_help=True)

HEAD = ("流水", "序号", "编号", "用于", "编号时间", "状态", "理由", "经办人", "时间")
Organ = Annotated[str, typer.Option(help="出具机关，如 court 或 人民法院；只看其文号")]
Year = Annotated[int | None, typer.Option(help="年度")]


@numbers.command("register")
def register(
    *,
    region: Annotated[str, typer.Option(help="只看一个地区")] = "",
    organ: Organ = "",
    year: Year = None,
    export: Annotated[Path | None, typer.Option(help="另存为 xlsx")] = None,
) -> None:
    """编号登记簿：每个号编给了什么、现在怎样、作废的理由和经办人。"""
    from models.schema import upgrade
    from tasks.number_register import Wanted, register_lines

    upgrade()
    lines = register_lines(Wanted(region=region, organ=organ, year=year))
    if export is not None:
        typer.echo(f"{export}：{_export(lines, export)} 个号")
        return
    from fuyuan.year_view import print_table

    print_table("编号登记簿", HEAD, map(_cells, lines))


@numbers.command("gaps")
def gaps(*, as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False) -> None:
    """证明没有缺号、重号：逐个流水核对；有解释不了的，列出并以 1 退出。"""
    import dataclasses

    from models.schema import upgrade
    from tasks.number_gaps import prove

    upgrade()
    proof = prove()
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(proof), ensure_ascii=False, indent=2))
    else:
        typer.secho(proof.as_text(), fg="red" if proof.findings else "green")
    sys.exit(bool(proof.findings))


@numbers.command("begin")
def begin(  # noqa: PLR0913  (each is an option)
    *,
    region: Annotated[str, typer.Option(help="地区代码")],
    kind: Annotated[str, typer.Option(help="种类，如 prefiling、initial；文号如 letter、notice")],
    year: Annotated[int, typer.Option(help="年度")],
    after: Annotated[int, typer.Option(help="起用本系统以前编到的最后一个号")],
    by: Annotated[str, typer.Option(help="经办人")],
    reason: Annotated[str, typer.Option(help="理由，如 线下登记簿编至第57号")],
    organ: Annotated[str, typer.Option(help="文号的出具机关；案号不写")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样，不改动")] = False,
) -> None:
    """年中起用：让一个流水接着线下的最后一个号往下编；编过号以后不能再改。"""
    from models.ledger import ledger
    from models.schema import upgrade
    from rules.vocabulary.region import load_region
    from tasks.letter_marks import Order
    from tasks.numbering import begin_sequence, sequence_of

    upgrade()
    order, place = Order(by=by, reason=reason), load_region(region)
    sequence = sequence_of(place, kind, organ=organ, year=year)
    following = (
        place.document_number_of(kind, organ=organ, year=year, n=after + 1)
        if organ
        else place.case_number(kind, year=year, n=after + 1)
    )
    with ledger() as session:
        begin_sequence(session, sequence, after=after, by=order.by, reason=order.reason)
        if dry_run:
            session.rollback()
    typer.echo(f"{sequence}：接着{after}号往下编，下一个是{following}")
    if dry_run:
        typer.secho("以上为试算，没有改动；去掉 --dry-run 即生效。", fg="yellow")


def _cells(line: "NumberLine") -> tuple[str, ...]:
    return (
        line.sequence,
        str(line.value),
        line.number,
        line.used_for,
        f"{line.given_at:%Y-%m-%d %H:%M}",
        line.state,
        line.reason,
        line.marked_by,
        f"{line.marked_at:%Y-%m-%d %H:%M}" if line.marked_at else "",
    )


def _export(lines: "Iterable[NumberLine]", file: Path) -> int:
    """Save the register; how many numbers. Raises FuyuanError."""
    from tasks.errors import FuyuanError

    try:
        with file.open("wb") as target:
            return _write_book(lines, target)
    except OSError as error:
        message = f"写不了文件 {file}：{error.strerror}"
        raise FuyuanError(message) from None


def _write_book(lines: "Iterable[NumberLine]", target: BinaryIO) -> int:
    """Write row by row, so that memory stays flat; what was typed never becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("编号登记簿")
    sheet.freeze_panes = "A2"
    sheet.append(HEAD)
    count = 0
    for line in lines:
        texts = (ILLEGAL_CHARACTERS_RE.sub("", text) for text in _cells(line))
        cells = [WriteOnlyCell(sheet, value=text) for text in texts]
        for cell in cells:
            cell.data_type = "s"
        sheet.append([cells[0], line.value, *cells[2:]])
        count += 1
    book.save(target)
    return count
