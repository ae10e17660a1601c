"""What is wrong with an answer, in Chinese: a line a field, whichever door it came by."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

WHOLE = "整份答复"
DATE = "日期无效，请用 2026-11-22 的写法"
REASONS = {
    "missing": "必填",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "string_too_long": "过长",
    "enum": "不在可选范围内",
    "literal_error": "不在可选范围内",
    "date_from_datetime_parsing": DATE,
    "date_parsing": DATE,
    "date_type": DATE,
    "date_from_datetime_inexact": "只填日期，不带时刻",
    "extra_forbidden": "没有这一栏",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing": "应为整数",
    "int_parsing_size": "数值过大",
    "decimal_type": "应为数字",
    "decimal_parsing": "应为数字",
    "finite_number": "应为数字",
    "greater_than": "数值过小",
    "greater_than_equal": "数值过小",
    "less_than": "数值过大",
    "less_than_equal": "数值过大",
    "decimal_max_digits": "位数过多",
    "decimal_max_places": "小数位数过多",
    "decimal_whole_digits": "位数过多",
    "list_type": "应为列表",
    "model_type": "应为逐栏填写的一组内容",
    "dict_type": "应为逐栏填写的一组内容",
    "bool_type": "应为是或否",
    "bool_parsing": "应为是或否",
}


def explain(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """Tell in Chinese, a line a field, what is wrong with an answer."""
    return [
        f"“{' › '.join(_titles(item['loc'], model)) or WHOLE}”：{reason_of(item)}"
        for item in error.errors(include_url=False, include_input=False)
    ]


def reason_of(item: Any) -> str:
    """The reason of one of Pydantic's errors."""
    kind = item["type"]
    if kind in {"too_short", "too_long"}:
        return _length_reason(kind, item.get("ctx", {}))
    if kind in REASONS:
        return REASONS[kind]
    # What our own validators raise is Chinese; what Pydantic says is not.
    return str(item["msg"]).removeprefix("Value error, ") if kind == "value_error" else "填写无效"


def _length_reason(kind: str, context: dict[str, Any]) -> str:
    # A cleaned text reports its length as a list does; only the context tells them apart.
    is_list = context.get("field_type") == "List"
    if kind == "too_short":
        return f"至少填{context['min_length']}项" if is_list else "不能为空"
    return "项数过多" if is_list else "过长"


def _titles(location: tuple[int | str, ...], model: type[BaseModel] | None) -> list[str]:
    titles: list[str] = []
    for part in location:
        if isinstance(part, int):
            titles.append(f"第{part + 1}项")
            continue
        field = model.model_fields.get(part) if model else None
        titles.append((field.title if field else None) or str(part))
        model = _model_within(field.annotation) if field else None
    return titles


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (_model_within(part) for part in get_args(annotation))), None)
