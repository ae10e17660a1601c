"""SL-3c: a grave case that is under trial is tried as every other; the rest is left to people."""

import pytest

from models.deadline import RunningDeadline
from models.outbox import Notice
from rules.vocabulary.question import Actor
from tests.building import rows
from tests.nights import listener
from tests.procedures import litigation_answers as say
from tests.procedures.litigation_walk import asked, letters, stages, tell, under_trial

pytestmark = pytest.mark.usefixtures("home", "fonts")
ISSUED = [
    *("receipt", "eight_checks_form", "termination", "material_handover", "remedy_guidance"),
    *("notice_of_action", "evidence_notice", "rights_notice"),
]
CLOCKS = {"L_DOCKET_7D", "L_FILE_6M", "L_SERVE_5D", "T_TRIAL_6M", "L_ANSWER_15D", "L_FWD_ANSWER_5D"}
ALERTED_AT_REGISTRATION = {"A_ALERT_24H"}
ON_TRIAL = {
    "registration": "to_docketing",
    "docketing": "docketed",
    "litigation": "trial",
    "defence": "assigning",
}


@pytest.mark.mechanism("SL-3c")
@pytest.mark.parametrize("tags", [[], ["群体性", "重大社会影响"]], ids=["plain", "grave"])
def test_a_tag_changes_nothing_in_the_trial(tags: list[str]):
    number = under_trial(risk_tags=tags)
    assert letters() == ISSUED
    assert {row.rule for row in rows(RunningDeadline)} - ALERTED_AT_REGISTRATION == CLOCKS
    assert {path: stage for path, stage in stages().items() if path != "urgent_response"} == (
        ON_TRIAL
    )
    for role in Actor:
        listener(role)
    tell(number, say.step("安排开庭"))
    assert asked() == ["hearing_schedule"]
    told = rows(Notice)
    assert {notice.template for notice in told} == {"todo_opened"}
    assert {notice.event_key.rpartition(":")[0].partition(":")[2] for notice in told} == {
        "todo:hearing_schedule"
    }
