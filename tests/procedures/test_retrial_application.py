"""再审, until it is ordered: in time or late, docketed, examined, rejected; or no party's."""

import datetime as dt
from typing import Any

import pytest

from flows.retrial import retrial
from fuyuan.rehearsal import work
from models.case import CasePath
from models.history import Todo
from models.letter import IssuedLetter
from rules.vocabulary.region import Region, load_region
from tasks import local_duties
from tasks import retrial as beginning
from tasks.corrections import Wrong, correct_date
from tasks.errors import AlreadyAnsweredError, InvalidAnswerError, NotAskedError
from tests.building import rows
from tests.correspondence import text_of
from tests.flows.office import all_that_happened
from tests.procedures import retrial_answers as say
from tests.procedures.litigation_walk import (
    AGENCY,
    PLAINTIFF,
    asked,
    clocks,
    day,
    facts_of,
    letters,
    on,
    stage,
    tell,
    told,
    under_trial,
)
from tests.procedures.retrial_cases import (
    EFFECTIVE,
    PATH,
    TODAY,
    applied,
    begin,
    begun,
    in_force,
    lost_and_in_force,
    served_on_both,
)

pytestmark = pytest.mark.usefixtures("home", "fonts")
BARRED = "barred_retrial_acceptance"


# Registering


def test_only_what_is_in_force_is_tried_again():
    with pytest.raises(NotAskedError, match="不予立案裁定申请再审的另行办理"):
        begin(under_trial(), "2026-11-12", "2026-11-12")


def test_while_one_goes_on_there_is_no_other():
    number = in_force()
    begin(number)
    with pytest.raises(AlreadyAnsweredError, match="一并审查"):
        begin(number)


@pytest.mark.parametrize(
    ("ended", "changes", "reason"),
    [
        ("dismissed", {}, "应为裁定"),
        ("withdrawn", {}, "应为裁定"),
        ("mediated", {}, "应为调解书"),
        ("effective", {"in_force": "裁定"}, "应为判决或者调解书|应为调解书或者判决"),
    ],
)
def test_what_is_in_force_is_what_the_trial_ended_with(
    ended: str, changes: dict[str, str], reason: str
):
    with pytest.raises(InvalidAnswerError, match=reason):
        begin(in_force(ended), **changes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"applicant": ""}, "须填写再审申请人"),
        ({"trigger": "人民检察院抗诉"}, "须填写抗诉书"),
        ({"filed_on": "2026-02-01"}, "不能早于生效日期"),
        ({"filed_on": "2026-03-03"}, "晚于今天"),
        ({"counted_from_on": "2026-02-10"}, "自生效之日起算"),
        ({"ground": "调解违反自愿原则或者调解书内容违法"}, "不是判决的再审事由"),
        ({"in_force": "调解书"}, "不是调解书的再审事由"),
        (
            {"in_force": "调解书", "ground": "调解书损害国家利益、社会公共利益"},
            "只适用于抗诉和检察建议",
        ),
        (
            {
                "trigger": "院长发现或者上级人民法院发现",
                "document": "(2026)鄂05行监1号",
                "ground": "第三人未参加诉讼且不能归责于本人，裁判损害其合法权益",
            },
            "只适用于第三人申请再审",
        ),
    ],
)
def test_a_filing_says_who_asks_on_which_ground_and_since_when(
    changes: dict[str, str], reason: str
):
    with pytest.raises(InvalidAnswerError, match=reason):
        begun(in_force(), say.filing(EFFECTIVE, TODAY) | changes)


def test_another_day_of_effect_than_the_appeal_period_gives_is_remarked():
    number = lost_and_in_force()
    begin(number, "2026-11-28", "2026-11-28", was_lost="是")
    assert not [text for text in told("再审") if "请核对" in text]
    tell(number, say.refused("2026-11-28"))
    begin(number, "2026-11-28", "2026-11-27", was_lost="是", applicant="区教育局")
    assert "登记的生效日期2026-11-27与按上诉期推算的2026-11-28不同，请核对" in told("再审")


# Six months


def test_an_application_is_docketed_and_examined_within_six_months():
    applied()
    assert clocks("L_RETRIAL_6M") == [("", day("2026-08-03"), "met")]
    assert clocks("T_RETRIAL_REV_6M") == [("", day("2026-09-02"), "running")]
    assert (stage(PATH), asked(PATH)) == ("examining", ["retrial_examination"])
    notice = facts_of("retrial_notice")
    assert (notice["court"], notice["retrial_number"]) == (say.HIGHER, say.NUMBER)
    assert (notice["application_due"]["due_on"], notice["review_due"]["due_on"]) == (
        "2026-08-03",
        "2026-09-02",
    )
    assert notice["doc_no"] == ""


@pytest.mark.parametrize(
    ("filed_on", "form"),
    [("2026-08-03", "retrial_examination"), ("2026-08-04", "late_retrial_examination")],
)
def test_the_last_day_is_the_monday_after_the_sunday(filed_on: str, form: str):
    number = in_force()
    on(filed_on)
    begin(number, filed_on)
    tell(number, say.accepted(filed_on))
    assert asked(PATH) == [form]


def late(**changes: Any) -> str:
    number = in_force()
    on("2026-09-01")
    begin(number, "2026-09-01", **changes)
    tell(number, say.accepted("2026-09-01"))
    return number


def test_what_is_late_is_rejected_and_not_granted():
    number, code = late(), "late_retrial_examination"
    with pytest.raises(InvalidAnswerError, match="应当裁定驳回再审申请"):
        tell(number, say.examined("事由成立，裁定再审", "2026-09-01", code=code))
    tell(number, say.rejected("2026-09-01", code=code))
    assert facts_of("retrial_rejection")["is_late"] is True
    tell(number, say.rejection_served(PLAINTIFF, "2026-09-01", last="是"))
    assert stage(PATH) == "rejected"


@pytest.mark.parametrize(
    ("ground", "rule"),
    [
        ("有新的证据，足以推翻原判决、裁定", "L_RETRIAL_6M"),
        ("主要证据系伪造", "L_RETRIAL_6M"),
        ("据以作出原判决、裁定的法律文书被撤销或者变更", "L_RETRIAL_6M"),
        ("审判人员有贪污受贿、徇私舞弊、枉法裁判行为", "L_RETRIAL_6M"),
        ("第三人未参加诉讼且不能归责于本人，裁判损害其合法权益", "L_RETRIAL_THIRD_6M"),
    ],
)
def test_what_was_known_later_counts_from_then(ground: str, rule: str):
    late(ground=ground, counted_from_on="2026-08-10")
    assert [state for _, _, state in clocks(rule)] == ["met"]
    assert asked(PATH) == ["retrial_examination"]


def test_a_corrected_day_takes_the_form_for_late_applications_back():
    number = late(ground="主要证据系伪造", counted_from_on="2026-02-10")
    assert asked(PATH) == ["late_retrial_examination"]
    wrong = Wrong(
        question="retrial_filing",
        field="counted_from_on",
        to=dt.date(2026, 5, 6),
        corrected_by="书记员",
        reason="鉴定意见于5月6日作出",
        door="测试",
    )
    correct_date(number, wrong)
    work()
    assert asked(PATH) == ["retrial_examination"]
    assert [row.state for row in rows(Todo, question="late_retrial_examination")] == ["cancelled"]
    tell(number, say.granted("2026-09-01"))
    assert asked(PATH) == ["retrial_order"]


# Examined


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (say.accepted(TODAY, number=""), "行申"),
        (say.accepted(TODAY, number="(2026)鄂05行终8号"), "行申"),
        (say.refused(TODAY, reason=""), "写明理由"),
    ],
)
def test_what_is_docketed_has_its_type_and_what_is_not_its_reason(given: say.Answer, reason: str):
    number = in_force()
    begin(number)
    with pytest.raises(InvalidAnswerError, match=reason):
        tell(number, given)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (say.rejected(TODAY, reason=""), "写明理由"),
        (say.examined("院长批准延长审查期限", TODAY), "填日数"),
        (say.rejected(TODAY, days=30), "填日数"),
        (say.examined("其他当事人也申请再审，一并审查", TODAY), "须填写申请人"),
    ],
)
def test_an_examination_says_what_and_why(given: say.Answer, reason: str):
    with pytest.raises(InvalidAnswerError, match=reason):
        tell(applied(), given)


def test_what_is_not_docketed_is_told_with_its_reason():
    number = in_force()
    begin(number)
    tell(number, say.refused(TODAY))
    assert stage(PATH) == "not_docketed"
    assert facts_of("retrial_refusal")["reason"] == "此前的申请已经裁定驳回"
    assert letters() == ["retrial_refusal retrial-1"]


def test_rejected_each_party_has_six_months_of_its_own_for_the_procuratorate():
    number = applied()
    tell(number, say.rejected(TODAY))
    tell(number, say.rejection_served(AGENCY, TODAY))
    on("2026-03-06")
    tell(number, say.rejection_served(PLAINTIFF, "2026-03-06", last="是"))
    assert (stage(PATH), asked(PATH)) == ("rejected", [])
    assert clocks("L_PROCURATE_6M") == [
        (AGENCY, day("2026-09-02"), "running"),
        (PLAINTIFF, day("2026-09-07"), "running"),
    ]
    services = facts_of("supervision_notice")["services"]
    assert {one["party"]: one["appeal_due"]["due_on"] for one in services} == {
        AGENCY: "2026-09-02",
        PLAINTIFF: "2026-09-07",
    }
    assert clocks("T_RETRIAL_REV_6M")[0][2] == "met"


@pytest.mark.parametrize("outcome", ["准许撤回再审申请", "拒不接受询问，按撤回再审申请处理"])
def test_an_application_may_be_withdrawn(outcome: str):
    number = applied()
    tell(number, say.examined(outcome, TODAY))
    assert stage(PATH) == "application_withdrawn"
    assert clocks("T_RETRIAL_REV_6M")[0][2] == "met"


def test_the_president_may_give_more_time():
    number = applied()
    tell(number, say.examined("院长批准延长审查期限", TODAY, days=30))
    assert clocks("T_RETRIAL_REV_6M") == [("", day("2026-10-08"), "running")]
    assert asked(PATH) == ["retrial_examination"]


def test_another_party_that_applies_is_examined_with_the_first_in_a_time_that_begins_anew():
    number = late()
    on("2026-09-07")
    tell(
        number,
        say.examined(
            "其他当事人也申请再审，一并审查",
            "2026-09-07",
            code="late_retrial_examination",
            joined_by=AGENCY,
        ),
    )
    assert [state for _, _, state in clocks("T_RETRIAL_REV_6M")] == ["met", "running"]
    # The other application was not late.
    assert asked(PATH) == ["retrial_examination"]
    tell(number, say.granted("2026-09-07"))
    assert [state for _, _, state in clocks("T_RETRIAL_REV_6M")] == ["met", "met"]


def test_without_a_ruling_in_time_the_procuratorate_may_be_asked_and_the_court_goes_on():
    number = applied()
    on("2026-09-02")
    assert [row.occasion for row in rows(Todo, state="open", path=PATH)] == ["retrial-1"]
    on("2026-09-03")
    assert [row.occasion for row in rows(Todo, state="open", path=PATH)] == ["retrial-2"]
    assert clocks("T_RETRIAL_REV_6M")[0][2] == "missed"
    assert [state for _, _, state in clocks("L_PROCURATE_6M")] == ["running"]
    assert any("审查期限届满而没有裁定" in text for text in told("再审"))
    on("2026-09-21")
    tell(number, say.rejected("2026-09-21"))
    tell(number, say.rejection_served(PLAINTIFF, "2026-09-21", last="是"))
    assert [state for _, _, state in clocks("L_PROCURATE_6M")] == ["met", "running"]
    assert clocks("T_RETRIAL_REV_6M")[0][2] == "met_late"


# Again


def rejected() -> str:
    number = applied()
    tell(number, say.rejected(TODAY), say.rejection_served(PLAINTIFF, TODAY, last="是"))
    return number


def test_after_a_rejection_the_same_applicant_is_not_docketed_again():
    number = rejected()
    assert begin(number) == 2
    assert asked(PATH) == [BARRED]
    assert any("再审申请被裁定驳回后再次申请的，不予受理" in text for text in told("再审"))
    with pytest.raises(InvalidAnswerError, match="不得再次申请"):
        tell(number, (BARRED, say.accepted(TODAY)[1]))
    tell(number, say.refused(TODAY, code=BARRED))
    [row] = rows(CasePath, path=PATH)
    assert (row.walk, row.stage) == (2, "not_docketed")


def test_another_applicant_is_not_barred_nor_is_a_protest():
    number = rejected()
    begin(number, applicant=AGENCY)
    assert asked(PATH) == ["retrial_acceptance"]
    tell(number, say.refused(TODAY))
    begun(number, say.protest(EFFECTIVE, TODAY))
    assert asked(PATH) == ["protest_review"]


def test_who_is_rejected_is_told_that_it_was_the_last_application():
    rejected()
    [letter] = rows(IssuedLetter, code="supervision_notice")
    assert "同一申请人再次申请再审的，不予受理" in text_of(letter.id)


@pytest.fixture
def _read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def otherwise(name: str) -> Region:
        return load_region(name).model_copy(update={"second_retrial_application": "allowed"})

    for reader in (beginning, local_duties):
        monkeypatch.setattr(reader, "load_region", otherwise)


@pytest.mark.usefixtures("_read_otherwise")
def test_where_the_court_reads_it_otherwise_a_second_application_is_open():
    number = rejected()
    [letter] = rows(IssuedLetter, code="supervision_notice")
    assert "再次申请再审的，仍须在法定的申请期限以内提出" in text_of(letter.id)
    begin(number)
    assert asked(PATH) == ["retrial_acceptance"]


@pytest.mark.parametrize(
    ("ground", "form"),
    [("适用法律、法规确有错误", BARRED), ("主要证据系伪造", "retrial_acceptance")],
)
def test_after_a_withdrawal_only_what_came_to_light_later_is_heard(ground: str, form: str):
    number = applied()
    tell(number, say.examined("准许撤回再审申请", TODAY))
    begin(number, ground=ground)
    assert asked(PATH) == [form]


def maintained(number: str) -> str:
    tell(number, say.ordered(TODAY), say.docketed(TODAY))
    tell(number, say.of_first(say.MAINTAINED, TODAY))
    served_on_both(number, TODAY)
    on("2026-03-18")
    assert stage(PATH) == "maintained"
    return number


def test_of_a_decision_on_retrial_no_retrial_is_applied_for():
    number = applied()
    tell(number, say.granted(TODAY))
    begin(maintained(number), applicant=AGENCY)
    assert asked(PATH) == [BARRED]
    assert any("对再审裁判申请再审的" in text for text in told("再审"))


def test_after_a_retrial_by_protest_no_application_is_docketed():
    number = in_force()
    begun(number, say.protest(EFFECTIVE, TODAY))
    tell(number, say.reviewed("裁定再审", TODAY, code="protest_review"))
    begin(maintained(number))
    assert asked(PATH) == [BARRED]
    assert any("解释第一百一十七条第二款" in text for text in told("再审"))


# Not by a party


def test_a_protest_is_answered_by_a_retrial_within_thirty_days():
    number = in_force()
    begun(number, say.protest(EFFECTIVE, TODAY))
    assert (stage(PATH), asked(PATH)) == ("reviewing", ["protest_review"])
    assert clocks("T_PROTEST_30D") == [("", day("2026-04-01"), "running")]
    with pytest.raises(InvalidAnswerError, match="应当裁定再审"):
        tell(number, say.reviewed("不予再审", TODAY, code="protest_review"))
    tell(number, say.reviewed("裁定再审", TODAY, code="protest_review"))
    assert (stage(PATH), asked(PATH)) == ("ordered", ["retrial_order"])
    assert clocks("T_PROTEST_30D")[0][2] == "met"
    # Nobody's six months are counted.
    assert clocks("L_RETRIAL_6M") == []


def test_a_protest_may_be_withdrawn():
    number = in_force()
    begun(number, say.protest(EFFECTIVE, TODAY))
    withdrawn = say.reviewed("检察院撤回抗诉、检察建议", TODAY, code="protest_review", reason="")
    tell(number, withdrawn)
    assert stage(PATH) == "protest_withdrawn"


@pytest.mark.parametrize(
    ("trigger", "period"),
    [
        ("院长发现或者上级人民法院发现", []),
        ("人民检察院提出再审检察建议", [("", dt.date(2026, 6, 2), "running")]),
    ],
)
def test_the_courts_own_finding_and_a_suggestion_may_be_declined(
    trigger: str, period: list[tuple[str, dt.date, str]]
):
    number = in_force()
    begun(number, say.protest(EFFECTIVE, TODAY, trigger=trigger))
    assert clocks("T_RETRIAL_SUGG_3M") == period
    with pytest.raises(InvalidAnswerError, match="写明理由"):
        tell(number, say.reviewed("不予再审", TODAY, reason=""))
    tell(number, say.reviewed("不予再审", TODAY))
    assert stage(PATH) == "not_retried"
    assert {state for _, _, state in clocks("T_RETRIAL_SUGG_3M")} <= {"met"}


# Running again


def test_a_run_that_comes_again_changes_nothing():
    number = rejected()
    before = all_that_happened()
    assert {retrial.fn(number) for _ in range(2)} == {"rejected"}
    assert all_that_happened() == before
    assert asked(PATH) == []
