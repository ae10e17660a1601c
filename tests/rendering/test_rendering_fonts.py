"""Faces: which are taken, what they cover, and what to do when there are none."""

import shutil
from pathlib import Path

import pypdfium2
import pytest
import typst
from fontTools.ttLib import TTFont
from rendering_samples import LETTERS, facts_of

from tasks.rendering import FontError, fonts, render
from tasks.rendering.coverage import characters_of
from tasks.rendering.faces import Role, font_directory, typefaces

ALL = [name for names in fonts.WANTED.values() for name in names]


@pytest.mark.parametrize("name", ALL)
def test_coverage_is_what_a_font_library_reads(font_folder: Path, name: str):
    path = font_folder / name
    if not path.is_file():
        pytest.skip("FUYUAN_FONTS holds the office's own faces")
    with TTFont(path) as font:
        assert characters_of(path) == frozenset(font.getBestCmap())


def test_the_rare_characters_of_names_can_be_printed(font_folder: Path):
    assert typefaces(font_folder).missing("张㙍䶮𬱖𠅤𫟹〇□、（）“”") == ()


def test_a_character_without_a_glyph_is_reported_once(font_folder: Path):
    assert typefaces(font_folder).missing("甲\ue001\U0010fffd乙\ue001") == ("\ue001", "\U0010fffd")


def renamed(source: Path, target: Path, family: str) -> None:
    with TTFont(source) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                font["name"].setName(
                    family, record.nameID, record.platformID, record.platEncID, record.langID
                )
        font.save(target)


def test_the_offices_own_face_is_taken_before_the_free_one(font_folder: Path, tmp_path: Path):
    for name in ALL:
        shutil.copy(font_folder / name, tmp_path / name)
    renamed(font_folder / "FandolKai-Regular.otf", tmp_path / "real.otf", "FangSong_GB2312")
    chains = typefaces(tmp_path).chains
    assert chains[Role.BODY][:2] == ("FangSong_GB2312", "FandolFang R")
    assert typefaces(font_folder).chains[Role.BODY][0] == "FandolFang R"


def test_a_letter_is_set_in_the_five_faces(font_folder: Path):
    letter = LETTERS[5]
    pdf = render(letter.template, facts_of(letter), region="national").pdf
    if typefaces(font_folder).chains[Role.BODY][0] == "FandolFang R":
        for face in (b"FandolFang", b"FandolHei", b"FandolKai", b"FandolSong", b"BabelStone"):
            assert face in pdf


def test_without_a_chinese_face_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = typst.Fonts

    def only_the_folder(**arguments: object) -> typst.Fonts:
        return real(**{**arguments, "include_system_fonts": False})

    monkeypatch.setattr(typst, "Fonts", only_the_folder)
    with pytest.raises(FontError, match=r"python -m tasks\.rendering\.fonts --into"):
        typefaces(tmp_path / "none")


def test_any_chinese_face_will_do_when_the_usual_ones_are_missing(
    font_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", lambda **a: real(**{**a, "include_system_fonts": False}))
    renamed(font_folder / "FandolFang-Regular.otf", tmp_path / "other.otf", "Some Office Face")
    assert set(typefaces(tmp_path).chains.values()) == {("Some Office Face",)}


def test_the_folder_is_named_by_the_environment_or_stands_in_the_home(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("FUYUAN_FONTS", "/srv/faces")
    assert font_directory() == Path("/srv/faces")
    monkeypatch.delenv("FUYUAN_FONTS")
    monkeypatch.setenv("FUYUAN_HOME", "/srv/home")
    assert font_directory() == Path("/srv/home/fonts")
    monkeypatch.delenv("FUYUAN_HOME")
    assert font_directory() == Path("data/fonts")


def test_faces_that_are_there_are_not_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ALL:
        (tmp_path / name).write_bytes(b"there")
    monkeypatch.setenv("PATH", "")
    assert fonts.main(["--into", str(tmp_path)]) == 0
    assert "已经齐全" in capsys.readouterr().err
    assert (tmp_path / ALL[0]).read_bytes() == b"there"


def test_without_apt_the_fetch_fails_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PATH", "")
    assert fonts.main(["--into", str(tmp_path / "new")]) == 1
    assert "请把仿宋" in capsys.readouterr().err


def test_a_broken_font_file_is_named(tmp_path: Path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0\0\5")
    with pytest.raises(FontError, match=r"broken\.ttf"):
        characters_of(broken)


def test_the_pdf_can_be_opened():
    letter = LETTERS[0]
    pdf = render(letter.template, facts_of(letter), region="national").pdf
    assert len(pypdfium2.PdfDocument(pdf)) >= 2
