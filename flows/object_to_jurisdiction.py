"""登记管辖异议: a defendant says that another court has to try the case."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.paths.jurisdiction_objection.objection import JurisdictionObjection
from tasks.artifacts import publish_receipt
from tasks.forms import form_schema
from tasks.jurisdiction import register_objection


@flow(name="登记管辖异议", flow_run_name="登记管辖异议｜{case_number}")
def object_to_jurisdiction(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    objection: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(JurisdictionObjection)),
        Field(json_schema_extra={"title": "管辖异议"}),
    ],
) -> None:
    """Record the objection; the path 管辖异议 begins by itself, beside the trial."""
    walk = register_objection(case_number, objection, door="Prefect 表单")
    publish_receipt(f"已登记为本案第{walk}次管辖异议，请按待办审查。", of="登记管辖异议")
