"""What goes to docketing with a case, and what other remedy is open to its plaintiff."""

from typing import Any

from sqlalchemy import select

from models.ledger import reading
from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.deadlines import find
from rules.vocabulary.circle import Circle
from tasks import clock
from tasks.records import find_case
from tasks.running import first_date, stated

PAPERS = ("起诉状", "起诉人身份证明材料", "被诉行政行为材料", "证据材料及目录", "送达地址确认书")
RECONSIDERATION = "R_APPLY_60D"


def materials_of(case_number: str) -> dict[str, Any]:
    """The case's papers and letters; what was said in mediation stays sealed."""
    with reading() as session:
        case = find_case(session, case_number)
        rows = session.execute(
            select(IssuedLetter.code, IssuedLetter.title, IssuedLetter.issued_on)
            .where(IssuedLetter.case_id == case.id, IssuedLetter.state == "issued")
            .order_by(IssuedLetter.id)
        ).all()
    circles = {row.code: letters()[row.code].circle for row in rows}
    sealed = [row.title for row in rows if circles[row.code] is Circle.MEDIATION]
    return {
        "papers": PAPERS,
        "issued": [(row.title, row.issued_on) for row in rows if circles[row.code] is Circle.CASE],
        "sealed": tuple(dict.fromkeys(sealed)),
    }


def reconsideration_of(case_number: str) -> dict[str, Any]:
    """Until when the plaintiff could apply for reconsideration; only told, no clock is started."""
    with reading() as session:
        case = find_case(session, case_number)
        known_on = case.act_known_on or case.act_made_on
        due = None
        if known_on and not case.reconsidered:
            due = stated(first_date(case, find(RECONSIDERATION), known_on))
        return {
            "recon_due": due,
            "recon_passed": due is not None and due["due_on"] < clock.today(),
            "reconsidered": case.reconsidered,
        }
