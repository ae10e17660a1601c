"""收件登记: a coordinator enters a filing by hand; the rest starts by itself."""

import os
from contextlib import suppress
from typing import Annotated, Any

from prefect import flow
from pydantic import Field, ValidationError, WithJsonSchema

from rules.catalogue import paths
from rules.filing import Filing, Plaintiff
from rules.vocabulary.region import list_regions, load_region
from rules.vocabulary.region_file import RegionError
from tasks.artifacts import publish_receipt
from tasks.errors import FuyuanError
from tasks.filings import Delivery, require_numbering, store_filings
from tasks.forms import form_schema
from tasks.intake.problems import faults_in


def _courts() -> dict[str, str]:
    """Every region whose court can number cases, by its title."""
    found = {}
    for name in list_regions():
        with suppress(RegionError):
            require_numbering(name)
            found[load_region(name).title] = name
    return found


COURTS = _courts()
# Registration first: what most filings are.
ENTRIES = {
    path.title: code
    for code, path in sorted(paths().items(), key=lambda item: item[0] != "registration")
    if path.entry
}
OURS = load_region(os.environ.get("FUYUAN_REGION", "wujiagang")).title


def _checked(filing: dict[str, Any]) -> Filing:
    try:
        return Filing.model_validate(filing)
    except ValidationError as error:
        wrong = "；".join(f"“{_title(fault.field)}”：{fault.problem}" for fault in faults_in(error))
        message = f"没有收件，请更正后重新提交。{wrong}"
        publish_receipt(message)
        raise FuyuanError(message) from None


def _title(field: str) -> str:
    found = (Filing.model_fields | Plaintiff.model_fields).get(field)
    return (found and found.title) or field


@flow(name="收件登记", flow_run_name="收件登记")
def intake(
    filing: Annotated[
        dict[str, Any],
        WithJsonSchema(form_schema(Filing)),
        Field(json_schema_extra={"title": "收件信息"}),
    ],
    region: Annotated[str, Field(json_schema_extra={"title": "地区", "enum": list(COURTS)})] = OURS,
    procedure: Annotated[
        str, Field(json_schema_extra={"title": "办理程序", "enum": list(ENTRIES)})
    ] = next(iter(ENTRIES)),
) -> str:
    """Store one filing; the run of its procedure starts by itself, also when this one runs twice.

    Raises FuyuanError, in words for whoever filled the form, for a filing that cannot be.
    """
    stored = store_filings(
        [_checked(filing)],
        Delivery(source="收件登记表单", region=COURTS.get(region, region), path=ENTRIES[procedure]),
    )
    if stored.accepted:
        publish_receipt(f"已收件：{stored.accepted[0]}，“{procedure}”流程将自动启动。")
        return stored.accepted[0]
    known = stored.duplicates[0][1]
    publish_receipt(f"重复收件：与{known}内容相同，未重复登记。")
    return known
