"""The answer to the action: studied by the principal, framed, submitted in time or not."""

from flows.defence.verbs import ANSWER, Assigned, of_each_agency
from rules.paths.defence.answer_letters import DEFENCE_FRAME, EVIDENCE_LIST
from rules.paths.defence.duties import DefenceAssignment, DefenceSubmission, LeaderReview
from rules.vocabulary.question import YesNo
from tasks.agencies import OfAgency
from tasks.case_facts import docket_number_of
from tasks.deadlines import due_of
from tasks.letters import issue
from tasks.local_duties import remark, requires_leader_review


def study(case_number: str, assigned: Assigned) -> tuple[str, ...]:
    """The agencies that may answer: those whose principal studied the case, where it is asked."""
    if not requires_leader_review(case_number):
        remark(
            case_number,
            key="leader_review",
            kind="应诉",
            text="提示：主要负责人是应诉工作第一责任人，提交答辩状以前宜亲自研究并留下记录",
        )
        return tuple(assigned)
    reviewed = of_each_agency(case_number, LeaderReview, agencies=tuple(assigned), before=ANSWER)
    return tuple(one.agency for one in reviewed)


def submit(case_number: str, agencies: tuple[str, ...], assigned: Assigned) -> tuple[str, ...]:
    """Send defence and evidence to the court; the agencies that did so in time to be asked."""
    for n, agency in enumerate(agencies, 1):
        frame(case_number, agency, assigned[agency], occasion=str(n))
    submitted = []
    for one in of_each_agency(case_number, DefenceSubmission, agencies=agencies, before=ANSWER):
        submitted.append(one.agency)
        list_evidence(case_number, one)
    return tuple(submitted)


def frame(case_number: str, agency: str, sheet: DefenceAssignment, *, occasion: str) -> None:
    """Lay out the statement of defence; what the agency says in it is its own."""
    issue(
        case_number,
        DEFENCE_FRAME,
        occasion=occasion,
        docket_number=docket_number_of(case_number),
        agency=agency,
        unit=sheet.unit,
        liaison=sheet.liaison,
        answer_due=due_of(case_number, ANSWER, agency),
    )


def list_evidence(case_number: str, one: OfAgency[DefenceSubmission]) -> None:
    """The evidence and the norms, as they were sent to the court."""
    sent = one.answer
    issue(
        case_number,
        EVIDENCE_LIST,
        occasion=one.occasion,
        docket_number=docket_number_of(case_number),
        agency=one.agency,
        has_statement=sent.has_statement is YesNo.YES,
        evidence=[(piece.name, piece.shows) for piece in sent.evidence],
        norms=sent.norms,
        submitted_on=sent.submitted_on,
        answer_due=due_of(case_number, ANSWER, one.agency),
    )
