"""The same request twice at the same moment, on both databases: one delivery, one receipt."""

import json
from collections import Counter

import pytest

from models.filing import FilingRecord, ImportBatch
from models.intake import IntakeReceipt
from models.outbox import Trigger
from tasks.receiving import KeyReusedError, Submission, receive
from tasks.senders import add_sender, sender_with
from tests.building import count, rows
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("any_home")
FILING = {"收案日期": "2026-10-12", "原告": "周某", "被告": "区教育局", "被诉行为": "答复书"}


def sent(token: str, key: str, act: str) -> str:
    """The receipt that a request was given, or what was wrong with it."""
    body = json.dumps(FILING | {"被诉行为": act}).encode()
    request = Submission(body=body, key=key, path="registration", is_batch=False)
    sender = sender_with(token)
    assert sender
    try:
        return receive(sender, request).receipt
    except KeyReusedError as error:
        return str(error)


@pytest.fixture
def token() -> str:
    """Of a source."""
    return add_sender("甲县法院", region="wujiagang").token


def test_one_key_at_once_is_one_delivery(token: str):
    told = at_once(sent, [(token, "a-1", "答复书")] * 4)
    assert len(set(told)) == 1
    assert [count(table) for table in (ImportBatch, IntakeReceipt, FilingRecord, Trigger)] == [
        1
    ] * 4


def test_one_key_for_two_contents_at_once_is_refused_to_the_second(token: str):
    told = Counter(at_once(sent, [(token, "a-1", act) for act in ("答复书", "处罚决定书")]))
    assert len(told) == 2
    assert sum("已经用于另一份内容" in each for each in told) == 1
    assert [row.received for row in rows(ImportBatch)] == [1]


def test_two_keys_for_one_content_at_once_are_one_filing(token: str):
    told = at_once(sent, [(token, key, "答复书") for key in ("a-1", "a-2", "a-3")])
    assert len(set(told)) == 3
    assert sorted(row.accepted for row in rows(ImportBatch)) == [0, 0, 1]
    assert [count(FilingRecord), count(Trigger)] == [1, 1]
