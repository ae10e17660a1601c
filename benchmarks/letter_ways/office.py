"""docxtpl for the DOCX and LibreOffice for the PDF, called for every letter or for all at once."""

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

from benchmarks.letter_ways.words import PARAGRAPHS, ROWS, facts_of


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
    document.styles["Normal"].font.size = Pt(16)
    document.add_heading("关于对{{ name }}诉{{ agency }}{{ cause }}案开展诉前化解的建议函")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, fact in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, f"{{{{ {fact} }}}}"
    for words in PARAGRAPHS:
        document.add_paragraph(words.replace("{", "{{ ").replace("}", " }}"))
    document.add_paragraph("云州市云山区人民法院\n2026年11月21日").alignment = 2
    path = Path(tempfile.mkdtemp(prefix="fuyuan-benchmark-")) / "template.docx"
    document.save(path)
    return path


def _convert(folder: Path, documents: list[Path]) -> None:
    office = shutil.which("soffice")
    assert office, "apt install libreoffice-writer-nogui"
    profile = f"-env:UserInstallation={_profile().as_uri()}"
    command = (office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run((*command, *map(str, documents)), check=True, capture_output=True)


@lru_cache(maxsize=1)
def _profile() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuyuan-benchmark-")) / "profile"
