"""What an office knows that a file does not say: its mapping, its agencies, the day."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from models.home import folder
from rules.cleaning import plain_name
from tasks import clock
from tasks.errors import FuyuanError
from tasks.intake.mapping import NO_MAPPING, ColumnMapping, load_mapping, write_lists

FOLDER = "intake/agencies"
ALIKE, MOST_SUGGESTIONS = 0.6, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRegister:
    """The agencies of a region by full name, each with the other names it goes by."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def doubts(self, name: str) -> Iterator[str]:
        """Say what is not as the register has it; the name itself is never changed."""
        if not self.names or name in self.names:
            return
        if full := [known for known, others in self.names.items() if name in others]:
            yield f"“{name}”在机关名录中的全称是“{'”“'.join(full)}”，请核对（没有替换）"
            return
        known = [*self.names, *(other for others in self.names.values() for other in others)]
        near = get_close_matches(name, known, n=MOST_SUGGESTIONS, cutoff=ALIKE)
        meant = dict.fromkeys(self._full(each) for each in near)
        if meant:
            yield f"“{name}”不在机关名录，相近的有“{'”“'.join(meant)}”，请核对（没有替换）"
        else:
            yield f"“{name}”不在机关名录，请核对全称"

    def _full(self, name: str) -> str:
        if name in self.names:
            return name
        return next(full for full, others in self.names.items() if name in others)


NO_REGISTER = AgencyRegister()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """With what a delivery is read; `today` is the day nothing can have been received after."""

    mapping: ColumnMapping = NO_MAPPING
    agencies: AgencyRegister = NO_REGISTER
    today: date | None = None


BARE_OFFICE = Office()


def register_path(region: str) -> Path:
    """Where the agencies of a region are listed, made or not."""
    return folder(FOLDER) / f"{Path(region).name}.toml"


def load_agencies(region: str) -> AgencyRegister:
    """The agencies of a region; without a list nothing is compared. Raises FuyuanError."""
    path = register_path(region)
    if not path.exists():
        return NO_REGISTER
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8")).get("agencies", {})
        names = {
            plain_name(name): tuple(plain_name(other) for other in others)
            for name, others in written.items()
        }
    except (ValueError, AttributeError, TypeError) as error:
        message = f"机关名录{path.name}有误，应为 [agencies] 下的“全称 = [别称, …]”：{error}"
        raise FuyuanError(message) from error
    return AgencyRegister(names=MappingProxyType(names))


def office_of(region: str, source: str = "") -> Office:
    """With what deliveries of a source are read in a region today. Raises FuyuanError."""
    return Office(mapping=load_mapping(source), agencies=load_agencies(region), today=clock.today())


def add_agency(region: str, name: str, others: tuple[str, ...]) -> None:
    """List an agency, or more of its other names. Raises FuyuanError for an empty name."""
    name = plain_name(name)
    if not name:
        message = "请写明机关全称"
        raise FuyuanError(message)
    known = dict(load_agencies(region).names)
    known[name] = tuple(dict.fromkeys([*known.get(name, ()), *map(plain_name, others)]))
    write_lists(register_path(region), "机关全称 = [别称, …]", "agencies", known)
