"""先登后调: whatever is found, every filing comes to a legal end, and is told of once."""

import pytest

from tasks.watch import watch_deadlines
from tests.building import registered
from tests.flows.answers import checks, consent, correction, guidance
from tests.flows.office import Office, events, letters, stages

LATER = "2026-11-30"
ASKED = ["receipt", "eight_checks_form", "mediation_inquiry"]
ANSWERED = [*ASKED, "consent_record"]
DOCKETING = ["termination", "material_handover", "remedy_guidance"]
REGISTERED = ["receipt", "eight_checks_form"]
CORRECTED = ["receipt", "eight_checks_form", "correction_notice"]
CURABLE = checks(claims="欠缺，可补正")

TO_MEDIATION = {"registration": "to_mediation", "prefiling_mediation": "preparing"}
TO_DOCKETING = {"registration": "to_docketing", "docketing": "received"}
REFUSED = {"registration": "refused"}


@pytest.mark.parametrize(
    ("answers", "ends", "issued"),
    [
        pytest.param([checks(), consent()], TO_MEDIATION, ANSWERED, id="both consent"),
        pytest.param(
            [checks(), consent(plaintiff="不同意")],
            TO_DOCKETING,
            [*ANSWERED, *DOCKETING],
            id="the plaintiff does not",
        ),
        pytest.param(
            [checks(), consent(agency="无法联系或未答复")],
            TO_DOCKETING,
            [*ANSWERED, *DOCKETING],
            id="the agency cannot be reached",
        ),
        pytest.param(
            [checks(mediable="否")],
            TO_DOCKETING,
            [*REGISTERED, *DOCKETING],
            id="nothing to mediate",
        ),
        pytest.param(
            [checks(jurisdiction="不符合")],
            {"registration": "transferred"},
            REGISTERED,
            id="another court",
        ),
        pytest.param(
            [checks(jurisdiction="不符合", scope="不符合", claims="欠缺，可补正")],
            {"registration": "transferred"},
            REGISTERED,
            id="a court without jurisdiction decides nothing else",
        ),
        pytest.param(
            [checks(scope="不符合", time_limit="不符合", claims="欠缺，可补正")],
            REFUSED,
            REGISTERED,
            id="what cannot be cured is not asked for",
        ),
        pytest.param(
            [checks(reconsideration="不符合"), guidance("同意先行申请行政复议")],
            {"registration": "to_reconsideration"},
            REGISTERED,
            id="reconsideration first",
        ),
        pytest.param(
            [checks(reconsideration="不符合"), guidance("坚持起诉")],
            REFUSED,
            REGISTERED,
            id="insists on suing",
        ),
        pytest.param(
            [CURABLE, correction(), checks(), consent()],
            TO_MEDIATION,
            [*CORRECTED, "eight_checks_form 2", "mediation_inquiry", "consent_record"],
            id="corrected",
        ),
        pytest.param(
            [CURABLE, correction(), checks(mediable="否")],
            TO_DOCKETING,
            [*CORRECTED, "eight_checks_form 2", *DOCKETING],
            id="corrected, nothing to mediate",
        ),
        pytest.param(
            [CURABLE, correction(), CURABLE],
            REFUSED,
            [*CORRECTED, "eight_checks_form 2"],
            id="told only once",
        ),
        pytest.param(
            [CURABLE, correction("未补正")],
            TO_DOCKETING,
            [*CORRECTED, *DOCKETING],
            id="not corrected",
        ),
    ],
)
@pytest.mark.mechanism("WJ-1", "WJ-6a", "WJ-13", "WJ-14")
def test_where_the_answers_lead(office: Office, answers, ends, issued):
    number = registered()
    office.walk(number, "registration", *answers)
    assert stages(number) == ends
    assert letters(number) == issued
    office.again(number, "registration")


@pytest.mark.parametrize(
    ("answers", "lapsed", "ends", "issued"),
    [
        pytest.param(
            [], "eight_checks", TO_DOCKETING, ["receipt", *DOCKETING], id="not examined in time"
        ),
        pytest.param(
            [CURABLE],
            "correction",
            TO_DOCKETING,
            [*CORRECTED, *DOCKETING],
            id="not corrected in time",
        ),
        pytest.param(
            [CURABLE, correction()],
            "eight_checks",
            TO_DOCKETING,
            [*CORRECTED, *DOCKETING],
            id="not examined again in time",
        ),
        pytest.param(
            [checks()], "consent", TO_DOCKETING, [*ANSWERED, *DOCKETING], id="no word in time"
        ),
    ],
)
def test_where_silence_leads(
    office: Office, monkeypatch: pytest.MonkeyPatch, answers, lapsed, ends, issued
):
    number = registered()
    office.walk(number, "registration", *answers)
    assert office.asks(number) == [lapsed]
    monkeypatch.setenv("FUYUAN_TODAY", LATER)
    assert watch_deadlines()["expired"] == 1
    office.work()
    assert stages(number) == ends
    assert letters(number) == issued
    assert [todo.question for todo in office.todos(number, "expired")] == [lapsed]
    assert any("届期无答复" in line for line in events(number, "逾期"))


def test_what_a_filing_resembles_stands_above_the_form_that_asks_about_it(office: Office):
    first = office.take_in()
    number = office.take_in(1, claims="确认违法")
    fields, above = office.form(number, "filing_likeness")
    assert list(fields["properties"]) == ["answered_by", "verdict", "earlier", "reason"]
    assert f"### 与{first}对照" in above.replace("\\", "")
    assert "| 诉讼请求 | 确认违法 | 撤销答复并责令重新答复 |" in above
    given = {
        "answered_by": "刘法官",
        "verdict": "同一件，重复收件：并入在先案件",
        "earlier": first,
        "reason": "同一份起诉状",
    }
    office.answer(number, "filing_likeness", given)
    assert stages(number) == {"registration": "joined"}
    assert stages(first) == {"registration": "registered"}
