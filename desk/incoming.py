"""What was sent, as plain values: cleaned text, bounded depth, never a surprise."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from desk.errors import DeskError
from rules.filing import plain_text
from tasks.service.evidence import Evidence

MAX_FIELDS = 5_000
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A form with a file: what was typed, and the file if one was chosen."""

    typed: dict[str, str]
    file: Evidence | None


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


async def _read_upload(request: Request) -> Uploaded:
    try:
        async with request.form(max_files=1, max_fields=MAX_FIELDS) as form:
            typed = {
                plain_text(name): plain_text(value)
                for name, value in form.items()
                if isinstance(value, str)
            }
            files = [value for value in form.values() if isinstance(value, UploadFile)]
            # A browser sends the field of a file also when none was chosen.
            chosen = [file for file in files if file.filename]
            file = (
                Evidence(name=str(chosen[0].filename), content=await chosen[0].read())
                if chosen
                else None
            )
    except (MultiPartException, HTTPException):
        raise DeskError(400, "表单不完整，无法处理：请重新打开页面填写") from None
    return Uploaded(typed=typed, file=file)


Typed = Annotated[dict[str, str], Depends(_read_form)]
Upload = Annotated[Uploaded, Depends(_read_upload)]
SentJson = Annotated[dict[str, Any], Depends(_read_json)]
