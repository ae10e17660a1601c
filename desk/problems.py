"""What is wrong with an answer, field by field, in Chinese."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from desk.shapes import shapes_of, titles_of
from rules.vocabulary.explaining import reason_of
from rules.vocabulary.question import Question
from tasks.errors import InvalidAnswerError

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
            found.setdefault(name, []).append(reason_of(item))
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
