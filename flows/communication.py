"""沟通与舆情登记: an agency or a coordinator enters what was said and what the public says."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.paths.urgent_response.communication import CommunicationEntry
from tasks.artifacts import publish_receipt
from tasks.communication import log_communication
from tasks.forms import form_schema


@flow(name="沟通与舆情登记", flow_run_name="沟通与舆情登记｜{case_number}")
def communication(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    entry: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(CommunicationEntry)),
        Field(json_schema_extra={"title": "沟通与舆情"}),
    ],
) -> None:
    """Enter it; the case's timeline shows it."""
    is_new = log_communication(case_number, entry, door="Prefect 表单")
    told = "已登记，见案件页的时间线。" if is_new else "同样的内容已经登记过，没有重复登记。"
    publish_receipt(told, of="沟通与舆情登记")
