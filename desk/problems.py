"""What is wrong with an answer, field by field, in Chinese."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from desk.shapes import shapes_of, titles_of
from rules.vocabulary.question import REASONS, Question
from tasks.errors import InvalidAnswerError

# What only a program can send, or a number can be; the question's own table has the rest.
MORE_REASONS = {
    "string_type": "应为文字",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing_size": "数值过大",
    "decimal_type": "应为数字",
    "finite_number": "应为数字",
    "greater_than": "数值过小",
    "less_than": "数值过大",
    "decimal_max_digits": "位数过多",
    "decimal_max_places": "小数位数过多",
    "decimal_whole_digits": "位数过多",
    "list_type": "应为列表",
    "model_type": "应为逐栏填写的一组内容",
    "dict_type": "应为逐栏填写的一组内容",
    "date_from_datetime_inexact": "只填日期，不带时刻",
    "date_future": "日期无效",
    "bool_type": "应为是或否",
    "bool_parsing": "应为是或否",
}
WHOLE = ""


def problems_of(
    question: type[Question], answer: Mapping[str, Any], error: InvalidAnswerError
) -> dict[str, list[str]]:
    """Return the problems by field name; `WHOLE` has those of the answer as a whole."""
    found: dict[str, list[str]] = {}
    try:
        question.model_validate(answer)
    except ValidationError as invalid:
        for item in invalid.errors(include_url=False, include_input=False):
            name = ".".join(str(part) for part in item["loc"])
            found.setdefault(name, []).append(_reason(item))
        return found
    titles = {f"“{shape.title}”：": shape.name for shape in shapes_of(question)}
    for line in error.problems:
        start = next((title for title in titles if line.startswith(title)), "")
        found.setdefault(titles.get(start, WHOLE), []).append(line.removeprefix(start))
    return found


def problem_lines(question: type[Question], problems: Mapping[str, list[str]]) -> list[str]:
    """Write a line a problem, its field named by its titles."""
    return [
        f"“{_title(question, name)}”：{reason}"
        for name, reasons in problems.items()
        for reason in reasons
    ]


def _title(question: type[Question], name: str) -> str:
    location = [int(part) if part.isdecimal() else part for part in name.split(".") if part]
    return " › ".join(titles_of(shapes_of(question), tuple(location))) or "整份答复"


def _reason(item: Any) -> str:
    of_list = item.get("ctx", {}).get("field_type") == "List"
    match item["type"]:
        case "too_short":
            return f"至少填{item['ctx']['min_length']}项" if of_list else "不能为空"
        case "too_long":
            return "项数过多" if of_list else "过长"
        case kind:
            return _known_reason(kind, str(item["msg"]))


def _known_reason(kind: str, said: str) -> str:
    if known := REASONS.get(kind) or MORE_REASONS.get(kind):
        return known
    # What our own validators raise is Chinese; what Pydantic says is not.
    return said.removeprefix("Value error, ") if kind == "value_error" else "填写无效"
