"""登记送达: a coordinator records that a letter reached a recipient; the clocks run from there."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.service_reports import ServiceRecord
from tasks.artifacts import publish_receipt
from tasks.forms import form_schema
from tasks.service.recording import record_service
from tasks.service.targets import Target


@flow(name="登记送达", flow_run_name="登记送达｜{letter}")
def service(
    letter: Annotated[
        int,
        Field(
            json_schema_extra={
                "title": "文书编号",
                "description": "窗口“送达”页、fuyuan service list 列出；凭证在窗口或者命令行提交",
            }
        ),
    ],
    recipient: Annotated[
        str, Field(json_schema_extra={"title": "受送达人", "description": "姓名、名称或者登记编号"})
    ],
    reported: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(ServiceRecord)),
        Field(json_schema_extra={"title": "送达"}),
    ],
) -> str:
    """Record the service; returns what was recorded and what is still to be seen to."""
    target = Target(letter_id=letter, recipient=recipient)
    told = record_service(target, reported, door="Prefect 表单").as_text()
    publish_receipt(told, of="登记送达")
    return told
