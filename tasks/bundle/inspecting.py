"""Reading a public case file as its readers will, before it is put where they can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pypdf import PdfReader

from rules.vocabulary.letter import Letter
from tasks.bundle.binding import Section
from tasks.publication.checking import (
    Allowed,
    Leak,
    PublicationError,
    count_names,
    leaks_in_pages,
    leaks_in_properties,
    leaks_in_text,
    words_of_docx,
)
from tasks.publication.persons import Persons
from tasks.rendering.static_words import static_words
from tasks.rendering.template_files import COMMON


@dataclass(slots=True)
class Inspector:
    """Remembers what of each document is the template's own, and reads the finished file."""

    persons: Persons
    _static: dict[Path, tuple[str, str]] = field(default_factory=dict)

    def note(self, path: Path, part: Letter, facts: Mapping[str, Any]) -> None:
        """Remember a document; what its facts tell is found at once. Raises PublicationError.

        Only the common words may hold a word that is somebody's name: those of a region could have
        been written for this very case.
        """
        self._static[path] = static_words(part.template, facts, region=COMMON)
        found = leaks_in_text(f"《{part.title}》的内容", "\ue012".join(_texts(facts)), self.persons)
        refuse(found)

    def inspect(self, sections: Sequence[Section], bundle: Path, mark: str) -> None:
        """Read the bound file page by page, and its properties. Raises PublicationError."""
        found: list[Leak] = []
        first = 0
        titles = count_names(self.persons, "\n".join(section.title for section in sections))
        with PdfReader(bundle) as pdf:
            pages = [page.extract_text() for page in pdf.pages]
            found += leaks_in_properties(pdf, self.persons, Allowed(counts=titles))
        for section in sections:
            with PdfReader(section.pdf) as part:
                length = len(part.pages)
            allowed = self._allowed(section.pdf, length, mark)
            own = pages[first : first + length]
            found += leaks_in_pages(own, self.persons, allowed, first + 1)
            first += length
        refuse(found)

    def inspect_docx(self, title: str, path: Path) -> None:
        """Read the editable twin of a letter. Raises PublicationError."""
        words, _ = self._static[path.with_suffix(".pdf")]
        allowed = Allowed(counts=count_names(self.persons, words))
        refuse(leaks_in_text(f"《{title}》DOCX", words_of_docx(path), self.persons, allowed))

    def _allowed(self, path: Path, pages: int, mark: str) -> Allowed:
        words, heads = self._static[path]
        counts = count_names(self.persons, words)
        for repeated, times in ((heads, pages - 1), (mark, pages)):
            for name, found in count_names(self.persons, repeated).items():
                counts[name] = counts.get(name, 0) + found * times
        return Allowed(counts=counts)


def refuse(leaks: Iterable[Leak]) -> None:
    """Stop if there is anything that tells who somebody is. Raises PublicationError."""
    found = sorted(set(leaks))
    if found:
        raise PublicationError(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(dict(value))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
