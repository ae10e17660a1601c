"""The state of a suspended flow: where it stands, and what it still knows.

Two walks that made the same calls, stand at the same place and hold the same values there go on
alike; so only one of them is followed. Whatever cannot be seen for certain (a value on the way
into a call, an iterator, a closure) makes a state that equals no other.
"""

import ast
import dis
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import takewhile
from operator import is_not
from types import CodeType, FrameType
from typing import Any

from fuyuan.model_check.bytecode import depth_under, live_after, node_of, parents_of, stored_by

GENERATOR = 0x20 | 0x80 | 0x200
WAITS = ("CALL", "PRECALL", "LOAD_ATTR", "FOR_ITER")
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)
# What a comprehension goes through, as the interpreter names it.
ITERATOR = ".0"
# What they hold while they are not running follows from what they gave last.
PLAIN_GENERATORS = frozenset({"of_each_agency"})
PLAIN_NODES = (ast.Name, ast.Attribute, ast.Constant, ast.expr_context, ast.operator, ast.cmpop)
# Of these nothing lies ready: what was evaluated has decided already.
CONSUMES = (ast.BoolOp, ast.IfExp, ast.NamedExpr, ast.Await)


class OpaqueError(Exception):
    """The state cannot be seen for certain; the message says why."""


class VeiledError(Exception):
    """Part of the state is seen only from what was heard meanwhile, and that was not noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An instruction at which a frame waits: the names it still needs, and whom it called."""

    names: tuple[str, ...]
    called: str
    iterated: tuple[str, ...]
    opaque: str


def state_of(
    frames: Sequence[tuple[FrameType, int]],
    callee: CodeType,
    freeze: Callable[[Any], Any],
    heard_in: Callable[[FrameType], Any],
) -> tuple[Any, ...]:
    """A value for each frame, equal for equal states.

    `frames` come innermost first, each with the instruction at which it waits; `callee` is what the
    first of them called. What cannot be seen of a frame follows from what it began with and from
    what was heard in it since (`heard_in`). Raises OpaqueError.
    """
    state: list[Any] = []
    for number, (frame, at) in enumerate(frames):
        since: Any = ()
        place = _place(frame.f_code, at)
        veil = place.opaque or _veil_of_call(frame, place, callee)
        names = place.names
        if veil:
            names = tuple(sorted(frame.f_locals.keys() - {ITERATOR}))
            since = _began_with(frames, number, veil, freeze), heard_in(frame)
        held = tuple((n, freeze(frame.f_locals[n])) for n in names if n in frame.f_locals)
        state.append((frame.f_code, at, held, since))
        callee = frame.f_code
    return tuple(state)


def _began_with(
    frames: Sequence[tuple[FrameType, int]], number: int, veil: str, freeze: Callable[[Any], Any]
) -> Any:
    """What a veiled frame was called with: its parameters, or what a comprehension goes through."""
    frame = frames[number][0]
    code = frame.f_code
    given = {*code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]}
    changed = {name for item in dis.get_instructions(code) for name in stored_by(item)}
    message = f"{code.co_name}：{veil}"
    if code.co_flags & GENERATOR or given & changed:
        raise OpaqueError(message)
    if ITERATOR not in given:
        return ()
    caller, at = frames[number + 1]
    sources = _gone_through(caller.f_code, at)
    if sources is None:
        raise OpaqueError(message)
    return tuple((name, freeze(caller.f_locals.get(name))) for name in sorted(sources))


@cache
def _gone_through(code: CodeType, at: int) -> frozenset[str] | None:
    """The locals that a comprehension goes through; None if it goes through what is made for it."""
    listed = [item for item in dis.get_instructions(code) if item.opname != "CACHE"]
    here = max((item for item in listed if item.offset <= at), key=lambda item: item.offset)
    node = node_of(code, here, ast.expr)
    if not isinstance(node, COMPREHENSIONS):
        return None
    parts = list(ast.walk(node.generators[0].iter))
    if not all(isinstance(part, PLAIN_NODES) for part in parts):
        return None
    return frozenset(p.id for p in parts if isinstance(p, ast.Name) and p.id in code.co_varnames)


def _veil_of_call(frame: FrameType, place: Place, callee: CodeType) -> str:
    """A call through something else (map, sorted) may hide what that holds; so may a generator."""
    if place.called and _code_of(frame, place.called) is not callee:
        return f"经由“{place.called}”间接调用"
    for name in place.iterated:
        code = _code_of(frame, name)
        if code and code.co_flags & GENERATOR and code.co_name not in PLAIN_GENERATORS:
            return f"循环取自生成器“{name}”"
    return ""


def _code_of(frame: FrameType, written: str) -> CodeType | None:
    """The code of what is called as it is written."""
    found = _value_of(frame, _parsed(written))
    while isinstance(found, partial):
        found = found.func
    found = inspect.unwrap(getattr(found, "__func__", found)) if callable(found) else None
    return getattr(found, "__code__", None)


@cache
def _parsed(written: str) -> ast.expr:
    return ast.parse(written, mode="eval").body


def _value_of(frame: FrameType, node: ast.expr) -> Any:
    """What a name, an attribute or an entry of a table stands for; None for anything else."""
    match node:
        case ast.Name(id=name):
            return frame.f_locals.get(name, frame.f_globals.get(name))
        case ast.Attribute(value=owner, attr=name):
            return getattr(_value_of(frame, owner), name, None)
        case ast.Subscript(value=owner, slice=key):
            table = _value_of(frame, owner)
            return table.get(_value_of(frame, key)) if isinstance(table, Mapping) else None
        case _:
            return None


@cache
def _place(code: CodeType, at: int) -> Place:
    listed = [item for item in dis.get_instructions(code) if item.opname != "CACHE"]
    index = max(i for i, item in enumerate(listed) if item.offset <= at)
    here = listed[index]
    names = live_after(code, listed, index) | {*code.co_cellvars, *code.co_freevars}
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
    if depth_under(code, listed, index) != len(loops):
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
    node = node_of(code, loop, ast.For)
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
        return ast.unparse(node.iter.func)
    return ""


def _pending(code: CodeType, item: dis.Instruction) -> set[str] | None:
    """The locals behind the values that already lie ready when the call is made.

    None if some are more than names and their attributes.
    """
    node: ast.AST | None = node_of(code, item, ast.expr)
    before: list[ast.AST] = []
    while isinstance(node, (ast.expr, ast.keyword)):
        parent = parents_of(code.co_filename).get(node)
        if isinstance(parent, (ast.expr, ast.keyword)) and not isinstance(parent, CONSUMES):
            before += takewhile(partial(is_not, node), ast.iter_child_nodes(parent))
        node = parent
    parts = [each for top in before for each in ast.walk(top)]
    if not all(isinstance(each, PLAIN_NODES) for each in parts):
        return None
    return {each.id for each in parts if isinstance(each, ast.Name)} & {*code.co_varnames}


def _called(code: CodeType, item: dis.Instruction) -> str:
    """What is called here, as it is written; "" for an attribute that is read."""
    if not item.opname.startswith("CALL"):
        return ""
    if isinstance(node_of(code, item, ast.expr), COMPREHENSIONS):
        return ""
    node = node_of(code, item, ast.Call)
    return ast.unparse(node.func) if isinstance(node, ast.Call) else "None"


def _loop_names(
    code: CodeType, listed: list[dis.Instruction], loop: dis.Instruction
) -> set[str] | None:
    """The locals from which a loop's place follows: what it iterates, and where it is."""
    node = node_of(code, loop, ast.For)
    if not isinstance(node, ast.For):
        return None
    sources = _read(node.iter) & {*code.co_varnames}
    within = [item for item in listed if loop.offset < item.offset < loop.argval]
    if sources & {name for item in within for name in stored_by(item)}:
        return None
    return sources | {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}


def _read(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
