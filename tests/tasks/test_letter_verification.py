"""Letters are made again, byte for byte, whatever was changed since; what cannot be is named."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import Field

from models.ledger import ledger
from models.letter import IssuedLetter, LetterEngine, LetterWords
from rules.catalogue import letters
from rules.paths.prefiling_mediation import SETTLEMENT
from rules.paths.prefiling_mediation.letters import SettlementFacts
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from tasks import letter_finishing
from tasks.letter_files import letter_path
from tasks.letter_marks import Order
from tasks.letter_reissue import reissue
from tasks.letter_verification import Again, Checked, FileState, count_letters, verify_letters
from tasks.letters import issue
from tasks.rendering import engine as engine_module
from tasks.rendering import pdf, words
from tests.building import count, registered, rows
from tests.correspondence import CORRECTION_FACTS, RECEIPT_FACTS, SETTLEMENT_FACTS
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("home", "fonts")
PAID = SETTLEMENT_FACTS | {"payments": [{"due_on": "2026-12-10", "amount": "78600.50"}]}


def issued() -> int:
    """A letter with dates and amounts."""
    return issue(registered(), SETTLEMENT, **PAID)


def only() -> Checked:
    [checked] = verify_letters()
    return checked


@contextmanager
def templates_of_another_day(tmp_path: Path) -> Iterator[None]:
    """Every template says something else."""
    with pytest.MonkeyPatch.context() as patch:
        copy = tmp_path / "templates"
        shutil.copytree(words.TEMPLATES, copy)
        for path in copy.rglob("*.xml.j2"):
            path.write_text(path.read_text("utf-8").replace("。", "！"), encoding="utf-8")
        patch.setattr(words, "TEMPLATES", copy)
        words._environment.cache_clear()
        yield
    words._environment.cache_clear()


@contextmanager
def typesetting_of_another_day(tmp_path: Path) -> Iterator[None]:
    """A program that sets letters with another margin."""
    copy = tmp_path / "rendering"
    shutil.copytree(pdf.PROGRAM.parent, copy)
    program = copy / pdf.PROGRAM.name
    program.write_text(program.read_text("utf-8").replace("left: 28mm", "left: 30mm"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for module in (pdf, engine_module):
            patch.setattr(module, "PROGRAM", program)
        engine_module._programs.cache_clear()
        yield
    engine_module._programs.cache_clear()


class TestSame:
    def test_every_letter_is_made_again_as_it_was(self):
        number = registered()
        issue(number, RECEIPT, **RECEIPT_FACTS)
        issue(number, SETTLEMENT, **PAID)
        reissue(
            str(issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)), Order(by="甲", reason="乙")
        )
        checked = list(verify_letters())
        assert [each.letter_id for each in checked] == [1, 2, 3, 4]
        assert {each.again for each in checked} == {Again.SAME}
        assert {state for each in checked for state in each.files.values()} == {FileState.INTACT}
        assert not any(each.is_broken or each.template_changed for each in checked)

    def test_of_one_case_or_of_all(self):
        for n in range(2):
            issue(registered(n), RECEIPT, **RECEIPT_FACTS)
        [other] = verify_letters("(2026)鄂0503行诉前调2号")
        assert other.letter_id == 2
        assert (count_letters(), count_letters("(2026)鄂0503行诉前调2号")) == (2, 1)

    def test_a_letter_not_made_yet_is_not_asked_for(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(letter_finishing, "put_in_place", lambda _drafts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issued()
        assert list(verify_letters()) == []

    def test_though_the_template_has_changed(self, tmp_path: Path):
        issued()
        with templates_of_another_day(tmp_path):
            checked = only()
            assert (checked.again, checked.template_changed) == (Again.SAME, True)
            again = issue(registered(2), SETTLEMENT, **PAID)
            both = list(verify_letters())
        assert [each.template_changed for each in both] == [True, False]
        assert {each.again for each in both} == {Again.SAME}
        assert count(LetterWords) == 2
        assert rows(IssuedLetter, id=again)[0].template_hash not in (
            "",
            rows(IssuedLetter, id=1)[0].template_hash,
        )

    def test_though_the_declaration_asks_for_more(self, monkeypatch: pytest.MonkeyPatch):
        class MoreFacts(SettlementFacts):
            witness: str = Field(min_length=1, title="见证人")

        issued()
        monkeypatch.setitem(letters(), SETTLEMENT.code, replace(SETTLEMENT, needs=MoreFacts))
        assert only().again is Again.SAME

    def test_though_no_path_declares_it_any_more(self, monkeypatch: pytest.MonkeyPatch):
        issued()
        monkeypatch.delitem(letters(), SETTLEMENT.code)
        assert only().again is Again.SAME

    @pytest.mark.parametrize("standard", ["none", "a-2u", "a-2a"])
    def test_to_the_standard_it_was_made_to(self, standard: str, monkeypatch: pytest.MonkeyPatch):
        load = letter_finishing.load_region
        with monkeypatch.context() as patch:
            patch.setattr(
                letter_finishing,
                "load_region",
                lambda name: load(name).model_copy(update={"pdf_standard": standard}),
            )
            issued()
        assert rows(IssuedLetter)[0].pdf_standard == standard
        assert only().again is Again.SAME

    def test_words_and_engine_are_kept_once(self):
        for n in range(3):
            issue(registered(n), RECEIPT, **RECEIPT_FACTS)
        assert (count(LetterWords), count(LetterEngine)) == (1, 1)
        [kept] = rows_of_words()
        assert kept.template == RECEIPT.template
        assert "base/document.xml.j2" in kept.sources

    def test_many_letters_are_read_in_as_few_statements_as_one(self):
        asked = []
        for n in range(4):
            issue(registered(n), RECEIPT, **RECEIPT_FACTS)
            with counted() as put:
                list(verify_letters())
            # But for the beginnings of transactions.
            asked.append(sum(not statement.startswith("BEGIN") for statement in put))
        assert asked[0] == asked[3] <= 4


class TestFiles:
    @pytest.mark.parametrize("suffix", ["pdf", "docx"])
    def test_what_is_lost_is_named_and_repaired(self, suffix: str):
        path = letter_path(issued(), suffix)
        content = path.read_bytes()
        path.unlink()
        checked = only()
        assert checked.files[suffix] is FileState.MISSING
        assert checked.is_broken
        assert checked.is_repairable
        assert not path.exists(), "nothing is written unasked"
        [repaired] = verify_letters(repair=True)
        assert repaired.files[suffix] is FileState.REPAIRED
        assert path.read_bytes() == content
        assert not only().is_broken

    def test_what_is_damaged_is_named_and_repaired(self):
        path = letter_path(issued(), "pdf")
        content = path.read_bytes()
        path.write_bytes(content[:-1])
        assert only().files == {"pdf": FileState.DAMAGED, "docx": FileState.INTACT}
        list(verify_letters(repair=True))
        assert path.read_bytes() == content

    def test_what_was_signed_since_is_never_overwritten(self):
        letter_id = issued()
        path = letter_path(letter_id, "pdf")
        signed = path.read_bytes() + b"%signed"
        path.write_bytes(signed)
        letter_path(letter_id, "docx").unlink()
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).state = "signed"
        [checked] = verify_letters(repair=True)
        assert checked.files == {"pdf": FileState.DAMAGED, "docx": FileState.REPAIRED}
        assert path.read_bytes() == signed

    def test_nothing_is_repaired_with_other_bytes(self, tmp_path: Path):
        path = letter_path(issued(), "pdf")
        path.unlink()
        with typesetting_of_another_day(tmp_path):
            [checked] = verify_letters(repair=True)
        assert checked.again is Again.ENGINE_CHANGED
        assert (checked.is_broken, checked.is_repairable) == (True, False)
        assert not path.exists()


class TestChanged:
    def test_what_sets_the_letters_is_named(self, tmp_path: Path):
        issued()
        with typesetting_of_another_day(tmp_path):
            checked = only()
        assert checked.again is Again.ENGINE_CHANGED
        assert not checked.is_broken, "the files are what was issued"
        [reason] = checked.reasons
        assert reason.startswith("版式gongwen.typ ")

    def test_a_font_is_named(self, fonts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        issued()
        other = tmp_path / "fonts"
        shutil.copytree(fonts, other)
        face = other / "FandolFang-Regular.otf"
        shutil.copyfile(other / "FandolKai-Regular.otf", face)
        monkeypatch.setenv("FUYUAN_FONTS", str(other))
        checked = only()
        assert checked.again is Again.ENGINE_CHANGED
        assert any(reason.startswith("字体FandolFang") for reason in checked.reasons)

    def test_facts_that_were_tampered_with_contradict_the_record(self):
        letter_id = issued()
        with ledger() as session:
            row = session.get_one(IssuedLetter, letter_id)
            row.facts = json.dumps(json.loads(row.facts) | {"copies": 9}, ensure_ascii=False)
        checked = only()
        assert (checked.again, checked.is_broken) == (Again.CONTRADICTED, True)
        assert "要素或者散列值被改动过" in checked.reasons[0]

    def test_words_that_were_tampered_with_contradict_their_hash(self):
        issued()
        with ledger() as session:
            [kept] = session.query(LetterWords)
            kept.sources = {name: f"{text} " for name, text in kept.sources.items()}
        checked = only()
        assert checked.again is Again.CONTRADICTED
        assert "词句与它的散列值不符" in checked.reasons[0]

    def test_a_number_that_was_changed_contradicts_the_letter(self):
        letter_id = issue(registered(), CORRECTION_NOTICE, **CORRECTION_FACTS)
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).number = "伍法〔2026〕9号"
        checked = only()
        assert (checked.again, checked.reasons) == (
            Again.CONTRADICTED,
            ("文书上的文号是伍法〔2026〕1号",),
        )


class TestFromBefore:
    """Letters of a release that kept neither words nor engine nor the types of facts."""

    @pytest.fixture(autouse=True)
    def _old(self, request: pytest.FixtureRequest) -> None:
        for name in ("home", "fonts"):
            request.getfixturevalue(name)
        issued()
        with ledger() as session:
            session.query(LetterWords).delete()
            session.query(LetterEngine).delete()
            [row] = session.query(IssuedLetter)
            row.engine_hash, row.fact_types = "", {}

    def test_are_made_again_while_the_template_is_the_same(self):
        assert only().again is Again.SAME

    def test_cannot_be_when_it_has_changed(self, tmp_path: Path):
        with templates_of_another_day(tmp_path):
            checked = only()
        assert (checked.again, checked.is_broken) == (Again.NO_WORDS, False)

    def test_cannot_be_when_the_declaration_has_changed(self, monkeypatch: pytest.MonkeyPatch):
        class MoreFacts(SettlementFacts):
            witnessed_on: dt.date = Field(title="见证日期")

        monkeypatch.setitem(letters(), SETTLEMENT.code, replace(SETTLEMENT, needs=MoreFacts))
        checked = only()
        assert checked.again is Again.UNREADABLE
        assert "“见证日期”：必填" in checked.reasons[0]

    def test_say_that_the_engine_was_not_recorded(self, tmp_path: Path):
        with typesetting_of_another_day(tmp_path):
            checked = only()
        assert checked.again is Again.ENGINE_CHANGED
        assert checked.reasons == ("文书制作时还没有记录排版环境",)


def test_the_hashes_recorded_are_those_of_the_files():
    letter_id = issued()
    [row] = rows(IssuedLetter)
    for suffix, recorded in (("pdf", row.pdf_sha256), ("docx", row.docx_sha256)):
        content = letter_path(letter_id, suffix).read_bytes()
        assert hashlib.sha256(content).hexdigest() == recorded


def rows_of_words() -> list[LetterWords]:
    with ledger() as session:
        return session.query(LetterWords).all()
