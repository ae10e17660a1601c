"""Taking in a holiday notice, and taking it back: checked first, then moved whole."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.home import folder
from rules.vocabulary.calendar import Calendar
from rules.vocabulary.overlay import Overlay, OverlayError, read_overlay
from tasks.calendars import FOLDER, adopted, adopted_folder, assembled, current_calendar
from tasks.errors import FuyuanError


class AdoptionError(FuyuanError):
    """A holiday notice that cannot be adopted or withdrawn; nothing has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A notice that has passed every check, and the calendar as it will be with it.

    `known` says why there is nothing to adopt. `reaches_back` tells that it changes days that
    counted as certain, so that certain dates have to be computed anew too.
    """

    overlay: Overlay
    calendar: Calendar
    place: Path
    content: bytes
    known: str
    reaches_back: bool

    def carry_out(self) -> None:
        """Write the file whole; never over another one."""
        folder(FOLDER)
        draft = self.place.with_name(f".{self.place.name}.{os.getpid()}")
        try:
            with draft.open("wb") as file:
                file.write(self.content)
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, self.place)
        except FileExistsError:
            message = f"{self.place.name} 刚刚由另一程序录入，请用 fuyuan calendar show 查看后重试"
            raise AdoptionError(message) from None
        finally:
            draft.unlink(missing_ok=True)

    def take_back(self) -> None:
        """Remove what was put in place, when what should go with it failed."""
        if self.place.is_file() and self.place.read_bytes() == self.content:
            self.place.unlink()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An adopted file that can be taken away, and the calendar as it will be without it."""

    overlay: Overlay
    calendar: Calendar

    @property
    def kept_as(self) -> Path:
        """Where the file is kept for the record."""
        return self.overlay.path.with_name(f"{self.overlay.path.name}.withdrawn")

    def carry_out(self) -> None:
        """Take the file out of use."""
        self.overlay.path.replace(self.kept_as)

    def take_back(self) -> None:
        """Put the file back, when what should go with its removal failed."""
        if not self.overlay.path.exists() and self.kept_as.exists():
            self.kept_as.replace(self.overlay.path)


def propose_adoption(file: Path) -> Adoption:
    """Check a notice against every rule and every known year. Raises OverlayError, AdoptionError.

    Nothing is written.
    """
    if not file.is_file():
        message = f"没有文件 {file}：可用 fuyuan calendar template 年度 > 年度.toml 生成模板"
        raise AdoptionError(message)
    content, overlay = file.read_bytes(), read_overlay(file)
    place = adopted_folder() / _name_of(overlay)
    now = current_calendar()
    known = _why_known(overlay, place, content, now)
    return Adoption(
        overlay=overlay,
        calendar=now if known else _tried({**_contents(), place.name: content}),
        place=place,
        content=content,
        known=known,
        reaches_back=_reaches_back(overlay, place),
    )


def propose_withdrawal(year: int) -> Withdrawal:
    """Choose the file adopted last for a year, unless a later year stands on it.

    Raises OverlayError, AdoptionError.
    """
    found = [overlay for overlay in adopted() if overlay.year == year]
    if not found:
        message = f"本处没有录入过{year}年的安排，无可撤回：fuyuan calendar show 列出各年来源"
        raise AdoptionError(message)
    last = max(found, key=lambda overlay: (overlay.is_revision, overlay.revision))
    rest = {name: content for name, content in _contents().items() if name != last.path.name}
    return Withdrawal(overlay=last, calendar=_tried(rest))


def _reaches_back(overlay: Overlay, place: Path) -> bool:
    """Whether a day of it counted as certain before; what is known from elsewhere moves nothing."""
    before = _tried({name: content for name, content in _contents().items() if name != place.name})
    if not overlay.is_revision and overlay.year <= before.last_year:
        return False
    listed = (*overlay.rest_days, *overlay.working_weekends)
    return not all(before.is_provisional(day) for day in listed)


def _why_known(overlay: Overlay, place: Path, content: bytes, now: Calendar) -> str:
    """Why nothing is to be adopted, or empty; a second, different notice is refused."""
    if place.is_file():
        if place.read_bytes() == content:
            return f"{place.name} 此前已经录入"
        if overlay.is_revision:
            message = f"{overlay.year}年的第{overlay.revision}次修订已经录入，内容不同："
            raise AdoptionError(f"{message}再次修订请写 revision = {overlay.revision + 1}")
    if overlay.is_revision or overlay.year > now.last_year:
        return ""
    # The same year once more: the library's and the shipped notices have their say too.
    try:
        _tried({**_contents(), f"{place.stem}_again.toml": content})
    except OverlayError as error:
        message = (
            f"{overlay.year}年的安排已有，与此文件不同（{error.reason}）：原先录错的，先 "
            f"fuyuan calendar withdraw {overlay.year} 再录；另有通知调整的，写成修订"
            '（kind = "revision"，只写有变化的日期）'
        )
        raise AdoptionError(message) from None
    return f"{overlay.year}年的安排已有，日期与此文件一致"


def _tried(contents: Mapping[str, bytes]) -> Calendar:
    """The calendar with exactly these adopted files."""
    with tempfile.TemporaryDirectory(prefix="fuyuan-") as made:
        for name, content in contents.items():
            (Path(made) / name).write_bytes(content)
        return assembled(Path(made))


def _contents() -> dict[str, bytes]:
    return {overlay.path.name: overlay.path.read_bytes() for overlay in adopted()}


def _name_of(overlay: Overlay) -> str:
    # In this order by name too, for a revision is laid over what it revises.
    return f"{overlay.year}{f'_{overlay.revision}' if overlay.is_revision else ''}.toml"
