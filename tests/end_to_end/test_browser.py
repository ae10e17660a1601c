"""A coordinator at work in headless Chromium: Prefect's own UI, and the desk."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from fuyuan.environment import ROOT
from models.case import Case
from models.history import Fact
from models.ledger import reading
from rules.eight_checks import CHECKS
from tests.end_to_end.conftest import Office, wait_for, waiting

pytestmark = [pytest.mark.server, pytest.mark.browser]
PICTURES = ROOT / "docs" / "pictures"
PLAINTIFF = "郑某某"
# Read now: the office starts without any setting of ours.
PICTURES_WANTED = bool(os.environ.get("FUYUAN_PICTURES"))


def _picture(page: Page, name: str) -> None:
    if PICTURES_WANTED:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def _pick(page: Page, label: str, year: int, month: int, day: int) -> None:
    page.get_by_label(label).click()
    calendar = page.locator("[data-slot=calendar]")
    calendar.locator("select").nth(1).select_option(str(year))
    calendar.locator("select").nth(0).select_option(str(month - 1))
    calendar.locator(f'button[data-day="{year}/{month}/{day}"]').click()
    page.keyboard.press("Escape")


def _fact_of(question: str, case_number: str) -> tuple[str, str] | None:
    with reading() as session:
        row = session.execute(
            select(Fact.recorded_by, Fact.door)
            .join(Case, Case.id == Fact.case_id)
            .where(Case.number == case_number, Fact.question == question)
        ).one_or_none()
        return None if row is None else (row.recorded_by, row.door)


def _case_of(plaintiff: str) -> str | None:
    with reading() as session:
        return session.scalar(select(Case.number).where(Case.plaintiff_names == plaintiff))


def test_a_filing_typed_into_prefect_is_registered_and_its_question_answered_there(
    office: Office, page: Page
) -> None:
    _type_filing(office, page)
    number = wait_for("the case", lambda: _case_of(PLAINTIFF))
    run_id = wait_for("its form", lambda: dict(waiting("eight_checks")).get(number))
    wait_for(
        "the run to sleep",
        lambda: office.api("GET", f"flow_runs/{run_id}").json()["state"]["name"] == "Suspended",
    )
    _answer_eight_checks(office, page, number, run_id)
    wait_for("the fact", lambda: _fact_of("eight_checks", number))
    assert _fact_of("eight_checks", number) == ("王协调", "Prefect")
    wait_for("the next question", lambda: dict(waiting("consent")).get(number))
    page.goto(f"{office.stack.ports.prefect_url}/v2/runs")
    page.get_by_text(f"{number}｜诉前调解意愿").first.wait_for()
    _picture(page, "suspended_runs")
    _show_artifact(office, page, run_id)


def _type_filing(office: Office, page: Page) -> None:
    """Fill 收件登记 and start it."""
    deployment = office.api("GET", "deployments/name/收件登记/intake").json()["id"]
    page.goto(f"{office.stack.ports.prefect_url}/v2/deployments/deployment/{deployment}/run")
    page.get_by_label("收到起诉材料日期").wait_for()
    _pick(page, "收到起诉材料日期", 2026, 11, 2)
    adds = page.get_by_role("button", name="Add item")
    adds.nth(1).click()
    adds.nth(0).click()
    page.get_by_label("姓名或名称").fill(PLAINTIFF)
    agency = "xpath=//label[normalize-space()='被诉行政机关']/following::textarea[1]"
    page.locator(agency).fill("区教育局")
    page.get_by_label("被诉行政行为").fill("信息公开答复书")
    _pick(page, "知道行为内容日期", 2026, 10, 18)
    _picture(page, "run_form")
    page.get_by_role("button", name="Submit").click()


def _answer_eight_checks(office: Office, page: Page, number: str, run_id: str) -> None:
    """Open the sleeping run, find Resume, fill the form, send it."""
    page.goto(f"{office.stack.ports.prefect_url}/v2/runs/flow-run/{run_id}")
    page.get_by_text(f"{number}｜八看审查").first.wait_for()
    page.locator("button[aria-haspopup=menu]").last.click()
    page.get_by_role("menuitem", name="Resume").click()
    form = page.get_by_role("dialog")
    form.get_by_label("填写人").fill("王协调")
    _picture(page, "resume_form")
    choices = [(f"{n}看", "符合") for n in "一二三四五六七八"] + [("是否具有协调性", "是")]
    assert len(choices) == len(CHECKS) + 1
    for title, choice in choices:
        form.locator(f"xpath=.//label[starts-with(normalize-space(), '{title}')]").click()
        page.get_by_role("option", name=choice, exact=True).click()
    _pick(page, "审查日期", 2026, 11, 6)
    form.get_by_role("button", name="Resume").click()


def _show_artifact(office: Office, page: Page, run_id: str) -> None:
    wanted = {"limit": 1, "artifacts": {"flow_run_id": {"any_": [run_id]}}}
    artifact = office.api("POST", "artifacts/filter", wanted).json()[0]["id"]
    page.goto(f"{office.stack.ports.prefect_url}/v2/artifacts/artifact/{artifact}")
    page.get_by_text("如何计算").first.wait_for()
    _picture(page, "artifact")


def test_an_answer_given_on_the_desk_wakes_the_run_in_prefect(office: Office, page: Page) -> None:
    number, run_id = wait_for("a case at the consent", lambda: _at_consent(office))
    assert _is_listed(office, page, number)
    page.goto(f"{office.stack.ports.desk_url}/cases/{number}/answer/consent")
    page.get_by_label("填写人").fill("李协调")
    page.get_by_label("起诉人一方").select_option(label="不同意")
    page.get_by_label("行政机关一方").select_option(label="书面同意")
    page.get_by_label("双方答复齐备日期").fill("2026-11-06")
    page.get_by_role("button", name="提交答复").click()
    wait_for("the fact", lambda: _fact_of("consent", number))
    wait_for("the docketing division", lambda: dict(waiting("docketing")).get(number))
    ended = office.api("GET", f"flow_runs/{run_id}").json()
    assert ended["state"]["type"] == "COMPLETED"


def _is_listed(office: Office, page: Page, number: str) -> bool:
    """Whether the desk's list names the case, on whichever of its pages."""
    page.goto(f"{office.stack.ports.desk_url}/")
    while page.get_by_role("link", name=number).count() == 0:
        following = page.get_by_role("link", name="下一页")
        if following.count() == 0:
            return False
        following.first.click()
        page.wait_for_load_state()
    return True


def _at_consent(office: Office) -> tuple[str, str] | None:
    """A case whose consent is asked; one is brought there when none is."""
    if found := waiting("consent"):
        return found[0]
    for _, run_id in waiting("eight_checks")[:1]:
        answer = {check.code: "符合" for check in CHECKS}
        body = {"answered_by": "王协调", **answer, "mediable": "是", "reviewed_on": "2026-11-06"}
        office.api("POST", f"flow_runs/{run_id}/resume", {"run_input": body})
    return None
