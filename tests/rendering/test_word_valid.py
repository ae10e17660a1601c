"""Every DOCX passes Microsoft's own validator, and a second one; both find what is put in wrong."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from kinds import filled, of_kind, sample
from office import audit_errors, sdk_errors
from rendering_samples import LETTERS, facts_of

from tasks.rendering import compose, render_docx
from tasks.rendering.document import Document, Kind

BODY, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


def documents() -> dict[str, Document]:
    letters = {
        letter.code: compose(letter.template, facts_of(letter), "national") for letter in LETTERS
    }
    kinds = {str(kind): replace(of_kind(kind), seal="draft") for kind in Kind}
    # Of three pages, 版记 on a page of its own behind an empty one.
    alone = {"alone": filled(Kind.DOCUMENT, 5), "upward": sample("upward")}
    return letters | kinds | alone


def written(folder: Path, made: dict[str, bytes]) -> list[Path]:
    paths = []
    for name, data in made.items():
        path = folder / f"{name}.docx"
        path.write_bytes(data)
        paths.append(path)
    return paths


def test_no_document_breaks_the_schema(tmp_path: Path):
    made = {name: render_docx(document) for name, document in documents().items()}
    paths = written(tmp_path, made)
    nothing = {name: [] for name in made}
    assert audit_errors(paths) == nothing
    # A second each: one of every kind.
    kinds = [path for path in paths if path.stem in {*Kind, "alone", "upward"}]
    assert len(kinds) == len(Kind) + 2
    assert {path.stem: sdk_errors(path) for path in kinds} == {path.stem: [] for path in kinds}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        pytest.param(BODY, "<w:pPr><w:pStyle", '<w:pPr><w:jc w:val="left"/><w:pStyle', id="order"),
        pytest.param(BODY, "<w:body>", "<w:body><w:foo/>", id="unknown-element"),
        pytest.param(BODY, 'w:type="dxa"', 'w:type="furlong"', id="unknown-value"),
        pytest.param(BODY, "</w:tcPr>", "</w:tcPr></w:tc><w:tc>", id="cell-without-paragraph"),
        pytest.param(BODY, 'r:embed="rIdSeal"', 'r:embed="rIdNone"', id="picture-without-part"),
        pytest.param(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="-3.5"/>', id="impossible-size"),
        pytest.param(HEADER, "<w:pStyle", '<w:jc w:val="left"/><w:pStyle', id="header"),
    ],
)
def test_what_is_put_in_wrong_is_found(tmp_path: Path, part: str, old: str, new: str):
    changed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(render_docx(replace(of_kind(Kind.LETTER), seal="draft")))) as right,
        zipfile.ZipFile(changed, "w") as wrong,
    ):
        for name in right.namelist():
            text = right.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            wrong.writestr(name, text)
    (path,) = written(tmp_path, {"wrong": changed.getvalue()})
    assert sdk_errors(path) or audit_errors([path])["wrong"]


def test_no_part_is_left_over_from_the_template_it_is_built_on():
    with zipfile.ZipFile(BytesIO(render_docx(of_kind(Kind.DOCUMENT)))) as package:
        names = set(package.namelist())
        assert package.read("word/settings.xml").count(b"zh-CN") == 1
    assert not {name for name in names if "stylesWithEffects" in name or "customXml" in name}
    assert "word/numbering.xml" not in names
    assert sum(len(render_docx(of_kind(kind))) for kind in Kind) < len(Kind) * 20_000
