"""律师参与和法律援助: what a mediation asked the justice bureau for, while it goes on."""

from functools import partial

from rules.paths.legal_support import PATH
from rules.paths.legal_support.letters import AID_REFERRAL, LAWYER_ASSIGNMENT
from rules.paths.legal_support.questions import AidChoice, AidReview, LawyerAssignment
from rules.paths.prefiling_mediation.planning import MediationScheme
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.case_facts import reached_on
from tasks.deadlines import due, meet_deadline, start_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of
from tasks.procedure import procedure
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
REVIEW = "L_AID_7D"


@procedure(PATH)
def legal_support(case_number: str) -> str:
    """Refer to legal aid, assign a lawyer, as was asked; returns the stage it ended at."""
    asked_for = ask_on(case_number, MediationScheme, path="prefiling_mediation")
    if asked_for.wants_aid is YesNo.YES:
        refer_to_aid(case_number)
    if asked_for.wants_lawyer is YesNo.YES:
        assign_lawyer(case_number)
    is_granted = asked_for.wants_aid is YesNo.YES and hear_of_aid(case_number)
    end = "supported" if is_granted or asked_for.wants_lawyer is YesNo.YES else "not_supported"
    move(case_number, stage_code=end)
    return end


def refer_to_aid(case_number: str) -> None:
    """Pass the application on at once; the agency has seven days."""
    review_due = start_deadline(case_number, REVIEW, reached_on(case_number, PATH.code, PATH.first))
    issue(
        case_number,
        AID_REFERRAL,
        justice_bureau_name=justice_bureau_of(case_number),
        review_due=review_due,
        filing_due=due(case_number, "filing"),
    )


def assign_lawyer(case_number: str) -> None:
    """A lawyer who knows administrative litigation takes part, for neither side."""
    assigned = ask(case_number, LawyerAssignment)
    issue(
        case_number,
        LAWYER_ASSIGNMENT,
        justice_bureau_name=justice_bureau_of(case_number),
        lawyer=assigned.lawyer,
        firm=assigned.firm,
        experience=assigned.experience,
        duties=assigned.duties,
        assigned_on=assigned.assigned_on,
        mediation_due=due(case_number, "M_PRE_30D"),
    )


def hear_of_aid(case_number: str) -> bool:
    """Whether legal aid was granted."""
    review = ask(case_number, AidReview, due=REVIEW)
    meet_deadline(case_number, REVIEW, review.decided_on)
    return review.choice is AidChoice.GRANTED
