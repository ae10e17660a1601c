"""The bodies of the door for filings, as its OpenAPI description shows them."""

from typing import Any

from rules.filing import Filing, Plaintiff
from tasks.intake.columns import REQUIRED
from tasks.intake.names_of_fields import SYNONYMS
from tasks.receiving import MOST_FILINGS

_ABOUT = (
    "项目可以用代码，也可以用中文列名（收案日期、原告……）或者本来源列名对照里的列名；"
    "日期可写成任何一种认得的写法；不认识的项目记入备注"
)


def _field(name: str) -> dict[str, Any]:
    titles = {**Plaintiff.model_fields, **Filing.model_fields}
    about = {"title": titles[name].title, "description": f"也可写作{'、'.join(SYNONYMS[name][:4])}"}
    if name in ("plaintiffs", "agencies", "risk_tags"):
        return about | {"type": ["string", "array"], "items": {"type": ["string", "object"]}}
    if name in ("plaintiff_count", "reconsidered"):
        return about | {"type": ["string", "integer", "boolean", "null"]}
    return about | {"type": ["string", "integer", "null"]}


EXAMPLE = {
    "source_ref": "2026-0117",
    "received_on": "2026-10-12",
    "plaintiffs": [{"name": "周某", "phone": "13800001111"}],
    "agencies": ["区教育局"],
    "act": "信息公开答复书",
    "claims": "撤销答复",
}
ONE: dict[str, Any] = {
    "type": "object",
    "description": _ABOUT,
    "properties": {name: _field(name) for name in SYNONYMS},
    "required": list(REQUIRED),
    "example": EXAMPLE,
}
MANY: dict[str, Any] = {"type": "array", "items": ONE, "minItems": 1, "maxItems": MOST_FILINGS}


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


ONE_BODY, BATCH_BODY = _body(ONE), _body(MANY)
