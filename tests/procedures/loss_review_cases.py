"""Lost cases for the tests, and what they look at."""

import datetime as dt

from fuyuan.rehearsal import turn_to
from tests.procedures.afterwards import handed_to, stages

PATH = "loss_review"
RECEIVED = {"received_on": dt.date(2026, 1, 5), "act_made_on": None, "act_known_on": None}


def lost(n: int = 1, region: str = "yicheng", **changes: object) -> str:
    """A case that the agency lost, of a region where losses are reported."""
    return handed_to(PATH, n, region=region, **{**RECEIVED, **changes})


def day(text: str) -> None:
    """Make it another day."""
    turn_to(dt.date.fromisoformat(text))


def stage(number: str) -> str:
    """Where the review stands."""
    return stages(number)[PATH]
