"""What the content of a cell looks like, whatever its column is called."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from rules.cleaning import plain_id, plain_number
from rules.filing import DATE_TITLES, RiskTag
from rules.identity import IdKind, is_organisation_name, read_identity
from tasks.intake.dates import read_date
from tasks.intake.tables import Cell
from tasks.intake.values import NO, YES, cell_text, split_list

_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
_AGENCY = re.compile(r"(局|政府|委员会|委|厅|办事处|大队|支队|管理处|中心|分局|街道|司|部)$")
_ADDRESS = re.compile(r"(省|市|区|县|镇|乡|街道).*(路|街|村|号|组|巷|室|栋|小区)")
_CLAIM = re.compile(r"^(一|1|请求|依法|判令|判决|撤销|确认|责令|要求|变更|赔偿)")
_ACT = re.compile(r"(书|行为|决定|通知|答复|登记|处罚|拆除|强制|不作为|许可|征收|认定)$")
_PERSON = re.compile(r"[\u3400-\u9fff·某]{2,4}(等\d+人)?")


def is_date(cell: Cell) -> bool:
    """Whether a cell is a day, even one whose order of parts is not known."""
    parsed = read_date(cell)
    return parsed.value is not None or "几种读法" in parsed.problem


def _is_identity(cell: Cell) -> bool:
    kinds = {IdKind.RESIDENT, IdKind.ORGANISATION, IdKind.OLD_RESIDENT}
    return any(read_identity(plain_id(n)).kind in kinds for n in split_list(cell_text(cell)))


def _is_phone(cell: Cell) -> bool:
    return bool(_PHONE.search(plain_number(cell_text(cell)))) and not _is_identity(cell)


def _is_agency(cell: Cell) -> bool:
    return any(_AGENCY.search(name) for name in split_list(cell_text(cell)))


def _is_person(cell: Cell) -> bool:
    names = split_list(cell_text(cell))
    return any(_PERSON.fullmatch(n) or is_organisation_name(n) for n in names) and not _is_agency(
        cell
    )


def _is_yes_no(cell: Cell) -> bool:
    return plain_number(cell_text(cell)).lower() in YES | NO


def _matches(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: bool(pattern.search(cell_text(cell).strip()))


LOOKS: Mapping[str, Callable[[Cell], bool]] = MappingProxyType(
    {
        **dict.fromkeys(DATE_TITLES, is_date),
        "id_number": _is_identity,
        "phone": _is_phone,
        "agencies": _is_agency,
        "plaintiffs": _is_person,
        "address": _matches(_ADDRESS),
        "claims": _matches(_CLAIM),
        "act": _matches(_ACT),
        "reconsidered": _is_yes_no,
        "risk_tags": lambda cell: any(tag.value in cell_text(cell) for tag in RiskTag),
    }
)
# What these look like nothing else does; a person's name may be a clerk's.
TELLING_CONTENT = frozenset({"id_number", "phone", "agencies", "risk_tags", "claims"})
