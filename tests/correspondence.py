"""Letters with all their facts, and how to read what was written."""

import io
import zipfile
from xml.etree import ElementTree as ET

from models.letter import IssuedLetter
from rules.vocabulary.letter import Letter
from tasks.letters import letter_path
from tests.building import rows

DUE = {"label": "期限", "due_on": "2026-11-09", "certain": True, "basis": "行政诉讼法"}
RECEIPT_FACTS = {"materials": ["起诉状"], "docketing_due": DUE, "filing_due": DUE}
CORRECTION_FACTS = {"defects": ["被告名称有误"], "correct_by": "2026-11-20"}
SETTLEMENT_FACTS = {
    "terms": ["区教育局于收到本协议之日起十日内重新答复"],
    "payments": [],
    "effective_on": None,
    "copies": 4,
    "confirm_due": None,
}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def text_of(letter_id: int) -> str:
    """The words of a letter's DOCX."""
    with zipfile.ZipFile(io.BytesIO(letter_path(letter_id, "docx").read_bytes())) as packed:
        tree = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314  (our own)
    return "".join(part.text or "" for part in tree.iter(WORD))


def letter_of_kind(letter: Letter) -> IssuedLetter:
    [row] = rows(IssuedLetter, code=letter.code)
    return row
