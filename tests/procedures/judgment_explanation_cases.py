"""Cases whose decision was served and is explained, and what the ledger holds of them."""

import datetime as dt
from typing import Any

from fuyuan.rehearsal import answer, work
from models.case import CasePath
from models.history import Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from rules.catalogue import paths, questions
from tasks.answers import record_answer
from tasks.deadlines import start_deadline
from tasks.handover import hand_over
from tasks.records import find_case
from tasks.registration import give_docket_number
from tasks.stages import enter
from tests.building import asked as ask
from tests.building import registered, rows
from tests.procedures import judgment_explanation_answers as say

PLAINTIFF, AGENCY = "周某1", "区教育局"
APPEAL_J, APPEAL_R = "L_APPEAL_J_15D", "L_APPEAL_R_10D"


def known(number: str, given: say.Answer, occasion: str = "1") -> None:
    """Record what the trial asked and was told."""
    code, answered = given
    ask(number, code, path="litigation", occasion=occasion)
    record_answer(number, code, answered, door="测试", occasion=occasion)


def decided(decision: say.Answer, *services: say.Answer, step: str = "1") -> str:
    """The number of a case whose decision was given and served on these parties."""
    number = registered()
    give_docket_number(number)
    with ledger() as session:
        enter(session, find_case(session, number), "litigation")
    serve(number, decision, *services, step=step)
    return number


def serve(number: str, decision: say.Answer, *services: say.Answer, step: str = "1") -> None:
    known(number, decision, step)
    rule = APPEAL_J if decision[0] == "judgment" else APPEAL_R
    for n, service in enumerate(services, 1):
        known(number, service, f"{step}-{n}")
        start_deadline(
            number,
            rule,
            dt.date.fromisoformat(service[1]["served_on"]),
            trigger_key=f"{step}-{n}",
            recipient=service[1]["party"],
            fact=questions()["decision_service"].dated("served_on", f"{step}-{n}"),
        )


BOTH_SERVED = (say.service(AGENCY, "2026-11-05"), say.service(PLAINTIFF, last=True))


def explained(decision: say.Answer, *services: say.Answer) -> str:
    number = decided(decision, *services or BOTH_SERVED)
    hand_over(
        number, leaving="litigation", to="judgment_explanation", reason="已送达", at_stage=None
    )
    work()
    return number


def tell(number: str, *answers: say.Answer) -> None:
    for code, given in answers:
        answer(number, code, given)


def stage() -> str:
    [row] = rows(CasePath, path="judgment_explanation")
    return str(row.stage)


def asked() -> list[str]:
    return [row.question for row in rows(Todo, state="open", path="judgment_explanation")]


def facts(code: str) -> dict[str, Any]:
    [letter] = rows(IssuedLetter, code=code)
    letters = paths()["judgment_explanation"].letters
    needs = next(one for one in letters if one.code == code).needs
    return needs.model_validate_json(letter.facts).model_dump()
