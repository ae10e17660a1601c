"""Who bears a duty: every text of a declaration has its role, and no role is left over."""

import pytest

from rules.deadlines import DEADLINES
from rules.duty_bearers import BY_ACTOR, BY_RULE, bearers, hearers
from rules.vocabulary.question import Actor


def test_every_declared_actor_has_a_role_and_no_other_text_has_one():
    assert set(BY_ACTOR) == {rule.actor for rule in DEADLINES.values()}
    assert set(BY_RULE) <= set(DEADLINES)


@pytest.mark.parametrize(
    ("rule", "roles"),
    [
        ("L_ANSWER_15D", [Actor.AGENCY, Actor.STUDIO]),
        ("YC_HALF_YEAR", [Actor.AGENCY, Actor.JUSTICE_BUREAU, Actor.STUDIO]),
        ("M_PRE_30D", [Actor.MEDIATOR, Actor.STUDIO]),
        ("L_DOCKET_7D", [Actor.DOCKETING_DIVISION, Actor.STUDIO]),
        ("L_SERVE_5D", [Actor.STUDIO]),
        ("L_APPEAL_J_15D", [Actor.STUDIO]),
    ],
)
def test_the_bearer_and_the_studio_hear_each_once(rule: str, roles: list[Actor]):
    assert list(hearers(rule, DEADLINES[rule].actor)) == roles


def test_a_text_of_an_older_release_is_the_studios():
    assert bearers("L_OLD", "某机关") == (Actor.STUDIO,)
