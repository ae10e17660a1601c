"""Read the plaintiffs of a row: each with the numbers and the address that belong to them."""

import re
from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from rules.cleaning import plain_id, plain_number, plain_text
from rules.filing import Plaintiff
from rules.identity import read_identity
from rules.telephone import telephone_doubt
from tasks.intake.columns import FIELD_OF, normal_name
from tasks.intake.names import People, read_names
from tasks.intake.problems import faults_in
from tasks.intake.tables import Cell
from tasks.intake.values import cell_text, is_blank, is_unknown, notice, refuse_formula, split_list

ADULT_AGE = 18
PARTS = frozenset({"plaintiffs", "id_number", "phone", "address"})
_WHOLE_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_LOST_PRECISION = re.compile(r"\d(?:\.\d+)?E\+?\d{2}")
_LARGEST_EXACT = 1e15
_SHORTEST_SPLIT_ID = 15


def read_people(cells: Mapping[str, Cell]) -> People:
    """Read the plaintiffs from their cells, keyed by field."""
    people = People()
    named = cells.get("plaintiffs")
    if isinstance(named, dict) or (isinstance(named, list) and any(map(_is_object, named))):
        _read_objects(people, named if isinstance(named, list) else [named])
    else:
        _read_columns(people, cells)
    _read_count(people, cells.get("plaintiff_count"))
    return people


def doubts(plaintiff: Plaintiff, received_on: date | None) -> tuple[str, ...]:
    """Say what about a plaintiff's identity number should be checked against the original."""
    identity = read_identity(plaintiff.id_number, plaintiff.name)
    found = (identity.doubt,) if identity.doubt else ()
    born = identity.born_on
    if born and received_on and _age(born, received_on) < ADULT_AGE:
        return (*found, "起诉人未满18周岁，请核对法定代理人")
    return found


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_object(item: Cell) -> bool:
    return isinstance(item, dict)


def _read_objects(people: People, items: list[Cell]) -> None:
    for item in items:
        facts = item if isinstance(item, dict) else {"name": item}
        own: dict[str, Cell] = {}
        for key, value in facts.items():
            part = FIELD_OF.get(normal_name(key), "")
            if part in PARTS:
                own[part] = value
            elif text := plain_text(cell_text(value)):
                people.notice("plaintiffs", f"起诉人的项目“{key}”不认识，已记入备注")
                people.extras.append(f"{key}：{text}")
        _read_columns(people, own)


def _read_columns(people: People, cells: Mapping[str, Cell]) -> None:
    names = read_names(people, cell_text(cells.get("plaintiffs")))
    numbers = _read_numbers(people, cells.get("id_number"), len(names))
    phones = _read_phones(people, cell_text(cells.get("phone")), len(names))
    address = plain_text(cell_text(cells.get("address")))
    for index, name in enumerate(names):
        facts = {"name": name, "id_number": numbers[index], "phone": phones[index]}
        _add(people, {**facts, "address": "" if index else address})


def _add(people: People, facts: Mapping[str, str]) -> None:
    try:
        people.plaintiffs.append(Plaintiff.model_validate(facts))
    except ValidationError as error:
        for fault in faults_in(error):
            column = "plaintiffs" if fault.field == "name" else fault.field
            people.refuse(column, fault.problem, fault.remedy)


def _read_numbers(people: People, cell: Cell, names: int) -> list[str]:
    text = cell_text(cell)
    if is_blank(text) or is_unknown(text):
        people.notice("id_number", "未填证件号码，请补录")
    elif _is_imprecise(cell, text):
        remedy = "请把该列设为文本格式后重新填写或者导出"
        people.refuse("id_number", "证件号码存成了数字，末几位已经丢失", remedy)
    elif formula := refuse_formula(text):
        people.refuse("id_number", *formula)
    else:
        _notice_width(people, "id_number", text)
        return _share(people, [plain_id(piece) for piece in _split_numbers(text)], names)
    return [""] * names


def _is_imprecise(cell: Cell, text: str) -> bool:
    is_large = isinstance(cell, float) and abs(cell) >= _LARGEST_EXACT
    return is_large or bool(_LOST_PRECISION.fullmatch(plain_id(text)))


def _split_numbers(text: str) -> tuple[str, ...]:
    words = text.split()
    if len(words) > 1 and all(len(word) >= _SHORTEST_SPLIT_ID for word in words):
        text = "、".join(words)
    return split_list(text)


def _share(people: People, numbers: list[str], names: int) -> list[str]:
    """Give each plaintiff their number; a single one belongs to the first named."""
    if len(numbers) == names:
        return numbers
    if len(numbers) == 1 and names:
        people.notice("id_number", "几名起诉人只填了一个证件号码，记在第一名名下")
        return [numbers[0], *[""] * (names - 1)]
    if names:
        problem = f"有{names}名起诉人、{len(numbers)}个证件号码，不能对应"
        people.refuse("id_number", problem, "请按起诉人顺序逐一填写证件号码")
    return [""] * names


def _notice_width(people: People, name: str, text: str) -> None:
    kept = plain_text(text)
    for note in notice(text, kept=kept):
        people.notice(name, note)
    if plain_number(text) != kept.upper():
        people.notice(name, "全角字符已转为半角")


def _read_phones(people: People, text: str, names: int) -> list[str]:
    if is_blank(text) or is_unknown(text) or not names:
        return [""] * names
    _notice_width(people, "phone", text)
    phones = [plain_number(piece) for piece in split_list(text)]
    for phone in phones:
        if doubt := telephone_doubt(phone):
            people.notice("phone", doubt)
    return phones if len(phones) == names else [plain_number(text), *[""] * (names - 1)]


def _read_count(people: People, cell: Cell) -> None:
    text = plain_number(cell_text(cell)).rstrip("人名户")
    if is_blank(text):
        return
    if not _WHOLE_NUMBER.fullmatch(text):
        people.refuse("plaintiff_count", "人数不是整数", "请填阿拉伯数字")
    elif people.count and people.count != int(text):
        people.refuse("plaintiff_count", "人数与起诉人一栏所写的不一致", "请核对起诉人数")
    else:
        people.count = int(text)
