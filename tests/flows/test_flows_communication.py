"""沟通与舆情登记 by the form of its deployment."""

import pytest

from tests.building import registered
from tests.flows.office import Office, events

ENTRY = {
    "answered_by": "郑联络",
    "kind": "舆情应对",
    "happened_on": "2026-11-06",
    "counterpart": "本地论坛",
    "summary": "已回应",
}


@pytest.mark.mechanism("SL-2d")
def test_the_form_enters_what_it_was_told_once(office: Office):
    number = registered()
    for _ in range(2):
        form = {"case_number": number, "entry": ENTRY}
        office.succeed(office.start("沟通与舆情登记/communication", **form))
    assert events(number, "舆情") == ["舆情应对（2026-11-06，本地论坛）：已回应"]
