"""`fuyuan letter form`: the facts that a letter asks for, and a JSON template of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from desk.shapes import Shape


def form(
    code: Annotated[str, typer.Argument(help="文书代码（fuyuan letter kinds 第一列）")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON 模板")] = False,
) -> None:
    """说明一种文书要写哪些内容、依据什么，并给出可填的 JSON 模板。"""
    from desk.issuing import shapes_to_give
    from fuyuan.screens import print_head, print_rows
    from fuyuan.terminal import print_json
    from tasks.by_hand import letter_by_hand

    letter = letter_by_hand(code)
    shapes = shapes_to_give(letter)
    if not as_json:
        print_head(
            letter.title,
            f"何时制作：{letter.trigger}",
            f"依据：{'；'.join(letter.basis)}",
            "属于某一件案件，制作时写 --case"
            if letter.is_of_a_case
            else "不属于某一件案件，制作时不写 --case",
        )
        print_rows("各栏", ("栏", "名称", "必填", "可选值", "说明"), list(_lines(shapes)))
    print_json({shape.name: _blank(shape) for shape in shapes})


def _lines(shapes: Sequence["Shape"], way: str = "") -> Iterator[tuple[str, ...]]:
    for shape in shapes:
        name = f"{way}{shape.name}"
        choices = "／".join(label for _, label in shape.choices)
        yield name, shape.title, "是" if shape.required else "否", choices, shape.help
        inner = shape.item.parts if shape.kind == "rows" else shape.parts
        yield from _lines(inner, f"{name}[]." if shape.kind == "rows" else f"{name}.")


def _blank(shape: "Shape") -> Any:
    from tasks import clock

    match shape.kind:
        case "rows":
            return [_blank(shape.item)]
        case "group":
            return {part.name: _blank(part) for part in shape.parts}
        case "choice":
            return shape.choices[0][0]
        case "date":
            return str(clock.today())
        case "integer":
            return 0
        case _:
            return ""
