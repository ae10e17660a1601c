"""The gallery: every letter in its sample facts, page by page, as small pictures."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2
from generating.markdown import text
from PIL import Image

from fuyuan.letter_samples import samples
from rules.catalogue import letters_by_hand, paths
from rules.vocabulary.letter import Letter
from rules.vocabulary.region import NATIONAL
from tasks.rendering import render

BY_HAND = "correspondence"
# A4 at this height is read on the page and still small.
HEIGHT = 900
POINTS = 842
IN_A_ROW = 3
THUMBNAIL = 260
# Print is black on white, heads and seals are red: sixteen colours are enough.
GREYS, REDS = 11, 5
RED = (0xE6, 0x00, 0x12)
WHITE = 0xFF
NOTE = (
    "每种文书按[样例内容](../../fuyuan/letter_samples/)制作。地名、单位、姓名、案号、金额全部虚构，"
    "证件号码以 990000 开头。字体为免费替代字体；正式使用时换成本单位的公文字体。"
    "点开图片看第一页，图片下面是其余各页。用 `make gallery` 重新生成。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The letters of a path, or those that people issue."""

    folder: str
    title: str
    letters: tuple[Letter, ...]


def rooms() -> tuple[Room, ...]:
    """Every path that writes letters, in order, and the letters by hand at the end."""
    of_paths = (
        Room(folder=code, title=path.title, letters=path.letters)
        for code, path in paths().items()
        if path.letters
    )
    by_hand = Room(
        folder=BY_HAND, title="手工出具的文书", letters=tuple(letters_by_hand().values())
    )
    return (*of_paths, by_hand)


def pictures() -> Iterator[tuple[str, bytes]]:
    """Every page of every letter: where it lies below the gallery, and the PNG."""
    for room in rooms():
        for letter in room.letters:
            for number, content in enumerate(draw(letter), 1):
                yield f"{room.folder}/{letter.code}-{number}.png", content


def draw(letter: Letter) -> list[bytes]:
    """The pages of a letter in its sample facts, as PNG."""
    facts = dict(letter.needs.model_validate(samples()[letter.code]))
    document = pypdfium2.PdfDocument(render(letter.template, facts, region=NATIONAL).pdf)
    return [_picture(page.render(scale=HEIGHT / POINTS).to_pil()) for page in document]


def index(names: Sequence[str]) -> str:
    """The page that shows the first page of every letter, by path, and leads to the others."""
    pages: dict[str, list[str]] = {}
    for name in names:
        pages.setdefault(name.rpartition("-")[0], []).append(name)
    number = sum(len(room.letters) for room in rooms())
    parts = ["# 文书样例", NOTE, f"共 {number} 种，{len(names)} 页。"]
    for room in rooms():
        parts += [f"## {text(room.title)}", _wall(room, pages)]
    return "\n\n".join(parts) + "\n"


def _wall(room: Room, pages: Mapping[str, Sequence[str]]) -> str:
    frames = [_frame(letter, pages[f"{room.folder}/{letter.code}"]) for letter in room.letters]
    rows = [frames[at : at + IN_A_ROW] for at in range(0, len(frames), IN_A_ROW)]
    lines = ["| " * IN_A_ROW + "|", "|---" * IN_A_ROW + "|"]
    lines += [f"| {' | '.join([*row, *[''] * (IN_A_ROW - len(row))])} |" for row in rows]
    return "\n".join(lines)


def _frame(letter: Letter, names: Sequence[str]) -> str:
    title = text(letter.title)
    picture = f'<img src="{names[0]}" width="{THUMBNAIL}" alt="{title}">'
    others = " ".join(f"[第{number}页]({name})" for number, name in enumerate(names[1:], 2))
    return f'<a href="{names[0]}">{picture}</a><br>{title}' + (f"<br>{others}" if others else "")


def _picture(page: Image.Image) -> bytes:
    drawn = page.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    saved = io.BytesIO()
    drawn.save(saved, "PNG", optimize=True, bits=4)
    return saved.getvalue()


@cache
def _palette() -> Image.Image:
    """White to black, and white to red."""
    greys = [(round(WHITE * step / (GREYS - 1)),) * 3 for step in range(GREYS)]
    reds = [
        tuple(round(WHITE + (part - WHITE) * step / REDS) for part in RED)
        for step in range(1, REDS + 1)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (*greys, *reds) for part in colour])
    return palette
