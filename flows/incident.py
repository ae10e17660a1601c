"""登记情况变化: a coordinator reports a death, a stay, a transfer, a withdrawal, a recusal."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.paths.interruption.questions import Incident
from tasks.artifacts import publish_receipt
from tasks.forms import form_schema
from tasks.incident import report_incident


@flow(name="登记情况变化", flow_run_name="登记情况变化｜{case_number}")
def incident(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    reported: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(Incident)),
        Field(json_schema_extra={"title": "情况变化"}),
    ],
) -> None:
    """Record what happened; the path 情况变化 deals with it by itself."""
    report_incident(case_number, reported, door="Prefect 表单")
    publish_receipt("已登记，程序将自动处理；结果见案件页的时间线。", of="登记情况变化")
