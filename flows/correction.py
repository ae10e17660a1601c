"""更正日期: a coordinator corrects a recorded date; all that hangs on it is counted anew."""

import datetime as dt
from typing import Annotated

from prefect import flow
from pydantic import Field

from tasks.artifacts import publish_receipt
from tasks.corrections import CASE_DATES, Wrong, correct_date

HELP = (
    "案件要素填 case；送达登记填 service，“第几次答复”填登记编号；"
    "答复中的日期填问题代码（案件页的时间线和 fuyuan question 列出）。"
    f"案件要素的日期：{'、'.join(f'{code}（{title}）' for code, title in CASE_DATES.items())}"
)


@flow(name="更正日期", flow_run_name="更正日期｜{case_number}")
def correction(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    question: Annotated[str, Field(json_schema_extra={"title": "问题代码", "description": HELP})],
    field: Annotated[
        str, Field(json_schema_extra={"title": "日期栏", "description": "如 signed_on"})
    ],
    to: Annotated[dt.date, Field(json_schema_extra={"title": "正确的日期"})],
    corrected_by: Annotated[str, Field(json_schema_extra={"title": "更正人"})],
    reason: Annotated[str, Field(json_schema_extra={"title": "理由和凭证"})],
    occasion: Annotated[str, Field(json_schema_extra={"title": "第几次答复"})] = "1",
) -> str:
    """Correct the date; returns what moved, a line a date."""
    wrong = Wrong(
        question=question.strip(),
        field=field.strip(),
        to=to,
        corrected_by=corrected_by,
        reason=reason,
        door="Prefect 表单",
        occasion=occasion,
    )
    told = correct_date(case_number, wrong).as_text()
    publish_receipt(told, of="更正日期")
    return told
