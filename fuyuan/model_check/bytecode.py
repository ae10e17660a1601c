"""Reading a function's instructions and its source: which names are needed, what lies ready."""

import ast
import dis
import linecache
from collections.abc import Iterator
from functools import cache
from types import CodeType
from typing import Any

NO_WAY_ON = ("RETURN_VALUE", "RETURN_CONST", "RAISE", "RERAISE", "JUMP")


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse("".join(linecache.getlines(file)))


@cache
def _nodes(file: str) -> dict[Any, list[ast.AST]]:
    """The nodes of a source file by where they stand."""
    found: dict[Any, list[ast.AST]] = {}
    for node in ast.walk(_tree(file)):
        if isinstance(node, (ast.expr, ast.stmt)):
            place = (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)
            found.setdefault(place, []).append(node)
    return found


def node_of(code: CodeType, item: dis.Instruction, kind: type[ast.AST]) -> ast.AST | None:
    """The node of an instruction, of a kind."""
    place = tuple(item.positions or ())
    return next((n for n in _nodes(code.co_filename).get(place, ()) if isinstance(n, kind)), None)


@cache
def parents_of(file: str) -> dict[ast.AST, ast.AST]:
    """Each node of a file and what it stands in."""
    return {
        child: node
        for node in ast.walk(_tree(file))
        if isinstance(node, (ast.expr, ast.keyword, ast.stmt))
        for child in ast.iter_child_nodes(node)
    }


def _names(item: dis.Instruction) -> tuple[str, ...]:
    return item.argval if isinstance(item.argval, tuple) else (str(item.argval),)


def _loaded(item: dis.Instruction) -> tuple[str, ...]:
    if item.opname == "STORE_FAST_LOAD_FAST":
        return _names(item)[1:]
    return _names(item) if item.opname.startswith("LOAD_FAST") else ()


def stored_by(item: dis.Instruction) -> tuple[str, ...]:
    """The locals an instruction sets."""
    if item.opname == "STORE_FAST_LOAD_FAST":
        return _names(item)[:1]
    return _names(item) if item.opname.startswith(("STORE_FAST", "DELETE_FAST")) else ()


def _next(code: CodeType, listed: list[dis.Instruction]) -> Iterator[tuple[int, int, int | None]]:
    """The ways from instruction to instruction, each with its change of the stack's depth.

    Into a handler the depth is set, not changed: it comes with None as its change.
    """
    at = {item.offset: i for i, item in enumerate(listed)}
    jumps = {*dis.hasjrel, *dis.hasjabs}
    for i, item in enumerate(listed):
        if item.opcode in jumps:
            yield i, at[item.argval], dis.stack_effect(item.opcode, item.arg, jump=True)
        if item.opname.startswith("JUMP_IF") or not item.opname.startswith(NO_WAY_ON):
            yield i, i + 1, _effect(item)
    for entry in dis.Bytecode(code).exception_entries:  # type: ignore[attr-defined]
        for i, item in enumerate(listed):
            if entry.start <= item.offset < entry.end:
                yield i, at[entry.target], None


def live_after(code: CodeType, listed: list[dis.Instruction], index: int) -> set[str]:
    """The locals that some way on from here reads before it sets them."""
    ways: dict[int, list[int]] = {}
    for start, end, _ in _next(code, listed):
        ways.setdefault(start, []).append(end)
    live: list[set[str]] = [set() for _ in listed]
    changed = True
    while changed:
        changed = False
        for i in reversed(range(len(listed))):
            after = set().union(*(live[j] for j in ways.get(i, ())))
            before = (after - {*stored_by(listed[i])}) | {*_loaded(listed[i])}
            if before != live[i]:
                live[i], changed = before, True
    return set().union(*(live[j] for j in ways.get(index, ())))


@cache
def may_catch(code: CodeType, at: int) -> bool:
    """Whether something is done before an exception leaves the function, if it comes from here."""
    entries = dis.Bytecode(code).exception_entries  # type: ignore[attr-defined]
    return any(entry.start <= at < entry.end for entry in entries)


def depth_under(code: CodeType, listed: list[dis.Instruction], index: int) -> int:
    """How many values lie under the result of the call."""
    ways = list(_next(code, listed))
    depth: dict[int, int] = {0: 0}
    entries = dis.Bytecode(code).exception_entries  # type: ignore[attr-defined]
    at = {item.offset: i for i, item in enumerate(listed)}
    depth |= {at[entry.target]: entry.depth + entry.lasti + 1 for entry in entries}
    changed = True
    while changed:
        changed = False
        for start, end, effect in ways:
            if effect is not None and start in depth and end not in depth:
                depth[end], changed = depth[start] + effect, True
    item = listed[index]
    if item.opname == "FOR_ITER":
        return depth[index] - 1
    return depth[index] + _effect(item) - 1


def _effect(item: dis.Instruction) -> int:
    if item.opname == "RETURN_GENERATOR":
        return 1
    return dis.stack_effect(item.opcode, item.arg, jump=False)
