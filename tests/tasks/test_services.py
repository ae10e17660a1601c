"""Services in the ledger: opened with the letter, recorded once with their proof, corrected."""

import datetime as dt
import hashlib
import os
from typing import Any, ClassVar

import pytest

from models.deadline import RunningDeadline
from models.history import Correction
from models.home import folder
from models.outbox import Notice
from models.service import LetterService, ServiceAddress
from rules.deadlines.replay import replay
from rules.filing import Plaintiff
from rules.paths.registration import RECEIPT
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.question import Actor
from tasks.answers import record_answer
from tasks.corrections import Corrected, Wrong, correct_date
from tasks.errors import AlreadyAnsweredError, FuyuanError, InvalidAnswerError
from tasks.letters import issue
from tasks.registration import register
from tasks.service.addresses import confirm_address
from tasks.service.attempts import attach_evidence
from tasks.service.evidence import LARGEST_BYTES, Evidence, kept
from tasks.service.targets import Target
from tests.building import ADDRESS, as_it_lies, asked, count, filing, registered, rows, stored
from tests.correspondence import RECEIPT_FACTS
from tests.nights import QUIET, listener, watch_on
from tests.processes import at_once
from tests.services import (
    AGENCY,
    CLERK,
    OTHER,
    PDF,
    PERSON,
    PHOTO,
    correction,
    direct,
    fail,
    inquiry,
    notice,
    record,
    report,
    states,
    told,
)

pytestmark = pytest.mark.usefixtures("any_home", "fonts")
BY_NOTICE = report(method="公告送达", through="人民法院公告网", note="两次邮寄退回，社区证明已迁走")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str) -> None:
    os.environ["FUYUAN_TODAY"] = text


def refusal(letter: int, recipient: str, answer: dict[str, Any], **how: Any) -> str:
    with pytest.raises(InvalidAnswerError) as refused:
        record(letter, recipient, answer, **how)
    return str(refused.value)


def row(letter: int, name: str) -> LetterService:
    return rows(LetterService, letter_id=letter, name=name)[-1]


class TestOpening:
    def test_a_letter_has_one_open_row_a_recipient(self):
        letter = inquiry(registered(agencies=[AGENCY, OTHER]))
        assert states(letter) == [
            (PERSON, 1, "waiting"),
            (AGENCY, 1, "waiting"),
            (OTHER, 1, "waiting"),
        ]

    def test_issued_again_it_has_no_second_one(self):
        number = registered()
        assert correction(number) == correction(number)
        assert count(LetterService) == 1

    def test_a_minors_letter_is_delivered_to_the_legal_representative(self):
        child = Plaintiff(name="周小某", id_number="99000020150101001X", address=ADDRESS)
        number = register(stored(filing(1, plaintiffs=[child]))[0])

        asked(number, "legal_representative")
        record_answer(
            number,
            "legal_representative",
            {
                "answered_by": CLERK,
                "representative": "周父",
                "guardian_consents": "是",
                "evidence": "户口簿",
            },
            door="测试",
        )
        letter = correction(number)
        assert row(letter, "周小某").deliver_to == "周父"
        assert "周父" not in as_it_lies()
        child_signs = report(method="直接送达", signer="本人", signed_by="周小某")
        assert "受送达人是未成年人，应由法定代理人" in refusal(letter, "周小某", child_signs)
        record(letter, "周小某", child_signs | {"signer": "法定代理人", "signed_by": "周父"})
        assert row(letter, "周小某").state == "served"

    def test_two_of_one_name_have_each_their_own(self):
        twins = [Plaintiff(name="周某", phone=f"1380000111{n}") for n in (1, 2)]
        letter = correction(register(stored(filing(1, plaintiffs=twins))[0]))
        assert [one.position for one in rows(LetterService)] == [1, 2]
        with pytest.raises(FuyuanError, match=r"有同名的受送达人.*1 周某（起诉人）、2 周某"):
            record(letter, "周某", report(method="邮寄送达", sent_on="2026-11-06"))
        record(letter, "2", report(method="邮寄送达", sent_on="2026-11-06"))
        assert [one.state for one in rows(LetterService)] == ["waiting", "served"]


class TestRecording:
    def test_closes_the_row_and_tells_the_timeline_without_a_name_of_a_person(self):
        letter = correction(registered())
        told_back = record(
            letter, PERSON, report(method="直接送达", signer="本人", signed_by=PERSON)
        )
        found = row(letter, PERSON)
        assert (found.state, found.served_on, found.method) == (
            "served",
            day("2026-11-06"),
            "直接送达",
        )
        assert (found.recorded_by, found.door) == (CLERK, "测试")
        assert told() == [
            "《补正告知书》（伍法〔2026〕1号）2026-11-06送达起诉人（第1名）（直接送达），李书记员经测试登记"
        ]
        assert "没有凭证" in told_back.as_text()

    def test_keeps_what_was_reported_encrypted(self):
        letter = correction(registered())
        record(letter, PERSON, report(method="直接送达", signer="同住成年家属", signed_by="周母"))
        assert "周母" in row(letter, PERSON).report
        assert "周母" not in as_it_lies()

    def test_a_second_time_is_refused_with_who_and_when(self):
        letter = notice(registered())
        record(letter, AGENCY, direct())
        with pytest.raises(AlreadyAnsweredError) as refused:
            record(letter, AGENCY, direct(served_on="2026-11-05"))
        for words in ("2026-11-06直接送达区教育局", CLERK, "2026-11-06 ", "经测试", "--occasion 1"):
            assert words in str(refused.value)
        assert row(letter, AGENCY).served_on == day("2026-11-06")

    def test_at_once_by_two_is_recorded_once(self):
        letter = notice(registered())
        done = at_once(attempt, [(letter,), (letter,)])
        assert sorted(done) == ["AlreadyAnsweredError", "recorded"]
        assert len(told()) == 1

    @pytest.mark.parametrize(
        ("letter", "recipient", "said"),
        [
            (99, AGENCY, "没有编号为99的文书"),
            (1, AGENCY, "《收件凭证》不须送达回证"),
            (
                2,
                "区公安分局",
                "没有名为“区公安分局”的受送达人；受送达人：1 区教育局（被诉行政机关）",
            ),
        ],
    )
    def test_of_what_there_is_not_is_refused(self, letter: int, recipient: str, said: str):

        number = registered()
        issue(number, RECEIPT, **RECEIPT_FACTS)
        notice(number)
        with pytest.raises(FuyuanError, match=said):
            record(letter, recipient, direct())

    def test_tomorrow_or_before_the_letter_is_refused(self):
        letter = notice(registered())
        assert "晚于今天" in refusal(letter, AGENCY, direct(served_on="2026-11-07"))
        assert "早于文书的成文日期" in refusal(letter, AGENCY, direct(served_on="2026-11-05"))

    def test_in_a_dry_run_keeps_nothing(self):
        letter = notice(registered())
        told_back = record(letter, AGENCY, direct(), evidence=PDF, dry_run=True)
        assert told_back.text == "已登记：《应诉通知书》2026-11-06直接送达区教育局"
        assert states(letter) == [(AGENCY, 1, "waiting")]
        assert list(folder("service").iterdir()) == []
        assert told() == []


def attempt(letter: int) -> str:
    """Record, in a process of its own."""
    try:
        record(letter, AGENCY, direct())
    except AlreadyAnsweredError as refused:
        return type(refused).__name__
    return "recorded"


class TestAFailedAttempt:
    def test_stays_on_record_and_opens_the_next_one_with_what_the_law_offers(self):
        letter = correction(registered())
        told_back = fail(letter, PERSON, method="直接送达", reason="拒绝签收")
        assert states(letter) == [(PERSON, 1, "returned"), (PERSON, 2, "waiting")]
        assert told_back.hints == ("第2次送达已列为待送达；还可以：留置送达",)
        left = report(method="留置送达", note="本人拒收", witnesses="社区钱某")
        record(letter, PERSON, left)
        assert states(letter) == [(PERSON, 1, "returned"), (PERSON, 2, "served")]
        assert told()[0].startswith("《补正告知书》（伍法〔2026〕1号）直接送达起诉人（第1名）未成")

    def test_keeps_its_own_proof(self):
        letter = correction(registered())
        fail(letter, PERSON, evidence=PHOTO)
        first, second = rows(LetterService)
        assert (first.evidence_sha256, second.evidence_sha256) == (PHOTO.sha256, "")
        assert kept(PHOTO.sha256)[1] == PHOTO.content

    def test_cannot_follow_a_service(self):
        letter = notice(registered())
        record(letter, AGENCY, direct())
        with pytest.raises(AlreadyAnsweredError, match="以先登记的为准"):
            fail(letter, AGENCY)


class TestElectronicService:
    ELECTRONIC = report(method="电子送达")
    CONFIRMED: ClassVar[dict[str, Any]] = {
        "answered_by": CLERK,
        "confirmed_on": "2026-11-04",
        "postal_address": "伍家岗区另一路2号",
        "accepts_electronic": "是",
        "electronic_address": "zhou@example.invalid",
    }

    def confirm(self, number: str, party: str = PERSON, **how: Any) -> str:
        changes = how.pop("changes", {})
        return confirm_address(number, party, self.CONFIRMED | changes, door="测试", **how)

    def test_needs_a_consent_on_record(self):
        number = registered()
        letter = correction(number)
        assert "没有同意电子送达的送达地址确认书" in refusal(letter, PERSON, self.ELECTRONIC)
        self.confirm(number)
        record(letter, PERSON, self.ELECTRONIC)
        assert row(letter, PERSON).address_id == rows(ServiceAddress)[0].id

    def test_is_not_allowed_to_who_wants_paper(self):
        number = registered()
        letter = correction(number)
        self.confirm(number, changes={"accepts_electronic": "否", "electronic_address": ""})
        assert "没有同意电子送达" in refusal(letter, PERSON, self.ELECTRONIC)

    def test_a_confirmation_is_one_a_party_until_it_is_renewed(self):
        number = registered()
        self.confirm(number)
        with pytest.raises(AlreadyAnsweredError, match=r"周某1的送达地址确认书.*李书记员登记"):
            self.confirm(number)
        self.confirm(number, replaces=True, changes={"confirmed_on": "2026-11-06"})
        [kept_one] = rows(ServiceAddress)
        assert kept_one.confirmed_on == day("2026-11-06")
        assert len(told()) == 2

    def test_a_confirmation_is_kept_encrypted_and_out_of_the_timeline(self):
        self.confirm(registered())
        for secret in ("伍家岗区另一路2号", "zhou@example.invalid"):
            assert secret in rows(ServiceAddress)[0].confirmed
            assert secret not in as_it_lies()
        assert PERSON not in told()[0]

    def test_a_third_party_may_confirm_too(self):
        number = registered()
        self.confirm(number, "某公司")
        assert [(one.role, one.name) for one in rows(ServiceAddress)] == [("第三人", "某公司")]


class TestPublicNotice:
    def announced(self, **changes: Any) -> int:
        letter = correction(registered())
        fail(letter, PERSON)
        fail(letter, PERSON, method="直接送达", reason="地址不详、查无此人或者已迁移")
        record(letter, PERSON, BY_NOTICE | changes)
        return letter

    def test_is_refused_while_nothing_else_was_tried(self):
        letter = correction(registered())
        assert "请先登记未送达的经过" in refusal(letter, PERSON, BY_NOTICE)

    def test_is_open_to_who_cannot_be_found(self):
        letter = correction(registered())
        record(letter, PERSON, BY_NOTICE | {"whereabouts_unknown": "是"})
        assert row(letter, PERSON).state == "on_notice"

    def test_names_the_attempts_and_begins_thirty_days(self):
        letter = correction(registered())
        fail(letter, PERSON)
        told_back = record(letter, PERSON, BY_NOTICE)
        assert "2026-12-06视为送达" in told_back.text
        assert "在案的未送达记录：邮寄送达" in told_back.as_text()
        [clock] = rows(RunningDeadline, rule="S_PUBLIC_NOTICE_30D")
        # A Sunday: a deemed day does not roll forward (law.md §2b rule 11).
        assert (clock.due_on, clock.state) == (day("2026-12-06"), "running")
        assert replay(clock.proof["record"], calendar=national_calendar()).is_same

    def test_counts_as_service_when_the_last_day_is_over_and_not_before(self):
        letter = self.announced()
        assert watch_on("2026-12-06")["deemed_served"] == 0
        assert row(letter, PERSON).state == "on_notice"
        assert watch_on("2026-12-07") == QUIET | {"deemed_served": 1}
        assert (row(letter, PERSON).state, row(letter, PERSON).served_on) == (
            "served",
            day("2026-12-06"),
        )
        [clock] = rows(RunningDeadline, rule="S_PUBLIC_NOTICE_30D")
        assert (clock.state, clock.closed_on) == ("met", day("2026-12-06"))
        assert watch_on("2026-12-08")["deemed_served"] == 0
        assert told()[-1].endswith("送达起诉人（第1名）（公告送达），公告期满，视为送达")

    def test_is_not_recorded_twice_nor_failed(self):
        letter = self.announced()
        with pytest.raises(AlreadyAnsweredError, match="已于2026-11-06公告"):
            record(letter, PERSON, BY_NOTICE)
        with pytest.raises(FuyuanError, match="正在公告送达，不能登记未送达"):
            fail(letter, PERSON)

    def test_is_overtaken_by_the_recipient_who_comes(self):
        letter = self.announced()
        on("2026-11-16")
        signed = report(method="直接送达", served_on="2026-11-16", signer="本人", signed_by=PERSON)
        record(letter, PERSON, signed, evidence=PDF)
        assert row(letter, PERSON).served_on == day("2026-11-16")
        assert row(letter, PERSON).evidence_sha256 == PDF.sha256
        [overtaken] = rows(LetterService, letter_id=letter, method="公告送达")
        assert (overtaken.state, overtaken.sent_on) == ("returned", day("2026-11-06"))
        assert "人民法院公告网" in overtaken.report, "what was published stays on record"
        assert watch_on("2026-12-07")["deemed_served"] == 0
        assert row(letter, PERSON).served_on == day("2026-11-16")


class TestEvidence:
    def test_is_kept_under_its_digest_and_read_back_unchanged(self):
        letter = notice(registered())
        record(letter, AGENCY, direct(), evidence=PDF)
        found = row(letter, AGENCY)
        assert found.evidence_sha256 == hashlib.sha256(PDF.content).hexdigest()
        path, content = kept(found.evidence_sha256)
        assert (path.suffix, content) == (".pdf", PDF.content)
        assert found.evidence_name == "送达回证.pdf"
        assert "送达回证.pdf" not in as_it_lies()

    def test_that_was_changed_on_the_disk_or_is_gone_is_said_to_be(self):
        letter = notice(registered())
        record(letter, AGENCY, direct(), evidence=PDF)
        path, _ = kept(row(letter, AGENCY).evidence_sha256)
        path.write_bytes(b"%PDF-1.7\nforged")
        with pytest.raises(FuyuanError, match="与登记时的摘要不符"):
            kept(row(letter, AGENCY).evidence_sha256)
        path.unlink()
        with pytest.raises(FuyuanError, match="请从备份恢复"):
            kept(row(letter, AGENCY).evidence_sha256)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "文件是空的"),
            (b"MZ\x90\x00program", "只收 PDF、JPG、PNG 和 MP4"),
            (b"%PDF-" + b"0" * LARGEST_BYTES, "超过20MB的上限"),
        ],
    )
    def test_of_another_kind_or_size_is_refused(self, content: bytes, said: str):
        letter = notice(registered())
        file = Evidence(name="回证.pdf", content=content)
        assert said in refusal(letter, AGENCY, direct(), evidence=file)
        assert states(letter) == [(AGENCY, 1, "waiting")]

    @pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "C:\\回证\\passwd.pdf"])
    def test_keeps_the_last_part_of_its_name(self, name: str):
        letter = notice(registered())
        record(letter, AGENCY, direct(), evidence=Evidence(name=name, content=PDF.content))
        assert row(letter, AGENCY).evidence_name == "passwd.pdf"

    def test_by_camera_is_demanded_where_nobody_witnessed(self):
        letter = correction(registered())
        filmed = report(method="留置送达", note="本人拒收", is_filmed="是")
        assert "请同时提交照片或者录像" in refusal(letter, PERSON, filmed)
        record(letter, PERSON, filmed, evidence=PHOTO)
        assert kept(row(letter, PERSON).evidence_sha256)[0].suffix == ".jpg"

    def test_may_come_later_but_only_once(self):
        letter = notice(registered())
        target = Target(letter_id=letter, recipient=AGENCY)
        with pytest.raises(FuyuanError, match="还没有登记送达"):
            attach_evidence(target, PDF, by=CLERK, door="测试")
        record(letter, AGENCY, direct())
        with pytest.raises(FuyuanError, match="须写明是谁补交的"):
            attach_evidence(target, PDF, by=" ", door="测试")
        attach_evidence(target, PDF, by=CLERK, door="测试")
        assert row(letter, AGENCY).evidence_sha256 == PDF.sha256
        with pytest.raises(AlreadyAnsweredError, match="已有凭证“送达回证"):
            attach_evidence(target, PHOTO, by=CLERK, door="测试")


class TestCorrecting:
    def correct(self, number: str, field: str, to: str, row_id: int = 1) -> Corrected:
        wrong = Wrong(
            question="service",
            field=field,
            to=day(to),
            corrected_by="书记员甲",
            reason="回证载明",
            door="测试",
            occasion=str(row_id),
        )
        return correct_date(number, wrong)

    def test_a_wrong_day_keeps_the_old_one(self):
        number = registered()
        letter = correction(number)
        on("2026-11-10")
        signed = report(method="直接送达", served_on="2026-11-10", signer="本人", signed_by=PERSON)
        record(letter, PERSON, signed)
        self.correct(number, "served_on", "2026-11-09")
        assert row(letter, PERSON).served_on == day("2026-11-09")
        [kept_one] = rows(Correction)
        assert (kept_one.fact, kept_one.before, kept_one.after) == (
            "service.1.served_on",
            day("2026-11-10"),
            day("2026-11-09"),
        )

    def test_a_wrongly_dated_notice_counts_anew(self):
        number = registered()
        letter = correction(number)
        fail(letter, PERSON)
        on("2026-11-10")
        record(letter, PERSON, BY_NOTICE | {"served_on": "2026-11-10"})
        corrected = self.correct(number, "sent_on", "2026-11-07", row(letter, PERSON).id)
        assert [(c.before, c.after) for c in corrected.changes] == [
            (day("2026-12-10"), day("2026-12-07"))
        ]
        watch_on("2026-12-08")
        assert row(letter, PERSON).served_on == day("2026-12-07")
        self.correct(number, "sent_on", "2026-11-06", row(letter, PERSON).id)
        assert row(letter, PERSON).served_on == day("2026-12-06")
        [clock] = rows(RunningDeadline, rule="S_PUBLIC_NOTICE_30D")
        assert (clock.state, clock.due_on) == ("met", day("2026-12-06"))

    @pytest.mark.parametrize(
        ("field", "to", "row_id", "said"),
        [
            ("served_on", "2026-11-20", 1, "晚于今天"),
            ("served_on", "2026-11-05", 1, "早于2026-11-06"),
            ("sent_on", "2026-11-06", 1, "没有交付、交邮或者公告日期"),
            ("signed_on", "2026-11-06", 1, "没有名为“signed_on”的日期"),
            ("served_on", "2026-11-06", 9, "没有编号为“9”的送达登记"),
            ("served_on", "2026-11-10", 1, "没有更正"),
        ],
    )
    def test_what_cannot_be_is_refused(self, field: str, to: str, row_id: int, said: str):
        number = registered()
        letter = notice(number)
        on("2026-11-10")
        record(letter, AGENCY, direct(served_on="2026-11-10"))
        with pytest.raises(FuyuanError, match=said):
            self.correct(number, field, to, row_id)
        assert row(letter, AGENCY).served_on == day("2026-11-10")
        assert count(Correction) == 0

    def test_the_deemed_day_itself_is_not_typed(self):
        number = registered()
        letter = correction(number)
        record(letter, PERSON, BY_NOTICE | {"whereabouts_unknown": "是"})
        watch_on("2026-12-07")
        with pytest.raises(InvalidAnswerError, match="请更正 sent_on"):
            self.correct(number, "served_on", "2026-12-01")


class TestReminders:
    def test_the_office_hears_of_a_letter_after_a_week_and_four_times_at_most(self):
        listener(Actor.STUDIO)
        letter = inquiry(registered(agencies=[AGENCY, OTHER]))
        assert watch_on("2026-11-12")["unserved"] == 0
        assert watch_on("2026-11-13")["unserved"] == 1
        assert watch_on("2026-11-14")["unserved"] == 0
        [first] = rows(Notice, template="service_unrecorded")
        assert "诉前调解征询书，7日没有登记送达" in first.subject
        assert not any(word in first.subject + first.body for word in (PERSON, AGENCY, "周某"))
        for later in ("2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18"):
            watch_on(later)
        assert count(Notice, template="service_unrecorded") == 4
        assert len(states(letter)) == 3

    def test_nobody_hears_of_what_was_served(self):
        listener(Actor.STUDIO)
        record(notice(registered()), AGENCY, direct())
        assert watch_on("2026-11-13")["unserved"] == 0
