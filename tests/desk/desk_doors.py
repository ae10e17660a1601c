"""The two doors of the desk to one question, and whether anything came through."""

from urllib.parse import quote

from desk_answers import EIGHT_CHECKS, as_typed
from sqlalchemy import select

from models.history import Fact
from models.ledger import ledger
from rules.catalogue import questions

ADDRESS = "http://127.0.0.1:4280"
FORM = as_typed(questions()["eight_checks"], EIGHT_CHECKS)
JSON = {"Content-Type": "application/json"}


def form_of(number: str) -> str:
    return f"/cases/{quote(number, safe='')}/answer/eight_checks"


def api_of(number: str) -> str:
    return f"/api/cases/{quote(number, safe='')}/answers/eight_checks"


def is_recorded() -> bool:
    with ledger() as session:
        return session.scalar(select(Fact.id)) is not None
