"""Filings that may report one dispute: found when they come, put side by side for a person.

Nothing is merged by itself. Every filing is stored and registered; what resembles an earlier one is
asked about before the eight checks (`rules.paths.registration.likeness`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CasePath
from models.filing import FilingLikeness, FilingRecord
from models.ledger import ledger
from rules.catalogue import paths
from rules.filing import Filing
from rules.paths.registration.likeness import LIKENESS_RULES, Situation
from tasks.intake.problems import mask
from tasks.markdown import as_text, table
from tasks.records import find_case, tell
from tasks.step import step

WITHDRAWN = frozenset({("litigation", "withdrawn"), ("litigation", "deemed_withdrawn")})
AT_COURT = frozenset({"registration", "prefiling_mediation", "docketing", "litigation"})
RECONSIDERATION = "reconsideration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An earlier filing beside this one: what each says, and which rule may concern both."""

    earlier: str
    case_number: str
    stage: str
    grounds: str
    lines: tuple[tuple[str, str, str], ...]
    rules: tuple[str, ...]


def comparisons(session: Session, case_id: int) -> list[Comparison]:
    """Every earlier filing that the filing of a case resembles, the latest first."""
    ours = session.scalar(select(FilingRecord).where(FilingRecord.case_id == case_id))
    if ours is None:
        return []
    found = session.execute(
        select(FilingLikeness.grounds, FilingRecord, Case.number)
        .join(FilingRecord, FilingRecord.id == FilingLikeness.earlier_id)
        .outerjoin(Case, Case.id == FilingRecord.case_id)
        .where(FilingLikeness.filing_id == ours.id)
        .order_by(FilingRecord.id.desc())
    ).all()
    stages = _stages(session, [row.case_id for _, row, _ in found if row.case_id])
    filing = Filing.model_validate_json(ours.content)
    return [
        _compare(filing, ours.path, row, said, number or "", stages.get(row.case_id or 0, []))
        for said, row, number in found
    ]


def comparison_markdown(session: Session, case: Case) -> str:
    """The same for a form in Prefect; empty when nothing resembles this case."""
    parts = []
    for each in comparisons(session, case.id):
        parts += [
            f"### 与{as_text(each.case_number or each.earlier)}对照",
            f"{as_text(each.grounds)}；在先案件：{as_text(each.stage)}",
            table(("项目", "本件", f"在先：{each.earlier}"), each.lines),
            *(f"- **{as_text(rule)}**" for rule in each.rules),
        ]
    return "\n\n".join(parts)


@step("并入在先案件")
def join_earlier(case_number: str, named: str) -> None:
    """Tell both cases that a person found this filing to be one with the earlier one `named`.

    Nothing is deleted: what this filing says stays with it. The only likeness is meant whatever
    was typed; among several the one of that case or filing number.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        found = comparisons(session, case.id)
        meant = [each for each in found if named in (each.earlier, each.case_number)]
        for each in meant or (found if len(found) == 1 else []):
            earlier = each.case_number or each.earlier
            text = f"经核对与{earlier}为同一件，重复收件，并入在先案件；本件材料原样保留"
            tell(session, case, key=f"joined:{earlier}", kind="收件", text=text)
            if each.case_number:
                text = f"另有收件{case.number}经核对与本案为同一件，已并入；其材料原样保留在该号下"
                other = find_case(session, each.case_number)
                tell(session, other, key=f"joins:{case.number}", kind="收件", text=text)


def is_like_another(session: Session, case_id: int) -> bool:
    """Whether the filing of a case resembles an earlier one."""
    known = (
        select(FilingLikeness.id)
        .join(FilingRecord, FilingRecord.id == FilingLikeness.filing_id)
        .where(FilingRecord.case_id == case_id)
        .limit(1)
    )
    return session.scalar(known) is not None


def _stages(session: Session, case_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    stages: dict[int, list[tuple[str, str]]] = {}
    rows = session.execute(
        select(CasePath.case_id, CasePath.path, CasePath.stage)
        .where(CasePath.case_id.in_(list(case_ids)))
        .order_by(CasePath.id)
    )
    for case_id, path, stage in rows:
        stages.setdefault(case_id, []).append((path, stage))
    return stages


def _compare(
    filing: Filing,
    path: str,
    earlier: FilingRecord,
    said: str,
    case_number: str,
    stages: Sequence[tuple[str, str]],
) -> Comparison:
    known = paths()
    titles = [f"{known[code].title}：{known[code].stages[stage].title}" for code, stage in stages]
    theirs = Filing.model_validate_json(earlier.content)
    return Comparison(
        earlier=earlier.number,
        case_number=case_number,
        stage="；".join(titles) or "尚未登记",
        grounds=said,
        lines=tuple(
            (title, mine, other)
            for (title, mine), (_, other) in zip(_lines(filing), _lines(theirs), strict=True)
            if mine or other
        ),
        rules=tuple(LIKENESS_RULES[each] for each in _situations(path, earlier.path, stages)),
    )


def _situations(
    path: str, earlier_path: str, stages: Sequence[tuple[str, str]]
) -> Iterable[Situation]:
    if path in AT_COURT and WITHDRAWN & set(stages):
        yield Situation.AFTER_WITHDRAWAL
    known = paths()
    running = [(code, stage) for code, stage in stages if not known[code].stages[stage].is_end]
    if path in AT_COURT and earlier_path == RECONSIDERATION:
        if any(code == RECONSIDERATION for code, _ in running):
            yield Situation.DURING_RECONSIDERATION
    elif path == RECONSIDERATION and any(code in AT_COURT for code, _ in running):
        yield Situation.DURING_LITIGATION


def _lines(filing: Filing) -> list[tuple[str, str]]:
    numbers = [mask(person.id_number, "id_number") for person in filing.plaintiffs]
    return [
        ("收到材料日期", str(filing.received_on)),
        ("起诉人", filing.plaintiff_names),
        ("证件号码", "、".join(filter(None, numbers))),
        ("被诉机关", "、".join(filing.agencies)),
        ("被诉行为", filing.act),
        ("作出日期", str(filing.act_made_on or "")),
        ("知道日期", str(filing.act_known_on or "")),
        ("诉讼请求", filing.claims),
        ("案由", filing.cause),
        ("经过复议", "是" if filing.reconsidered else "否"),
        ("来源编号", filing.source_ref),
    ]
