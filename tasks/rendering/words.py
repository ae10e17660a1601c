"""From a template and its facts to words; the one importer of Jinja."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial, wraps
from pathlib import Path
from types import BuiltinMethodType
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tasks.rendering.complaints import FAILURES, explained
from tasks.rendering.errors import TemplateError
from tasks.rendering.filters import FILTERS, iso
from tasks.rendering.made_up import marked
from tasks.rendering.plain import LINE_BREAK, plain_facts, printable
from tasks.rendering.sources import Words
from tasks.rendering.template_files import load_file, overlay_folders, root_or

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SAFE_PATH = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*")
# No `safe`, which would pass a fact as markup, and no `default`, which would hide a missing one.
BUILTIN_FILTERS = ("length", "first", "last", "list", "selectattr", "rejectattr", "sum", "batch")
SUFFIX = {"letter": ".xml.j2", "text": ".txt.j2"}


def words_of(template: str, *, region: str) -> Words:
    """Return the words that a letter has today in a region. Raises TemplateError."""
    return Words(template=template, sources=template_sources(template, region=region))


def compose_markup(template: str, facts: Mapping[str, Any], *, region: str) -> str:
    """Return the markup of a letter, every fact escaped. Raises TemplateError."""
    environment = _environment_of(region, "letter")
    return _render(environment, template, facts, form="letter")


def write_markup(words: Words, facts: Mapping[str, Any]) -> str:
    """Return the markup of a letter in these words, whatever stands in templates/ today."""
    environment = _kept_environment(tuple(sorted(words.sources.items())))
    return _render(environment, words.template, facts, form="letter")


def render_text(template: str, facts: Mapping[str, Any], *, region: str) -> str:
    """Return a plain-text notice; a fact cannot add a line to it. Raises TemplateError."""
    environment = _environment_of(region, "text")
    return _render(environment, template, facts, form="text").strip() + "\n"


def template_hash(template: str, *, region: str) -> str:
    """Return the sha256 over the template and all that it refers to in this region."""
    return words_of(template, region=region).hash


def template_sources(template: str, *, region: str, form: str = "letter") -> dict[str, str]:
    """Return name and source of the template and of all it refers to."""
    environment = _environment_of(region, form)
    found: dict[str, str] = {}
    waiting = [_file_name(template, form)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _source(environment, name)
            waiting.extend(references(found[name], name))
    return found


def templates_root() -> Path:
    """Return the folder of the common templates."""
    return root_or(TEMPLATES)


def references(source: str, name: str) -> tuple[str, ...]:
    """Return the names of the templates that a source refers to. Raises TemplateError."""
    try:
        return _references(source, name)
    except TemplateSyntaxError as error:
        raise explained(error, name, templates_root()) from error


def undeclared_names(template: str, *, region: str, form: str = "letter") -> frozenset[str]:
    """Return the facts that a template and all it refers to ask for."""
    environment = _environment_of(region, form)
    sources = template_sources(template, region=region, form=form).values()
    parsed = [environment.parse(source) for source in sources]
    asked = frozenset().union(*map(meta.find_undeclared_variables, parsed))
    return asked - frozenset().union(*map(given_names, parsed))


def given_names(parsed: nodes.Template) -> set[str]:
    """Return the names that a template imports or sets for the templates it includes."""
    imported = {
        name if isinstance(name, str) else name[1]
        for found in parsed.find_all(nodes.FromImport)
        for name in found.names
    }
    targets = (found.target for found in parsed.find_all(nodes.Assign))
    return imported | {target.name for target in targets if isinstance(target, nodes.Name)}


def _render(
    environment: ImmutableSandboxedEnvironment,
    template: str,
    facts: Mapping[str, Any],
    *,
    form: str,
) -> str:
    try:
        return environment.get_template(_file_name(template, form)).render(plain_facts(facts))
    except FAILURES as error:
        raise explained(error, template, templates_root()) from error


class _MissingFact(StrictUndefined):
    """Says in Chinese which fact a template asked for in vain."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return f"模板用了不允许的写法({self._undefined_hint})"
        return f"缺少事实“{self._undefined_name}”，请补充该项后重新生成"


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates may only read facts: no method of a value is called, nothing is multiplied."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        message = f"模板不能使用运算 {operator}"
        raise SecurityError(message)

    def is_safe_callable(self, obj: Any) -> bool:
        return not isinstance(obj, BuiltinMethodType) and super().is_safe_callable(obj)


def _finalize_letter(value: Any) -> Any:
    return _finalize(value, line_break=LINE_BREAK)


def _finalize_text(value: Any) -> Any:
    return _finalize(value, line_break=" ")


def _finalize(value: Any, *, line_break: str) -> Any:
    if isinstance(value, StrictUndefined):
        return value
    shown = printable(value, line_break=line_break)
    return shown if isinstance(value, str) else marked(value, str(shown))


def _environment_of(region: str, form: str) -> ImmutableSandboxedEnvironment:
    if not SAFE_PATH.fullmatch(region):
        message = f"地区代码只能用小写字母、数字和下划线：{region}"
        raise TemplateError(message)
    root = templates_root()
    return _environment(region, form, root, overlay_folders(region, root))


@lru_cache(maxsize=64)
def _environment(
    region: str, form: str, root: Path, _overlays: tuple[Path, ...]
) -> ImmutableSandboxedEnvironment:
    return new_environment(Sandbox, region, form, root)


def new_environment(
    kind: type["Sandbox"], region: str, form: str, root: Path
) -> ImmutableSandboxedEnvironment:
    """Make an environment for a region's templates; it notices files that change, come or go."""
    return _sandbox(kind, FunctionLoader(partial(load_file, region=region, root=root)), form)


@lru_cache(maxsize=256)
def _kept_environment(sources: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    kept = dict(sources)

    # Named as on the disk, so that an error names the file and the line.
    def find(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (kept[name], name, lambda: True) if name in kept else None

    return _sandbox(Sandbox, FunctionLoader(find), "letter")


def _sandbox(
    kind: type["Sandbox"], loader: FunctionLoader, form: str
) -> ImmutableSandboxedEnvironment:
    environment = kind(
        loader=loader,
        autoescape=form == "letter",
        undefined=_MissingFact,
        finalize=_finalize_letter if form == "letter" else _finalize_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    builtin = {name: environment.filters[name] for name in BUILTIN_FILTERS}
    environment.filters = builtin | {name: _strict(call) for name, call in FILTERS.items()}
    return environment


def _strict(call: Any) -> Callable[..., Any]:
    """Return a filter that a missing fact stops before it gets in."""

    @wraps(call)
    def guarded(value: Any, *arguments: Any) -> Any:
        made = call(str(value) if isinstance(value, StrictUndefined) else value, *arguments)
        # What is written for the machine must stay readable to it.
        return made if call is iso else marked(value, made)

    return guarded


def _file_name(template: str, form: str) -> str:
    if not SAFE_PATH.fullmatch(template):
        message = f"模板名写法有误：{template}"
        raise TemplateError(message)
    return template + SUFFIX[form]


def _source(environment: ImmutableSandboxedEnvironment, name: str) -> str:
    loader = environment.loader
    try:
        return loader.get_source(environment, name)[0] if loader else ""
    except FAILURES as error:
        raise explained(error, name, templates_root()) from error


@lru_cache(maxsize=256)
def _references(source: str, name: str) -> tuple[str, ...]:
    parsed = ImmutableSandboxedEnvironment().parse(source, name)
    return tuple(_named(meta.find_referenced_templates(parsed), name))


def _named(references: Iterator[str | None], name: str) -> Iterator[str]:
    for reference in references:
        if reference is None:
            message = f"文书模板 {name} 只能按固定名称引用别的模板"
            raise TemplateError(message)
        yield reference
