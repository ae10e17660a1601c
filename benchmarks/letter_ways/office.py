"""docxtpl for the DOCX and LibreOffice for the PDF, called for every letter or for all at once."""

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

from benchmarks.letter_ways.words import FACE, facts_of, seal, show_fonts, words


def each(folder: Path, numbers: range) -> None:
    """Write letters, with one call of LibreOffice for each."""
    for number in numbers:
        _convert(folder, [_by_docxtpl(folder, number)])


def once(folder: Path, numbers: range) -> None:
    """Write letters, with one call of LibreOffice for all of them."""
    _convert(folder, [_by_docxtpl(folder, number) for number in numbers])


def _by_docxtpl(folder: Path, number: int) -> Path:
    template = DocxTemplate(_template())
    template.render(facts_of(number), autoescape=True)
    path = folder / f"{number}.docx"
    template.save(path)
    return path


@lru_cache(maxsize=1)
def _template() -> Path:
    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(16), FACE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    document.add_heading(_fields(words().title))
    for block in words().body:
        if isinstance(block, str):
            document.add_paragraph(_fields(block))
            continue
        table = document.add_table(rows=0, cols=len(block[0]), style="Table Grid")
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = _fields(text)
    document.add_picture(str(seal()), Mm(42))
    path = Path(tempfile.mkdtemp(prefix="fuyuan-benchmark-")) / "template.docx"
    document.save(path)
    return path


def _fields(text: str) -> str:
    return text.replace("{", "{{ ").replace("}", " }}")


def _convert(folder: Path, documents: list[Path]) -> None:
    office = shutil.which("soffice")
    assert office, "apt install libreoffice-writer-nogui"
    show_fonts()
    profile = f"-env:UserInstallation={_profile().as_uri()}"
    command = (office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run((*command, *map(str, documents)), check=True, capture_output=True)


@lru_cache(maxsize=1)
def _profile() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuyuan-benchmark-")) / "profile"
