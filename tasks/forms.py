"""The resume form of a question: its fields, and on top of them the case at a glance."""

import json
from copy import copy
from typing import Any

from prefect.input import RunInput
from pydantic import ConfigDict, create_model
from sqlalchemy.orm import Session

from models.history import Todo
from rules.vocabulary.question import Question
from tasks.markdown import summary_markdown


def resume_form(
    session: Session,
    case_number: str,
    question: type[Question],
    todo: Todo,
) -> type[RunInput]:
    """The form Prefect shows: Chinese titles, with case, article and due date on top.

    An answer that was refused comes back in the fields, with its reasons above them.
    """
    prefill: dict[str, Any] = json.loads(todo.draft) if todo.draft else {}
    fields: dict[str, Any] = {}
    for name, field in question.model_fields.items():
        shown = copy(field)
        if name in prefill:
            shown.default = prefill[name]
            shown.default_factory = None
        fields[name] = (field.annotation, shown)
    # Only the fields are taken, not the validators: what they check is checked with the fact, and
    # an answer they refuse comes back with its reasons instead of failing the run.
    form: type[RunInput] = create_model(
        question.heading,
        __base__=RunInput,
        __config__=None,
        **fields,
    )
    form.model_config = ConfigDict(extra="forbid")
    form._description = describe(session, case_number, question, todo)  # noqa: SLF001  (Prefect's own name)
    return form


def describe(session: Session, case_number: str, question: type[Question], todo: Todo) -> str:
    """What stands above the form, in Markdown."""
    lines = [f"## {question.heading}", "", question.guidance, ""]
    if todo.errors:
        lines += ["**上次提交有误，请更正：**", ""]
        lines += [f"- {line}" for line in todo.errors.splitlines()]
        lines.append("")
    lines += [
        f"- 由谁办理：{question.actor.value}",
        f"- 截止日期：{todo.due_on or '未设期限'}",
        f"- 依据：{'；'.join(question.basis)}",
        "",
        summary_markdown(session, case_number),
    ]
    return "\n".join(lines)
