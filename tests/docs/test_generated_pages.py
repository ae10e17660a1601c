"""The handbook says what the code says: pages are current, links lead somewhere."""

import importlib
import re
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from rules.catalogue import paths
from rules.vocabulary.path import SIDE_EXITS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "CHANGELOG.md", ROOT / "README.md"])
LINK = re.compile(r"\]\(([^()\s]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)

Generate = Callable[..., int]
by_path = pytest.mark.parametrize("path", paths().values(), ids=paths())


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What draws the pictures."""
    monkeypatch.syspath_prepend(str(DOCS))
    return importlib.import_module("generating.drawing")


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> Generate:
    """`python docs/generate.py`, with its arguments; returns the exit code."""
    monkeypatch.syspath_prepend(str(DOCS))
    program = importlib.import_module("generate")

    def run(*arguments: str | Path) -> int:
        return program.main([str(argument) for argument in arguments])

    return run


def test_the_generated_pages_are_as_the_declarations_say(generate, capsys):
    code = generate("--check")
    assert capsys.readouterr().err == ""
    assert code == 0


def test_generating_twice_gives_the_same_pages(generate, tmp_path):
    for name in ("one", "other"):
        assert generate("--into", tmp_path / name) == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "other") != {}


@pytest.mark.parametrize("page", ["eight_checks.md", "paths/docketing.md", "paths/docketing.svg"])
def test_a_page_changed_by_hand_is_named(generate, tmp_path, capsys, page):
    generate("--into", tmp_path)
    (tmp_path / page).write_text("手改\n", encoding="utf-8")
    assert generate("--check", "--into", tmp_path) == 1
    assert capsys.readouterr().err == f"已过时：{page}，请运行 make docs\n"


def test_a_page_that_is_wanting_is_named_and_made(generate, tmp_path, capsys):
    generate("--into", tmp_path)
    whole = contents(tmp_path)
    (tmp_path / "regions.md").unlink()
    assert generate("--check", "--into", tmp_path) == 1
    assert "regions.md" in capsys.readouterr().err
    generate("--into", tmp_path)
    assert contents(tmp_path) == whole


def test_the_page_of_a_path_that_is_gone_is_named_and_removed(generate, tmp_path, capsys):
    generate("--into", tmp_path)
    for kind in ("md", "svg"):
        gone = tmp_path / "paths" / f"gone.{kind}"
        shutil.copyfile(tmp_path / "paths" / f"docketing.{kind}", gone)
        assert generate("--check", "--into", tmp_path) == 1
        assert f"paths/gone.{kind}" in capsys.readouterr().err
        generate("--into", tmp_path)
        assert not gone.exists()


@by_path
def test_a_picture_shows_every_stage_and_every_way_between_them(path, drawing):
    root = etree.fromstring(drawing.stage_picture(path).encode())
    words = "".join(root.itertext())
    assert [s.title for s in path.stages.values() if s.title not in words] == []
    drawn = [stage for name, stage in path.stages.items() if name not in SIDE_EXITS]
    assert len(root.findall(".//{*}rect[@class='end']")) == sum(s.is_end for s in drawn)
    ways = [p for p in root.findall(".//{*}path") if p.get("class", "").startswith("way")]
    assert len(ways) == 1 + sum(len(stage.then - SIDE_EXITS.keys()) for stage in drawn)


@by_path
def test_no_two_boxes_of_a_picture_touch(path, drawing):
    root = etree.fromstring(drawing.stage_picture(path).encode())
    boxes = [
        tuple(float(box.get(name)) for name in ("x", "y", "width", "height"))
        for box in root.findall(".//{*}rect")
        if box.get("class") != "sheet"
    ]
    width, height = (float(root.get(name)) for name in ("width", "height"))
    assert all(x >= 0 and x + w <= width and y >= 0 and y + h <= height for x, y, w, h in boxes)
    touching = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if abs(one[0] - other[0]) < one[2] and abs(one[1] - other[1]) < one[3]
    ]
    assert touching == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page):
    broken = [link for link in links(page) if not leads_somewhere(page, link)]
    assert broken == []


@pytest.mark.parametrize("folder", ["handbook", "adr"])
def test_every_page_of_a_folder_is_in_its_index(folder):
    index = DOCS / folder / "README.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
    pages = {page.resolve() for page in index.parent.rglob("*.md")} - {index.resolve()}
    assert pages - linked == set()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(page.relative_to(folder)): page.read_bytes()
        for page in folder.rglob("*")
        if page.is_file()
    }


def links(page: Path) -> list[str]:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(prose) if "://" not in link]


def leads_somewhere(page: Path, link: str) -> bool:
    address, _, anchor = link.partition("#")
    target = (page.parent / address).resolve() if address else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """The places of a page a link can name: its own anchors, and headings as they are shown."""
    text = page.read_text(encoding="utf-8")
    slugs = {
        re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-").lower()
        for title in HEADING.findall(text)
    }
    return slugs | set(ANCHOR.findall(text))
