"""诉前调解: however it goes, a case is resolved, or the way to court is open to it."""

import pytest

from models.deadline import RunningDeadline
from tasks.deadlines import start_filing_clock
from tasks.errors import NotAskedError
from tasks.watch import watch_deadlines
from tasks.withdrawal import withdraw_consent
from tests.building import in_mediation, rows
from tests.flows.answers import (
    acceptance,
    confirmation,
    docketing,
    extension,
    lead,
    mediator,
    performance,
    plan,
    review,
    scheme,
    session,
    signing,
    suggestion,
    terms,
    withdrawn,
)
from tests.flows.office import Office, case_id, events, letters, stages

MEDIATING = [mediator(), acceptance(), plan(), scheme()]
SIGNED = [*MEDIATING, session("达成协议"), terms(), signing()]
PARTLY = [*MEDIATING, session("部分达成协议"), terms("赔偿数额"), signing()]
APPLIES = confirmation("双方共同申请司法确认")
WAIVES = confirmation("不申请司法确认，按约履行")
PERFORMED = confirmation("已即时履行，撤回起诉材料")

REFERRED = ["referral", "mediator_disclosure"]
PLANNED = [*REFERRED, "mediation_scheme_letter", "risk_form 调解方案"]
HEARD = [*PLANNED, "session_record"]
WRITTEN = [*HEARD, "settlement"]
GUIDED = [*WRITTEN, "confirmation_application"]
RESOLVED = [*GUIDED, "closing_report"]
DOCKETING = ["termination", "material_handover", "remedy_guidance"]
FOLLOWED_UP = {"follow_up": "scheduled"}
TO_DOCKETING = {"prefiling_mediation": "to_docketing", "docketing": "received"}
MEDIATION = "prefiling_mediation"
AFTER_30_DAYS, AFTER_38_DAYS = "2026-12-08", "2026-12-15"


def prepared(**changes: object) -> str:
    """A case whose parties have just consented to mediation."""
    number = in_mediation(**changes)
    start_filing_clock(number)
    return number


def ends_of(number: str) -> dict[str, str]:
    return {path: stage for path, stage in stages(number).items() if path != "registration"}


@pytest.mark.parametrize(
    ("answers", "end", "issued"),
    [
        pytest.param([*SIGNED, PERFORMED], "resolved", RESOLVED, id="performed at once"),
        pytest.param(
            [*SIGNED, APPLIES, review("出具行政诉前调解书")],
            "confirmed",
            [*GUIDED, "prefiling_instrument", "closing_report"],
            id="confirmed",
        ),
        pytest.param([*SIGNED, WAIVES, performance("是")], "performed", RESOLVED, id="kept"),
        pytest.param(
            [*MEDIATING, session("继续调解"), session("继续调解"), *SIGNED[4:], PERFORMED],
            "resolved",
            [*HEARD, "session_record 2", "session_record 3", *RESOLVED[5:]],
            id="at the third session",
        ),
        pytest.param(
            [*MEDIATING, extension(), *SIGNED[4:], PERFORMED],
            "resolved",
            [*HEARD, "extension_consent", "session_record 2", *RESOLVED[5:]],
            id="after an extension",
        ),
        pytest.param(
            [mediator("李调解"), acceptance("回避"), *SIGNED, PERFORMED],
            "resolved",
            [*REFERRED, "referral 2", "mediator_disclosure 2", *RESOLVED[2:]],
            id="after a recusal",
        ),
        pytest.param(
            [
                *(mediator("李调解"), acceptance("不接受委派"), mediator("赵调解")),
                *(acceptance("已披露利害关系，双方书面同意继续"), *SIGNED[2:], PERFORMED),
            ],
            "resolved",
            [*REFERRED, "referral 2", "mediator_disclosure 2", *RESOLVED[2:]],
            id="with a disclosed interest",
        ),
    ],
)
@pytest.mark.mechanism("WJ-6c", "WJ-6d", "WJ-9a")
def test_a_dispute_is_resolved(office: Office, answers, end, issued):
    number = prepared()
    office.walk(number, MEDIATION, *answers)
    assert ends_of(number) == {MEDIATION: end, **FOLLOWED_UP}
    assert letters(number) == issued
    assert office.asks(number) == ["follow_up_visit"]
    office.again(number, MEDIATION)


@pytest.mark.parametrize(
    ("answers", "reason", "issued"),
    [
        pytest.param(
            [mediator("", "双方不同意指定")], "不同意指定调解员", [], id="no mediator agreed on"
        ),
        pytest.param([*MEDIATING, session("调解不成")], "调解不成", HEARD, id="no agreement"),
        pytest.param(
            [*MEDIATING, session("一方撤回同意或坚持诉讼")],
            "一方撤回同意或坚持诉讼",
            HEARD,
            id="one side leaves at the session",
        ),
        pytest.param([*MEDIATING, session("虚假调解，终止")], "虚假调解", HEARD, id="a sham"),
        pytest.param(
            [*SIGNED[:-1], signing("一方反悔，未签章")], "协议未签署", WRITTEN, id="not signed"
        ),
        pytest.param(
            [*SIGNED, APPLIES, review("驳回确认申请")],
            "被驳回",
            [*GUIDED, "confirmation_refusal"],
            id="not confirmed",
        ),
        pytest.param([*SIGNED, WAIVES, performance("否")], "未履行", GUIDED, id="not performed"),
    ],
)
@pytest.mark.mechanism("WJ-7d", "WJ-13")
def test_the_way_to_court_is_open(office: Office, answers, reason, issued):
    number = prepared()
    office.walk(number, MEDIATION, *answers)
    assert ends_of(number) == TO_DOCKETING
    assert letters(number) == [*issued, "closing_report", *DOCKETING]
    assert office.asks(number) == ["docketing"]
    [handed_over] = events(number, "移交")
    assert reason in handed_over
    office.again(number, MEDIATION)


@pytest.mark.parametrize(
    ("answers", "later"),
    [
        pytest.param(MEDIATING, AFTER_30_DAYS, id="of thirty days"),
        pytest.param(MEDIATING[:2], AFTER_30_DAYS, id="though the agency sends no plan"),
        pytest.param([*MEDIATING, extension(8)], AFTER_38_DAYS, id="as both sides extended it"),
    ],
)
def test_mediation_ends_with_its_period(
    office: Office, monkeypatch: pytest.MonkeyPatch, answers, later
):
    number = prepared()
    office.walk(number, MEDIATION, *answers)
    monkeypatch.setenv("FUYUAN_TODAY", later)
    assert watch_deadlines()["expired"] == 1
    office.work()
    assert ends_of(number) == TO_DOCKETING
    [handed_over] = events(number, "移交")
    assert "调解期限届满" in handed_over


def test_an_extended_mediation_goes_on_past_the_thirty_days(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    number = prepared()
    office.walk(number, MEDIATION, *MEDIATING, extension(8))
    monkeypatch.setenv("FUYUAN_TODAY", AFTER_30_DAYS)
    assert watch_deadlines()["expired"] == 0
    office.work()
    assert office.asks(number) == ["mediation_session"]
    [period] = rows(RunningDeadline, case_id=case_id(number), rule="M_PRE_30D")
    assert str(period.due_on) == "2026-12-14"


def test_unconfirmed_for_thirty_days_a_settlement_is_still_to_be_performed(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    number = prepared()
    office.walk(number, MEDIATION, *SIGNED)
    monkeypatch.setenv("FUYUAN_TODAY", AFTER_30_DAYS)
    assert watch_deadlines()["expired"] == 1
    office.work()
    assert ends_of(number) == {MEDIATION: "performing"}
    assert office.asks(number) == ["settlement_performance"]


@pytest.mark.mechanism("WJ-13")
def test_what_was_not_settled_is_docketed_while_the_settlement_goes_on(office: Office):
    number = prepared()
    office.walk(number, MEDIATION, *PARTLY)
    assert ends_of(number) == {MEDIATION: "signed", "docketing": "received"}
    assert sorted(office.asks(number)) == ["docketing", "joint_confirmation"]
    office.tell(number, docketing(), WAIVES, performance("是"))
    ends = {MEDIATION: "performed", "docketing": "docketed", **FOLLOWED_UP}
    assert ends.items() <= ends_of(number).items()
    assert letters(number) == [*GUIDED, *DOCKETING, "closing_report"]
    handed_over, *_ = events(number, "移交")
    assert "赔偿数额" in handed_over


@pytest.mark.mechanism("WJ-7b")
def test_of_several_agencies_one_leads(office: Office):
    number = prepared(agencies=["区教育局", "区财政局"])
    office.walk(number, MEDIATION)
    assert office.asks(number) == ["lead_agency"]
    office.tell(number, lead("区公安局"))
    [waiting] = office.todos(number)
    assert waiting.errors == "“牵头机关”：须为区教育局、区财政局之一"
    office.tell(number, lead("区财政局"))
    assert office.asks(number) == ["mediator_choice"]


@pytest.mark.mechanism("SL-2a", "SL-2b")
@pytest.mark.parametrize(("send", "issued"), [("是", ["suggestion"]), ("否", [])])
def test_with_a_risk_tag_the_court_may_write_to_the_agency(office: Office, send, issued):
    number = prepared(risk_tags=["涉民生"])
    office.walk(number, MEDIATION)
    office.tell(number, suggestion(send))
    assert letters(number) == issued
    assert office.asks(number) == ["mediator_choice"]


@pytest.mark.mechanism("WJ-1")
@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        pytest.param([], "mediator_choice", id="before a mediator is chosen"),
        pytest.param([mediator()], "mediator_acceptance", id="before the mediator signs"),
        pytest.param(MEDIATING, "mediation_session", id="in mediation"),
        pytest.param(SIGNED[:-1], "settlement_signing", id="before the settlement is signed"),
    ],
)
def test_either_side_may_leave_until_the_settlement_is_signed(office: Office, answers, waits):
    number = prepared()
    office.walk(number, MEDIATION, *answers)
    sleeping = office.waiting(number, waits)
    withdraw_consent(number, withdrawn("行政机关"), door="窗口")
    assert not office.asks(number)
    office.work()
    assert office.state_of(sleeping.id).is_completed()
    assert ends_of(number) == TO_DOCKETING
    assert events(number, "退出") == ["行政机关于2026-11-06退出调解"]
    assert letters(number)[-4:] == ["closing_report", *DOCKETING]


def test_a_signed_settlement_cannot_be_left(office: Office):
    number = prepared()
    office.walk(number, MEDIATION, *SIGNED)
    with pytest.raises(NotAskedError, match="没有可以退出的诉前调解"):
        withdraw_consent(number, withdrawn(), door="窗口")
    assert office.asks(number) == ["joint_confirmation"]


def test_a_side_leaves_by_the_form_of_the_deployment(office: Office):
    number = prepared()
    office.walk(number, MEDIATION)
    form = {"case_number": number, "withdrawn": withdrawn()}
    office.succeed(office.start("退出调解/withdrawal", **form))
    office.work()
    assert ends_of(number) == TO_DOCKETING
    assert events(number, "退出") == ["起诉人于2026-11-06退出调解"]


def test_a_coordinator_urges_through_the_form(office: Office):
    number = office.take_in()
    urged = {"duty": "eight_checks", "reason": "期限将近", "answered_by": "王某"}
    office.succeed(office.start("催办/urging", case_number=number, urged=urged))
    assert events(number, "催办") == ["王某催办“八看审查”：期限将近（Prefect 表单）"]
