"""The form of a sleeping run: what it shows, what it takes, and what it gives back."""

import pytest

from models.history import Todo
from tasks.answers import record_answer
from tasks.errors import AlreadyAnsweredError
from tests.building import rows
from tests.flows.answers import (
    TODAY,
    WHO,
    acceptance,
    checks,
    consent,
    mediator,
    plan,
    scheme,
    session,
)
from tests.flows.office import Office, case_id, events, facts, stages
from tests.flows.test_flows_mediation import MEDIATION, prepared


def test_a_sleeping_run_is_named_by_case_and_question(office: Office):
    number = office.take_in()
    assert office.waiting(number, "eight_checks").name == f"{number}｜八看审查"
    office.tell(number, checks())
    assert office.waiting(number, "consent").name == f"{number}｜诉前调解意愿"


@pytest.mark.mechanism("WJ-14")
def test_above_the_fields_stand_the_case_the_article_and_the_due_date(office: Office):
    number = office.take_in()
    fields, above = office.form(number, "eight_checks")
    assert fields["title"] == "八看审查"
    assert [field["title"] for field in fields["properties"].values()][:3] == [
        *("填写人", "一看诉讼请求", "二看受案范围"),
    ]
    for shown in ("截止日期：2026-11-09", "行政诉讼法第五十一条", "周某1", "区教育局", number):
        assert shown in above


def test_what_a_party_typed_is_no_markup_above_the_fields(office: Office):
    number = office.take_in(act="![看](http://example.invalid/x.png) <b>决定</b> | 第二栏")
    _, above = office.form(number, "eight_checks")
    assert "\\!\\[看\\](http://example.invalid/x.png) \\<b\\>决定\\</b\\> \\| 第二栏" in above


@pytest.mark.mechanism("WJ-1")
def test_an_answer_is_a_fact_with_who_and_by_which_door(office: Office):
    number = office.take_in()
    office.tell(number, checks())
    recorded = facts(number)["eight_checks"]
    assert (recorded.recorded_by, recorded.door, recorded.expired) == (WHO, "Prefect", False)
    assert f"八看审查：{WHO}经Prefect答复" in events(number, "答复")


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        pytest.param({"reviewed_on": "not-a-date"}, "“审查日期”：日期无效", id="no date"),
        pytest.param(
            {"reviewed_on": "2026-11-07"}, "“审查日期”：2026-11-07晚于今天", id="tomorrow"
        ),
        pytest.param({"answered_by": "   "}, "“填写人”：不能为空", id="nobody"),
    ],
)
def test_what_prefect_lets_through_and_we_do_not_comes_back_with_its_reason(
    office: Office, wrong: dict[str, str], problem: str
):
    number = office.take_in()
    code, right = checks()
    before, _ = office.form(number, code)
    office.answer(number, code, right | wrong)
    fields, above = office.form(number, code)
    assert problem in above
    assert office.asks(number) == [code]
    for name, field in fields["properties"].items():
        asked = before["properties"][name]
        typed = (right | wrong).get(name, asked.get("default", ""))
        assert field == asked | {"default": typed}
    office.answer(number, code, right)
    assert office.asks(number) == ["consent"]
    assert problem not in office.form(number, "consent")[1]


def test_an_extension_that_one_side_signed_comes_back(office: Office):
    number = prepared()
    office.walk(number, MEDIATION, mediator(), acceptance(), plan(), scheme())
    code, answer = session("双方书面同意延长期限后继续", extended_days=15)
    office.answer(number, code, answer)
    fields, above = office.form(number, code)
    assert "只有一方同意的，不能延长" in above
    assert fields["properties"]["statements"]["default"] == answer["statements"]
    office.answer(number, code, answer | {"both_signed_extension": "是"})
    assert [todo.occasion for todo in office.todos(number)] == ["2"]


def test_prefect_itself_refuses_what_is_not_filled_in(office: Office):
    number = office.take_in()
    code, answer = checks()
    del answer["mediable"]
    refused = office.submit(number, code, answer)
    assert refused.status.value == "REJECT"
    assert "mediable" in refused.details.reason
    assert office.work() == 0
    assert office.asks(number) == [code]


def test_after_an_answer_by_prefect_no_other_door_takes_one(office: Office):
    number = office.take_in()
    office.tell(number, checks())
    code, other = checks(mediable="否")
    with pytest.raises(AlreadyAnsweredError, match=f"已由{WHO}答复（{TODAY} .*，经Prefect）"):
        record_answer(number, code, other, door="命令行")
    assert facts(number)[code].door == "Prefect"
    assert office.asks(number) == ["consent"]


def test_after_an_answer_by_another_door_the_form_in_prefect_takes_none(office: Office):
    number = office.take_in()
    code, answer = checks(mediable="否")
    run = office.waiting(number, code)
    record_answer(number, code, answer, door="窗口")
    late = office.client.resume_flow_run(run.id, run_input=checks(answered_by="来迟的人")[1])
    assert late.status.value == "ACCEPT"
    office.work()
    assert facts(number)[code].recorded_by == WHO
    assert stages(number)["registration"] == "to_docketing"
    assert any("以先到的为准，本次答复未采纳" in line for line in events(number, "答复"))


def test_a_form_is_submitted_once(office: Office):
    number = office.take_in()
    code, answer = checks()
    run = office.waiting(number, code)
    assert office.submit(number, code, answer).status.value == "ACCEPT"
    twice = office.client.resume_flow_run(run.id, run_input=answer)
    assert twice.status.value == "ABORT"
    office.work()
    assert len(rows(Todo, case_id=case_id(number), question=code)) == 1
    office.tell(number, consent())
    assert stages(number)["registration"] == "to_mediation"
