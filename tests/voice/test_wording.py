"""What leaves the house: every notice, from its real cause, with marked facts that must stay."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.case import Case
from models.ledger import ledger
from models.letter import IssuedLetter
from models.outbox import Notice
from rules.filing import Plaintiff
from rules.notices import FOR_PARTIES, NOTICES
from rules.paths.prefiling_mediation import SUGGESTION
from rules.recipients import OF_ONE_CASE
from rules.vocabulary.question import Actor
from rules.vocabulary.region import REGIONS, list_regions, load_region
from tasks import quiet_hours
from tasks.alerts import raise_alert
from tasks.contacts import add_contact
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import meet_deadline, start_deadline
from tasks.digest import DigestLine, digest_facts, send_digests
from tasks.duties import send_back, urge
from tasks.letter_marks import Order, void
from tasks.letters import issue
from tasks.notify import NoticeOrder, notice_facts, words_of
from tasks.overlay_failures import report_failure
from tasks.stages import move
from tests.building import asked, registered, rows
from tests.nights import day, listener, watch_on
from tests.overlaying import overlay
from tests.services import notice as notice_of_action

ISSUED, OF_SERVICE = "letter_issued", {"service_unrecorded"}
LETTERS = {ISSUED, "letter_voided"}
ALWAYS = {"service_unrecorded", "party_near", "party_changed", "digest"}
NO_SERVICE = "本通知不是送达，由送达起算的期限自依法送达之日起算。"
TEMPLATES = Path(__file__).parents[2] / "templates" / "notices"
MARK = "标记"
NAME, AGENCY = f"{MARK}某甲", f"{MARK}区教育局"
ID_NUMBER, PHONE, ADDRESS = "990000198001010012", "13800001111", f"{MARK}路1号"
MARKED = {
    "agencies": [AGENCY],
    "act": f"{MARK}答复书",
    "claims": f"{MARK}请求",
    "cause": f"{MARK}纠纷",
    "plaintiffs": [Plaintiff(name=NAME, id_number=ID_NUMBER, phone=PHONE, address=ADDRESS)],
}
SAID = {"reason": f"{MARK}理由", "answered_by": f"{MARK}某乙"}
ORDER = Order(by=f"{MARK}某乙", reason=f"{MARK}理由")


@pytest.fixture
def gathering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """伍家岗 has a digest."""
    regions = tmp_path / "regions"
    shutil.copytree(REGIONS, regions)
    with (regions / "wujiagang.toml").open("a", encoding="utf-8") as file:
        file.write('\n[notices]\ndigest = { value = "on", source = "测试" }\n')
    monkeypatch.setattr(quiet_hours, "load_region", lambda name: load_region(name, regions))


def everything_that_is_told() -> str:
    """Let a case with marked facts cause every notice there is; its number."""
    for role in Actor:
        listener(role)
    number = registered(**MARKED)
    for role in OF_ONE_CASE:
        url = f"json://127.0.0.1/{role.name}"
        add_contact(role=role, organ=NAME, case=number, label=f"{MARK}{role}", url=url)
    asked(number, "eight_checks")
    raise_alert(number, key="一", title="信访风险评为“高”")
    start_deadline(number, "L_ANSWER_15D", day("2026-10-25"))  # 至2026-11-09
    start_deadline(number, "L_APPEAL_J_15D", day("2026-10-25"), recipient=NAME)
    urge(number, {"duty": "L_ANSWER_15D", **SAID}, door="窗口")
    letter = notice_of_action(number)
    watch_on("2026-11-08")
    extend_deadline(number, "L_APPEAL_J_15D", 10, cause="1")
    for date in ("2026-11-10", "2026-11-13", "2026-11-20"):
        watch_on(date)
    meet_deadline(number, "L_ANSWER_15D", day("2026-11-20"))
    send_back(number, {"duty": "L_ANSWER_15D", **SAID}, door="窗口")
    void(str(letter), ORDER)
    with ledger() as session:
        failure = f"事实“{MARK}”没有值"
        report_failure(session, session.get_one(IssuedLetter, letter), failure)
    move(number, "registration", "to_docketing")
    watch_on("2026-11-24")
    watch_on("2026-12-08")
    send_digests()
    return number


def leaks(text: str, number: str) -> list[str]:
    """What of the case is in a text that leaves."""
    secrets = (MARK, ID_NUMBER, PHONE, number, number.partition("行")[0])
    return [secret for secret in secrets if secret in text]


@pytest.mark.usefixtures("home", "fonts", "gathering")
def test_no_notice_of_any_cause_in_any_region_tells_anything_of_the_case():
    number = everything_that_is_told()
    [case], sent = rows(Case), rows(Notice)
    assert {row.template for row in sent} == set(NOTICES), "each notice was caused for real"
    for row in sent:
        for text in (f"{row.subject}\n{row.body}", row.title, row.evidence):
            assert leaks(text, number) == [], row.template
        assert case.short_code in row.subject or not NOTICES[row.template].is_of_case
        assert row.title.partition("（")[0] in f"{row.subject}\n{row.body}" or not row.case_id
    titles = {(row.template, row.title, row.due_on) for row in sent if row.template != "digest"}
    assert len(titles) >= len(NOTICES) - 1
    for region in list_regions():
        for text in again_in(region, case, titles):
            assert leaks(text, number) == [], region


def again_in(region: str, case: Case, titles: set[tuple[str, str, object]]) -> Iterator[str]:
    """The same notices in the words of a region."""
    for template, title, due_on in titles:
        order = NoticeOrder(
            case_id=case.id,
            short_code=case.short_code,
            region=region,
            event_key="一",
            template=template,
            roles=(),
            title=title,
            due_on=due_on,
            recipient=AGENCY,
            actor=f"{MARK}某丙",
        )
        words = words_of(template, notice_facts(order), region=region)
        yield f"{words['subject']}\n{words['body']}"
    line = DigestLine(
        short_code=case.short_code, title="八看审查", due_on=day("2026-11-02"), days_late=1
    )
    words = words_of("digest", digest_facts([line], day("2026-11-03")), region=region)
    yield f"{words['subject']}\n{words['body']}"


def test_the_search_finds_what_it_looks_for():
    number = "(2026)鄂0503行诉前调1号"
    for secret in (NAME, AGENCY, ID_NUMBER, PHONE, number, "(2026)鄂0503"):
        assert leaks(f"请{secret}办理", number) != []


def test_every_template_is_declared_and_every_notice_has_one():
    written = {path.name.removesuffix(".txt.j2") for path in TEMPLATES.glob("*.txt.j2")}
    assert written == set(NOTICES)
    assert set(FOR_PARTIES.values()) <= written


@pytest.mark.parametrize("is_served", [False, True])
@pytest.mark.parametrize("template", sorted(code for code in NOTICES if NOTICES[code].is_of_case))
def test_the_text_holds_code_duty_date_and_where_to_go(template: str, is_served: bool):
    order = NoticeOrder(
        case_id=1,
        short_code="ABCD2345",
        region="wujiagang",
        event_key="一",
        template=template,
        roles=(),
        title="八看审查",
        due_on=day("2026-11-09"),
        is_served=is_served,
    )
    words = words_of(template, notice_facts(order), region="wujiagang")
    text = f"{words['subject']}\n{words['body']}"
    assert words["subject"].startswith(f"【{NOTICES[template].title.partition('（')[0]}")
    assert "ABCD2345" in words["subject"]
    assert "八看审查" in text
    is_for_party = template in FOR_PARTIES.values()
    assert ("/cases/ABCD2345" in text) is not is_for_party, "a desk in the office is no use at home"
    says_so = is_for_party or template in OF_SERVICE or (template in LETTERS and is_served)
    assert ("不是送达" in text) is says_so
    assert len(text) < 300, "a robot cuts what is long"


@pytest.mark.usefixtures("any_home", "fonts")
def test_only_the_notice_of_a_letter_that_is_served_says_that_it_is_no_service():
    listener(Actor.AGENCY)
    number = registered()
    notice_of_action(number)
    [served] = rows(Notice, template=ISSUED)
    assert NO_SERVICE in served.body
    issue(
        number, SUGGESTION, risk_tags=["涉民生"], feedback_by="2026-11-20", lead_agency="区教育局"
    )
    other = rows(Notice, template=ISSUED)[-1]
    assert other.id != served.id
    assert "送达" not in other.body


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("template", sorted(NOTICES))
def test_a_regions_own_words_cannot_leave_out_that_a_notice_is_no_service(template: str):
    overlay(f"notices/{template}", "【自拟】{{ title }}\n请办理。\n", suffix=".txt")
    for is_served in (False, True):
        facts = {"title": "八看审查", "is_served": is_served}
        text = words_of(template, facts, region="wujiagang")["body"]
        assert text.startswith("请办理。")
        assert (NO_SERVICE in text) is (template in ALWAYS or (is_served and template in LETTERS))


@pytest.mark.usefixtures("home", "fonts", "gathering")
def test_the_reminder_of_a_service_does_not_pretend_to_be_one():
    everything_that_is_told()
    sent = rows(Notice, template="service_unrecorded")
    assert sent
    assert all(NO_SERVICE in row.body for row in sent)
    digests = rows(Notice, template="digest")
    assert digests
    assert all("本汇总不是送达" in row.body for row in digests)
    [voided] = rows(Notice, template="letter_voided")
    assert NO_SERVICE in voided.body
