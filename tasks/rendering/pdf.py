"""The formal copy: a fixed Typst program sets the tree; a letter's text is never markup."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

import typst

from tasks.rendering.document import Document, Signature, text_of, to_plain
from tasks.rendering.errors import RenderingError
from tasks.rendering.faces import Typefaces, typefaces

PROGRAM = Path(__file__).with_name("gongwen.typ")
# PDF/A: archives must be able to print the letter in decades, with its fonts inside.
PDF_A: Final = "a-2b"
# What a region may ask for: `u` has text that can be searched, `a` also tagged structure.
TO_A_STANDARD: Final = (PDF_A, "a-2u", "a-2a")
STANDARDS: Final = ("none", *TO_A_STANDARD)
SEAL_PIXELS_PER_INCH = 300.0
# What Chinese compositors set where a character is not to be had.
GETA = "〓"

_thread = threading.local()


def render_pdf(document: Document, *, standard: str = PDF_A, watermark: str = "") -> bytes:
    """Set a letter as PDF to one of `STANDARDS`, with a watermark if asked. Raises RenderingError.

    Typst's threads do not survive a fork: worker processes must be spawned.
    """
    if standard not in STANDARDS:
        message = f"没有名为“{standard}”的 PDF 标准，可用：{'、'.join(STANDARDS)}"
        raise RenderingError(message)
    faces = typefaces()
    text, plain = text_of(document), json.dumps(to_plain(document), ensure_ascii=False)
    for char in faces.missing(text):
        plain = plain.replace(char, GETA)
    rare = faces.rare(text + watermark)
    return _compile(
        faces, "document", plain, rare=rare, form="pdf", standard=standard, watermark=watermark
    )


def draw_seal(document: Document) -> bytes:
    """Draw the sample seal of the office that signs a letter, as a PNG of 42 mm."""
    signatures = (block for block in document.blocks if isinstance(block, Signature))
    office = next((text_of(block.office) for block in signatures), document.issuer)
    faces, plain = typefaces(), json.dumps(office, ensure_ascii=False)
    return _compile(faces, "seal", plain, rare=faces.rare(office), form="png")


def draw_stamps(words: Sequence[str]) -> bytes:
    """Draw short texts for the pages of other documents: a PDF with a page for each."""
    faces, plain = typefaces(), json.dumps(list(words), ensure_ascii=False)
    return _compile(faces, "stamps", plain, rare=faces.rare("".join(words)), form="pdf")


def _is_archival(form: str, standard: str) -> bool:
    return form == "pdf" and standard in TO_A_STANDARD


def _compile(
    faces: Typefaces,
    mode: Literal["document", "seal", "stamps"],
    data: str,
    *,
    rare: str,
    form: Literal["pdf", "png"],
    standard: str = PDF_A,
    watermark: str = "",
) -> bytes:
    chains = json.dumps({**faces.chains, "rare": rare}, ensure_ascii=False)
    try:
        made = _compiler(faces).compile(
            format=form,
            sys_inputs={"mode": mode, "data": data, "faces": chains, "watermark": watermark},
            pdf_standards=cast("Any", standard) if _is_archival(form, standard) else None,
            ppi=SEAL_PIXELS_PER_INCH,
        )
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
