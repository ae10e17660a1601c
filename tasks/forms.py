"""The resume form of a question: its fields, and on top of them the case at a glance."""

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Todo
from rules.vocabulary.question import Question
from tasks.likeness import comparison_markdown
from tasks.markdown import as_text, summary_markdown
from tasks.records import find_case
from tasks.service.answers import known_answer

# Questions for which the earlier filings that resemble this one stand beside the form.
COMPARED = frozenset({"filing_likeness", "eight_checks"})
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeForm:
    """What Prefect shows above the fields (Markdown), and the fields (JSON Schema)."""

    description: str
    fields: Schema


def form_key(question: str, occasion: str) -> str:
    """What the key of every form of a question begins with; Prefect allows a-z, 0-9 and -."""
    kept = "".join(
        sign
        if sign.isascii() and (sign.isdigit() or sign.islower() or sign == "-")
        # An occasion may be 1+ or 第二次.
        else f"x{ord(sign):x}"
        for sign in occasion
    )
    return f"{question.replace('_', '-')}-{kept}-"


def resume_form(
    session: Session,
    case_number: str,
    question: type[Question],
    todo: Todo,
) -> ResumeForm:
    """The form Prefect shows: Chinese titles, with case, article and due date on top.

    An answer that was refused comes back in the fields, with its reasons above them; what the
    services say that were recorded stands in them.
    """
    fields = form_schema(question) | {"title": question.heading}
    for name, value in prefilled(session, find_case(session, case_number), todo).items():
        if name in fields["properties"]:
            fields["properties"][name]["default"] = value
    return ResumeForm(
        description=describe(session, case_number, question, todo),
        fields=fields,
    )


def prefilled(session: Session, case: Case, todo: Todo) -> dict[str, Any]:
    """What stands in the form before anybody types: what was refused, or what is on record."""
    if todo.draft:
        refused: Any = json.loads(todo.draft)
        return refused if isinstance(refused, dict) else {}
    return known_answer(session, case, todo.question, todo.occasion)


def form_schema(model: type[BaseModel]) -> Schema:
    """A model's JSON Schema as a form needs it: one type a field, titles ours, all in one piece.

    Of alternatives a form would ask the person which is meant, and the docstring of a class would
    stand under its field. What the schema lets through is still checked by the model.
    """
    whole = model.model_json_schema()
    form: Schema = _for_people(whole, whole.get("$defs", {}))
    if inspect.cleandoc(model.__doc__ or "") == form.get("description"):
        del form["description"]
    return form


def _for_people(node: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_for_people(part, known) for part in node]
    if not isinstance(node, dict):
        return node
    meant = _one_type({key: value for key, value in node.items() if key != "$defs"}, known)
    return {key: _for_people(value, known) for key, value in meant.items()}


def _one_type(node: Schema, known: Mapping[str, Any]) -> Schema:
    """Put what a reference or a choice of types stands for in its place."""
    if reference := node.pop("$ref", None):
        named = known[reference.rpartition("/")[2]]
        return {key: named[key] for key in named if key not in {"title", "description"}} | node
    if alternatives := node.pop("anyOf", None):
        if node.get("default", ...) is None:
            del node["default"]
        # Money is a number or a text; a text keeps every cent.
        wanted = [each for each in alternatives if each.get("type") != "null"]
        return _one_type(dict(wanted[-1]), known) | node
    return node


def describe(session: Session, case_number: str, question: type[Question], todo: Todo) -> str:
    """What stands above the form, in Markdown."""
    lines = [f"## {question.heading}", ""]
    if todo.errors:
        refused = enumerate(todo.errors.splitlines(), 1)
        lines += ["**上次提交有误，没有采纳，请更正：**", ""]
        lines += [*(f"{number}. {as_text(problem)}" for number, problem in refused), ""]
    lines += [question.guidance, ""]
    lines += [
        f"- 由谁办理：{question.actor.value}",
        f"- 截止日期：{todo.due_on or '未设期限'}",
        f"- 依据：{'；'.join(question.basis)}",
        "",
        summary_markdown(session, case_number),
    ]
    if question.code in COMPARED:
        lines += ["", comparison_markdown(session, find_case(session, case_number))]
    return "\n".join(lines)
