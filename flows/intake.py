"""收件登记: a coordinator enters a filing by hand; the rest starts by itself."""

from typing import Annotated

from prefect import flow
from pydantic import Field

from rules.filing import Filing
from tasks.artifacts import publish_receipt
from tasks.filings import store_filings


@flow(name="收件登记", flow_run_name="收件登记")
def intake(
    filing: Annotated[Filing, Field(json_schema_extra={"title": "收件信息"})],
    region: Annotated[
        str, Field(json_schema_extra={"title": "地区", "description": "地区配置代码"})
    ] = "wujiagang",
) -> str:
    """Store one filing; its 先登后调 run starts by itself, also when this one is run twice."""
    stored = store_filings([filing], source="收件登记表单", region=region)
    if stored.accepted:
        publish_receipt(f"已收件：{stored.accepted[0]}，先登后调流程将自动启动。")
        return stored.accepted[0]
    known = stored.duplicates[0][1]
    publish_receipt(f"重复收件：与{known}内容相同，未重复登记。")
    return known
