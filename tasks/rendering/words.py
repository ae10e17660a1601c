"""From a template and its facts to words; the one importer of Jinja."""

import hashlib
import re
import traceback
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import BuiltinMethodType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel

from tasks.rendering.errors import TemplateError
from tasks.rendering.filters import FILTERS

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SAFE_PATH = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*")
# A person's line break survives the markup, where the template's own line breaks vanish.
LINE_BREAK = "\u2028"
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, bidirectional and zero-width marks, lone surrogates: they hide or reorder text.
HIDDEN = frozenset({"Cc", "Cf", "Cs"})
# No `safe`, which would pass a fact as markup, and no `default`, which would hide a missing one.
BUILTIN_FILTERS = ("length", "first", "last", "list", "selectattr", "rejectattr", "sum", "batch")
SUFFIX = {"letter": ".xml.j2", "text": ".txt.j2"}


def compose_markup(template: str, facts: Mapping[str, Any], *, region: str) -> str:
    """Return the markup of a letter, every fact escaped. Raises TemplateError."""
    return _render(template, facts, region=region, form="letter")


def render_text(template: str, facts: Mapping[str, Any], *, region: str) -> str:
    """Return a plain-text notice; a fact cannot add a line to it. Raises TemplateError."""
    return _render(template, facts, region=region, form="text").strip() + "\n"


def template_hash(template: str, *, region: str) -> str:
    """Return the sha256 over the template and all that it refers to in this region."""
    digest = hashlib.sha256()
    for name, source in sorted(template_sources(template, region=region).items()):
        digest.update(f"{name}\0{len(source)}\0{source}\0".encode())
    return digest.hexdigest()


def template_sources(template: str, *, region: str, form: str = "letter") -> dict[str, str]:
    """Return name and source of the template and of all it refers to."""
    environment = _environment(region, form)
    found: dict[str, str] = {}
    waiting = [_file_name(template, form)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _source(environment, name)
            waiting.extend(_references(found[name], name))
    return found


def undeclared_names(template: str, *, region: str, form: str = "letter") -> frozenset[str]:
    """Return the facts that a template and all it refers to ask for."""
    sources = template_sources(template, region=region, form=form).values()
    environment = _environment(region, form)
    names = (meta.find_undeclared_variables(environment.parse(source)) for source in sources)
    return frozenset().union(*names)


def clean(text: str) -> str:
    """Return text without marks that hide or reorder it; line ends become U+2028."""
    text = LINE_ENDS.sub(LINE_BREAK, text).replace("\t", " ")
    return "".join(char for char in text if not _is_hidden(char))


def _is_hidden(char: str) -> bool:
    nonchar = (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF  # noqa: PLR2004
    return nonchar or unicodedata.category(char) in HIDDEN


def _render(template: str, facts: Mapping[str, Any], *, region: str, form: str) -> str:
    environment = _environment(region, form)
    name = _file_name(template, form)
    try:
        return environment.get_template(name).render(_plain_facts(facts))
    except TemplateNotFound as error:
        message = f"没有文书模板 {error.name}：请检查 templates/ 目录"
        raise TemplateError(message) from error
    except TemplateSyntaxError as error:
        message = f"文书模板 {error.name} 第{error.lineno}行写法有误：{error.message}"
        raise TemplateError(message) from error
    except (UndefinedError, SecurityError, TypeError, ValueError, AttributeError) as error:
        message = f"文书 {template}（{_place(error)}）：{error}"
        raise TemplateError(message) from error


class _MissingFact(StrictUndefined):
    """Says in Chinese which fact a template asked for in vain."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return f"模板用了不允许的写法({self._undefined_hint})"
        return f"缺少事实“{self._undefined_name}”，请补充该项后重新生成"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates may only read facts: no method of a value is called, nothing is multiplied."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        message = f"模板不能使用运算 {operator}"
        raise SecurityError(message)

    def is_safe_callable(self, obj: Any) -> bool:
        return not isinstance(obj, BuiltinMethodType) and super().is_safe_callable(obj)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    if not inside:
        return "位置不明"
    frame = inside[-1]
    return f"{Path(frame.filename).name} 第{frame.lineno}行"


def _finalize_letter(value: Any) -> Any:
    return _finalize(value, line_break=LINE_BREAK)


def _finalize_text(value: Any) -> Any:
    return _finalize(value, line_break=" ")


def _finalize(value: Any, *, line_break: str) -> Any:
    if isinstance(value, StrictUndefined):
        return value
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


def _plain_facts(value: Any) -> Any:
    """Facts as plain data: no object, and no ready-made markup, reaches a template."""
    if isinstance(value, BaseModel):
        return _plain_facts(dict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain_facts(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_facts(item) for item in value]
    if isinstance(value, str):
        return str.__str__(value) if type(value) is str else "".join(value)
    if value is None or isinstance(value, (bool, int, Decimal, date)):
        return value
    message = f"文书不能使用 {type(value).__name__} 类型的事实"
    raise TemplateError(message)


@lru_cache(maxsize=64)
def _environment(region: str, form: str) -> ImmutableSandboxedEnvironment:
    if not SAFE_PATH.fullmatch(region):
        message = f"地区代码只能用小写字母、数字和下划线：{region}"
        raise TemplateError(message)
    base = FileSystemLoader(TEMPLATES)
    regional = FileSystemLoader(TEMPLATES / "regions" / region)
    loaders: list[BaseLoader] = [PrefixLoader({"!base": base}), regional, base]
    environment = _Sandbox(
        loader=ChoiceLoader(loaders),
        autoescape=form == "letter",
        undefined=_MissingFact,
        finalize=_finalize_letter if form == "letter" else _finalize_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    builtin = {name: environment.filters[name] for name in BUILTIN_FILTERS}
    environment.filters = builtin | FILTERS
    return environment


def _file_name(template: str, form: str) -> str:
    if not SAFE_PATH.fullmatch(template):
        message = f"模板名写法有误：{template}"
        raise TemplateError(message)
    return template + SUFFIX[form]


def _source(environment: ImmutableSandboxedEnvironment, name: str) -> str:
    loader = environment.loader
    try:
        return loader.get_source(environment, name)[0] if loader else ""
    except TemplateNotFound as error:
        message = f"没有文书模板 {error.name}：请检查 templates/ 目录"
        raise TemplateError(message) from error


@lru_cache(maxsize=256)
def _references(source: str, name: str) -> tuple[str, ...]:
    parsed = ImmutableSandboxedEnvironment().parse(source)
    return tuple(_named(meta.find_referenced_templates(parsed), name))


def _named(references: Iterator[str | None], name: str) -> Iterator[str]:
    for reference in references:
        if reference is None:
            message = f"文书模板 {name} 只能按固定名称引用别的模板"
            raise TemplateError(message)
        yield reference
