"""The notice of action is served, the defences come in or do not."""

from datetime import date

from flows.litigation.standing import Limit
from flows.litigation.verbs import ask, move, of_each_agency
from rules.paths.docketing.questions import Docketing
from rules.paths.litigation.letters import NOTICE_OF_ACTION
from rules.paths.litigation.notice import (
    DefenceReceipt,
    ForwardedDefence,
    NoticeService,
    Procedure,
    TrialSetup,
)
from rules.paths.litigation.notice_letters import EVIDENCE_NOTICE, RIGHTS_NOTICE
from rules.vocabulary.question import YesNo
from tasks.agencies import OfAgency
from tasks.asking import ask as ask_on
from tasks.case_facts import case_of, docket_number_of
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.local_duties import remark, reports_to_bureau, source_of_reports
from tasks.running import Due

LIMITS = {Procedure.ORDINARY: "T_TRIAL_6M", Procedure.SUMMARY: "T_SUMMARY_45D"}


def set_up(case_number: str) -> Limit:
    """Name the judge and the procedure, start the trial limit, write the notice of action."""
    docketed_on = ask_on(case_number, Docketing, path="docketing").decided_on
    from_docketing = Docketing.dated("decided_on")
    start_deadline(case_number, "L_SERVE_5D", docketed_on, fact=from_docketing)
    setup = ask(case_number, TrialSetup, due="L_SERVE_5D")
    limit = Limit(rule=LIMITS[setup.procedure])
    start_deadline(case_number, limit.rule, docketed_on, fact=from_docketing)
    write_notices(case_number, setup, docketed_on)
    return limit


def write_notices(case_number: str, setup: TrialSetup, docketed_on: date) -> None:
    """The notice of action, and with it how to prove and what the rights and duties are."""
    tried = {
        "docket_number": docket_number_of(case_number),
        "judge": setup.judge,
        "clerk": setup.clerk,
    }
    issue(
        case_number,
        NOTICE_OF_ACTION,
        docketed_on=docketed_on,
        procedure=setup.procedure.value,
        local_reports_source=source_of_reports(case_number),
        **tried,
    )
    issue(
        case_number,
        EVIDENCE_NOTICE,
        docketed_on=docketed_on,
        is_summary=setup.procedure is Procedure.SUMMARY,
        **tried,
    )
    issue(case_number, RIGHTS_NOTICE, procedure=setup.procedure.value, **tried)


def serve_notices(case_number: str) -> dict[str, Due]:
    """Serve every agency; each has fifteen days of its own, returned by agency."""
    served: dict[str, tuple[date, str]] = {}
    for service in of_each_agency(case_number, NoticeService, due="L_SERVE_5D"):
        served[service.agency] = service.answer.served_on, service.occasion
    dues: dict[str, Due] = {}
    # The one that ends last is started last: by it the question of the defences closes.
    for agency, (served_on, occasion) in sorted(served.items(), key=lambda item: item[1][0]):
        how = {
            "trigger_key": agency,
            "recipient": agency,
            "fact": NoticeService.dated("served_on", occasion),
        }
        dues[agency] = start_deadline(case_number, "L_ANSWER_15D", served_on, **how)
        if reports_to_bureau(case_number):
            start_deadline(case_number, "YC_REPORT_3D", served_on, **how)
    meet_deadline(case_number, "L_SERVE_5D", max(on for on, _ in served.values()))
    move(case_number, stage_code="answering")
    hand_over(
        case_number,
        leaving="litigation",
        to="defence",
        reason="应诉通知已送达被诉机关",
        at_stage=None,
    )
    return dues


def receive_defences(case_number: str, dues: dict[str, Due]) -> None:
    """Register what each agency filed; whoever filed nothing in time has filed nothing."""
    filed, answered = set(), False
    for receipt in of_each_agency(case_number, DefenceReceipt, before="L_ANSWER_15D"):
        filed.add(receipt.agency)
        answered |= register_defence(case_number, receipt, dues[receipt.agency])
    for agency in case_of(case_number).agencies:
        if agency not in filed:
            without_evidence(case_number, agency)
    if answered:
        forwarded = ask(case_number, ForwardedDefence, due="L_FWD_ANSWER_5D")
        meet_deadline(case_number, "L_FWD_ANSWER_5D", forwarded.forwarded_on)


def register_defence(case_number: str, receipt: OfAgency[DefenceReceipt], due_by: Due) -> bool:
    """Stop the agency's clock; true if there is a statement to forward."""
    filed = receipt.answer
    meet_deadline(case_number, "L_ANSWER_15D", filed.filed_on, trigger_keys=(receipt.agency,))
    is_late = due_by["certain"] and filed.filed_on > due_by["due_on"] and not filed.late_reason
    if is_late or filed.has_evidence is YesNo.NO:
        without_evidence(case_number, receipt.agency)
    if filed.has_statement is YesNo.NO:
        return False
    start_deadline(
        case_number,
        "L_FWD_ANSWER_5D",
        filed.filed_on,
        trigger_key=receipt.agency,
        recipient=receipt.agency,
        fact=DefenceReceipt.dated("filed_on", receipt.occasion),
    )
    return True


def without_evidence(case_number: str, agency: str) -> None:
    """Put on record what follows from evidence that did not come in time."""
    remark(
        case_number,
        key=f"no_evidence:{agency}",
        kind="举证",
        text=f"{agency}没有在期限内提供证据，视为没有相应证据（行政诉讼法第三十四条第二款）；"
        "没有答辩状的，不影响审理",
    )
