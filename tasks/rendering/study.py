"""What the sources of templates say without being filled in, for whoever checks them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError as JinjaError
from jinja2 import meta, nodes

from tasks.rendering.complaints import explained
from tasks.rendering.errors import TemplateError
from tasks.rendering.template_files import find_file, shown
from tasks.rendering.words import SUFFIX, Sandbox, given_names, new_environment, templates_root


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlace:
    """A block of a template; an `is_outer` one stands in no other block of its file."""

    name: str
    file: str
    line: int
    is_required: bool
    is_outer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateStudy:
    """One template file: what it extends, names, asks for and compares; lines count from 1."""

    name: str
    path: Path
    file: str
    extends: str | None
    references: tuple[tuple[str, int], ...]
    blocks: tuple[BlockPlace, ...]
    # What an extending template has outside its blocks, which is never printed.
    stray: tuple[int, ...]
    asked: Mapping[str, int]
    given: frozenset[str]
    unknown_filters: tuple[tuple[str, int], ...]
    # What a fact, or a part of one, is compared with: constant texts, and names of other facts.
    compared: Mapping[str, frozenset[str]]
    compared_names: Mapping[str, frozenset[str]]


def study_file(name: str, *, region: str, form: str = "letter") -> TemplateStudy:
    """Read one template as a region has it. Raises TemplateError naming file and line."""
    root = templates_root()
    path = find_file(name, region, root)
    if path is None:
        message = f"没有文书模板 {name}：请检查 templates/ 目录"
        raise TemplateError(message)
    environment = new_environment(Sandbox, region, form, root)
    try:
        tree = environment.parse(path.read_text(encoding="utf-8"), name, str(path))
        environment.compile(tree, name, str(path))
    except (JinjaError, UnicodeDecodeError) as error:
        raise explained(error, name, root) from error
    tree = environment.parse(path.read_text(encoding="utf-8"), name, str(path))
    extends = next(_referred(tree, (nodes.Extends,)), None)
    file = shown(path, root)
    return TemplateStudy(
        name=name,
        path=path,
        file=file,
        extends=extends[0] if extends else None,
        references=tuple(
            _referred(tree, (nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import))
        ),
        blocks=tuple(_blocks(tree, file)),
        stray=tuple(_stray(tree)) if extends else (),
        asked=_asked(tree),
        given=frozenset(given_names(tree)),
        unknown_filters=tuple(_unknown(tree, set(environment.filters), set(environment.tests))),
        compared=_compared(tree, _constants),
        compared_names=_compared(tree, _names),
    )


def study_family(template: str, *, region: str, form: str = "letter") -> tuple[TemplateStudy, ...]:
    """Read a template and all it refers to, itself first. Raises TemplateError."""
    found: dict[str, TemplateStudy] = {}
    waiting = [(template + SUFFIX[form], "", 0)]
    while waiting:
        name, file, line = waiting.pop(0)
        if name in found:
            continue
        try:
            study = found[name] = study_file(name, region=region, form=form)
        except TemplateError as error:
            # Of a template that is not there, the place is where it is named.
            raise (
                error if error.file else TemplateError(str(error), file=file, line=line)
            ) from error
        waiting.extend((other, study.file, where) for other, where in study.references)
    return tuple(found.values())


def lineage(family: tuple[TemplateStudy, ...]) -> tuple[TemplateStudy, ...]:
    """Return a template and those it extends, one after the other, itself first."""
    by_name = {study.name: study for study in family}
    line = [family[0]]
    while (above := line[-1].extends) and by_name[above] not in line:
        line.append(by_name[above])
    return tuple(line)


def _referred(
    tree: nodes.Template, kinds: tuple[type[nodes.Node], ...]
) -> Iterator[tuple[str, int]]:
    for found in tree.find_all(kinds):
        named = getattr(found, "template", None)
        if isinstance(named, nodes.Const):
            yield str(named.value), found.lineno


def _blocks(tree: nodes.Template, file: str) -> Iterator[BlockPlace]:
    inner = {
        id(nested) for block in tree.find_all(nodes.Block) for nested in block.find_all(nodes.Block)
    }
    for block in tree.find_all(nodes.Block):
        yield BlockPlace(
            name=block.name,
            file=file,
            line=block.lineno,
            is_required=bool(block.required),
            is_outer=id(block) not in inner,
        )


def _stray(tree: nodes.Template) -> Iterator[int]:
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            continue
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                yield part.lineno
            elif text := part.data.strip("\ufeff \r\n\t"):
                yield part.lineno + part.data[: part.data.index(text[0])].count("\n")


def _asked(tree: nodes.Template) -> dict[str, int]:
    """Return the names that nothing in the file defines, with the first line that asks."""
    undeclared = meta.find_undeclared_variables(tree)
    lines: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in undeclared:
            lines[name.name] = min(name.lineno, lines.get(name.name, name.lineno))
    return lines


def _unknown(tree: nodes.Template, filters: set[str], tests: set[str]) -> Iterator[tuple[str, int]]:
    for used in tree.find_all((nodes.Filter, nodes.Test)):
        name = str(getattr(used, "name", ""))
        if name not in (filters if isinstance(used, nodes.Filter) else tests):
            yield name, used.lineno


def _compared(
    tree: nodes.Template, read: Callable[[nodes.Node], Iterator[str]]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    # What a loop hands out one by one is compared in the name of the whole.
    wholes = {
        loop.target.name: loop.iter.name
        for loop in tree.find_all(nodes.For)
        if isinstance(loop.target, nodes.Name) and isinstance(loop.iter, nodes.Name)
    }
    for comparison in tree.find_all(nodes.Compare):
        sides = (comparison.expr, *(operand.expr for operand in comparison.ops))
        texts = {wholes.get(text, text) for side in sides for text in read(side)}
        for side in sides:
            if name := _name_of(side):
                found.setdefault(name, set()).update(texts - {name})
    return {name: frozenset(texts) for name, texts in found.items() if texts}


def _constants(node: nodes.Node) -> Iterator[str]:
    constants = [node] if isinstance(node, nodes.Const) else node.find_all(nodes.Const)
    yield from (each.value for each in constants if isinstance(each.value, str))


def _names(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.name


def _name_of(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return str(node.attr)
    return node.name if isinstance(node, nodes.Name) else ""
