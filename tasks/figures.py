"""Figures: tables of many cases at once. The only importer of pandas."""

from pathlib import Path

import pandas as pd
from sqlalchemy import select

from models.case import DEFENDANT, Case, CasePath, Party
from models.history import Todo
from models.ledger import reading
from rules.catalogue import paths

COLUMNS = (
    "登记号",
    "收到日期",
    "起诉人",
    "被诉行政机关",
    "被诉行政行为",
    "案由",
    "风险标签",
    "所处阶段",
    "待办",
    "待办截止日期",
)


def case_table() -> pd.DataFrame:
    """Every case in a row: what it is, where it stands, what it waits for; in four queries."""
    with reading() as session:
        cases = {
            case_id: (number, received_on, plaintiffs, "", act, cause, "、".join(tags))
            for case_id, number, received_on, plaintiffs, act, cause, tags in session.execute(
                select(
                    Case.id,
                    Case.number,
                    Case.received_on,
                    Case.plaintiff_names,
                    Case.act,
                    Case.cause,
                    Case.risk_tags,
                ).order_by(Case.id)
            )
        }
        agencies = session.execute(
            select(Party.case_id, Party.name).where(Party.role == DEFENDANT).order_by(Party.id)
        ).all()
        stages = session.execute(
            select(CasePath.case_id, CasePath.path, CasePath.stage).order_by(CasePath.id)
        ).all()
        todos = session.execute(
            select(Todo.case_id, Todo.title, Todo.due_on).where(Todo.state == "open")
        ).all()
    known = paths()
    table = pd.DataFrame.from_dict(cases, orient="index", columns=list(COLUMNS[:7]))
    where = [(case_id, known[path].stages[stage].title) for case_id, path, stage in stages]
    table["被诉行政机关"] = _joined([tuple(row) for row in agencies])
    table["所处阶段"] = _joined(where)
    table["待办"] = _joined([(case_id, title) for case_id, title, _ in todos])
    table["待办截止日期"] = _joined([(case_id, str(due)) for case_id, _, due in todos if due])
    return table.fillna("")


def _joined(rows: list[tuple[int, str]]) -> "pd.Series[str]":
    """One text a case, from any number of rows."""
    parts = pd.DataFrame(rows, columns=["case_id", "text"])
    return parts.groupby("case_id")["text"].agg("、".join)


def export_cases(target: Path) -> int:
    """Save the table of all cases as xlsx; returns how many. Typed text never becomes a formula."""
    table = case_table()
    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        table.to_excel(writer, sheet_name="案件总表", index=False)
        sheet = writer.sheets["案件总表"]
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        sheet.freeze_panes = "A2"
    return len(table)
