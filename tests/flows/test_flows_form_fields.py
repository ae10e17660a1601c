"""What Prefect makes a form of: in Chinese, one type a field, nothing asked twice."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from flows.correspondence import correspondence
from flows.intake import intake
from flows.service import service
from rules.catalogue import questions
from tasks.forms import form_schema

CHINESE = re.compile(r"[\u4e00-\u9fff]")
FORMS = {code: form_schema(question) for code, question in questions().items()}
FORMS["intake"] = intake.parameters.model_dump()
FORMS["service"] = service.parameters.model_dump()
FORMS["correspondence"] = correspondence.parameters.model_dump()


def fields_of(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every field of a form, and of the groups and lists in it."""
    for field in schema.get("properties", {}).values():
        yield field
        yield from fields_of(field)
        yield from fields_of(field.get("items", {}))


@pytest.mark.parametrize("schema", [pytest.param(FORMS[code], id=code) for code in FORMS])
def test_every_field_has_a_chinese_title_one_type_and_no_english(schema: dict[str, Any]):
    fields = list(fields_of(schema))
    assert fields
    for field in fields:
        assert CHINESE.search(field["title"]), field
        assert CHINESE.search(field.get("description", "中")), field
        assert isinstance(field["type"], str), field
        assert not {"anyOf", "$ref", "allOf"} & field.keys()
        assert field.get("default", ...) is not None


@pytest.mark.parametrize("code", questions())
def test_a_form_requires_what_its_question_requires(code: str):
    required = {
        name for name, field in questions()[code].model_fields.items() if field.is_required()
    }
    assert set(FORMS[code]["required"]) == required
    assert "answered_by" in required


def test_money_is_typed_as_text_so_that_no_cent_is_lost():
    payment = FORMS["settlement_terms"]["properties"]["payments"]["items"]
    assert payment["properties"]["amount"]["type"] == "string"


def test_the_coordinator_picks_the_court_by_its_name():
    region = FORMS["intake"]["properties"]["region"]
    assert region["default"] == "宜昌市伍家岗区"
    assert region["default"] in region["enum"]
    assert "全国" not in region["enum"]  # No court, so no case numbers.


def test_a_letter_is_picked_by_its_title_and_none_that_is_restricted():
    titles = FORMS["correspondence"]["properties"]["letter"]["enum"]
    assert "府院联席会议纪要" in titles
    assert "违法线索移送函" not in titles
