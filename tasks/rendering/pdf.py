"""The formal copy: a fixed Typst program sets the tree; a letter's text is never markup."""

import json
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

import typst

from tasks.rendering.document import Document, Kind, Signature, text_of, to_plain
from tasks.rendering.errors import RenderingError
from tasks.rendering.faces import Typefaces, typefaces
from tasks.rendering.filters import date_arabic
from tasks.rendering.masthead import masthead_of
from tasks.rendering.titles import balanced

PROGRAM = Path(__file__).with_name("gongwen.typ")
# PDF/A: archives must be able to print the letter in decades, with its fonts inside. Level u
# adds that all text can be searched, level a that it is tagged for those who cannot see it.
PDF_A: Final = "a-2b"
TO_A_STANDARD: Final = (PDF_A, "a-2u", "a-2a")
# What a region may ask for; without a standard it is plain PDF.
PLAIN: Final = "none"
STANDARDS: Final = (PLAIN, *TO_A_STANDARD)
# What Typst calls them.
TYPST_NAMES: Final = {PLAIN: "1.7"} | {name: name for name in TO_A_STANDARD}
SEAL_PIXELS_PER_INCH = 300.0
# What Chinese compositors set where a character is not to be had.
GETA = "〓"

_thread = threading.local()


def render_pdf(document: Document, standard: str = PDF_A, *, watermark: str = "") -> bytes:
    """Set a letter as PDF to one of `STANDARDS`, with a watermark if asked. Raises RenderingError.

    Typst's threads do not survive a fork: worker processes must be spawned.
    """
    if standard not in STANDARDS:
        message = f"没有名为“{standard}”的 PDF 标准，可用：{'、'.join(STANDARDS)}"
        raise RenderingError(message)
    inputs = _inputs(document, watermark)
    return _compile(typefaces(), inputs, format="pdf", pdf_standards=TYPST_NAMES[standard])


def colophon_pages(document: Document) -> int:
    """How many pages begin for 版记: 0 if it stands below the text, 2 after an empty page."""
    faces = typefaces()
    _compile(faces, _inputs(document), format="pdf", pdf_standards="1.7")
    (pages,) = json.loads(_compiler(faces).query("<colophon-pages>", field="value"))
    return int(pages)


def draw_seal(document: Document) -> bytes:
    """Draw the sample seal of the office that signs a letter, as a PNG of 42 mm."""
    signatures = (block for block in document.blocks if isinstance(block, Signature))
    office = next((text_of(block.office) for block in signatures), document.issuer)
    return _seal(office.replace("\n", ""), typefaces())


@lru_cache(maxsize=64)
def _seal(office: str, faces: Typefaces) -> bytes:
    inputs = {"mode": "seal", "data": json.dumps(office, ensure_ascii=False), "small": "no"}
    inputs["faces"] = _chains(office)
    return _compile(faces, inputs, format="png", ppi=SEAL_PIXELS_PER_INCH)


def draw_stamps(words: Sequence[str]) -> bytes:
    """Draw short texts for the pages of other documents: a PDF with a page for each."""
    data = json.dumps(list(words), ensure_ascii=False)
    inputs = {"mode": "stamps", "data": data, "faces": _chains("".join(words)), "small": "no"}
    return _compile(typefaces(), inputs, format="pdf", pdf_standards=PDF_A)


def _inputs(document: Document, watermark: str = "") -> dict[str, str]:
    text = text_of(document)
    plain = to_plain(document) | {
        "masthead": to_plain(masthead_of(document)),
        "issuer_lines": balanced(document.issuer),
        "day": date_arabic(document.dated),
    }
    data = json.dumps(plain, ensure_ascii=False)
    for char in typefaces().missing(text):
        data = data.replace(char, GETA)
    small = "yes" if document.kind is Kind.FORM else "no"
    chains = _chains(text + watermark)
    marked = {"watermark": watermark}
    return {"mode": "document", "data": data, "faces": chains, "small": small, **marked}


def _chains(text: str) -> str:
    faces = typefaces()
    return json.dumps({**faces.chains, "rare": faces.rare(text)}, ensure_ascii=False)


def _compile(faces: Typefaces, inputs: dict[str, str], **form: Any) -> bytes:
    try:
        made = _compiler(faces).compile(sys_inputs=inputs, **form)
    except typst.TypstError as error:
        message = f"文书排版失败，请把此错误交给维护人员：{error}"
        raise RenderingError(message) from error
    return cast("bytes", made)  # One output file, in memory.


def _compiler(faces: Typefaces) -> typst.Compiler:
    """One compiler a thread: making one costs more than a letter does."""
    if getattr(_thread, "faces", None) is not faces:
        _thread.compiler = typst.Compiler(
            input=str(PROGRAM), root=str(PROGRAM.parent), font_paths=faces.source
        )
        _thread.faces = faces
    compiler: typst.Compiler = _thread.compiler
    return compiler
