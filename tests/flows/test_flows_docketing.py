"""登记立案: docketed under a number linked with the first one, or refused; in seven days."""

import pytest

from models.case import CaseNumber
from models.deadline import RunningDeadline
from tests.building import registered, rows
from tests.flows.answers import checks, docketing
from tests.flows.office import Office, case_id, events, stages


@pytest.fixture
def number(office: Office) -> str:
    """A case that cannot be mediated and waits for docketing."""
    number = registered()
    office.walk(number, "registration", checks(mediable="否"))
    assert office.asks(number) == ["docketing"]
    return number


def numbers(number: str) -> dict[str, str]:
    return {row.kind: row.number for row in rows(CaseNumber, case_id=case_id(number))}


@pytest.mark.mechanism("WJ-13")
def test_a_docketed_case_has_a_second_number_linked_with_the_first(office: Office, number: str):
    office.tell(number, docketing("登记立案"))
    assert stages(number)["docketing"] == "docketed"
    assert numbers(number) == {"诉前调解登记": number, "行政一审": "(2026)鄂0503行初1号"}
    [told] = events(number, "立案")
    assert number in told
    assert "(2026)鄂0503行初1号" in told
    office.again(number, "docketing")


def test_a_refused_case_gets_no_second_number(office: Office, number: str):
    office.tell(number, docketing("裁定不予立案"))
    assert stages(number)["docketing"] == "refused"
    assert numbers(number) == {"诉前调解登记": number}
    office.again(number, "docketing")


def test_the_clocks_stop_with_the_decision(office: Office, number: str):
    running = rows(RunningDeadline, case_id=case_id(number), state="running")
    assert {row.rule for row in running} == {"L_DOCKET_7D", "L_FILE_6M"}
    office.tell(number, docketing())
    left = rows(RunningDeadline, case_id=case_id(number), state="running")
    assert {row.rule for row in left} == {"L_SERVE_5D"}, "the clock of the trial that began"


def test_a_docketed_case_is_tried_at_once(office: Office, number: str):
    office.tell(number, docketing())
    assert stages(number)["litigation"] == "noticing"
    assert office.asks(number) == ["trial_setup"]
