"""催办: a coordinator has whoever bears a duty reminded now."""

from typing import Annotated

from prefect import flow
from pydantic import Field

from rules.duty_words import DutyUrging
from tasks.artifacts import publish_receipt
from tasks.duties import urge


@flow(name="催办", flow_run_name="催办｜{case_number}")
def urging(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    urged: Annotated[DutyUrging, Field(json_schema_extra={"title": "催办"})],
) -> str:
    """Record it and queue the reminder; returns what happened."""
    told = urge(case_number, urged.model_dump(mode="json"), door="Prefect 表单")
    publish_receipt(told, of="催办")
    return told
