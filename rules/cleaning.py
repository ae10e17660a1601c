"""Clean what people type: what cannot be seen goes, what is written stays."""

import re
import unicodedata

HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GAP_IN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
_BLANKS, _GROUPING = re.compile(r"\s+"), re.compile(r"[\s-]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_NONCHARACTERS = frozenset("\ufffe\uffff")


def plain_text(text: str) -> str:
    """Trim, and drop control, bidirectional and zero-width characters."""
    if text.isprintable():  # Most text is, and scanning it character by character is slow.
        return text.strip()
    lines = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or not is_invisible(c)).strip()


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing on paper but can change how its neighbours read."""
    return unicodedata.category(character) in _INVISIBLE or character in _NONCHARACTERS


def plain_name(text: str) -> str:
    """Put a name on one line and close the gaps typed between its Chinese characters."""
    return _GAP_IN_HAN.sub("", _BLANKS.sub(" ", plain_text(text)))


def plain_number(text: str) -> str:
    """Write an identity or telephone number in half-width characters and capitals."""
    return unicodedata.normalize("NFKC", plain_text(text)).upper().strip()


def plain_id(text: str) -> str:
    """Write an identity number without the blanks and hyphens it is often grouped with."""
    return _GROUPING.sub("", plain_number(text))
