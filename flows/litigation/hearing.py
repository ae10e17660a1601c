"""A hearing: fixed, summoned, held; who appeared, spoke and proposed."""

from datetime import date

from flows.litigation.verbs import ask, move, of_each_agency
from rules.appearance import Instance, violations
from rules.paths.litigation.assessment import AppearanceAssessment
from rules.paths.litigation.hearing import (
    AppearanceRecord,
    AttendanceList,
    HearingRecord,
    HearingSchedule,
    PrincipalAppearanceRecord,
    SummonsService,
)
from rules.paths.litigation.letters import (
    ABSENCE_STATEMENT,
    APPEARANCE_ASSESSMENT,
    ATTENDANCE_REPORT,
    LEADER_NOTICE,
)
from rules.vocabulary.question import YesNo
from tasks.agencies import OfAgency
from tasks.case_facts import case_of
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of, remark, reports_to_bureau
from tasks.running import Due
from tasks.start_mediation import docket_number_of

Appearance = OfAgency[AppearanceRecord]


def hold_hearing(case_number: str, step: str) -> bool:
    """One hearing from its date to its record; true if the decision must note an absence."""
    fixed = ask(case_number, HearingSchedule, occasion=step)
    move(case_number, stage_code="hearing_fixed", occasion=step)
    call_leaders(case_number, fixed, step)
    summon(case_number, step)
    listed = report_leaders(case_number, fixed, step)
    record = ask(case_number, HearingRecord, occasion=step)
    must_note = record.held is YesNo.YES and see_appearance(
        case_number, step, fixed, listed, record
    )
    move(case_number, stage_code="trial", occasion=f"after-{step}")
    return must_note


def see_appearance(
    case_number: str,
    step: str,
    fixed: HearingSchedule,
    listed: dict[str, AttendanceList],
    record: HearingRecord,
) -> bool:
    """Record, compare, assess and pursue how the agencies appeared; true if something was wrong."""
    question = PrincipalAppearanceRecord if fixed.duty.principal_should else AppearanceRecord
    came = register_appearance(case_number, step, question)
    compare(case_number, listed, came)
    assess(case_number, step, record.held_on, came)
    return denounce(case_number, came, Instance.FIRST)


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


def report_leaders(
    case_number: str, fixed: HearingSchedule, step: str
) -> dict[str, AttendanceList]:
    """Where the region asks for it, each agency reports who will come; changes leave a trace."""
    if not reports_to_bureau(case_number):
        return {}
    listed = {}
    for one in of_each_agency(
        case_number, AttendanceList, prefix=f"{step}-", before="YC_LEADER_3D_BEFORE"
    ):
        listed[one.agency] = one.answer
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
    if not listed.presence.is_appearance:
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


def register_appearance(
    case_number: str,
    step: str,
    question: type[AppearanceRecord] = AppearanceRecord,
    *,
    instance: Instance = Instance.FIRST,
) -> list[Appearance]:
    """Record each agency's appearance; each instance has its own."""
    prefix = {Instance.FIRST: f"{step}-", Instance.SECOND: f"second-{step}-"}[instance]
    return list(of_each_agency(case_number, question, prefix=prefix))


def compare(case_number: str, listed: dict[str, AttendanceList], came: list[Appearance]) -> None:
    """Whoever came otherwise than reported leaves a trace."""
    for one in came:
        report = listed.get(one.agency)
        if report and report.presence is not one.answer.presence:
            remark(
                case_number,
                key=f"changed:{one.occasion}",
                kind="出庭",
                text=f"{one.agency}报备“{report.presence.value}”，"
                f"实际“{one.answer.presence.value}”",
            )


def denounce(case_number: str, came: list[Appearance], instance: Instance) -> bool:
    """The five situations go on record and to a judicial suggestion; true if there was one."""
    is_wrong = False
    for one in came:
        if wrong := violations(one.answer.attendance):
            is_wrong = True
            suggest(case_number, f"{instance.value}{one.agency}：{'；'.join(wrong)}", one.occasion)
    return is_wrong


def suggest(case_number: str, finding: str, occasion: str) -> None:
    """Put an unlawful absence on record and have a judicial suggestion drafted."""
    remark(
        case_number,
        key=f"absence:{occasion}",
        kind="出庭",
        text=f"{finding}。记录在案，裁判文书应当载明，并应当提出司法建议",
    )
    hand_over(
        case_number,
        leaving="litigation",
        to="judicial_suggestion",
        reason=f"法释〔2020〕3号第十二条：{finding}",
        at_stage=None,
        occasion=occasion,
    )


def assess(case_number: str, step: str, held_on: date, came: list[Appearance]) -> None:
    """Grade the appearance of each agency whose leader came, in four dimensions."""
    seen = {one.agency: one.answer for one in came if one.answer.presence.is_appearance}
    for one in of_each_agency(
        case_number, AppearanceAssessment, agencies=tuple(seen), prefix=f"{step}-"
    ):
        issue(
            case_number,
            APPEARANCE_ASSESSMENT,
            occasion=one.occasion,
            agency=one.agency,
            held_on=held_on,
            **seen[one.agency].lines,
            **one.answer.lines,
        )
