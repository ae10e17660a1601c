"""The wording of statutes: one TOML file a statute, read when an article is first quoted."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

STATUTES = Path(__file__).parents[1] / "statutes"
_FIELDS = {"title", "edition", "source", "read_on", "articles"}
_PARAGRAPH = re.compile(r"^(?P<article>第.+条)第(?P<paragraph>[一二三四五六七八九])款$")
_ORDINALS = "一二三四五六七八九"


class QuotationError(ValueError):
    """A file of wording that cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The articles of one edition of a statute, by the numbers they are cited by."""

    title: str
    edition: str
    source: str
    read_on: date
    articles: Mapping[str, str]

    def quote(self, number: str) -> str:
        """Return the words of an article, or of one paragraph; empty if they are not here."""
        if number in self.articles:
            return self.articles[number]
        match = _PARAGRAPH.match(number)
        if match is None:
            return ""
        paragraphs = self.articles.get(match["article"], "").splitlines()
        index = _ORDINALS.index(match["paragraph"])
        return paragraphs[index] if index < len(paragraphs) else ""


@lru_cache(maxsize=128)
def find_wording(name: str, directory: Path = STATUTES) -> Wording | None:
    """Find what was taken over of the statute so named (`litigation`), or nothing.

    Raises `QuotationError` naming the file if its form is not the agreed one.
    """
    path = directory / f"{name}.toml"
    return read_wording(path) if path.is_file() else None


def read_wording(path: Path) -> Wording:
    """Read one file; raises `QuotationError` naming it."""
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        message = f"{path.name} 不是合法的TOML：{error}"
        raise QuotationError(message) from error
    if tree.keys() != _FIELDS:
        message = f"{path.name} 的条目不符：{'、'.join(sorted(tree.keys() ^ _FIELDS))}"
        raise QuotationError(message)
    texts = {key: tree[key] for key in ("title", "edition", "source")} | tree["articles"]
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            message = f"{path.name}，{key}：应为文字"
            raise QuotationError(message)
    if not isinstance(tree["read_on"], date):
        message = f"{path.name}，read_on：应为日期"
        raise QuotationError(message)
    return Wording(**tree)
