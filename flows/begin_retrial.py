"""登记再审: a party applies, the court finds an error itself, or the procuratorate asks for it."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.paths.retrial.filing import RetrialFiling
from tasks.artifacts import publish_receipt
from tasks.forms import form_schema
from tasks.retrial import begin_retrial as begin


@flow(name="登记再审", flow_run_name="登记再审｜{case_number}")
def begin_retrial(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    filed: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(RetrialFiling)),
        Field(json_schema_extra={"title": "登记再审"}),
    ],
) -> None:
    """Record what was filed; the path 再审 begins by itself."""
    walk = begin(case_number, filed, door="Prefect 表单")
    publish_receipt(f"已登记为本案第{walk}次再审，请按待办办理。", of="登记再审")
