"""Filling templates in under observation: which branches were taken, and what stood where.

The trees of the templates are changed before they are compiled, never the files: every branch notes
that it was taken, and every element carries the place where it was written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import nodes, pass_context

from tasks.rendering.complaints import FAILURES, explained
from tasks.rendering.document import Document
from tasks.rendering.errors import MarkupError
from tasks.rendering.markup import parse_markup
from tasks.rendering.plain import plain_facts
from tasks.rendering.template_files import shown
from tasks.rendering.words import SUFFIX, Sandbox, new_environment, templates_root

# Neither facts nor templates may hold these signs: the former are cleaned, the latter checked.
PLACE, END = "\ue000", "\ue001"
PLACES = re.compile(f"{PLACE}([0-9]+):([0-9]+){END}")
NOTE = "note_branch"
# The parser tells an element that was never closed by the line on which it was opened.
OPENED = re.compile("mismatch: [a-z0-9]+ line ([0-9]+) and")


@dataclass(frozen=True, slots=True, order=True)
class Branch:
    """One way through a template: what it is, and where it begins."""

    file: str
    line: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedMarkup:
    """The markup of a letter, and the same with every element on a line of its own.

    `places` says where each line of the latter was written.
    """

    markup: str
    spread: str
    places: tuple[tuple[str, int], ...]

    def place_of(self, line: int) -> tuple[str, int]:
        """Return file and line of the template that wrote a line of `spread`, from 1."""
        return self.places[min(max(line, 1), len(self.places)) - 1]


class Tracer:
    """The templates of a region, observed; keeps count over all letters that it fills in."""

    def __init__(self, region: str, form: str = "letter") -> None:
        """Observe the region's templates of letters, or of notices (`text`)."""
        self.branches: set[Branch] = set()
        self.taken: set[Branch] = set()
        self._root, self._form = templates_root(), form
        self._files: list[str] = []
        self._environment = new_environment(_observed_by(self), region, form, self._root)
        self._environment.filters[NOTE] = self._note_filter()

    def fill_in(self, template: str, facts: Mapping[str, Any]) -> TracedMarkup:
        """Fill a template in. Raises TemplateError with file and line."""
        name = template + SUFFIX[self._form]
        try:
            written = self._environment.get_template(name).render(plain_facts(facts))
        except FAILURES as error:
            raise explained(error, template, self._root) from error
        return self._without_places(written.strip())

    def compose(self, template: str, facts: Mapping[str, Any]) -> Document:
        """Return the tree of a letter. Raises TemplateError, or MarkupError with file and line."""
        traced = self.fill_in(template, facts)
        try:
            return parse_markup(traced.markup)
        except MarkupError as error:
            raise _placed(traced) or error from error

    def observe(self, tree: nodes.Template, path: str) -> nodes.Template:
        """Change a template's tree so that it tells what becomes of it."""
        file = shown(Path(path), self._root)
        if file not in self._files:
            self._files.append(file)
        number = self._files.index(file)
        for node in list(tree.find_all((nodes.If, nodes.For, nodes.CondExpr))):
            self._observe_branches(node, tree, file)
        for data in tree.find_all(nodes.TemplateData):
            data.data = "".join(_with_places(data, number))
        return tree

    def _observe_branches(self, node: nodes.Node, tree: nodes.Template, file: str) -> None:
        if isinstance(node, nodes.CondExpr):
            node.expr1 = self._noted(node.expr1, Branch(file, node.lineno, "if 成立"))
            if node.expr2 is not None:
                node.expr2 = self._noted(node.expr2, Branch(file, node.lineno, "if 不成立"))
        elif isinstance(node, nodes.For):
            self._begin(node.body, Branch(file, node.lineno, "for 有内容"))
            if node.else_:
                self._begin(node.else_, Branch(file, node.lineno, "for 没有内容"))
        elif isinstance(node, nodes.If):
            self._begin(node.body, Branch(file, node.lineno, "if 成立"))
            others = {id(each) for found in tree.find_all(nodes.If) for each in found.elif_}
            if id(node) not in others:
                self._begin(node.else_, Branch(file, node.lineno, "if 不成立"))

    def _begin(self, body: list[nodes.Node], branch: Branch) -> None:
        line = branch.line
        noted = self._noted(nodes.Const(None, lineno=line), branch)
        body.insert(0, nodes.ExprStmt(noted, lineno=line))

    def _noted(self, value: nodes.Expr, branch: Branch) -> nodes.Filter:
        self.branches.add(branch)
        line = branch.line
        words = [nodes.Const(part, lineno=line) for part in (branch.file, line, branch.what)]
        return nodes.Filter(value, NOTE, words, [], None, None, lineno=line)

    def _note_filter(self) -> Any:
        @pass_context  # So that it is called while the template is filled in, not before.
        def note(_context: Any, value: Any, file: str, line: int, what: str) -> Any:
            self.taken.add(Branch(file, line, what))
            return value

        return note

    def _without_places(self, written: str) -> TracedMarkup:
        # It must not begin with an empty line: the parser drops it, and would count one less.
        spread = PLACES.sub(lambda found: f"\n{found[0]}", written).lstrip("\n")
        places: list[tuple[str, int]] = []
        last = ("", 0)
        for line in spread.split("\n"):
            if found := PLACES.match(line):
                last = (self._files[int(found[1])], int(found[2]))
            places.append(last)
        return TracedMarkup(
            markup=PLACES.sub("", written), spread=PLACES.sub("", spread), places=tuple(places)
        )


def _placed(traced: TracedMarkup) -> MarkupError | None:
    """Return what is wrong with the markup, and where in which template."""
    try:
        parse_markup(traced.spread)
    except MarkupError as error:
        opened = OPENED.search(str(error))
        file, line = traced.place_of(int(opened[1]) if opened else error.line)
        message = re.sub("^文书标记(第[0-9]+行：)?", "文书标记：", str(error))
        return MarkupError(message, line=line, file=file)
    return None


def _observed_by(tracer: Tracer) -> type[Sandbox]:
    class Observed(Sandbox):
        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            observed = tracer.observe(tree, filename or str(name))
            observed.set_environment(self)
            return observed

    return Observed


def _with_places(data: nodes.TemplateData, file: int) -> Iterator[str]:
    """Yield the text with the place of each element before it."""
    line = data.lineno
    for part in re.split("(<(?=[a-zA-Z/]))", data.data):
        if part == "<":
            yield f"{PLACE}{file}:{line}{END}"
        yield part
        line += part.count("\n")
