"""判后答疑: the notice goes out with the decision; who asks is answered, who is hurt is helped."""

from dataclasses import dataclass
from functools import partial
from itertools import count

from rules.paths.judgment_explanation import PATH
from rules.paths.judgment_explanation.letters import (
    EXPLANATION_NOTICE,
    EXPLANATION_RECORD,
    GUIDANCE_RECORD,
)
from rules.paths.judgment_explanation.questions import (
    ErrorChoice,
    ErrorReview,
    ExplanationOutcome,
    ExplanationRequest,
    ExplanationSchedule,
    ExplanationSession,
    GuidanceRecord,
)
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.judgment_facts import Decision, decision_of
from tasks.letters import issue
from tasks.local_duties import remark
from tasks.procedure import procedure
from tasks.stages import in_walk, walk_of
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
ENDS_AT = {
    ExplanationOutcome.ACCEPTED: "accepted",
    ExplanationOutcome.APPEAL: "appealing",
    ExplanationOutcome.PETITION: "petitioning",
}


FOUND_WRONG = "裁判可能有错误，已报告院长；审判委员会决定再审的"
PETITIONED = (
    "当事人表示申请再审或者申诉：应在裁判生效后六个月内向上一级人民法院提出"
    "（行政诉讼法解释第一百一十条）；收到申请的"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The decision that is explained in a case; another one after a remand is another walk."""

    case_number: str
    walk: int
    decision: Decision

    def nth(self, n: int = 1) -> str:
        """The occasion of a question or a letter in this walk."""
        return in_walk(self.walk, str(n))


@procedure(PATH)
def judgment_explanation(case_number: str) -> str:
    """Explain a decision that was served; returns the stage it ended at."""
    walk = walk_of(case_number, PATH.code)
    decision = decision_of(case_number, walk)
    explanation = Explanation(case_number=case_number, walk=walk, decision=decision)
    give_notice(explanation)
    # 申请期无法定数，以上诉期为限 (law.md §4 P4); the explanation itself never lengthens it.
    request = ask_before(
        case_number,
        ExplanationRequest,
        occasion=explanation.nth(),
        before=explanation.decision.appeal_rule,
    )
    if request is None or request.requested is YesNo.NO:
        return end(explanation, "no_request")
    return explain(explanation, request)


def give_notice(explanation: Explanation) -> None:
    """Print the notice that goes with the decision: same parties, same days of service."""
    decision = explanation.decision
    issue(
        explanation.case_number,
        EXPLANATION_NOTICE,
        occasion=explanation.nth(),
        docket_number=decision.docket_number,
        decision=decision.title,
        decided_on=decision.decided_on,
        services=decision.services,
    )


def explain(explanation: Explanation, request: ExplanationRequest) -> str:
    """Call everybody together until the questions are answered."""
    case_number = explanation.case_number
    for n in count(1):
        occasion = explanation.nth(n)
        move(case_number, stage_code="requested", occasion=str(n))
        ask(
            case_number,
            ExplanationSchedule,
            occasion=occasion,
            due=explanation.decision.appeal_rule,
        )
        move(case_number, stage_code="explaining", occasion=str(n))
        session = ask(case_number, ExplanationSession, occasion=occasion)
        record(explanation, request, session, occasion)
        if session.possible_error and is_reported(explanation, n):
            point_to_retrial(explanation, why=FOUND_WRONG)
            move(case_number, stage_code="reported")
            return "reported"
        if session.outcome is ExplanationOutcome.PETITION:
            point_to_retrial(explanation, why=PETITIONED)
        if session.outcome is not ExplanationOutcome.AGAIN:
            return end(explanation, ENDS_AT[session.outcome])
    raise AssertionError


def record(
    explanation: Explanation,
    request: ExplanationRequest,
    session: ExplanationSession,
    occasion: str,
) -> None:
    """Put the transcript on file."""
    decision = explanation.decision
    issue(
        explanation.case_number,
        EXPLANATION_RECORD,
        occasion=occasion,
        docket_number=decision.docket_number,
        decision=decision.title,
        decided_on=decision.decided_on,
        requested_by=request.requested_by,
        held_on=session.held_on,
        place=session.place,
        host=session.answered_by,
        recorder=session.recorder,
        attendees=[person.line for person in session.attendees],
        exchanges=[(each.question, each.answer) for each in session.exchanges],
        result=session.result_line,
        wants_retrial=session.outcome is ExplanationOutcome.PETITION,
    )


def point_to_retrial(explanation: Explanation, *, why: str) -> None:
    """Say where the matter goes on: a retrial is registered by a form of its own."""
    remark(
        explanation.case_number,
        key=f"towards_retrial:{explanation.nth()}",
        kind="判后答疑",
        text=f"{why}，用“登记再审”登记",
    )


def is_reported(explanation: Explanation, n: int) -> bool:
    """Look into a possible error; whether it goes to the president of the court."""
    move(explanation.case_number, stage_code="checking", occasion=str(n))
    review = ask(explanation.case_number, ErrorReview, occasion=explanation.nth(n))
    return review.choice is ErrorChoice.REPORTED


def end(explanation: Explanation, stage: str) -> str:
    """End here, unless an agency that won has still something to put right (AH-8)."""
    if explanation.decision.has_flaw:
        return guide(explanation)
    move(explanation.case_number, stage_code=stage)
    return stage


def guide(explanation: Explanation) -> str:
    """The agency goes on helping until the matter is closed."""
    case_number = explanation.case_number
    move(case_number, stage_code="guiding")
    for n in count(1):
        visit = ask(case_number, GuidanceRecord, occasion=explanation.nth(n))
        issue(
            case_number,
            GUIDANCE_RECORD,
            occasion=explanation.nth(n),
            docket_number=explanation.decision.docket_number,
            visited_on=visit.visited_on,
            conducted_by=visit.conducted_by,
            concern=visit.concern,
            measures=visit.measures,
            result=visit.result,
            is_finished=visit.is_finished is YesNo.YES,
        )
        if visit.is_finished is YesNo.YES:
            break
    move(case_number, stage_code="guided")
    return "guided"
