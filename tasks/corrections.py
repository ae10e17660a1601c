"""Correcting a recorded date: all that hangs on it is counted anew, the old value is kept.

What people already did because of the old date stands: an end that the watch recorded, a letter
that went out. The correction names them, and a person decides.
"""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CasePath
from models.deadline import RunningDeadline
from models.history import Correction, Fact
from models.ledger import ledger
from rules.catalogue import questions
from tasks import clock
from tasks.answers import check, run_path
from tasks.deadlines import begin_filing_clock
from tasks.errors import FuyuanError, InvalidAnswerError
from tasks.records import find_case, tell
from tasks.running import FILING_CLOCK, Change, renew, rows_of
from tasks.service.correcting import answer_behind, correct_row, deemed_anew, follow_correction
from tasks.service.marking import SERVICE

CASE = "case"
CASE_DATES = {
    "received_on": "收到起诉材料日期",
    "act_made_on": "行政行为作出日期",
    "act_known_on": "知道行政行为日期",
    "reconsideration_received_on": "收到复议决定日期",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction did: the old date, what moved, and what people must look at."""

    title: str
    before: dt.date | None
    after: dt.date
    changes: tuple[Change, ...]
    to_review: tuple[str, ...]

    def as_text(self) -> str:
        """What moved, a line a date, and what a person must look at."""
        lines = [f"“{self.title}”由{self.before or '未填'}更正为{self.after}"]
        lines += [
            f"{change.title}：{change.before} → {change.after}" for change in self.changes
        ] or ["没有期限因此改变"]
        return "\n".join([*lines, *self.to_review])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Which date is wrong, what it should be, who says so and why."""

    question: str
    field: str
    to: dt.date
    corrected_by: str
    reason: str
    door: str
    occasion: str = "1"

    def __post_init__(self) -> None:
        """Refuse a correction that nobody answers for."""
        if not self.corrected_by.strip() or not self.reason.strip():
            message = "更正须写明更正人和理由"
            raise FuyuanError(message)

    @property
    def name(self) -> str:
        """The date's name, as the clocks that run from it know it."""
        inner = "" if self.question == CASE else f"{self.occasion}."
        return f"{self.question}.{inner}{self.field}"


def correct_date(case_number: str, wrong: Wrong, *, dry_run: bool = False) -> Corrected:
    """Correct a date of an answer; of the case with question `case`, of a service with `service`.

    A service is named by the number of its row as occasion; an answer that says the same moves too.
    Raises UnknownCaseError, FuyuanError (no such date, nothing to correct) or InvalidAnswerError
    (the answer would not hold with it). With `dry_run` nothing is kept.
    """
    with ledger() as session:
        corrected = _correct(session, find_case(session, case_number), wrong)
        if dry_run:
            session.rollback()
    return corrected


def _correct(session: Session, case: Case, wrong: Wrong) -> Corrected:
    changes: list[Change] = []
    if wrong.question == SERVICE and (
        said := answer_behind(session, case, wrong.occasion, wrong.field)
    ):
        wrong = replace(wrong, **asdict(said))
    if wrong.question == CASE:
        title, before, changes = _correct_case(session, case, wrong.field, wrong.to)
    elif wrong.question == SERVICE:
        title, before = correct_row(session, case, wrong.occasion, wrong.field, wrong.to)
    else:
        title, before = _correct_fact(session, case, wrong)
    if before == wrong.to:
        message = f"“{title}”本来就是{wrong.to}，没有更正"
        raise FuyuanError(message)
    row = Correction(
        case_id=case.id,
        fact=wrong.name,
        before=before,
        after=wrong.to,
        corrected_by=wrong.corrected_by.strip(),
        reason=wrong.reason.strip(),
        door=wrong.door,
        corrected_at=clock.now(),
    )
    session.add(row)
    session.flush()
    follow_correction(session, case, row)
    changes += _recount(session, case, row)
    if wrong.question == SERVICE and (day := deemed_anew(session, case, wrong.occasion)):
        deemed = replace(wrong, field="served_on", to=day)
        changes += _correct(session, case, deemed).changes
    corrected = Corrected(
        title=title,
        before=before,
        after=wrong.to,
        changes=tuple(changes),
        to_review=_to_review(session, case, changes),
    )
    _tell(session, case, row, corrected)
    _show_again(session, case, row)
    return corrected


def _correct_fact(session: Session, case: Case, wrong: Wrong) -> tuple[str, dt.date]:
    code, field = wrong.question, wrong.field
    declared = questions().get(code)
    dates = [
        name
        for name, info in (declared.model_fields if declared else {}).items()
        if info.annotation is dt.date
    ]
    if declared is None or field not in dates:
        known = "、".join(dates) or "无"
        message = f"问题“{code}”没有名为“{field}”的日期可以更正；可更正的：{known}"
        raise FuyuanError(message)
    fact = session.scalars(
        select(Fact).where(
            Fact.case_id == case.id, Fact.question == code, Fact.occasion == wrong.occasion
        )
    ).one_or_none()
    if fact is None or fact.expired:
        message = (
            f"案件{case.number}没有“{declared.heading}”（第{wrong.occasion}次）的答复，无从更正"
        )
        raise FuyuanError(message)
    answer = declared.model_validate_json(fact.value)
    title = str(declared.model_fields[field].title)
    before: dt.date = getattr(answer, field)
    given = answer.model_dump(mode="json") | {field: wrong.to.isoformat()}
    fact.value = check(case, declared, given).model_dump_json()
    return f"{declared.heading}：{title}", before


def _correct_case(
    session: Session, case: Case, field: str, to: dt.date
) -> tuple[str, dt.date | None, list[Change]]:
    if field not in CASE_DATES:
        known = "、".join(CASE_DATES)
        message = f"案件要素没有名为“{field}”的日期可以更正；可更正的：{known}"
        raise FuyuanError(message)
    if to > clock.today():
        raise InvalidAnswerError([f"“{CASE_DATES[field]}”：{to}晚于今天（{clock.today()}）"])
    before: dt.date | None = getattr(case, field)
    setattr(case, field, to)
    if field == "received_on":
        case.registered_on = to  # 登记日以提交诉状日为准 (law.md §4 P1, [K-M])
    session.flush()
    return CASE_DATES[field], before, _recount_filing(session, case)


def _recount_filing(session: Session, case: Case) -> list[Change]:
    """The clock for filing suit on the dates the case has now; another rule may apply to it."""
    old = session.scalars(
        rows_of(case, "filing").where(RunningDeadline.state != "replaced")
    ).first()
    if old is None:
        return []
    stood, was = old.stated_on, old.status
    row = begin_filing_clock(session, case)
    if row.id != old.id:
        old.state, old.closed_on = "replaced", clock.today()
        stands = row.stated_on
        return [
            Change(
                case_number=case.number,
                short_code=case.short_code,
                title=f"{old.title}（改按{row.basis}）",
                rule=row.rule,
                before=stood,
                after=stands,
                was=was,
                status=row.status,
            )
        ]
    fact_of_row = row.fact.partition(".")[2]
    row.trigger_on = getattr(case, fact_of_row) or row.trigger_on
    return []


def _recount(session: Session, case: Case, correction: Correction) -> list[Change]:
    rows = session.scalars(
        select(RunningDeadline).where(
            RunningDeadline.case_id == case.id, RunningDeadline.state != "replaced"
        )
    ).all()
    changes: list[Change] = []
    for row in rows:
        # The longest period runs from the act itself, whichever date the shorter one has.
        is_limited = row.trigger_key == FILING_CLOCK and correction.fact == f"{CASE}.act_made_on"
        if row.fact == correction.fact:
            row.trigger_on = correction.after
        elif not is_limited:
            continue
        changes += renew(
            session, case, row, reason="更正起算日期", key=f"corrected:{correction.id}"
        )
    return changes


def _to_review(session: Session, case: Case, changes: list[Change]) -> tuple[str, ...]:
    """What was closed unasked because of a date that has now moved."""
    rules = {change.rule for change in changes}
    lapsed = session.scalars(
        select(Fact.question).where(Fact.case_id == case.id, Fact.expired.is_(True))
    ).all()
    if not rules or not lapsed:
        return ()
    return tuple(
        f"“{questions()[code].heading}”此前已按届期处理，请人工核查是否受影响" for code in lapsed
    )


def _tell(session: Session, case: Case, row: Correction, corrected: Corrected) -> None:
    before = corrected.before or "未填"
    review = "".join(f"；{line}" for line in corrected.to_review)
    tell(
        session,
        case,
        key=f"corrected:{row.id}",
        kind="更正",
        text=(
            f"“{corrected.title}”由{before}更正为{corrected.after}，"
            f"{row.corrected_by}经{row.door}更正：{row.reason}{review}"
        ),
    )


def _show_again(session: Session, case: Case, row: Correction) -> None:
    """Run every open path once more, so that its form and its branches know the right date."""
    open_paths = session.scalars(
        select(CasePath.path).where(CasePath.case_id == case.id, CasePath.closed_at.is_(None))
    ).all()
    for code in open_paths:
        run_path(session, case, code, key=f"corrected:{row.id}:{code}")
