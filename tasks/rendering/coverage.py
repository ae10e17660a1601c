"""Which characters a font file has: its cmap table, read without a font library."""

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from tasks.rendering.errors import FontError

COLLECTION = b"ttcf"
SEGMENTS, GROUPS = 4, 12
MISSING_GLYPH = 0


@lru_cache(maxsize=64)
def characters_of(path: Path, index: int = 0) -> frozenset[int]:
    """Return the code points that face `index` of a ttf, otf or ttc file has a glyph for."""
    try:
        with path.open("rb") as font:
            table = _cmap(font, index)
        return frozenset(_read(table))
    except (OSError, struct.error, IndexError) as error:
        message = f"字体文件 {path} 无法读取，请更换：{error}"
        raise FontError(message) from error


def _cmap(font: BinaryIO, index: int) -> bytes:
    start = 0
    if font.read(4) == COLLECTION:
        font.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", font.read(4))
    font.seek(start + 4)
    (count,) = struct.unpack(">H", font.read(2))
    font.seek(start + 12)
    for _ in range(count):
        tag, _checksum, offset, length = struct.unpack(">4sIII", font.read(16))
        if tag == b"cmap":
            font.seek(offset)
            return font.read(length)
    return b"\0\0\0\0"


def _read(table: bytes) -> set[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    starts = {struct.unpack_from(">HHI", table, 4 + 8 * i)[2] for i in range(count)}
    by_form = {struct.unpack_from(">H", table, start)[0]: start for start in sorted(starts)}
    if GROUPS in by_form:  # It holds all that the older form holds.
        return _read_groups(table, by_form[GROUPS])
    return _read_segments(table, by_form[SEGMENTS]) if SEGMENTS in by_form else set()


def _read_groups(table: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">I", table, start + 12)
    codes: set[int] = set()
    for first, last, glyph in struct.iter_unpack(
        ">III", table[start + 16 : start + 16 + 12 * count]
    ):
        codes.update(range(first + (glyph == MISSING_GLYPH), last + 1))
    return codes


def _read_segments(table: bytes, start: int) -> set[int]:
    (double,) = struct.unpack_from(">H", table, start + 6)
    count = double // 2
    at = start + 14
    ends = struct.unpack_from(f">{count}H", table, at)
    starts = struct.unpack_from(f">{count}H", table, at + 2 + double)
    deltas = struct.unpack_from(f">{count}H", table, at + 2 + 2 * double)
    offsets_at = at + 2 + 3 * double
    offsets = struct.unpack_from(f">{count}H", table, offsets_at)
    codes: set[int] = set()
    for i in range(count):
        glyphs_at = offsets_at + 2 * i + offsets[i] - 2 * starts[i] if offsets[i] else None
        codes.update(
            code
            for code in range(starts[i], min(ends[i], 0xFFFE) + 1)
            if _glyph(table, code, deltas[i], glyphs_at) != MISSING_GLYPH
        )
    return codes


def _glyph(table: bytes, code: int, delta: int, glyphs_at: int | None) -> int:
    if glyphs_at is None:
        return (code + delta) & 0xFFFF
    (glyph,) = struct.unpack_from(">H", table, glyphs_at + 2 * code)
    return (glyph + delta) & 0xFFFF if glyph else MISSING_GLYPH
