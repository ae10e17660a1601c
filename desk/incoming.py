"""What was sent, as plain values: cleaned text, bounded depth, never a surprise."""

import json
from typing import Annotated, Any, NoReturn
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from desk.errors import DeskError
from rules.filing import plain_text

MAX_FIELDS = 5_000
MAX_DEPTH = 12


async def _read_form(request: Request) -> dict[str, str]:
    text = (await request.body()).decode("ascii", errors="replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise DeskError(400, f"表单超过{MAX_FIELDS}栏，无法处理") from None
    return {plain_text(name): plain_text(value) for name, value in pairs}


async def _read_json(request: Request) -> dict[str, Any]:
    try:
        value = json.loads(await request.body(), parse_constant=_refuse_constant)
    except RecursionError:
        raise DeskError(400, "JSON嵌套过深") from None
    except ValueError:
        raise DeskError(400, "不是有效的JSON（须为UTF-8编码）") from None
    if not isinstance(value, dict):
        raise DeskError(422, "应为一个JSON对象：键为栏目代码，值为填写内容")
    return {plain_text(key): _plain(item, MAX_DEPTH) for key, item in value.items()}


def _plain(value: Any, depth: int) -> Any:
    if depth == 0:
        raise DeskError(400, "JSON嵌套过深")
    match value:
        case str():
            return plain_text(value)
        case list():
            return [_plain(item, depth - 1) for item in value]
        case dict():
            return {plain_text(key): _plain(item, depth - 1) for key, item in value.items()}
        case _:
            return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


Typed = Annotated[dict[str, str], Depends(_read_form)]
SentJson = Annotated[dict[str, Any], Depends(_read_json)]
