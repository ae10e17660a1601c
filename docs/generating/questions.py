"""A question as people fill it in: who, on what basis, and every field of its form."""

from generating.markdown import EMPTY, code, table, text

from desk.shapes import Kind, Shape, shapes_of
from rules.vocabulary.path import Path
from rules.vocabulary.question import Question

HEAD = ("栏", "代码", "必填", "填什么", "说明")
KINDS = {
    Kind.TEXT: "文字",
    Kind.DATE: "日期",
    Kind.INTEGER: "整数",
    Kind.DECIMAL: "金额",
    Kind.CHOICE: "选一项",
    Kind.GROUP: "一组",
    Kind.ROWS: "可填多项",
}


def question_section(question: type[Question]) -> str:
    """One question with all its fields."""
    basis = "；".join(map(text, question.basis))
    return "\n\n".join(
        [
            f"### {text(question.heading)} {code(question.code)}",
            f"由谁办理：{text(question.actor.value)}。依据：{basis}。",
            text(question.guidance),
            table(HEAD, map(_row, shapes_of(question))),
        ]
    )


def unasked_questions(path: Path) -> list[type[Question]]:
    """Questions that a path declares without asking them: people come with the answer."""
    package = f"rules.paths.{path.code}."
    return [
        question
        for question in Question.__subclasses__()
        if question.__module__.startswith(package)
        and question not in path.questions
        # What several questions have in common is none itself.
        and hasattr(question, "code")
    ]


def _row(shape: Shape) -> tuple[str, ...]:
    return (
        text(shape.title),
        code(shape.name),
        "是" if shape.required else f"否{_default(shape)}",
        _asked(shape),
        text(shape.help) if shape.help else EMPTY,
    )


def _default(shape: Shape) -> str:
    return f"（默认 {text(shape.default)}）" if shape.default not in (None, "", []) else ""


def _asked(shape: Shape) -> str:
    match shape.kind:
        case Kind.CHOICE:
            return "／".join(text(shown) for _, shown in shape.choices)
        case Kind.ROWS:
            least = f"至少 {shape.least} 项，" if shape.least else ""
            return f"{least}每项：{_asked(shape.item)}"
        case Kind.GROUP:
            return "、".join(f"{text(part.title)}（{_asked(part)}）" for part in shape.parts)
        case Kind.INTEGER:
            return f"{KINDS[shape.kind]}{_range(shape)}"
        case _:
            return KINDS[shape.kind]


def _range(shape: Shape) -> str:
    bounds = (("不小于", shape.least), ("不大于", shape.most))
    told = [f"{words} {bound}" for words, bound in bounds if bound is not None]
    return f"，{'，'.join(told)}" if told else ""
