"""How the agencies appeared at a hearing: registered, compared, assessed, pursued."""

from datetime import date

from flows.litigation.verbs import of_each_agency
from rules.appearance import Instance, Presence, violations
from rules.paths.litigation.assessment import AppearanceAssessment
from rules.paths.litigation.hearing import AppearanceRecord, PrincipalAppearanceRecord
from rules.paths.litigation.hearing_letters import THREE_OUTS_REGISTER
from rules.paths.litigation.letters import APPEARANCE_ASSESSMENT
from tasks.agencies import OfAgency
from tasks.case_facts import docket_number_of
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.local_duties import deduction_for, remark

Appearance = OfAgency[AppearanceRecord]


def see_appearance(
    case_number: str,
    step: str,
    listed: dict[str, Presence],
    held_on: date,
    *,
    principal_should: bool,
) -> bool:
    """Record, compare, assess and pursue how the agencies appeared; true if something was wrong."""
    question = PrincipalAppearanceRecord if principal_should else AppearanceRecord
    is_wrong, came = False, {}
    for one in of_each_agency(case_number, question, prefix=f"{step}-"):
        compare(case_number, listed.get(one.agency), one)
        register(case_number, one, Instance.FIRST, held_on)
        is_wrong = denounce(case_number, one, Instance.FIRST) or is_wrong
        if one.answer.presence.is_appearance:
            came[one.agency] = one.answer.lines
    assess(case_number, step, held_on, came)
    return is_wrong


def register(case_number: str, came: Appearance, instance: Instance, held_on: date | None) -> None:
    """三出登记: who appeared, what was said and proposed, or why nobody came."""
    issue(
        case_number,
        THREE_OUTS_REGISTER,
        occasion=came.occasion,
        docket_number=docket_number_of(case_number),
        agency=came.agency,
        instance=instance.value,
        held_on=held_on,
        wrongs=violations(came.answer.attendance),
        **came.answer.register,
    )


def compare(case_number: str, listed: Presence | None, came: Appearance) -> None:
    """Whoever came otherwise than reported leaves a trace."""
    presence = came.answer.presence
    if listed and listed is not presence:
        remark(
            case_number,
            key=f"changed:{came.occasion}",
            kind="出庭",
            text=f"{came.agency}报备“{listed.value}”，实际“{presence.value}”",
        )


def denounce(case_number: str, came: Appearance, instance: Instance) -> bool:
    """The five situations go on record and to a judicial suggestion; true if there was one."""
    wrong = violations(came.answer.attendance)
    if wrong:
        suggest(case_number, f"{instance.value}{came.agency}：{'；'.join(wrong)}", came.occasion)
    return bool(wrong)


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


def assess(case_number: str, step: str, held_on: date, came: dict[str, dict[str, object]]) -> None:
    """Grade the appearance of each agency whose leader came, in four dimensions."""
    for one in of_each_agency(
        case_number, AppearanceAssessment, agencies=tuple(came), prefix=f"{step}-"
    ):
        issue(
            case_number,
            APPEARANCE_ASSESSMENT,
            occasion=one.occasion,
            agency=one.agency,
            held_on=held_on,
            **came[one.agency],
            **one.answer.lines,
            **deduction_for(case_number, len(one.answer.misconduct)),
        )
