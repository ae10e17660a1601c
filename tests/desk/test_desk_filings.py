"""`POST /filings`: what a program sends is taken in once, or comes back with its reasons."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from desk.guard import MAX_BODY_BYTES
from models.filing import FilingRecord, ImportBatch
from models.intake import IntakeReceipt, IntakeSource
from models.outbox import Trigger
from rules.filing import Filing
from tasks.errors import FuyuanError
from tasks.intake.mapping import ColumnMapping, save_mapping
from tasks.senders import add_sender, renew_sender, revoke_sender, signature
from tests.building import as_it_lies, count, rows

COURT = "甲县法院"
GOOD: dict[str, Any] = {
    "source_ref": "2026-0117",
    "received_on": "2026-10-12",
    "plaintiffs": [{"name": "周某", "id_number": "990000198001010012"}],
    "agencies": ["区教育局"],
    "act": "信息公开答复书第1号",
    "claims": "撤销答复",
}
BAD = {**GOOD, "received_on": "不详", "plaintiffs": [{"name": "吴某", "id_number": "99"}]}


@pytest.fixture
def token() -> str:
    return add_sender(COURT, region="wujiagang").token


def bearer(token: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **more}


def stored() -> tuple[int, int, int]:
    return count(ImportBatch), count(FilingRecord), count(Trigger)


def test_one_filing_is_taken_in_and_its_trigger_with_it(program: TestClient, token: str):
    response = program.post("/filings", json=GOOD, headers=bearer(token))
    assert response.status_code == 202, response.text
    receipt = response.json()
    assert (receipt["accepted"], receipt["duplicates"], receipt["rejected"]) == (1, 0, 0)
    [outcome] = receipt["filings"]
    assert (outcome["position"], outcome["outcome"]) == (1, "accepted")
    assert outcome["number"] == "收件〔2026〕1号"
    assert stored() == (1, 1, 1)
    [batch] = rows(ImportBatch)
    assert (batch.sender, batch.source) == (COURT, f"接口：{COURT}")
    again = program.get(f"/filings/receipts/{receipt['receipt']}", headers=bearer(token))
    assert again.json() == receipt


def test_the_same_request_again_has_the_same_receipt(program: TestClient, token: str):
    for headers in (bearer(token), bearer(token, **{"Idempotency-Key": "a-1"})):
        first, second = (program.post("/filings", json=GOOD, headers=headers) for _ in "12")
        assert first.status_code == second.status_code == 202
        assert first.json() == second.json()
    # The second key is another request, whose filing is known by then.
    assert [batch.duplicates for batch in rows(ImportBatch)] == [0, 1]
    assert count(FilingRecord) == 1


def test_a_key_is_for_one_content(program: TestClient, token: str):
    headers = bearer(token, **{"Idempotency-Key": "a-1"})
    program.post("/filings", json=GOOD, headers=headers)
    refused = program.post("/filings", json={**GOOD, "act": "另一行为"}, headers=headers)
    assert refused.status_code == 409
    assert "新的键" in refused.json()["message"]
    assert stored() == (1, 1, 1)


def test_a_key_of_one_source_is_not_anothers(program: TestClient, token: str):
    other = add_sender("乙县法院", region="wujiagang").token
    headers = {"Idempotency-Key": "a-1"}
    receipt = program.post("/filings", json=GOOD, headers=bearer(token, **headers)).json()
    theirs = program.post("/filings", json=GOOD, headers=bearer(other, **headers)).json()
    assert theirs["filings"][0] | {"notes": []} == {
        "position": 1,
        "outcome": "duplicate",
        "number": "收件〔2026〕1号",
        "resembles": [],
        "problems": [],
        "notes": [],
    }
    seen = program.get(f"/filings/receipts/{receipt['receipt']}", headers=bearer(other))
    assert seen.status_code == 404


def test_many_at_once_with_one_key_are_taken_in_once(program: TestClient, token: str):
    headers = bearer(token, **{"Idempotency-Key": "a-1"})
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: program.post("/filings", json=GOOD, headers=headers), range(8))
        )
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["receipt"] for answer in answers}) == 1
    assert stored() == (1, 1, 1)


def test_what_comes_back_says_why_and_may_be_mended_under_its_key(program: TestClient, token: str):
    headers = bearer(token, **{"Idempotency-Key": "a-1"})
    refused = program.post("/filings", json=BAD, headers=headers)
    assert refused.status_code == 422
    problems = refused.json()["problems"]
    assert any("received_on" in line and "凭证" in line for line in problems)
    assert any("证件号码有2位" in line for line in problems)
    [batch] = rows(ImportBatch)
    assert (batch.accepted, batch.rejected, len(batch.problems)) == (0, 1, 2)
    assert program.post("/filings", json=GOOD, headers=headers).status_code == 202


def test_in_a_batch_the_good_ones_go_through_and_every_one_has_its_outcome(
    program: TestClient, token: str
):
    near = {**GOOD, "claims": "确认违法"}
    batch = [GOOD, BAD, GOOD, near, "张三", {"note": "合计3件"}]
    response = program.post("/filings/batch", json=batch, headers=bearer(token))
    assert response.status_code == 202, response.text
    receipt = response.json()
    outcomes = [(each["position"], each["outcome"]) for each in receipt["filings"]]
    assert outcomes == [
        *((1, "accepted"), (2, "rejected"), (3, "duplicate")),
        *((4, "accepted"), (5, "rejected"), (6, "rejected")),
    ]
    assert receipt["filings"][2]["number"] == receipt["filings"][0]["number"]
    assert receipt["filings"][3]["resembles"] == ["收件〔2026〕1号"]
    assert all(each["problems"] for each in receipt["filings"] if each["outcome"] == "rejected")
    [kept] = rows(ImportBatch)
    assert (kept.accepted, kept.duplicates, kept.rejected) == (2, 1, 3)


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/filings", []),
        ("/filings", [GOOD]),
        ("/filings", {}),
        ("/filings", {"a": 1}),
        ("/filings", {"filings": [GOOD, {**GOOD, "act": "另一行为"}]}),
        ("/filings/batch", []),
        ("/filings/batch", [1, 2]),
        ("/filings/batch", "x"),
        ("/filings/batch", [{**GOOD, "act": f"行为{n}"} for n in range(501)]),
    ],
    ids=str,
)
def test_what_is_no_filing_or_too_many_is_refused(program: TestClient, token: str, address, body):
    response = program.post(address, json=body, headers=bearer(token))
    assert response.status_code == 422
    assert response.json()["problems"]
    assert count(FilingRecord) == 0


def test_a_source_is_read_with_its_mapping(program: TestClient, token: str):
    save_mapping(ColumnMapping(source=COURT, columns={"所争": "act", "日子": "received_on"}))
    odd = {key: value for key, value in GOOD.items() if key not in ("act", "received_on")}
    odd |= {"所争": "信息公开答复书", "日子": "2026年10月12日"}
    assert program.post("/filings", json=odd, headers=bearer(token)).status_code == 202
    [record] = rows(FilingRecord)
    assert Filing.model_validate_json(record.content).act == "信息公开答复书"


def test_another_procedure_may_be_begun(program: TestClient, token: str):
    sent = program.post("/filings?path=reconsideration", json=GOOD, headers=bearer(token))
    assert sent.status_code == 202
    assert rows(FilingRecord)[0].path == "reconsideration"
    assert program.post("/filings?path=x", json=GOOD, headers=bearer(token)).status_code == 422


class TestWhoMaySend:
    @pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer \xff"])
    @pytest.mark.usefixtures("token")
    def test_without_a_token_nobody_is_heard(self, program: TestClient, given: str):
        headers = {"Authorization": given.encode("latin-1")} if given else {}
        for answer in (
            program.post("/filings", json=GOOD, headers=headers),
            program.post("/filings/batch", json=[GOOD], headers=headers),
            program.get(f"/filings/receipts/{'0' * 32}", headers=headers),
        ):
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert stored() == (0, 0, 0)

    def test_a_token_lies_nowhere_as_it_is(self, token: str):
        assert token not in as_it_lies()
        key = add_sender("乙县法院", region="wujiagang", is_signed=True).signing_key
        assert key not in as_it_lies()

    def test_a_token_renewed_or_revoked_is_no_token(self, program: TestClient, token: str):
        new = renew_sender(COURT).token
        assert program.post("/filings", json=GOOD, headers=bearer(token)).status_code == 401
        assert program.post("/filings", json=GOOD, headers=bearer(new)).status_code == 202
        revoke_sender(COURT)
        assert program.post("/filings", json=GOOD, headers=bearer(new)).status_code == 401

    @pytest.mark.parametrize(
        ("name", "region", "said"),
        [
            (COURT, "wujiagang", "已经有了"),
            ("../x", "wujiagang", "不能用"),
            ("乙县法院", "atlantis", "atlantis"),
        ],
    )
    @pytest.mark.usefixtures("token")
    def test_a_source_that_cannot_be_is_refused(self, name, region, said):
        with pytest.raises(FuyuanError, match=said):
            add_sender(name, region=region)
        assert count(IntakeSource) == 1

    def test_a_page_of_another_site_is_refused(self, program: TestClient, token: str):
        headers = bearer(token, Origin="https://evil.example")
        assert program.post("/filings", json=GOOD, headers=headers).status_code == 403


class TestSignatures:
    @pytest.fixture
    def made(self):
        return add_sender(COURT, region="wujiagang", is_signed=True)

    def send(self, program: TestClient, made, *, at: int, key: str = "", body: bytes = b""):
        content = json.dumps(GOOD).encode()
        signed = signature(key or made.signing_key, str(at), body or content)
        headers = bearer(
            made.token,
            **{
                "X-Fuyuan-Timestamp": str(at),
                "X-Fuyuan-Signature": f"sha256={signed}",
                "Content-Type": "application/json",
            },
        )
        return program.post("/filings", content=content, headers=headers).status_code

    def test_a_signed_request_is_taken_in(self, program: TestClient, made):
        assert self.send(program, made, at=int(time.time())) == 202

    def test_none_a_wrong_one_or_an_old_one_is_refused(self, program: TestClient, made):
        now = int(time.time())
        assert program.post("/filings", json=GOOD, headers=bearer(made.token)).status_code == 403
        assert self.send(program, made, at=now, key="another") == 403
        assert self.send(program, made, at=now, body=b"{}") == 403
        assert self.send(program, made, at=now - 3600) == 403
        assert self.send(program, made, at=now + 3600) == 403
        assert stored() == (0, 0, 0)


class TestBounds:
    def test_too_many_requests_are_told_when_to_come_again(self, program: TestClient):
        token = add_sender(COURT, region="wujiagang", per_minute=2).token
        other = add_sender("乙县法院", region="wujiagang", per_minute=2).token
        sent = [program.post("/filings", json=GOOD, headers=bearer(token)) for _ in range(3)]
        assert [each.status_code for each in sent] == [202, 202, 429]
        assert 1 <= int(sent[2].headers["Retry-After"]) <= 60
        assert program.post("/filings", json=GOOD, headers=bearer(other)).status_code == 202

    def test_too_large_a_body_is_refused_whole(self, program: TestClient, token: str):
        large = {**GOOD, "note": "字" * MAX_BODY_BYTES}
        assert program.post("/filings", json=large, headers=bearer(token)).status_code == 413
        fits = program.post("/filings/batch", json=[large], headers=bearer(token))
        assert fits.status_code == 422, "it may be sent there, but no note is so long"
        assert "超过上限" in fits.json()["message"]

    def test_another_kind_of_content_is_refused(self, program: TestClient, token: str):
        headers = bearer(token, **{"Content-Type": "text/csv"})
        assert program.post("/filings", content=b"a,b", headers=headers).status_code == 415

    def test_nothing_personal_is_kept_or_told_of_what_was_refused(
        self, program: TestClient, token: str
    ):
        body = {**BAD, "plaintiffs": "吴小某", "id_number": "990000199913451234"}
        told = program.post("/filings", json=body, headers=bearer(token)).text
        for lying in (told, as_it_lies()):
            assert "990000199913451234" not in lying
            assert "吴小某" not in lying
        assert count(IntakeReceipt) == 0


def test_the_door_is_described_with_its_token_and_bodies(program: TestClient):
    told = program.get("/api/openapi.json").json()
    one = told["paths"]["/filings"]["post"]
    assert one["security"] == [{"来源令牌": []}]
    assert set(one["responses"]) == {
        *("202", "400", "401", "403", "409", "413", "415", "422", "429")
    }
    schema = one["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["received_on", "plaintiffs", "agencies", "act"]
    assert "Idempotency-Key" in {parameter["name"] for parameter in one["parameters"]}
    assert "/filings/batch" in program.get("/api").text
