"""启动诉中调解: a judge proposes mediation in a case under trial; the trial goes on beside it."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.paths.in_trial_mediation.start import TrialMediationStart
from tasks.artifacts import publish_receipt
from tasks.forms import form_schema
from tasks.start_mediation import begin_mediation


@flow(name="启动诉中调解", flow_run_name="启动诉中调解｜{case_number}")
def start_mediation(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    start: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(TrialMediationStart)),
        Field(json_schema_extra={"title": "启动诉中调解"}),
    ],
) -> None:
    """Record the proposal and hand the case to mediation, beside the trial."""
    begin_mediation(case_number, start, door="Prefect 表单")
    publish_receipt("已启动诉中调解，先征询双方意愿；诉讼照常进行。", of="启动诉中调解")
