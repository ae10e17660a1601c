"""Facts as plain data and clean text, before a template sees them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from tasks.rendering.errors import TemplateError

# A person's line break survives the markup, where the template's own line breaks vanish.
LINE_BREAK = "\u2028"
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Spaces of odd widths, which few faces have.
ODD_SPACES = re.compile("[\t\u1680\u2000-\u200a\u202f\u205f]")
# Controls, bidirectional and zero-width marks, lone surrogates: they hide or reorder text.
HIDDEN = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """Return text without marks that hide or reorder it; line ends become U+2028."""
    if text.isprintable():
        return text  # No sign that either expression or the filter would touch is printable.
    text = ODD_SPACES.sub(" ", LINE_ENDS.sub(LINE_BREAK, text))
    return "".join(char for char in text if not _is_hidden(char))


def _is_hidden(char: str) -> bool:
    nonchar = (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF  # noqa: PLR2004
    return nonchar or unicodedata.category(char) in HIDDEN


def plain_facts(value: Any) -> Any:
    """Return facts as plain data: no object, and no ready-made markup, reaches a template."""
    if isinstance(value, BaseModel):
        return plain_facts(dict(value))
    if isinstance(value, Mapping):
        return {str(key): plain_facts(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_facts(item) for item in value]
    if isinstance(value, str):
        return "".join(value)  # Also of a subclass, which could bring its own rendering.
    if value is None or isinstance(value, (bool, int, Decimal, date)):
        return value
    message = f"文书不能使用 {type(value).__name__} 类型的事实"
    raise TemplateError(message)


def printable(value: Any, *, line_break: str) -> Any:
    """Return what a template may print as it is. Raises TypeError for what needs a filter."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return clean(value).replace(LINE_BREAK, line_break)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if value is None:
        message = "有一项事实为空，请补充，或者让模板先判断它是否为空"
        raise TypeError(message)
    message = f"{type(value).__name__} 类型的事实须先用过滤器写成文字(如 date、money、joined)"
    raise TypeError(message)
