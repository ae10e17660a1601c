"""What a reader of a PDF finds in it."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
from pypdf.generic import DictionaryObject


def pages_of(pdf: bytes | Path) -> list[str]:
    """The words of each page, without the spaces that lines and cells make."""
    source = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(source).pages]


def xmp_of(reader: pypdf.PdfReader) -> str:
    """What the file says of itself, as XML."""
    stream = reader.trailer["/Root"]["/Metadata"].get_object()
    assert stream["/Subtype"] == "/XML"
    return stream.get_data().decode()


def objects_of(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every object of the file, and the dictionaries within."""
    waiting = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, DictionaryObject):
            waiting += [value for value in one.values() if isinstance(value, (dict, list))]
        elif isinstance(one, list):
            waiting += [value for value in one if isinstance(value, (dict, list))]


def dictionaries_of(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    """Every dictionary of the file."""
    return [one for one in objects_of(reader) if isinstance(one, DictionaryObject)]


def fonts_of(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    """Every face of the file, composite and descendant."""
    return [one for one in dictionaries_of(reader) if one.get("/Type") == "/Font"]
