"""A hearing: fixed, summoned, held; and again in the second instance."""

from flows.litigation.appearance import denounce, register, see_appearance
from flows.litigation.verbs import ask, move, of_each_agency
from rules.appearance import Instance, Presence
from rules.paths.litigation.hearing import (
    AppearanceRecord,
    AttendanceList,
    HearingRecord,
    HearingSchedule,
    SummonsService,
)
from rules.paths.litigation.hearing_letters import LEADER_IDENTITY
from rules.paths.litigation.letters import (
    ABSENCE_STATEMENT,
    ATTENDANCE_REPORT,
    LEADER_NOTICE,
)
from rules.vocabulary.question import YesNo
from tasks.case_facts import case_of, docket_number_of
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of, reports_to_bureau
from tasks.running import Due


def hold_hearing(case_number: str, step: str) -> bool:
    """One hearing from its date to its record; true if the decision must note an absence."""
    fixed = ask(case_number, HearingSchedule, occasion=step)
    move(case_number, stage_code="hearing_fixed", occasion=step)
    principal_should = fixed.duty.principal_should
    call_leaders(case_number, fixed, step)
    summon(case_number, step)
    listed = report_leaders(case_number, fixed, step)
    record = ask(case_number, HearingRecord, occasion=step)
    must_note = record.held is YesNo.YES and see_appearance(
        case_number, step, listed, record.held_on, principal_should=principal_should
    )
    move(case_number, stage_code="trial", occasion=f"after-{step}")
    return must_note


def call_leaders(case_number: str, fixed: HearingSchedule, step: str) -> None:
    """Count back from the hearing, and write to each agency who has to come and why."""
    on, fact = fixed.hearing_at, HearingSchedule.dated("hearing_at", step)
    start_deadline(case_number, "L_SUMMONS_3D", on, trigger_key=step, fact=fact)
    for n, agency in enumerate(case_of(case_number).agencies, 1):
        list_due: Due | None = None
        if reports_to_bureau(case_number):
            list_due = start_deadline(
                case_number,
                "YC_LEADER_3D_BEFORE",
                on,
                trigger_key=f"{step}:{agency}",
                recipient=agency,
                fact=fact,
            )
        issue(
            case_number,
            LEADER_NOTICE,
            occasion=f"{step}-{n}",
            docket_number=docket_number_of(case_number),
            agency=agency,
            hearing_at=on,
            time_and_place=fixed.time_and_place,
            must_reasons=fixed.duty.must_reasons,
            principal_reasons=fixed.duty.principal_reasons,
            list_due=list_due,
        )


def summon(case_number: str, step: str) -> None:
    """The summonses and the leaders' notices are served."""
    summons = ask(case_number, SummonsService, occasion=step, due="L_SUMMONS_3D")
    meet_deadline(case_number, "L_SUMMONS_3D", summons.served_on, trigger_keys=(step,))


def report_leaders(case_number: str, fixed: HearingSchedule, step: str) -> dict[str, Presence]:
    """Where the region asks for it, each agency reports who will come; changes leave a trace."""
    listed: dict[str, Presence] = {}
    if not reports_to_bureau(case_number):
        return listed
    for one in of_each_agency(
        case_number, AttendanceList, prefix=f"{step}-", before="YC_LEADER_3D_BEFORE"
    ):
        listed[one.agency] = one.answer.presence
        meet_deadline(
            case_number,
            "YC_LEADER_3D_BEFORE",
            one.answer.reported_on,
            trigger_keys=(f"{step}:{one.agency}",),
        )
        write_report(case_number, fixed, one.occasion, one.agency, one.answer)
    return listed


def write_report(
    case_number: str, fixed: HearingSchedule, occasion: str, agency: str, listed: AttendanceList
) -> None:
    """The list for the bureau, and the statement of a leader who cannot come."""
    issue(
        case_number,
        ATTENDANCE_REPORT,
        occasion=occasion,
        agency=agency,
        justice_bureau_name=justice_bureau_of(case_number),
        hearing_at=fixed.hearing_at,
        time_and_place=fixed.time_and_place,
        presence=listed.presence.value,
        leader=listed.leader,
        post=listed.post,
        staff=listed.staff,
        reason=listed.reason,
        reporter=listed.answered_by,
        reported_on=listed.reported_on,
        must_reasons=fixed.duty.must_reasons,
        principal_reasons=fixed.duty.principal_reasons,
    )
    if listed.presence.is_appearance:
        issue(
            case_number,
            LEADER_IDENTITY,
            occasion=occasion,
            docket_number=docket_number_of(case_number),
            agency=agency,
            hearing_at=fixed.hearing_at,
            leader=listed.leader,
            post=listed.post,
            staff=listed.staff,
        )
    else:
        issue(
            case_number,
            ABSENCE_STATEMENT,
            occasion=occasion,
            agency=agency,
            hearing_at=fixed.hearing_at,
            reason=listed.reason,
            proof=listed.proof,
            staff=listed.staff,
        )


def hear_again(case_number: str, step: str) -> None:
    """Record how the agencies appeared in the second instance, which counts by itself."""
    for one in of_each_agency(case_number, AppearanceRecord, prefix=f"second-{step}-"):
        register(case_number, one, Instance.SECOND, None)
        denounce(case_number, one, Instance.SECOND)
