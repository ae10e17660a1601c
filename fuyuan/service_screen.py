"""What `fuyuan service` prints and writes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from fuyuan.year_view import print_table
from models.home import folder
from tasks.errors import FuyuanError
from tasks.letters import write_whole
from tasks.service.listing import ServiceLine
from tasks.service.papers import Paper


def save_papers(papers: Sequence[Paper], out: Path | None) -> None:
    """Write each paper in both formats, and print where. Raises FuyuanError."""
    target = out or folder("service")
    try:
        target.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            for suffix, content in (("pdf", paper.rendered.pdf), ("docx", paper.rendered.docx)):
                write_whole(target / f"{paper.name}.{suffix}", content)
                typer.echo(str(target / f"{paper.name}.{suffix}"))
            if failure := paper.rendered.failure:
                typer.secho(f"本地区的模板有误，用了通用的：{failure}", fg="yellow", err=True)
    except OSError as error:
        message = f"写不了文件夹 {target}：{error.strerror}"
        raise FuyuanError(message) from None


def show_services(lines: Sequence[ServiceLine]) -> None:
    """Print the services as a table."""
    print_table(
        f"送达（{len(lines)}行）",
        ("登记", "文书编号", "案号", "文书", "受送达人", "次", "状态", "方式", "日期", "凭证"),
        [_row(line) for line in lines],
    )


def _row(line: ServiceLine) -> tuple[Any, ...]:
    who = f"{line.name}（{line.role}）"
    return (
        line.id,
        line.letter_id,
        line.case_number,
        f"{line.title} {line.number}".strip(),
        f"{who}，由{line.deliver_to}代收" if line.deliver_to else who,
        line.attempt,
        f"{line.state}，已{line.days_waiting}日" if line.days_waiting else line.state,
        line.method,
        _day(line),
        "有" if line.evidence_name else "",
    )


def _day(line: ServiceLine) -> str:
    if line.deemed_on:
        return f"{line.sent_on}公告，{line.deemed_on}视为送达"
    return str(line.served_on or "")
