"""What the terminal shows: the same case, to-dos and contacts as everywhere else."""

import dataclasses
import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text
from sqlalchemy import select

from models.case import Case, CasePath
from models.ledger import reading
from rules.catalogue import paths, questions
from rules.vocabulary.question import Question
from tasks import clock
from tasks.contacts import contacts, liaisons
from tasks.errors import NotAskedError
from tasks.letters import letter_path
from tasks.outbox.listing import notice_lines
from tasks.overview import CaseOverview, LetterLine, case_overview, todo_lines
from tasks.records import find_case

# Into a file or a pipe a table is not squeezed to a terminal's width.
console = Console(highlight=False, width=None if sys.stdout.isatty() else 180)
# What people copy into the next command stays on one line.
COPIED = frozenset({"案号", "代码", "栏"})


def show_case(number: str) -> None:
    """Print one case whole."""
    overview = _overview(number)
    console.rule(Text(f"{'、'.join(overview.numbers)}　短码 {overview.short_code}"))
    _print("阶段", ("路径", "所处阶段"), overview.stages)
    _print("要素", ("要素", "内容"), overview.elements)
    _print(
        "待办",
        ("事项", "代码", "由谁办理", "截止日期"),
        [(todo.title, todo.question, todo.actor, todo.due_on) for todo in overview.todos],
    )
    _print(
        "期限",
        ("期限", "届满日期", "状态", "依据"),
        [
            (line.title, line.due_on or f"{line.act_by}（暂定）", line.state, line.basis)
            for line in overview.deadlines
        ],
    )
    for line in overview.deadlines:
        console.print(Text(f"{line.title}如何计算", style="bold"))
        for step in line.proof:
            console.print(Text(f"  {step}"), soft_wrap=True)
    _print(
        "文书",
        ("编号", "文书", "文号", "日期", "是否有效", "文件"),
        [
            (
                letter.id,
                letter.title,
                letter.number or "—",
                letter.issued_on,
                "；".join(filter(None, (letter.mark, letter.remark))) or "有效",
                _file_of(letter),
            )
            for letter in overview.letters
        ],
    )
    _print("时间线", ("时间", "类别", "事项"), overview.timeline)


def case_json(number: str) -> dict[str, Any]:
    """One case as plain values."""
    return dataclasses.asdict(_overview(number))


def show_cases() -> None:
    """Print every case with its stages."""
    known = paths()
    with reading() as session:
        rows = session.execute(
            select(Case.number, Case.cause, CasePath.path, CasePath.stage)
            .join(CasePath, CasePath.case_id == Case.id)
            .order_by(Case.id, CasePath.id)
        ).all()
    _print(
        "案件",
        ("案号", "案由", "路径", "所处阶段"),
        [
            (number, cause, known[path].title, known[path].stages[stage].title)
            for number, cause, path, stage in rows
        ],
    )


def show_todos() -> None:
    """Print what waits for whom until when; what is late is said to be."""
    today = clock.today()
    with reading() as session:
        lines = todo_lines(session)
    _print(
        f"待办（{len(lines)}项，今天{today}）",
        ("案号", "代码", "事项", "由谁办理", "截止日期", ""),
        [
            (
                line.case_number,
                line.question,
                line.title,
                line.actor,
                line.due_on or "—",
                "已过期" if line.due_on and line.due_on < today else "",
            )
            for line in lines
        ],
    )


def todos_json() -> list[dict[str, Any]]:
    """The open to-dos as plain values."""
    with reading() as session:
        return [dataclasses.asdict(line) for line in todo_lines(session)]


def show_question(code: str) -> None:
    """Print how a question is answered, with a JSON template."""
    question = questions().get(code)
    if question is None:
        message = f"没有代码为“{code}”的问题；可用：{'、'.join(sorted(questions()))}"
        raise NotAskedError(message)
    explain_question(question)


def explain_question(question: type[Question]) -> None:
    """Print who answers a question, each of its fields, and a JSON template."""
    console.rule(Text(question.heading))
    console.print(Text(question.guidance))
    console.print(Text(f"由谁办理：{question.actor.value}　依据：{'；'.join(question.basis)}"))
    schema = question.model_json_schema()
    _print(
        "各栏",
        ("栏", "名称", "必填", "可选值", "说明"),
        [
            (
                name,
                field.title,
                "是" if field.is_required() else "否",
                "／".join(_choices(schema, schema["properties"][name])),
                field.description or "",
            )
            for name, field in question.model_fields.items()
        ],
    )
    template = {name: _blank(schema, schema["properties"][name]) for name in schema["properties"]}
    console.print_json(json.dumps(template, ensure_ascii=False))


def show_contacts() -> None:
    """Print who hears of what."""
    _print(
        "联系人",
        ("角色", "机关或者本人", "称呼", "案件", "渠道", "顺位", "起", "止", "状态"),
        [
            (
                entry.role,
                entry.organ or "全部",
                entry.label,
                entry.case_code or "全部",
                entry.channel,
                entry.rank,
                entry.starts_on or "—",
                entry.ends_on or "—",
                entry.state,
            )
            for entry in contacts()
        ],
    )


def show_liaisons() -> int:
    """Print the liaison of every unit; returns how many units have none."""
    units = liaisons()
    _print(
        "联络员名册",
        ("单位", "现任联络员"),
        [(unit.organ or unit.role, "、".join(unit.liaisons) or "没有指定") for unit in units],
    )
    return sum(not unit.liaisons for unit in units)


def show_notices(number: str) -> None:
    """Print the notices of one case, with the digests that told of it, or of all; no address."""
    with reading() as session:
        case_id = find_case(session, number).id if number else None
        lines = notice_lines(session, case_id=case_id)
    _print(
        "通知",
        ("编号", "案号", "致", "标题", "入列", "状态", "说明", "凭据"),
        [
            (
                line.id,
                line.case_number,
                line.reader,
                line.subject,
                f"{line.queued_at:%m-%d %H:%M}",
                line.state,
                line.remark,
                line.evidence or None,
            )
            for line in lines
        ],
    )


def _file_of(letter: LetterLine) -> str:
    if not letter.has_files:
        return "未制作"
    if letter.is_restricted:
        return f"fuyuan letter fetch {letter.id} 调取，须写明理由"
    return str(letter_path(letter.id, "pdf"))


def _overview(number: str) -> CaseOverview:
    with reading() as session:
        return case_overview(session, number)


def _choices(schema: dict[str, Any], field: dict[str, Any]) -> list[str]:
    return [str(value) for value in _resolve(schema, field).get("enum", [])]


def _resolve(schema: dict[str, Any], field: dict[str, Any]) -> dict[str, Any]:
    reference = field.get("$ref") or next(
        (part["$ref"] for part in field.get("allOf", []) if "$ref" in part), None
    )
    return field if reference is None else schema["$defs"][reference.rsplit("/", 1)[-1]]


def _blank(schema: dict[str, Any], field: dict[str, Any]) -> Any:
    if "default" in field:
        return field["default"]
    resolved = _resolve(schema, field)
    if resolved.get("enum"):
        return resolved["enum"][0]
    if resolved.get("format") == "date":
        return str(clock.today())
    if resolved.get("type") == "array":
        return [_blank(schema, resolved["items"])]
    if resolved.get("type") == "object":
        return {name: _blank(schema, part) for name, part in resolved.get("properties", {}).items()}
    return 0 if resolved.get("type") in {"integer", "number"} else ""


def print_head(title: str, *lines: str) -> None:
    """Print a heading, and what is to be known of it."""
    console.rule(Text(title))
    for line in lines:
        console.print(Text(line))


def print_rows(title: str, head: tuple[str, ...], rows: Any) -> None:
    """Print a table."""
    _print(title, head, rows)


def _print(title: str, head: tuple[str, ...], rows: Any) -> None:
    # Folded, never cut: what a question may be answered with has to be readable whole.
    columns = [Column(name, overflow="fold", no_wrap=name in COPIED) for name in head]
    table = Table(*columns, title=Text(title), title_justify="left", show_lines=False)
    for row in rows:
        table.add_row(*[Text("—" if value is None else str(value)) for value in row])
    console.print(table)
