"""What reading a file leaves behind, kept so small that a file may have very many rows."""

import pickle
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rules.filing import Filing

PACK = 500
FASTEST = 1


# These two are tuples because they are packed and unpacked by the hundred thousand.
class Note(NamedTuple):
    """Something changed or noticed that stops nothing; row 0 is the file as a whole."""

    row: int
    column: str
    text: str
    sheet: str = ""


class Row(NamedTuple):
    """A filing and the spreadsheet row it stands in."""

    row_number: int
    filing: Filing
    notes: tuple[Note, ...] = ()
    sheet: str = ""


class Rows(Iterable[Row]):
    """Rows in their order, which can be gone through again and again.

    They lie compressed, some hundreds together, and one such pack at a time is unpacked. They stay
    in memory: they name persons, and no copy of them is left on a disk.
    """

    def __init__(self) -> None:
        self._packs: list[bytes] = []
        self._loose: list[Row] = []
        self._sheets: dict[str, int] = {}
        self._numbers, self._which = array("I"), array("I")

    def append(self, row: Row) -> None:
        """Add a row after the others."""
        self._numbers.append(row.row_number)
        self._which.append(self._sheets.setdefault(row.sheet, len(self._sheets)))
        self._loose.append(row)
        if len(self._loose) == PACK:
            self._packs.append(zlib.compress(pickle.dumps(self._loose, protocol=5), FASTEST))
            self._loose = []

    def row_number(self, position: int) -> int:
        """The number under which a row stands in its sheet."""
        return self._numbers[position]

    def numbers_in(self, sheet: str) -> Iterator[int]:
        """The numbers of all rows that stand in a sheet."""
        wanted = self._sheets.get(sheet)
        return (n for n, one in zip(self._numbers, self._which, strict=True) if one == wanted)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._numbers)

    def __iter__(self) -> Iterator[Row]:
        """The rows, a pack unpacked at a time."""
        for pack in self._packs:
            yield from self._unpacked(pack)
        yield from self._loose

    def __getitem__(self, position: int) -> Row:
        """A single row; whoever wants many goes through them."""
        pack, within = divmod(range(len(self))[position], PACK)
        rows = self._unpacked(self._packs[pack]) if pack < len(self._packs) else self._loose
        return rows[within]

    def __eq__(self, other: object) -> bool:
        """Whether the same rows are in the same order."""
        return isinstance(other, Rows) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    @staticmethod
    def _unpacked(pack: bytes) -> list[Row]:
        rows: list[Row] = pickle.loads(zlib.decompress(pack))  # noqa: S301  (packed by ourselves)
        return rows


class Notes(Iterable[Note]):
    """Notes in their order; one that is made on many rows takes a few bytes for each."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str, str], int] = {}
        self._which, self._rows = array("I"), array("I")

    def extend(self, notes: Iterable[Note]) -> None:
        """Add notes after the others."""
        for note in notes:
            kind = (note.column, note.text, note.sheet)
            self._which.append(self._kinds.setdefault(kind, len(self._kinds)))
            self._rows.append(note.row)

    def by_kind(self) -> Iterator[tuple[Note, "array[int]"]]:
        """Each note once, as it was first made, with all the rows it is made on."""
        rows: list[array[int]] = [array("I") for _ in self._kinds]
        for kind, row in zip(self._which, self._rows, strict=True):
            rows[kind].append(row)
        for (column, text, sheet), found in zip(self._kinds, rows, strict=True):
            yield Note(row=found[0], column=column, text=text, sheet=sheet), found

    def __len__(self) -> int:
        """How many notes there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Note]:
        """The notes, each made when it is asked for."""
        kinds = list(self._kinds)
        for kind, row in zip(self._which, self._rows, strict=True):
            column, text, sheet = kinds[kind]
            yield Note(row=row, column=column, text=text, sheet=sheet)

    def __eq__(self, other: object) -> bool:
        """Whether the same notes are in the same order."""
        return isinstance(other, Notes) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
