"""The register of numbers, and the proof that none is missing."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.ledger import ledger
from models.letter import IssuedLetter
from models.number import GivenNumber, NumberSequence
from models.service import LetterService
from rules.paths.registration import CORRECTION_NOTICE
from rules.vocabulary.region import REGIONS, load_region
from tasks.letter_marks import Order, void
from tasks.letter_reissue import reissue
from tasks.letters import issue
from tasks.number_gaps import Finding, prove
from tasks.number_register import NumberLine, Wanted, register_lines
from tasks.numbering import (
    NumberKind,
    NumberTakenError,
    SequenceError,
    SequenceName,
    begin_sequence,
    give_number,
    sequence_of,
)
from tests.building import count, registered, rows
from tests.correspondence import CORRECTION_FACTS
from tests.processes import at_once

ORDER = Order(by="刘书记员", reason="被告名称写错")
COURT = "wujiagang/court/letter/2026"


def issue_correction(number: str) -> int:
    return issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)


def delete_letter(session: Session, number: str | None) -> None:
    """Take a letter out of the ledger behind the system's back, and who it was sent to."""
    letter = session.scalars(select(IssuedLetter).filter_by(number=number)).one()
    session.execute(delete(LetterService).where(LetterService.letter_id == letter.id))
    session.delete(letter)
    session.flush()


def listed(**wanted: object) -> list[NumberLine]:
    return list(register_lines(Wanted(**wanted)))  # type: ignore[arg-type]


def begin(sequence: str, after: int) -> None:
    with ledger() as session:
        begin_sequence(session, sequence, after=after, by="张三", reason="线下登记簿编至该号")


@pytest.mark.usefixtures("any_home", "fonts")
class TestRegister:
    def test_shows_what_every_number_was_given_to_and_what_became_of_it(self):
        number = registered()
        for occasion in ("1", "2", "3"):
            issue(number, CORRECTION_NOTICE, occasion=occasion, **CORRECTION_FACTS)
        void("伍法〔2026〕2号", ORDER)
        reissue("伍法〔2026〕3号", ORDER)
        with ledger() as session:
            session.execute(
                update(IssuedLetter).where(IssuedLetter.occasion == "1").values(state="reserved")
            )
        lines = listed(organ="court")
        assert [(line.value, line.state, line.reason, line.marked_by) for line in lines] == [
            (1, "保留，尚未制作完成", "", ""),
            (2, "作废", "被告名称写错", "刘书记员"),
            (3, "已使用，文书已被替代", "被告名称写错", "刘书记员"),
            (4, "已使用", "", ""),
        ]
        assert {line.used_for for line in lines} == {f"{number}《补正告知书》"}
        assert [line.marked_at is not None for line in lines] == [False, True, True, False]

    def test_knows_the_numbers_of_filings_and_cases_too(self):
        number = registered()
        assert [(line.number, line.used_for, line.state) for line in listed()] == [
            ("收件〔2026〕1号", number, "已使用"),
            (number, "收件〔2026〕1号", "已使用"),
        ]

    @pytest.mark.parametrize(
        ("wanted", "values"),
        [
            ({}, 3),
            ({"region": "wujiagang"}, 2),
            ({"region": "yicheng"}, 0),
            ({"organ": "人民法院"}, 1),
            ({"organ": "studio"}, 0),
            ({"year": 2026}, 3),
            ({"year": 2027}, 0),
        ],
    )
    def test_shows_what_is_wanted(self, wanted: dict[str, object], values: int):
        issue_correction(registered())
        assert len(listed(**wanted)) == values


@pytest.mark.usefixtures("any_home", "fonts")
class TestProof:
    def test_of_a_sound_ledger_finds_nothing_and_counts_the_void(self):
        number = registered()
        for occasion in ("1", "2"):
            issue(number, CORRECTION_NOTICE, occasion=occasion, **CORRECTION_FACTS)
        void("伍法〔2026〕2号", ORDER)
        proof = prove()
        assert (proof.sequences, proof.numbers, proof.voided, proof.pending) == (3, 4, 1, 0)
        assert proof.findings == ()
        assert "没有缺号、重号" in proof.as_text()

    def test_names_every_number_that_is_missing(self):
        for n in range(6):
            issue_correction(registered(n))
        with ledger() as session:
            for value in (2, 3, 5):
                gone = session.query(GivenNumber).filter_by(sequence=COURT, value=value).one()
                delete_letter(session, gone.number)
                session.delete(gone)
        assert prove().findings == (
            Finding(sequence=COURT, detail="缺2号至3号"),
            Finding(sequence=COURT, detail="缺5号"),
        )

    def test_names_a_number_lost_at_the_end(self):
        issue_correction(registered())
        with ledger() as session:
            session.get_one(NumberSequence, COURT).last = 3
        assert prove().findings == (Finding(sequence=COURT, detail="缺2号至3号"),)

    def test_names_a_sequence_that_would_give_a_number_twice(self):
        for n in range(2):
            issue_correction(registered(n))
        with ledger() as session:
            session.get_one(NumberSequence, COURT).last = 1
        [found] = prove().findings
        assert found.detail == "流水停在1号，却已编到2号，下一个号会重"

    def test_names_a_number_that_stands_on_nothing(self):
        letter_id = issue_correction(registered())
        with ledger() as session:
            delete_letter(session, session.get_one(IssuedLetter, letter_id).number)
        [found] = prove().findings
        assert found.sequence == COURT
        assert "伍法〔2026〕1号已经编给" in found.detail
        assert "没有用在任何一份上" in found.detail

    def test_names_a_letter_whose_number_was_never_given(self):
        letter_id = issue_correction(registered())
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).number = "伍法〔2026〕7号"
        assert Finding(sequence="文书", detail="伍法〔2026〕7号没有编号记录") in prove().findings

    def test_names_a_sequence_without_its_row(self):
        issue_correction(registered())
        with ledger() as session:
            session.delete(session.get_one(NumberSequence, COURT))
        assert Finding(sequence=COURT, detail="编到1号，却没有流水记录") in prove().findings

    def test_a_letter_not_finished_is_counted_and_no_gap(self):
        letter_id = issue_correction(registered())
        with ledger() as session:
            session.get_one(IssuedLetter, letter_id).state = "reserved"
        proof = prove()
        assert (proof.findings, proof.pending) == ((), 1)

    def test_many_who_issue_at_once_leave_no_gap(self):
        cases = [registered(n) for n in range(4)]
        at_once(issue_correction, [(number,) for number in cases])
        assert sorted(row.number for row in rows(IssuedLetter)) == [
            f"伍法〔2026〕{n}号" for n in range(1, 5)
        ]
        assert prove().findings == ()


@pytest.mark.usefixtures("any_home")
class TestBeginning:
    def test_goes_on_after_the_last_number_given_by_other_means(self):
        begin(COURT, 57)
        assert issue_correction(registered()) == 1
        assert rows(IssuedLetter)[0].number == "伍法〔2026〕58号"
        assert prove().findings == ()

    def test_can_be_corrected_until_a_number_is_given(self):
        begin(COURT, 57)
        begin(COURT, 60)
        issue_correction(registered())
        with pytest.raises(SequenceError, match="已经编到61号"):
            begin(COURT, 70)
        with ledger() as session:
            row = session.get_one(NumberSequence, COURT)
            assert (row.last, row.began_after, row.began_by) == (61, 60, "张三")

    @pytest.mark.parametrize("after", [0, -3])
    def test_needs_a_number(self, after: int):
        with pytest.raises(SequenceError, match="须为正整数"):
            begin(COURT, after)
        assert count(GivenNumber) == 0

    def test_a_missing_number_after_the_beginning_is_found(self):
        begin(COURT, 57)
        for n in range(3):
            issue_correction(registered(n))
        with ledger() as session:
            gone = session.query(GivenNumber).filter_by(value=59).one()
            delete_letter(session, gone.number)
            session.delete(gone)
        assert prove().findings == (Finding(sequence=COURT, detail="缺59号"),)


class TestSequences:
    @pytest.mark.parametrize(
        ("kind", "organ", "name"),
        [
            ("prefiling", "", "wujiagang/prefiling/2026"),
            ("letter", "court", COURT),
            ("notice", "court", COURT),
            ("suggestion", "studio", "wujiagang/court/suggestion/2026"),
        ],
    )
    def test_are_named_by_what_is_written_alike(self, kind: str, organ: str, name: str):
        assert sequence_of(load_region("wujiagang"), kind, organ=organ, year=2026) == name

    @pytest.mark.parametrize(
        ("kind", "organ"), [("letter", ""), ("initial", "court"), ("letter", "x")]
    )
    def test_that_do_not_exist_are_refused_with_those_that_do(self, kind: str, organ: str):
        with pytest.raises(SequenceError, match="没有这个流水"):
            sequence_of(load_region("wujiagang"), kind, organ=organ, year=2026)

    @pytest.mark.parametrize(
        ("name", "kind", "region", "organ", "year"),
        [
            ("filing/2026", NumberKind.FILING, "", "", "2026"),
            ("wujiagang/initial/2026", NumberKind.CASE, "wujiagang", "", "2026"),
            (COURT, NumberKind.LETTER, "wujiagang", "court", "2026"),
            ("別的", None, "別的", "", "別的"),
        ],
    )
    def test_are_read_off_their_names(
        self, name: str, kind: NumberKind | None, region: str, organ: str, year: str
    ):
        read = SequenceName(name)
        assert (read.kind, read.region, read.organ, read.year) == (kind, region, organ, year)

    def test_two_organs_with_one_code_are_counted_together(self, tmp_path: Path):
        """Counted apart, the second of them could never have a letter: its 1号 is taken."""
        shutil.copy(REGIONS / "national.toml", tmp_path)
        text = (REGIONS / "wujiagang.toml").read_text(encoding="utf-8")
        (tmp_path / "here.toml").write_text(text.replace('"伍法诉调"', '"伍法"'), encoding="utf-8")
        here = load_region("here", tmp_path)
        assert here.organ.studio == here.organ.court
        assert here.document_sequence("letter", "studio") == "court/letter"
        assert here.document_sequence("letter", "center") == "center/letter"


@pytest.mark.usefixtures("any_home")
def test_a_number_that_another_sequence_wrote_is_not_given_twice():
    issue_correction(registered())
    with pytest.raises(NumberTakenError, match="伍法〔2026〕1号已经编给"), ledger() as session:
        give_number(
            session,
            "elsewhere/court/letter/2026",
            lambda n: f"伍法〔2026〕{n}号",
            given_to="别处",
            at=rows(GivenNumber)[0].given_at,
        )
    assert prove().findings == ()
