"""The state of a suspended flow: where it stands, and what it still knows.

Two walks that made the same calls, stand at the same place and hold the same values there go on
alike; so only one of them is followed. Whatever cannot be seen for certain (a value on the way
into a call, an iterator, a closure) makes a state that equals no other.
"""

import ast
import dis
import inspect
import linecache
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import takewhile
from operator import is_not
from types import CodeType, FrameType
from typing import Any

GENERATOR = 0x20 | 0x80 | 0x200
NO_WAY_ON = ("RETURN_VALUE", "RETURN_CONST", "RAISE", "RERAISE", "JUMP")
WAITS = ("CALL", "LOAD_ATTR", "FOR_ITER")
# What they hold while they are not running follows from what they gave last.
PLAIN_GENERATORS = frozenset({"of_each_agency"})
PLAIN_NODES = (ast.Name, ast.Attribute, ast.Constant, ast.expr_context)
# Of these nothing lies ready: what was evaluated has decided already.
CONSUMES = (ast.BoolOp, ast.IfExp, ast.NamedExpr, ast.Await)


class OpaqueError(Exception):
    """The state cannot be seen for certain; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An instruction at which a frame waits: the names it still needs, and whom it called."""

    names: tuple[str, ...]
    called: str
    iterated: tuple[str, ...]
    opaque: str


def state_of(
    frames: list[tuple[FrameType, int]], callee: CodeType, freeze: Callable[[Any], Any]
) -> Any:
    """A value equal for equal states; `frames` innermost first, `callee` what the first called.

    Each frame comes with the instruction at which it waits. Raises OpaqueError.
    """
    state = []
    for frame, at in frames:
        place = _place(frame.f_code, at)
        if place.opaque:
            message = f"{frame.f_code.co_name}：{place.opaque}"
            raise OpaqueError(message)
        _check_callee(frame, place, callee)
        held = {name: frame.f_locals[name] for name in place.names if name in frame.f_locals}
        state.append(
            (
                frame.f_code,
                at,
                tuple((name, freeze(value)) for name, value in sorted(held.items())),
            )
        )
        callee = frame.f_code
    return tuple(state)


def _check_callee(frame: FrameType, place: Place, callee: CodeType) -> None:
    """A call through something else (map, sorted) may hide what that holds; so may a generator."""
    if place.called and _code_of(frame, place.called) is not callee:
        message = f"{frame.f_code.co_name}：经由“{place.called}”间接调用"
        raise OpaqueError(message)
    for name in place.iterated:
        code = _code_of(frame, name)
        if code and code.co_flags & GENERATOR and code.co_name not in PLAIN_GENERATORS:
            message = f"{frame.f_code.co_name}：循环取自生成器“{name}”"
            raise OpaqueError(message)


def _code_of(frame: FrameType, written: str) -> CodeType | None:
    """The code of what is called as it is written."""
    first, *rest = written.split(".")
    found: Any = frame.f_locals.get(first, frame.f_globals.get(first))
    for name in rest:
        found = getattr(found, name, None)
    while isinstance(found, partial):
        found = found.func
    found = inspect.unwrap(getattr(found, "__func__", found)) if callable(found) else None
    return getattr(found, "__code__", None)


@lru_cache(maxsize=None)
def _place(code: CodeType, at: int) -> Place:
    listed = [item for item in dis.get_instructions(code) if item.opname != "CACHE"]
    index = max(i for i, item in enumerate(listed) if item.offset <= at)
    here = listed[index]
    names = _live_after(code, listed, index) | {*code.co_cellvars, *code.co_freevars}
    loops = [
        item
        for item in listed
        if item.opname == "FOR_ITER" and item.offset < here.offset < item.argval
    ]
    found = [_loop_names(code, listed, item) for item in loops]
    pending = set[str]()
    opaque = "" if here.opname.startswith(WAITS) else "不是调用"
    if any(each is None for each in found):
        opaque = opaque or "循环的对象在循环中改变"
    if _depth(code, listed, index) != len(loops):
        operands = _pending(code, here)
        opaque = opaque or ("表达式中途" if operands is None else "")
        pending = operands or set()
    return Place(
        names=tuple(sorted(names.union(pending, *filter(None, found)))),
        called=_called(code, here),
        iterated=tuple(filter(None, (_iterated(code, item) for item in loops))),
        opaque=opaque,
    )


def _iterated(code: CodeType, loop: dis.Instruction) -> str:
    """The function whose result a loop goes through; "" for none."""
    node = _node(code, loop, ast.For)
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
        return ast.unparse(node.iter.func)
    return ""


def _pending(code: CodeType, item: dis.Instruction) -> set[str] | None:
    """The locals behind the values that already lie ready when the call is made.

    None if some are more than names and their attributes.
    """
    node: ast.AST | None = _node(code, item, ast.expr)
    before: list[ast.AST] = []
    while isinstance(node, (ast.expr, ast.keyword)):
        parent = _parents(code.co_filename).get(node)
        if isinstance(parent, (ast.expr, ast.keyword)) and not isinstance(parent, CONSUMES):
            before += takewhile(partial(is_not, node), ast.iter_child_nodes(parent))
        node = parent
    parts = [each for top in before for each in ast.walk(top)]
    if not all(isinstance(each, PLAIN_NODES) for each in parts):
        return None
    return {each.id for each in parts if isinstance(each, ast.Name)} & {*code.co_varnames}


@lru_cache(maxsize=None)
def _parents(file: str) -> dict[ast.AST, ast.AST]:
    return {
        child: node
        for nodes in _nodes(file).values()
        for node in nodes
        for child in ast.iter_child_nodes(node)
    } | {
        child: node
        for nodes in _nodes(file).values()
        for node in nodes
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        for child in (keyword.value,)
    }


def _called(code: CodeType, item: dis.Instruction) -> str:
    """What is called here, as it is written; "" for an attribute that is read."""
    if not item.opname.startswith("CALL"):
        return ""
    node = _node(code, item, ast.Call)
    return ast.unparse(node.func) if isinstance(node, ast.Call) else "?"


@lru_cache(maxsize=None)
def _nodes(file: str) -> dict[Any, list[ast.AST]]:
    """The nodes of a source file by where they stand."""
    found: dict[Any, list[ast.AST]] = {}
    for node in ast.walk(ast.parse("".join(linecache.getlines(file)))):
        if isinstance(node, (ast.expr, ast.stmt)):
            place = (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)
            found.setdefault(place, []).append(node)
    return found


def _node(code: CodeType, item: dis.Instruction, kind: type[ast.AST]) -> ast.AST | None:
    place = tuple(item.positions or ())
    return next((n for n in _nodes(code.co_filename).get(place, ()) if isinstance(n, kind)), None)


def _loop_names(
    code: CodeType, listed: list[dis.Instruction], loop: dis.Instruction
) -> set[str] | None:
    """The locals from which a loop's place follows: what it iterates, and where it is."""
    node = _node(code, loop, ast.For)
    if not isinstance(node, ast.For):
        return None
    sources = _read(node.iter) & {*code.co_varnames}
    within = [item for item in listed if loop.offset < item.offset < loop.argval]
    if sources & {name for item in within for name in _stored(item)}:
        return None
    return sources | {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}


def _read(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _names(item: dis.Instruction) -> tuple[str, ...]:
    return item.argval if isinstance(item.argval, tuple) else (str(item.argval),)


def _loaded(item: dis.Instruction) -> tuple[str, ...]:
    if item.opname == "STORE_FAST_LOAD_FAST":
        return _names(item)[1:]
    return _names(item) if item.opname.startswith("LOAD_FAST") else ()


def _stored(item: dis.Instruction) -> tuple[str, ...]:
    if item.opname == "STORE_FAST_LOAD_FAST":
        return _names(item)[:1]
    return _names(item) if item.opname.startswith(("STORE_FAST", "DELETE_FAST")) else ()


def _next(
    code: CodeType, listed: list[dis.Instruction]
) -> Iterator[tuple[int, int, int | None]]:
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


def _live_after(code: CodeType, listed: list[dis.Instruction], index: int) -> set[str]:
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
            before = (after - {*_stored(listed[i])}) | {*_loaded(listed[i])}
            if before != live[i]:
                live[i], changed = before, True
    return set().union(*(live[j] for j in ways.get(index, ())))


def _depth(code: CodeType, listed: list[dis.Instruction], index: int) -> int:
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
