"""Sound answers to the questions the desk is tested with, and forms as a browser sends them."""

from collections.abc import Sequence
from typing import Any

from desk.forms import Widget, lay_out
from desk.shapes import Shape, shapes_of
from rules.eight_checks import CHECKS
from rules.vocabulary.question import Question

EIGHT_CHECKS: dict[str, Any] = {
    "answered_by": "李某",
    **{check.code: "符合" for check in CHECKS},
    "mediable": "是",
    "reviewed_on": "2026-11-20",
}
SESSION: dict[str, Any] = {
    "answered_by": "王某",
    "held_on": "2026-11-20",
    "place": "区化解中心",
    "recorder": "赵某",
    "attendees": ["周某1", "区教育局工作人员"],
    "statements": [
        {"speaker": "周某1", "text": "希望公开。\n分两次也可以。"},
        {"speaker": "工作人员", "text": "可以公开部分内容。"},
    ],
    "result": "继续调解",
}
WITHDRAWAL: dict[str, Any] = {
    "answered_by": "李某",
    "side": "起诉人",
    "withdrawn_on": "2026-11-20",
}


def as_typed(question: type[Question], answer: dict[str, Any]) -> dict[str, str]:
    """What a browser sends when this answer stands in the form."""
    return typed_into(shapes_of(question), answer)


def typed_into(shapes: Sequence[Shape], answer: dict[str, Any]) -> dict[str, str]:
    """What a browser sends when this answer stands in a form of these shapes."""
    typed: dict[str, str] = {}

    def collect(widget: Widget) -> None:
        if widget.parts:
            for part in widget.parts:
                collect(part)
        else:
            typed[widget.name] = widget.value.replace("\n", "\r\n")

    for widget in lay_out(shapes, answer, {}):
        collect(widget)
    return typed
