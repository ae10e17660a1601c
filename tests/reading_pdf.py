"""What a reader of a PDF finds in it."""

import re
from io import BytesIO
from pathlib import Path

import pypdf


def pages_of(pdf: bytes | Path) -> list[str]:
    """The words of each page, without the spaces that lines and cells make."""
    source = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(source).pages]
