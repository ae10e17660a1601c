"""提出建议: a coordinator begins a judicial or procuratorial suggestion in a case."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field, WithJsonSchema

from rules.paths.judicial_suggestion.questions import SuggestionProposal
from tasks.artifacts import publish_receipt
from tasks.forms import form_schema
from tasks.suggest import propose_suggestion


@flow(name="提出建议", flow_run_name="提出建议｜{case_number}")
def suggest(
    case_number: Annotated[str, Field(json_schema_extra={"title": "案号或短码"})],
    proposed: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(SuggestionProposal)),
        Field(json_schema_extra={"title": "提出建议"}),
    ],
) -> None:
    """Record the proposal; the path 司法建议与检察建议 begins by itself."""
    walk = propose_suggestion(case_number, proposed, door="Prefect 表单")
    publish_receipt(f"已登记为本案第{walk}件建议，请按待办起草。", of="提出建议")
