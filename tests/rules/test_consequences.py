"""What local rules attach to failures: counted by the software, decided by people."""

import pytest

from rules.consequences import (
    AgencyYear,
    Grave,
    Level,
    Reading,
    consider_tolerance,
    propose,
    readings_that_differ,
)


@pytest.mark.routing("RT31")
@pytest.mark.parametrize(
    ("year", "level"),
    [
        ({}, Level.NONE),
        ({"special_circulars": 1}, Level.NONE),
        ({"special_circulars": 2}, Level.FIRST),
        ({"special_circulars": 5}, Level.FIRST),
        ({"losses_for_failure": 1}, Level.FIRST),
        ({"losses_for_failure": 2}, Level.SECOND),
        ({"special_circulars": 2, "losses_for_failure": 2}, Level.SECOND),
        ({"unperformed_and_affecting": True}, Level.SECOND),
    ],
)
def test_the_second_circular_of_a_year_leads_to_the_first_level(year, level):
    """峄城二（九）: “2次以上” includes two; the second level absorbs the first."""
    proposal = propose(AgencyYear(**year))
    assert proposal.level is level
    assert bool(proposal.reasons) is (level is not Level.NONE)
    assert proposal.needs_signature


def test_the_first_level_is_an_interview_and_a_deduction():
    proposal = propose(AgencyYear(special_circulars=2))
    assert proposal.measures == ("区政府分管领导约谈分管负责人", "年度考核刚性扣分")
    assert proposal.reasons == ("本年专项通报2次",)


def test_how_the_comma_is_read_is_chosen_and_the_difference_is_shown():
    years = {
        "区一局": AgencyYear(special_circulars=2),
        "区二局": AgencyYear(special_circulars=2, losses_for_failure=1),
        "区三局": AgencyYear(),
    }
    assert propose(years["区一局"], Reading.BOTH).level is Level.NONE
    assert readings_that_differ(years) == {
        "区一局": {Reading.EITHER: Level.FIRST, Reading.BOTH: Level.NONE}
    }


@pytest.mark.parametrize("grave", Grave)
def test_each_of_the_six_grave_cases_is_referred_on_signature(grave: Grave):
    proposal = propose(AgencyYear(graves=frozenset({grave})))
    assert proposal.is_referred
    assert proposal.needs_signature
    assert grave.value in proposal.reasons
    assert "二（十）" in proposal.basis


@pytest.mark.routing("RT33")
@pytest.mark.parametrize(
    ("corrected", "harm", "may"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_tolerance_needs_both_conditions_and_stays_a_persons_choice(
    corrected: bool,
    harm: bool,
    may: bool,
):
    found = consider_tolerance(corrected_by_itself=corrected, caused_serious_harm=harm)
    assert found.may_be_considered is may
    assert found.reasons
    assert ("可以不追究" in found.reasons[0]) is may
