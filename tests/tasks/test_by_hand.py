"""Letters that people issue: from facts that are checked, once, with who issued them."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.history import Event
from models.letter import IssuedLetter
from models.number import GivenNumber
from models.outbox import Notice
from rules.catalogue import letters_by_hand
from rules.correspondence.clues import Receiver
from rules.correspondence.meetings import Topic
from rules.vocabulary.region import load_region
from rules.vocabulary.subsidy import Grade
from tasks import by_hand
from tasks.by_hand import check_by_hand, given_fields, issue_by_hand, letter_by_hand
from tasks.contacts import add_contact
from tasks.errors import FuyuanError, InvalidFactsError, NotAskedError, UnknownCaseError
from tasks.letter_access import fetch_letter
from tasks.letters import letter_of, letter_path
from tests.building import count, rows
from tests.correspondence import text_of
from tests.letters_by_hand import case_for, day_of, given, issue, order
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("fonts")
WITH_TABLE = load_region("wujiagang").model_copy(
    update={"subsidy_standard": (Grade(name="样例档次（金额系虚构）", amount=Decimal(100)),)}
)


@pytest.fixture
def on_its_day(monkeypatch: pytest.MonkeyPatch):
    """Make today the day of a sample letter."""

    def go(code: str) -> str:
        monkeypatch.setenv("FUYUAN_TODAY", "2026-05-25")
        number = case_for(code)
        monkeypatch.setenv("FUYUAN_TODAY", day_of(code))
        return number

    return go


@pytest.fixture
def with_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region whose table of subsidies is filled in; no real one is known to us."""
    monkeypatch.setattr(by_hand, "load_region", lambda _name: WITH_TABLE)


def wrong(code: str, number: str, **facts: Any) -> list[str]:
    """What is said to be wrong with changed sample facts."""
    with pytest.raises(InvalidFactsError) as refused:
        issue(code, number, facts=facts)
    assert count(IssuedLetter, code=code) == 0
    return refused.value.problems


@pytest.mark.usefixtures("home", "with_table")
@pytest.mark.parametrize("code", letters_by_hand())
def test_every_letter_is_issued_from_what_a_person_gives(code: str, on_its_day):
    number = on_its_day(code)
    issued = issue(code, number)
    [row] = rows(IssuedLetter, code=code)
    assert (row.state, row.issued_by, row.door, row.region) == (
        "issued",
        "韩砚",
        "测试",
        "wujiagang",
    )
    assert (row.case_id is None) is (number == "")
    assert bool(row.number) is (letters_by_hand()[code].numbering is not None)
    assert letter_path(issued.letter_id, "pdf").read_bytes().startswith(b"%PDF-")
    assert "未配置" not in text_of(issued.letter_id)


@pytest.mark.usefixtures("home", "with_table")
@pytest.mark.parametrize("code", ["meeting_minutes", "work_reminder"])
class TestOnce:
    def test_the_same_click_twice_makes_one_letter(self, code: str, on_its_day):
        number = on_its_day(code)
        first, second = issue(code, number), issue(code, number)
        assert (first.is_new, second.is_new) == (True, False)
        assert first.letter_id == second.letter_id
        assert len(rows(GivenNumber, number=first.number)) == 1

    def test_another_content_is_another_letter(self, code: str, on_its_day):
        number = on_its_day(code)
        field = "recorder" if code == "meeting_minutes" else "found_by"
        first, second = issue(code, number), issue(code, number, facts={field: "另一人"})
        assert first.letter_id != second.letter_id
        assert count(IssuedLetter, code=code) == 2

    def test_an_occasion_holds_what_was_said_first(self, code: str, on_its_day):
        number = on_its_day(code)
        first = issue(code, number, occasion="2026年第1次")
        field = "recorder" if code == "meeting_minutes" else "found_by"
        with pytest.raises(NotAskedError, match=r"“2026年第1次”这一次的.*内容不同"):
            issue(code, number, occasion="2026年第1次", facts={field: "另一人"})
        assert not issue(code, number, occasion="2026年第1次").is_new
        assert issue(code, number, occasion="2026年第2次").letter_id != first.letter_id

    def test_a_trial_keeps_nothing(self, code: str, on_its_day):
        number = on_its_day(code)
        before = count(GivenNumber)
        assert check_by_hand(order(code, number)).code == code
        assert (count(IssuedLetter), count(GivenNumber)) == (0, before)


@pytest.mark.usefixtures("any_home")
@pytest.mark.parametrize("code", ["meeting_minutes", "work_reminder"])
def test_clicks_at_once_make_one_letter(code: str, on_its_day):
    number = on_its_day(code)
    made = at_once(issue, [(code, number)] * 3)
    assert len({issued.letter_id for issued in made}) == 1
    assert count(IssuedLetter, code=code) == 1


@pytest.mark.usefixtures("home")
def test_an_office_of_another_region_has_its_own_letter(on_its_day):
    on_its_day("meeting_minutes")
    here, there = issue("meeting_minutes"), issue("meeting_minutes", region="ruzhou")
    assert here.letter_id != there.letter_id
    assert there.number == "汝府院联席办〔2026〕1号"
    assert "汝州市府院联动联席会议办公室" in text_of(there.letter_id)


@pytest.mark.usefixtures("home")
class TestWhoIssuedIt:
    def test_stands_in_the_timeline_of_the_case(self, on_its_day):
        number = on_its_day("work_reminder")
        issued = issue("work_reminder", number)
        [event] = rows(Event, kind="文书")
        assert event.text == f"制作《工作提醒函》（{issued.number}），韩砚经测试"

    def test_is_asked_for(self, on_its_day):
        number = on_its_day("work_reminder")
        with pytest.raises(InvalidFactsError, match="“制作人”：必填"):
            issue("work_reminder", number, issued_by=" ")

    def test_no_notice_leaves_the_house_for_a_letter_of_an_office(self, on_its_day):
        add_contact(role="被诉行政机关", organ="", label="联络员", url="json://127.0.0.1/x")
        on_its_day("interview_notice")
        issue("interview_notice")
        assert count(Notice) == 0


@pytest.mark.usefixtures("home")
class TestBadFacts:
    @pytest.mark.parametrize(
        ("facts", "problem"),
        [
            ({"shortcomings": []}, "“化解不力的情形”：必填"),
            ({"reply_by": "2026-02-30"}, "“书面回复期限”：日期无效，请用 2026-11-22 的写法"),
            ({"reply_by": "2026-08-21"}, "“书面回复期限”：2026-08-21不晚于成文日期"),
            ({"found_on": "2026-09-01"}, "“认定日期”：2026-09-01晚于成文日期"),
            ({"found_on": "2026-08-01"}, "“认定日期”：不能早于法院提供情况的日期"),
            ({"agency": "区公安分局"}, "“被提醒单位”：请填写云州市云山区人力资源和社会保障局"),
            ({"during": "仲裁"}, "“争议所在程序”：不在可选范围内"),
            ({"verdict": "撤销"}, "“verdict”：没有这一栏"),
            ({"court_name": "某法院"}, "“court_name”：没有这一栏"),
            ({"liaison": {"person": "韩砚"}}, "“联系人 › 联系电话”：必填"),
        ],
    )
    def test_are_refused_naming_the_field(self, facts, problem: str, on_its_day):
        number = on_its_day("work_reminder")
        assert [line for line in wrong("work_reminder", number, **facts) if problem in line]

    @pytest.mark.parametrize("facts", [{"failures": "没有"}, {"failures": [1]}, {"failures": [{}]}])
    def test_of_any_shape_do_not_break_what_is_worked_out(self, facts, on_its_day):
        on_its_day("special_circular")
        assert all("通报事项" in line for line in wrong("special_circular", "", **facts))

    @pytest.mark.parametrize("code", ["special_circular", "conduct_circular", "meeting_minutes"])
    def test_more_copies_than_the_foot_of_a_page_holds(self, code: str, on_its_day):
        on_its_day(code)
        [line] = wrong(code, "", copies=["某" * 150] * 4 + ["某"])
        assert "抄送单位合计不超过600字，单位多的写统称" in line
        assert issue(code, facts={"copies": ["某" * 150] * 4}).is_new

    def test_a_row_is_named_by_its_number(self, on_its_day):
        on_its_day("meeting_minutes")
        resolved = given("meeting_minutes")["resolutions"]
        resolved[1]["due_by"] = "2026-12-01"
        [line] = wrong("meeting_minutes", "", resolutions=resolved)
        assert line.startswith("“议定事项 › 第2项 › 完成时限”：2026-12-01不晚于成文日期")

    def test_invisible_characters_and_empty_rows_are_left_out(self, on_its_day):
        on_its_day("meeting_minutes")
        issued = issue(
            "meeting_minutes", facts={"chair": "  区长\u202e俞清和 ", "copies": ["", "甲局"]}
        )
        assert "区长俞清和" in text_of(issued.letter_id)
        assert json.loads(rows(IssuedLetter)[0].facts)["copies"] == ["甲局"]

    def test_a_letter_of_a_case_needs_one_and_an_offices_letter_has_none(self, on_its_day):
        number = on_its_day("work_reminder")
        with pytest.raises(InvalidFactsError, match="“案号”：《工作提醒函》须写明是哪一件案子"):
            issue("work_reminder")
        with pytest.raises(InvalidFactsError, match=r"“案号”：.*不属于某一件案子"):
            issue("meeting_minutes", number)
        with pytest.raises(UnknownCaseError):
            issue("work_reminder", "甲")
        with pytest.raises(InvalidFactsError, match="“地区”：没有名为nowhere的地区"):
            issue("meeting_minutes", region="nowhere")

    def test_an_office_without_a_name_writes_nothing(self, on_its_day):
        on_its_day("meeting_minutes")
        with pytest.raises(InvalidFactsError, match="没有配置机关名称（joint_office_name）"):
            issue("meeting_minutes", region="shangluo")

    def test_a_letter_of_a_path_is_not_issued_by_hand(self):
        with pytest.raises(NotAskedError, match="《收件凭证》由流程在办到时自动制作"):
            letter_by_hand("receipt")
        with pytest.raises(NotAskedError, match="没有代码为“x”的文书"):
            letter_by_hand("x")


@pytest.mark.mechanism("RZ-5b")
@pytest.mark.usefixtures("home")
def test_a_reminder_rests_on_what_the_court_told_and_on_who_found_it(on_its_day):
    number = on_its_day("work_reminder")
    for field in ("court_told", "court_told_on", "found_by", "found_on"):
        kept = {name: value for name, value in given("work_reminder").items() if name != field}
        with pytest.raises(InvalidFactsError, match="必填"):
            issue_by_hand(replace(order("work_reminder", number), facts=kept))
    words = text_of(issue("work_reminder", number).letter_id)
    assert "两次组织调解，被告均只派经办人到场" in words
    assert "经云州市云山区人民政府办公室法治科科长陆衡于2026年8月20日认定" in words
    assert "要求" not in words.split("三、请你单位办理")[0]
    assert "请及时妥善解决本案争议" in words


@pytest.mark.mechanism("YC-3b")
@pytest.mark.usefixtures("home")
class TestMeetings:
    def test_the_six_topics_may_be_chosen(self, on_its_day):
        on_its_day("meeting_notice")
        agenda = [{"topic": topic.value, "title": "通报", "reporter": "司法局"} for topic in Topic]
        words = text_of(issue("meeting_notice", facts={"agenda": agenda}).letter_id)
        assert len(Topic) == 6
        assert all(topic.value in words for topic in Topic)
        agenda[0]["topic"] = "其他"
        with pytest.raises(InvalidFactsError, match="“议题 › 第1项 › 议题类别”：不在可选范围内"):
            issue("meeting_notice", facts={"agenda": agenda})

    @pytest.mark.parametrize(
        ("field", "title"), [("responsible", "责任单位"), ("due_by", "完成时限")]
    )
    def test_minutes_name_who_does_what_by_when(self, field: str, title: str, on_its_day):
        on_its_day("meeting_minutes")
        resolutions = given("meeting_minutes")["resolutions"]
        del resolutions[0][field]
        assert wrong("meeting_minutes", "", resolutions=resolutions) == [
            f"“议定事项 › 第1项 › {title}”：必填"
        ]
        words = text_of(issue("meeting_minutes").letter_id)
        assert "云州市云山区司法局2027年2月26日" in words

    def test_papers_come_before_the_meeting(self, on_its_day):
        on_its_day("meeting_notice")
        assert wrong("meeting_notice", "", papers_by="2026-12-09") == [
            "“材料报送期限”：不能晚于会议日期"
        ]


@pytest.mark.usefixtures("home")
class TestCirculars:
    def test_count_how_often_an_agency_was_named_this_year(self, on_its_day, monkeypatch):
        on_its_day("special_circular")
        first, other = given("special_circular")["failures"]
        one = issue("special_circular", facts={"failures": [first, other]})
        two = issue("special_circular", facts={"failures": [other]})
        assert f"{other['agency']}1次" in text_of(one.letter_id)
        assert f"{other['agency']}2次" in text_of(two.letter_id)
        again = issue("special_circular", facts={"failures": [first, other]})
        assert (again.letter_id, again.is_new) == (one.letter_id, False)
        monkeypatch.setenv("FUYUAN_TODAY", "2027-01-04")
        later = issue("special_circular", facts={"failures": [other, other]})
        assert f"{other['agency']}1次" in text_of(later.letter_id)

    def test_leave_what_follows_to_people(self, on_its_day):
        on_its_day("special_circular")
        words = text_of(issue("special_circular").letter_id)
        assert "是否约谈、扣分，由有权机关另行决定，本通报不作结论" in words
        assert "可以书面申请复核" in words

    @pytest.mark.mechanism("RZ-5c")
    def test_of_unlawful_conduct_are_followed_until_closed_out(self, on_its_day, monkeypatch):
        on_its_day("conduct_circular")
        circular = issue("conduct_circular")
        words = text_of(circular.letter_id)
        assert "整改事项" in words
        assert "2026年11月30日" in words
        monkeypatch.setenv("FUYUAN_TODAY", day_of("supervision_close_out"))
        closing = {"order_number": circular.number}
        for evidence in ([], [{"matter": "修订裁量基准", "done_on": "2026-11-25"}]):
            assert wrong("supervision_close_out", "", **closing, closed=evidence)
        closed = issue("supervision_close_out", facts=closing)
        words = text_of(closed.letter_id)
        assert f"{circular.number}所列事项" in words
        assert "公布页面和公布日期截图" in words


@pytest.mark.usefixtures("home")
class TestReports:
    @pytest.mark.mechanism("YC-6c")
    @pytest.mark.parametrize(
        "subject", ["败诉", "负责人出庭应诉", "执行生效裁判文书", "落实司法建议"]
    )
    def test_are_not_made_before_the_four_kinds_of_figures_are_there(
        self, subject: str, on_its_day
    ):
        on_its_day("bureau_report")
        fewer = [f for f in given("bureau_report")["figures"] if f["subject"] != subject]
        assert wrong("bureau_report", "", figures=fewer) == [
            f"“数据”：缺{subject}的数据，四类数据齐全才能报送"
        ]

    def test_work_out_the_shares_and_say_what_they_are_made_of(self, on_its_day):
        on_its_day("bureau_report")
        words = text_of(issue("bureau_report").letter_id)
        assert "76410.94%" in words  # 7 of 64.
        assert "样本过少" in words

    def test_a_part_is_not_larger_than_its_whole_and_the_span_is_over(self, on_its_day):
        on_its_day("bureau_report")
        figures = given("bureau_report")["figures"]
        figures[1] |= {"numerator": 70}
        assert wrong("bureau_report", "", figures=figures) == [
            "“数据 › 第2项 › 分子（件）”：大于分母"
        ]
        assert wrong("bureau_report", "", span="全年") == ["“统计期”：2026年全年还没有结束"]


@pytest.mark.mechanism("WJ-16")
@pytest.mark.usefixtures("home")
class TestTolerance:
    @pytest.mark.parametrize(
        ("facts", "reason"),
        [
            ({"caused_serious_harm": "是"}, "造成了严重影响或者后果"),
            ({"correction": "没有主动改正或者撤销", "corrected_on": None}, "不是主动改正或者撤销"),
        ],
    )
    def test_is_not_open_where_a_condition_fails(self, facts, reason: str, on_its_day):
        number = on_its_day("tolerance_finding")
        [line] = wrong("tolerance_finding", number, **facts)
        assert line.startswith(f"“认定意见”：不能予以容错：{reason}")

    def test_may_be_refused_though_both_conditions_hold(self, on_its_day):
        number = on_its_day("tolerance_finding")
        issued = issue("tolerance_finding", number, facts={"decision": "不予容错"})
        words = text_of(issued.letter_id)
        assert "认定意见不予容错" in words
        assert "“可以”不追究单位负责人个人责任，由决定人裁量" in words

    def test_names_who_decided(self, on_its_day):
        number = on_its_day("tolerance_finding")
        assert "“决定人”：必填" in wrong("tolerance_finding", number, decided_by="")


@pytest.mark.mechanism("WJ-25")
@pytest.mark.usefixtures("home")
class TestSubsidies:
    def test_without_a_table_no_amount_is_invented(self, on_its_day):
        number = on_its_day("subsidy_form")
        [line] = wrong("subsidy_form", number)
        assert "没有配置补贴标准（subsidy_standard）" in line

    @pytest.mark.usefixtures("with_table")
    def test_the_amount_is_the_tables(self, on_its_day):
        number = on_its_day("subsidy_form")
        assert {"amount_each", "total"}.isdisjoint(given_fields(letter_by_hand("subsidy_form")))
        words = text_of(issue("subsidy_form", number).letter_id)
        assert "人民币贰佰元整200.00" in words
        assert "宜伍司发〔2023〕10号" in words
        [line] = wrong_again(number, grade="没有的档次")
        assert "标准中没有“没有的档次”" in line

    @pytest.mark.usefixtures("with_table")
    def test_what_was_not_resolved_is_paid_nothing(self, on_its_day):
        number = on_its_day("subsidy_form")
        issued = issue("subsidy_form", number, facts={"outcome": "没有化解成功"})
        assert "人民币零元整0.00" in text_of(issued.letter_id)


def wrong_again(number: str, **facts: Any) -> list[str]:
    with pytest.raises(InvalidFactsError) as refused:
        issue("subsidy_form", number, facts=facts)
    return refused.value.problems


@pytest.mark.mechanism("RZ-6")
@pytest.mark.usefixtures("home")
class TestClues:
    @pytest.mark.parametrize(
        ("receiver", "name"),
        [
            (Receiver.DISCIPLINE, "云山区某某有限公司"),
            (Receiver.DISCIPLINE, "云山区信访局"),
            (Receiver.APPOINTING, "云山区监察委员会"),
            (Receiver.APPOINTING, "云州市云山区城市管理综合执法局"),
            ("新闻单位", "云山日报社"),
        ],
    )
    def test_go_to_no_other_organ(self, receiver: str, name: str, on_its_day):
        number = on_its_day("clue_transfer")
        lines = wrong("clue_transfer", number, receiver=receiver, receiver_name=name)
        assert [line for line in lines if "接收机关" in line]

    def test_need_a_signature(self, on_its_day):
        number = on_its_day("clue_transfer")
        assert "“签批人”：必填" in wrong("clue_transfer", number, approved_by="")

    def test_are_kept_from_everybody_who_looks_at_the_case(self, on_its_day):
        add_contact(role="被诉行政机关", organ="", label="联络员", url="json://127.0.0.1/x")
        number = on_its_day("clue_transfer")
        issued = issue("clue_transfer", number)
        assert letter_of(issued.letter_id) is None
        [event] = rows(Event, kind="文书")
        assert event.text == f"制作限制接触的文书（编号{issued.letter_id}），韩砚经测试"
        assert count(Notice) == 0
        for suffix in ("pdf", "docx"):
            assert letter_path(issued.letter_id, suffix).stat().st_mode & 0o777 == 0o600

    def test_are_fetched_on_record(self, on_its_day, tmp_path: Path):
        number = on_its_day("clue_transfer")
        letter_id = issue("clue_transfer", number).letter_id
        with pytest.raises(FuyuanError, match="须写明调取人"):
            fetch_letter(letter_id, tmp_path, by="秦砚", reason=" ")
        fetched = fetch_letter(letter_id, tmp_path / "out", by="秦砚", reason="送达")
        assert [path.suffix for path in fetched] == [".pdf", ".docx"]
        assert fetched[0].read_bytes() == letter_path(letter_id, "pdf").read_bytes()
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in fetched)
        [event] = rows(Event, kind="调取")
        assert event.text == f"秦砚调取限制接触的文书（编号{letter_id}）：送达"

    def test_only_a_restricted_letter_is_fetched(self, on_its_day, tmp_path: Path):
        number = on_its_day("work_reminder")
        letter_id = issue("work_reminder", number).letter_id
        with pytest.raises(NotAskedError, match="不限制接触"):
            fetch_letter(letter_id, tmp_path, by="秦砚", reason="送达")
        with pytest.raises(NotAskedError, match="没有编号为99的案件文书"):
            fetch_letter(99, tmp_path, by="秦砚", reason="送达")


def test_what_is_restricted_lies_in_the_file_of_a_case():
    """Who fetched it is told in the timeline of the case."""
    restricted = [letter for letter in letters_by_hand().values() if letter.is_restricted]
    assert restricted
    assert all(letter.is_of_a_case for letter in restricted)


def test_every_letter_by_hand_says_when_it_is_written_and_asks_in_chinese():
    for letter in letters_by_hand().values():
        assert letter.trigger
        assert all(letter.needs.model_fields[name].title for name in given_fields(letter))
