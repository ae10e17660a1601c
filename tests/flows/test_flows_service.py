"""登记送达 in the Prefect UI: the form that waits shows the day, and is confirmed there."""

from typing import Any

from models.deadline import RunningDeadline
from models.service import LetterService
from tests.building import rows
from tests.flows.answers import checks, docketing
from tests.flows.office import Office
from tests.procedures import litigation_answers as say

AGENCY = "区教育局"


def noticed(office: Office) -> tuple[str, int]:
    """A case whose notice of action waits to be served, and the number of that letter."""
    number = office.take_in()
    office.tell(number, checks(mediable="否"), docketing(), say.setup())
    [row] = rows(LetterService, name=AGENCY)
    return number, row.letter_id


def typed(office: Office, letter: int, **changes: Any):
    """How a run of the form ended."""
    reported = {
        "answered_by": "李书记员",
        "method": "直接送达",
        "served_on": "2026-11-06",
        "signer": "负责收件的人",
        "signed_by": "赵某",
    }
    run = office.start(
        "登记送达/service", letter=letter, recipient=AGENCY, reported=reported | changes
    )
    state = office.run(run)
    office.work()
    return state


def test_a_service_typed_in_stands_in_the_form_that_waits_and_starts_the_clock_when_confirmed(
    office: Office,
):
    number, letter = noticed(office)
    assert typed(office, letter).is_completed()
    fields, _ = office.form(number, "notice_service")
    given = {name: field.get("default") for name, field in fields["properties"].items()}
    assert (given["served_on"], given["method"]) == ("2026-11-06", "直接送达")
    office.tell(number, say.served("2026-11-06"))
    [clock] = rows(RunningDeadline, rule="L_ANSWER_15D")
    assert str(clock.due_on) == "2026-11-23"
    [row] = rows(LetterService, letter_id=letter)
    assert (row.state, row.door, row.fact) == (
        "served",
        "Prefect 表单",
        "notice_service.1.served_on",
    )


def test_what_the_law_forbids_is_refused_in_chinese(office: Office):
    _, letter = noticed(office)
    state = typed(office, letter, method="电子送达")
    assert state.is_failed()
    assert "没有同意电子送达的送达地址确认书" in state.message
    [row] = rows(LetterService, letter_id=letter)
    assert row.state == "waiting"
