"""Whatever a program sends to any described address, the desk answers as its description says."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from desk.app import create_app
from tasks.senders import add_sender

OWN = {"Host": "127.0.0.1"}
schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(), headers=OWN)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]


@pytest.fixture
def token(waiting_case: str) -> str:
    assert waiting_case
    return add_sender("甲县法院", region="wujiagang", per_minute=100_000).token


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_desk(case: schemathesis.Case, token: str) -> None:
    response = case.call(headers=OWN | {"Authorization": f"Bearer {token}"})
    case.validate_response(response, checks=CHECKS)
