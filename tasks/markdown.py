"""A case in Markdown, for the Prefect UI: what a person typed stays text, never markup."""

import os
from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session

from tasks.overview import CaseOverview, LetterLine, case_overview


def desk_url(path: str = "") -> str:
    """Where the desk is reached."""
    return os.environ.get("FUYUAN_DESK_URL", "http://127.0.0.1:4280") + path


def case_url(case_number: str) -> str:
    """The case's page on the desk."""
    return desk_url(f"/cases/{quote(case_number)}")


def summary_markdown(session: Session, case_number: str) -> str:
    """The case's elements and clocks, short enough to stand above a form."""
    overview = case_overview(session, case_number)
    clocks = [
        (line.title, f"{line.due_on or line.act_by}，{line.state}，{line.status}")
        for line in overview.deadlines
    ]
    return "\n".join(
        [
            f"### 案件 {overview.number}",
            "",
            table(("要素", "内容"), overview.elements),
            "",
            table(("期限", "届满日期"), clocks),
            "",
            f"[案件页面、文书下载]({case_url(overview.number)})",
        ]
    )


def overview_markdown(overview: CaseOverview) -> str:
    """The whole case as Markdown: elements, to-dos, deadlines with proof, letters, timeline."""
    parts = [
        f"# 案件 {'、'.join(overview.numbers)}",
        table(("路径", "所处阶段"), overview.stages),
        "## 要素",
        table(("要素", "内容"), overview.elements),
        "## 待办",
        table(
            ("事项", "由谁办理", "截止日期"),
            [(line.title, line.actor, line.due_on or "—") for line in overview.todos],
        ),
        "## 期限",
        table(
            ("期限", "届满日期", "状态"),
            [
                (line.title, line.due_on or f"{line.act_by}前", f"{line.state}·{line.status}")
                for line in overview.deadlines
            ],
        ),
        *["\n".join([f"**{line.title}如何计算**", "", *line.proof]) for line in overview.deadlines],
        "## 文书",
        table(
            ("文书", "文号", "日期", "下载"),
            [
                (
                    f"{line.title}（{line.mark}）" if line.mark else line.title,
                    line.number or "—",
                    line.issued_on,
                    letter_links(line),
                )
                for line in overview.letters
            ],
        ),
        "## 时间线",
        table(
            ("时间", "事项"), [(at, f"【{kind}】{text}") for at, kind, text in overview.timeline]
        ),
        f"[案件页面]({case_url(overview.number)})",
    ]
    return "\n\n".join(parts)


class _OurOwn(str):
    """Markdown that we wrote, not somebody at a form."""

    __slots__ = ()


def letter_links(line: LetterLine) -> str:
    """Markdown links to both files of a letter; none to a restricted one."""
    if line.is_restricted or not line.has_files:
        return "—"
    base = desk_url(f"/letters/{line.id}")
    return _OurOwn(f"[PDF]({base}.pdf) [DOCX]({base}.docx)")


def table(head: tuple[str, ...], rows: Any) -> str:
    """A Markdown table whose cells cannot break it, nor become markup."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return value if isinstance(value, _OurOwn) else as_text(str(value))


def as_text(typed: str) -> str:
    """What somebody typed, in one line, with every sign of Markdown made harmless."""
    text = " ".join(typed.split())
    for mark in "\\`*_{}[]<>#|!$~":
        text = text.replace(mark, f"\\{mark}")
    return text
