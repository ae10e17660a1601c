"""The papers that a mediation leaves: consent, facts nobody disputes, more time, its end."""

import datetime as dt

import pytest

from models.letter import IssuedLetter
from rules.catalogue import letters as declared
from rules.vocabulary.circle import Circle
from tests.building import rows
from tests.correspondence import text_of
from tests.flows import answers as say
from tests.procedures.litigation_walk import on
from tests.procedures.mediation_walk import before_the_plan, letters, registered_case, tell

pytestmark = pytest.mark.usefixtures("home", "fonts")
UNDISPUTED = ["答复遗漏一项申请内容"]
CONCESSION = "我可以不再要求道歉。"


def in_session(**changes: object) -> None:
    before_the_plan(**changes)
    tell(say.plan(), say.scheme())


def issued() -> list[str]:
    return [row.code for row in rows(IssuedLetter, state="issued")]


@pytest.mark.parametrize(
    ("consent", "is_mutual", "said"),
    [
        pytest.param(say.consent(), True, "书面同意", id="both agree"),
        pytest.param(say.consent(agency="不同意"), False, "不同意", id="one refuses"),
    ],
)
def test_consent_and_refusal_are_both_put_on_record(consent, is_mutual, said):
    registered_case()
    tell(say.checks(), consent)
    [record] = letters("consent_record")
    assert (record["is_mutual"], record["agency_choice"]) == (is_mutual, said)
    assert record["answered_on"] == say.TODAY


def test_silence_is_put_on_record_too():
    registered_case()
    tell(say.checks())
    on("2026-11-12")
    [record] = letters("consent_record")
    assert (record["is_mutual"], record["answered_on"]) == (False, None)
    assert record["plaintiff_choice"] == record["agency_choice"] == "无法联系或未答复"


def test_both_sides_are_told_their_rights_with_every_referral():
    registered_case()
    tell(say.checks(), say.consent())
    tell(say.mediator("李调解"), say.acceptance("回避"), say.mediator("赵调解"))
    assert [letter["mediator_name"] for letter in letters("mediator_disclosure")] == [
        "李调解",
        "赵调解",
    ]


def test_facts_that_nobody_disputes_stand_alone_without_any_concession():
    in_session()
    said = [{"speaker": "周某1", "text": CONCESSION}]
    tell(say.session("继续调解", undisputed_facts=UNDISPUTED, statements=said))
    [alone] = letters("undisputed_facts_record")
    assert alone["undisputed_facts"] == UNDISPUTED
    assert CONCESSION not in str(alone)
    assert CONCESSION in str(letters("session_record"))
    tell(say.session("继续调解"))
    assert issued().count("undisputed_facts_record") == 1


def test_the_consent_to_more_time_names_both_last_days():
    in_session()
    tell(say.extension(8))
    [consent] = letters("extension_consent")
    assert consent["earlier_due"]["due_on"] == "2026-12-07"
    assert consent["later_due"]["due_on"] == "2026-12-14"
    assert consent["extended_days"] == 8


@pytest.mark.mechanism("WJ-7d")
def test_where_mediation_failed_both_ways_are_told_with_their_last_days():
    in_session()
    tell(say.session("调解不成", undisputed_facts=UNDISPUTED))
    [guidance] = letters("remedy_guidance")
    assert (guidance["was_mediated"], guidance["reason"]) == (True, "调解不成")
    assert guidance["filing_due"]["due_on"] == "2027-04-19"
    assert guidance["recon_due"]["due_on"] == "2026-12-17"
    assert (guidance["recon_passed"], guidance["reconsidered"]) == (False, False)
    [report] = letters("closing_report")
    assert (report["is_resolved"], report["undisputed_count"]) == (False, 1)
    [handover] = letters("material_handover")
    assert "调解笔录" in handover["sealed"]
    passed_on = [title for title, _ in handover["issued"]]
    assert "无争议事实记载" in passed_on
    sealed = {letter.title for letter in declared().values() if letter.circle is not Circle.CASE}
    assert not sealed & set(passed_on)


@pytest.mark.mechanism("WJ-7d")
def test_where_nobody_wants_to_mediate_both_ways_are_told_too():
    registered_case()
    tell(say.checks(), say.consent(plaintiff="不同意"))
    [guidance] = letters("remedy_guidance")
    assert guidance["was_mediated"] is False
    assert guidance["docketing_due"]["due_on"] == "2026-11-09"


def test_a_case_that_was_reconsidered_is_not_sent_there_again():
    registered_case(reconsidered=True, reconsideration_received_on=dt.date(2026, 10, 28))
    tell(say.checks(mediable="否"))
    [guidance] = letters("remedy_guidance")
    assert (guidance["reconsidered"], guidance["recon_due"]) == (True, None)


def test_a_settlement_is_followed_by_its_papers_to_the_end():
    in_session()
    tell(say.session("达成协议"), say.terms(), say.signing())
    [application] = letters("confirmation_application")
    assert application["confirm_due"]["due_on"] == "2026-12-07"
    tell(say.confirmation("双方共同申请司法确认"), say.review("出具行政诉前调解书"))
    [instrument] = letters("prefiling_instrument")
    assert instrument["terms"] == application["terms"]
    assert issued()[-1] == "closing_report"
    assert letters("closing_report")[0]["is_resolved"] is True


@pytest.mark.mechanism("SL-1c")
@pytest.mark.parametrize(
    ("found", "choice"),
    [
        ({}, "没有表示"),
        ({"guided_choice": "愿意先申请行政复议"}, "愿意先申请行政复议"),
        ({"guided_choice": "坚持起诉", "mediable": "否"}, "坚持起诉"),
    ],
)
def test_every_case_is_told_of_reconsideration_and_mediation_and_the_choice_is_recorded(
    found: dict[str, str], choice: str
):
    registered_case()
    tell(say.checks(**found))
    [receipt] = rows(IssuedLetter, code="receipt")
    told = text_of(receipt.id)
    assert "行政复议" in told
    assert "诉前调解" in told
    assert "由您自愿选择" in told
    [form] = letters("eight_checks_form")
    assert form["guided_choice"] == choice
