"""退出调解: a coordinator records that a side leaves mediation; the case goes to docketing."""

from typing import Annotated

from prefect import flow
from pydantic import Field

from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from tasks.withdrawal import withdraw_consent


@flow(name="退出调解", flow_run_name="退出调解｜{case_number}")
def withdrawal(
    case_number: Annotated[str, Field(json_schema_extra={"title": "登记号"})],
    withdrawn: Annotated[ConsentWithdrawal, Field(json_schema_extra={"title": "退出登记"})],
) -> None:
    """Record the withdrawal; the mediation's run is woken and hands the case over."""
    withdraw_consent(case_number, withdrawn.model_dump(mode="json"), door="Prefect 表单")
