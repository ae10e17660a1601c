"""The files of a letter: what the ledger vouches for, and what was typed, sign by sign."""

import hashlib
from pathlib import Path

import pytest

from fuyuan.importing import import_file
from models.case import Case
from models.filing import FilingRecord
from models.ledger import ledger
from models.letter import IssuedLetter
from rules.filing import Filing
from rules.paths.prefiling_mediation import SETTLEMENT
from rules.paths.registration import RECEIPT
from tasks.letters import issue, letter_path
from tasks.registration import register
from tests.building import registered, rows
from tests.correspondence import RECEIPT_FACTS, SETTLEMENT_FACTS, letter_of_kind, text_of

pytestmark = pytest.mark.usefixtures("fonts")
SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"


@pytest.mark.usefixtures("home")
class TestFiles:
    def test_are_those_that_the_ledger_vouches_for(self):
        letter_id = issue(registered(), RECEIPT, **RECEIPT_FACTS)
        row = letter_of_kind(RECEIPT)
        found = {
            suffix: hashlib.sha256(letter_path(letter_id, suffix).read_bytes()).hexdigest()
            for suffix in ("pdf", "docx")
        }
        assert found == {"pdf": row.pdf_sha256, "docx": row.docx_sha256}
        assert len(row.template_hash) == 64

    def test_are_made_again_the_same(self):
        letter_id = issue(registered(), RECEIPT, **RECEIPT_FACTS)
        before = [letter_path(letter_id, suffix).read_bytes() for suffix in ("pdf", "docx")]
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).state = "reserved"
        issue(register(rows(FilingRecord)[0].number), RECEIPT, **RECEIPT_FACTS)
        assert [letter_path(letter_id, s).read_bytes() for s in ("pdf", "docx")] == before

    @pytest.mark.parametrize(
        ("serial", "words"),
        [
            pytest.param("1", "张㙍", id="rare-㙍"),
            pytest.param("2", "孙䶮", id="rare-䶮"),
            pytest.param("12", "张三、李四、王五等12人", id="twelve"),
            pytest.param("16", "某某商贸有限公司", id="company"),
            pytest.param("25", '=HYPERLINK("http://127.0.0.1","x")', id="formula"),
            pytest.param(
                "26", '<script>alert(1)</script>{{ 7*7 }} #read("/etc/passwd")', id="script"
            ),
        ],
    )
    def test_of_the_samples_odd_rows_say_what_was_written(self, serial: str, words: str):
        import_file(SAMPLE, region="wujiagang")
        [record] = [row for row in rows(FilingRecord) if row.source_ref == serial]
        filing = Filing.model_validate_json(record.content)
        number = register(record.number)
        letter_id = issue(number, SETTLEMENT, **SETTLEMENT_FACTS)
        written = text_of(letter_id)
        if words in (filing.claims, *(p.name for p in filing.plaintiffs)):
            assert words in written
        else:
            assert rows(Case, number=number)[0].plaintiff_names == words
            assert all(person.name in written for person in filing.plaintiffs)
        assert letter_of_kind(SETTLEMENT).warning == "", "every character could be printed"
