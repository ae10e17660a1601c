"""Who must appear, and what an absence leads to, as the tables say."""

import pytest

from rules.appearance import (
    VIOLATIONS,
    Attendance,
    Concern,
    Excuse,
    Instance,
    Presence,
    appeared_by_instance,
    duty_to_appear,
    violations,
)

ABSENT = {"presence": Presence.NOBODY, "excuse": Excuse.UNSTATED}
UNEXCUSED, AGAIN, NOBODY, LEFT, SILENT = VIOLATIONS


@pytest.mark.mechanism("SL-3b", "YC-2a")
@pytest.mark.parametrize(
    "concern", [Concern.PUBLIC_INTEREST, Concern.ATTENTION, Concern.MASS], ids=lambda it: it.value
)
def test_a_weighty_case_must_be_attended_and_says_why(concern: Concern):
    duty = duty_to_appear([concern], is_suggested=False)
    assert duty.must_attend
    assert duty.must_reasons == (f"涉及{concern.value}（行政诉讼法司法解释第一百二十九条）",)


@pytest.mark.mechanism("SL-3b")
def test_a_written_suggestion_alone_obliges_a_leader_to_come():
    duty = duty_to_appear([], is_suggested=True)
    assert duty.must_reasons == ("人民法院书面建议负责人出庭（行政诉讼法司法解释第一百二十九条）",)


@pytest.mark.mechanism("AH-5")
@pytest.mark.parametrize(
    ("concern", "should"),
    [
        (Concern.FOOD_AND_DRUGS, True),
        (Concern.ECOLOGY, True),
        (Concern.ACCIDENT, True),
        (Concern.PUBLIC_HEALTH, True),
        (Concern.ATTENTION, True),
        (Concern.MASS, True),
        (Concern.PUBLIC_INTEREST, False),
    ],
)
def test_in_six_kinds_of_case_the_principal_should_come(concern: Concern, should: bool):
    assert duty_to_appear([concern], is_suggested=False).principal_should is should


def test_an_ordinary_case_carries_no_special_duty():
    duty = duty_to_appear([], is_suggested=False)
    assert (duty.must_attend, duty.principal_should) == (False, False)


@pytest.mark.parametrize(
    ("attendance", "expected"),
    [
        pytest.param(Attendance(presence=Presence.PRINCIPAL), (), id="the-principal-came"),
        pytest.param(Attendance(presence=Presence.LEADER), (), id="a-deputy-came"),
        pytest.param(
            Attendance(presence=Presence.NOBODY, excuse=Excuse.JUSTIFIED), (), id="excused"
        ),
        pytest.param(Attendance(**ABSENT), (UNEXCUSED,), id="no-reason-given"),
        pytest.param(
            Attendance(presence=Presence.NOBODY, excuse=Excuse.UNFOUNDED),
            (UNEXCUSED,),
            id="no-good-reason",
        ),
        pytest.param(
            Attendance(**ABSENT, has_staff=False), (UNEXCUSED, NOBODY), id="RT22-only-a-lawyer"
        ),
        pytest.param(
            Attendance(presence=Presence.NOBODY, excuse=Excuse.JUSTIFIED, has_staff=False),
            (NOBODY,),
            id="excused-but-only-a-lawyer",
        ),
        pytest.param(
            Attendance(**ABSENT, is_second_call=True), (UNEXCUSED, AGAIN), id="absent-again"
        ),
        pytest.param(
            Attendance(presence=Presence.LEADER, left_early=True), (LEFT,), id="left-early"
        ),
        pytest.param(
            Attendance(presence=Presence.LEADER, refused_to_explain=True), (SILENT,), id="silent"
        ),
    ],
)
def test_the_five_situations(attendance: Attendance, expected: tuple[str, ...]):
    assert violations(attendance) == expected


def test_several_hearings_of_an_instance_count_once_and_each_instance_by_itself():
    hearings = [
        (Instance.FIRST, Presence.NOBODY),
        (Instance.FIRST, Presence.LEADER),
        (Instance.SECOND, Presence.NOBODY),
    ]
    assert appeared_by_instance(hearings) == {Instance.FIRST: True, Instance.SECOND: False}
