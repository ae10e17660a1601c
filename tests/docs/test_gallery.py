"""The gallery shows every letter, in pictures that are small and always the same."""

import importlib
import io
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from rules.catalogue import letters

DOCS = Path(__file__).parents[2] / "docs"
GALLERY = DOCS / "gallery"
LARGEST, LARGEST_OF_ALL = 60_000, 12_000_000


@pytest.fixture(autouse=True)
def _ready(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    monkeypatch.setenv("FUYUAN_FONTS", str(fonts))


@pytest.fixture
def gallery() -> ModuleType:
    return importlib.import_module("generating.gallery")


@pytest.fixture
def program() -> ModuleType:
    """`python docs/draw_gallery.py`."""
    return importlib.import_module("draw_gallery")


@pytest.fixture
def two_rooms(
    gallery: ModuleType, program: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """A gallery of two paths alone, with the codes of their letters."""
    few = [room for room in gallery.rooms() if room.folder in {"follow_up", "guarantee"}]
    for module in (gallery, program):
        monkeypatch.setattr(module, "rooms", lambda: few)
    return [letter.code for room in few for letter in room.letters]


@pytest.mark.parametrize("code", ["special_circular", "receipt"])
def test_a_picture_is_a_small_sheet_in_few_colours_and_always_the_same(
    gallery: ModuleType, code: str
):
    drawn = gallery.draw(letters()[code])
    assert drawn == gallery.draw(letters()[code])
    for content in drawn:
        picture = Image.open(io.BytesIO(content))
        assert picture.size == (637, 900)
        assert len(picture.getcolors() or ()) > 4
        assert len(content) < LARGEST


def test_a_red_head_stays_red(gallery: ModuleType):
    [first, *_] = gallery.draw(letters()["special_circular"])
    colours = {colour for _, colour in Image.open(io.BytesIO(first)).convert("RGB").getcolors()}
    assert (0xE6, 0x00, 0x12) in colours


def test_the_index_leads_to_every_page(
    program: ModuleType, two_rooms: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert program.main(["--into", str(tmp_path)]) == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png")}
    shown = (tmp_path / "README.md").read_text("utf-8")
    assert all(name in shown for name in names)
    assert {name.rpartition("/")[2].rpartition("-")[0] for name in names} == set(two_rooms)
    assert f"{len(names)} 页" in capsys.readouterr().out


def test_what_is_wanting_or_left_over_is_named(
    program: ModuleType, two_rooms: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    program.main(["--into", str(tmp_path)])
    assert program.main(["--check", "--into", str(tmp_path)]) == 0
    (tmp_path / "follow_up" / f"{two_rooms[0]}-1.png").rename(tmp_path / "follow_up" / "old-1.png")
    for page in (tmp_path / "follow_up").glob(f"{two_rooms[0]}-*.png"):
        page.unlink()
    capsys.readouterr()
    assert program.main(["--check", "--into", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert f"follow_up/{two_rooms[0]}" in told
    assert "follow_up/old" in told
    program.main(["--into", str(tmp_path)])
    assert program.main(["--check", "--into", str(tmp_path)]) == 0


def test_the_gallery_shows_every_letter_and_is_not_large(
    program: ModuleType, capsys: pytest.CaptureFixture[str]
):
    assert (program.main(["--check"]), capsys.readouterr().err) == (0, "")
    sizes = [picture.stat().st_size for picture in GALLERY.rglob("*.png")]
    assert max(sizes) < LARGEST
    assert sum(sizes) < LARGEST_OF_ALL
