"""制作文书: a coordinator issues a letter that no path writes."""

import os
from typing import Annotated, Any

from prefect import flow
from pydantic import Field

from rules.catalogue import letters_by_hand
from rules.vocabulary.region import list_regions, load_region
from tasks.artifacts import publish_receipt
from tasks.by_hand import Order, issue_by_hand
from tasks.errors import FuyuanError
from tasks.markdown import desk_url

# What is restricted would lie open in Prefect's own database.
TITLES = {
    letter.title: code for code, letter in letters_by_hand().items() if not letter.is_restricted
}
REGIONS = {load_region(name).title: name for name in list_regions()}
OURS = load_region(os.environ.get("FUYUAN_REGION", "wujiagang")).title
HELP = (
    "各栏的代码和模板用 fuyuan letter form 查看；在窗口的“文书”页可以逐栏填写。"
    "内容会留在流程参数里，不要写证件号码、电话和办理所不需要的个人信息"
)


@flow(name="制作文书", flow_run_name="制作文书｜{letter}")
def correspondence(
    letter: Annotated[str, Field(json_schema_extra={"title": "文书", "enum": list(TITLES)})],
    facts: Annotated[
        dict[str, Any], Field(json_schema_extra={"title": "文书内容", "description": HELP})
    ],
    issued_by: Annotated[str, Field(json_schema_extra={"title": "制作人"})],
    case_number: Annotated[
        str,
        Field(json_schema_extra={"title": "案号或短码", "description": "不属于案件的文书不填"}),
    ] = "",
    region: Annotated[
        str, Field(json_schema_extra={"title": "地区", "enum": list(REGIONS)})
    ] = OURS,
    occasion: Annotated[
        str,
        Field(json_schema_extra={"title": "次别", "description": "不填的，内容相同只制作一份"}),
    ] = "",
) -> str:
    """Issue the letter; returns where it is to be had."""
    order = Order(
        code=TITLES[letter],
        facts=facts,
        issued_by=issued_by,
        door="Prefect 表单",
        case_number=case_number,
        region=REGIONS.get(region, region),
        occasion=occasion,
    )
    try:
        issued = issue_by_hand(order)
    except FuyuanError as error:
        publish_receipt(str(error), of="制作文书")
        raise
    number = f"（{issued.number}）" if issued.number else ""
    where = desk_url(f"/letters/{issued.letter_id}")
    told = f"《{issued.title}》{number}：[PDF]({where}.pdf) [DOCX]({where}.docx)"
    publish_receipt(told, of="制作文书")
    return told
