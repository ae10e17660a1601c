"""`fuyuan import --map`: show what the columns may mean, and keep what a person confirms."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tasks.errors import FuyuanError
from tasks.intake import DEFAULT_LIMITS
from tasks.intake.columns import REQUIRED
from tasks.intake.mapping import (
    ColumnMapping,
    ShortDates,
    field_named,
    save_mapping,
    source_name,
    title_of,
)
from tasks.intake.proposal import Proposal, propose
from tasks.intake.sources import open_tables, read_bytes

ORDER, UNIQUE = "short_dates", "unique_numbers"
YES_NO = {"是": True, "否": False}
PAGE_WIDTH = 160


def run(file: Path, *, source: str, changes: Sequence[str], is_confirmed: bool) -> None:
    """Propose, show, ask, save. Raises FuyuanError, or UnreadableFile for the file."""
    if not source:
        message = "请用 --source 写明来源名称，如 --source 伍家岗法院：列名对照按来源保存"
        raise FuyuanError(message)
    source = source_name(source)
    proposal = propose(open_tables(read_bytes(file, DEFAULT_LIMITS), DEFAULT_LIMITS))
    mapping = _changed(proposal.mapping(source), changes)
    _show(proposal, mapping)
    if missing := [title_of(name) for name in REQUIRED if name not in mapping.columns.values()]:
        message = f"没有存：必需的项目还没有对应的列：{'、'.join(missing)}。用 --set 列名=项目 指定"
        raise FuyuanError(message)
    if not is_confirmed and not typer.confirm(f"以上作为“{source}”的列名对照存下"):
        typer.secho("没有存。用 --set 列名=项目 更正后再试。", fg="yellow")
        return
    typer.echo(
        f"已存：{save_mapping(mapping)}。以后用 --source {source} 导入，或放进 inbox/{source}/"
    )


def _changed(mapping: ColumnMapping, changes: Sequence[str]) -> ColumnMapping:
    columns, order, is_unique = dict(mapping.columns), mapping.short_dates, mapping.unique_numbers
    for change in changes:
        header, is_assignment, title = change.rpartition("=")
        header = " ".join(header.split())
        if is_assignment and header == ORDER:
            order = _order(title)
        elif is_assignment and header == UNIQUE:
            is_unique = _yes_or_no(title)
        elif header in columns:
            name = field_named(title)
            # The field moves to the column that a person names.
            columns = {h: "" if name and f == name else f for h, f in columns.items()}
            columns[header] = name
        else:
            message = f"--set “{change}”不能用：应为 列名=项目；表上的列有：{'、'.join(columns)}"
            raise FuyuanError(message)
    return replace(
        mapping,
        columns=MappingProxyType(columns),
        short_dates=order,
        unique_numbers=is_unique,
    )


def _order(text: str) -> ShortDates:
    try:
        return ShortDates(text.strip())
    except ValueError:
        message = f"{ORDER}只能是{'、'.join(each.value for each in ShortDates)}"
        raise FuyuanError(message) from None


def _yes_or_no(text: str) -> bool:
    if text.strip() not in YES_NO:
        message = f"{UNIQUE}只能是{'或者'.join(YES_NO)}"
        raise FuyuanError(message)
    return YES_NO[text.strip()]


def _show(proposal: Proposal, mapping: ColumnMapping) -> None:
    table = Table(title=f"{proposal.sheet or '文件'}：表头在第{proposal.header_row}行")
    for heading in ("列", "列名", "样例", "读作", "把握", "理由"):
        table.add_column(heading, overflow="fold")
    for guess in proposal.guesses:
        name = mapping.columns[guess.column.header]
        is_set = name != guess.field
        shown = (
            guess.column.letter,
            guess.column.header,
            guess.sample,
            title_of(name),
            "指定" if is_set else guess.confidence,
            "由 --set 指定或让出" if is_set else "；".join(guess.reasons),
        )
        table.add_row(*map(Text, shown))
    # A pipe has no width; a line a column stays readable in a log.
    Console(highlight=False, width=None if sys.stdout.isatty() else PAGE_WIDTH).print(table)
    if mapping.short_dates:
        typer.echo(f"两位年份的日期按“{mapping.short_dates.value}”的顺序读（--set {ORDER}=… 更改）")
    if mapping.unique_numbers:
        typer.echo(f"来源编号在该来源内不重复：同号又来的请人核对（--set {UNIQUE}=否 更改）")
