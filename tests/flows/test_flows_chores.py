"""The flows beside the paths: a filing typed in by hand, and the watch over the deadlines."""

import pytest
from prefect.exceptions import PrefectHTTPStatusError

from models.filing import FilingRecord
from models.letter import IssuedLetter
from tests.building import rows
from tests.flows.answers import checks
from tests.flows.office import Office
from tests.letters_by_hand import given

TYPED = {
    "received_on": "2026-11-02",
    "plaintiffs": [{"name": "周某"}],
    "agencies": ["区教育局"],
    "act": "信息公开答复书",
    "act_known_on": "2026-10-18",
}


def typed(office: Office, **changes: object):
    """How a run of the intake form ended."""
    run = office.start("收件登记/intake", filing=TYPED | changes)
    state = office.run(run)
    office.work()
    return state


@pytest.mark.mechanism("WJ-6a")
def test_a_filing_typed_in_by_hand_starts_by_itself(office: Office):
    assert typed(office).is_completed()
    [stored] = rows(FilingRecord)
    assert stored.region == "wujiagang"
    assert stored.case_id is not None


def test_a_filing_typed_in_twice_is_one_filing(office: Office):
    assert typed(office).is_completed()
    assert typed(office).is_completed()
    assert len(rows(FilingRecord)) == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"act_known_on": "2026-11-05"}, "“知道行为内容日期”：知道行为内容日期（2026-11-05）晚于"),
        ({"received_on": "昨天"}, "“收到起诉材料日期”：不是日期"),
        ({"plaintiffs": [{"name": "周某", "id_number": "123"}]}, "“证件号码”：证件号码有3位"),
    ],
)
def test_a_filing_that_cannot_be_is_refused_in_chinese(office: Office, changes, problem):
    state = typed(office, **changes)
    assert state.is_failed()
    assert "没有收件，请更正后重新提交。" in state.message
    assert problem in state.message
    assert not rows(FilingRecord)


def test_the_watch_closes_what_has_lapsed_and_the_case_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    number = office.take_in()
    office.tell(number, checks())
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-30")
    office.succeed(office.start("期限监测/deadline_watch"))
    office.work()
    assert office.asks(number) == ["docketing"]


def written(office: Office, **changes: object):
    """How a run of the form that issues a letter ended."""
    facts = given("meeting_minutes") | {"held_on": "2026-11-03"}
    filled = {"letter": "府院联席会议纪要", "facts": facts, "issued_by": "韩砚"} | changes
    return office.run(office.start("制作文书/correspondence", **filled))


@pytest.mark.usefixtures("fonts")
def test_a_letter_is_issued_once_from_the_form(office: Office):
    assert written(office).is_completed()
    assert written(office).is_completed()
    [letter] = rows(IssuedLetter)
    assert (letter.number, letter.issued_by) == ("宜伍府院联席办〔2026〕1号", "韩砚")
    assert letter.door == "Prefect 表单"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"facts": {}}, "文书要素有误，没有制作，请更正后重新提交：“年度”：必填"),
        ({"case_number": "甲"}, "不属于某一件案子"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_in_chinese(office: Office, changes, problem):
    state = written(office, **changes)
    assert state.is_failed()
    assert problem in state.message
    assert not rows(IssuedLetter)


def test_a_restricted_letter_never_reaches_prefect(office: Office):
    with pytest.raises(PrefectHTTPStatusError, match="'违法线索移送函' is not one of"):
        written(office, letter="违法线索移送函")
    assert not rows(IssuedLetter)
