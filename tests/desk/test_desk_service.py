"""送达 on the desk: the list, the form with its proof, what is refused, the papers."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_answers import as_typed
from desk_reading import address, read, words
from fastapi.testclient import TestClient
from lxml import etree
from sqlalchemy import select

from desk import guard
from models.ledger import ledger
from models.service import LetterService, ServiceAddress
from rules.paths.litigation.letters import NOTICE_OF_ACTION
from rules.service_reports import AddressConfirmation, ServiceFailure, ServiceRecord
from tasks.letters import issue
from tasks.service.evidence import kept

AGENCY, OTHER = "区教育局", "区自然资源和规划局"
PDF = ("送达回证.pdf", b"%PDF-1.7 slip", "application/pdf")
DIRECT: dict[str, Any] = {
    "answered_by": "李书记员",
    "method": "直接送达",
    "served_on": "2026-11-20",
    "signer": "负责收件的人",
    "signed_by": "赵某",
}
FAILED: dict[str, Any] = {
    "answered_by": "李书记员",
    "method": "邮寄送达",
    "failed_on": "2026-11-20",
    "reason": "下落不明",
}
CONFIRMED: dict[str, Any] = {
    "answered_by": "李书记员",
    "confirmed_on": "2026-11-19",
    "postal_address": "伍家岗区某路3号",
    "accepts_electronic": "是",
    "electronic_address": "公文平台账号",
}
# A form with a file is sent in parts also where no file was chosen.
NO_FILE = {"evidence": ("", b"", "application/octet-stream")}


def rows() -> list[LetterService]:
    with ledger() as session:
        return list(session.scalars(select(LetterService).order_by(LetterService.id)))


@pytest.fixture
def served_case(fonts: Path, add_case: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A case whose notice of action waits for two agencies, as rows 1 and 2."""
    monkeypatch.setenv("FUYUAN_FONTS", str(fonts))
    number = add_case()
    issue(
        number,
        NOTICE_OF_ACTION,
        docket_number="(2026)鄂0503行初1号",
        docketed_on="2026-11-20",
        procedure="普通程序",
        judge="刘法官",
        clerk="李书记员",
        local_reports_source="",
    )
    return number


def send(desk: TestClient, path: str, form: dict[str, str], file: Any = None, **how: Any) -> Any:
    files = {"evidence": file} if file else NO_FILE
    return desk.post(path, data=form, files=files, **how)


def record(desk: TestClient, row: int = 1, file: Any = None, **changes: Any) -> Any:
    form = as_typed(ServiceRecord, DIRECT | changes)
    return send(desk, f"/service/{row}/record", form, file, follow_redirects=False)


@pytest.mark.usefixtures("served_case")
class TestTheList:
    def test_shows_what_waits_and_how_long(
        self, desk: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = words(read(desk.get("/service")))
        for said in ("应诉通知书", AGENCY, OTHER, "待送达", "2没有送达", "0久未登记"):
            assert said in shown
        monkeypatch.setenv("FUYUAN_TODAY", "2026-11-27")
        assert "待送达 7日" in words(read(desk.get("/service?state=overdue")))

    def test_is_left_by_what_was_served(self, desk: TestClient) -> None:
        record(desk)
        assert AGENCY not in words(read(desk.get("/service")).find(".//table"))
        everything = words(read(desk.get("/service?state=all")))
        assert "2026-11-20 直接送达，没有凭证" in everything

    def test_stands_on_the_page_of_the_case(self, desk: TestClient, served_case: str) -> None:
        page = read(desk.get(address(served_case)))
        assert "待送达" in words(page)
        assert page.xpath('//a[@href="/service/2"]')

    def test_knows_no_row_that_there_is_not(self, desk: TestClient) -> None:
        for path in ("/service/99", "/service/99/failed", "/service/99/slip.pdf"):
            assert desk.get(path).status_code == 404
        assert "没有编号为99的送达登记" in desk.get("/service/99").text
        assert desk.get("/service/x").status_code == 422


@pytest.mark.usefixtures("served_case")
class TestTheForm:
    def test_records_the_service_with_its_proof(self, desk: TestClient) -> None:
        answer = record(desk, file=PDF)
        assert (answer.status_code, answer.headers["location"]) == (303, "/service/1?done=record")
        [row, other] = rows()
        assert (row.state, row.served_on, row.door) == ("served", dt.date(2026, 11, 20), "窗口")
        assert other.state == "waiting"
        assert kept(row.evidence_sha256)[1] == PDF[1]
        shown = words(read(desk.get("/service/1?done=record")))
        for said in ("送达已登记", "签收人赵某", "送达回证.pdf", "--occasion 1"):
            assert said in shown
        proof = desk.get("/service/1/proof")
        assert (proof.content, proof.headers["content-type"]) == (PDF[1], "application/pdf")
        assert proof.headers["content-disposition"].startswith("attachment;")

    def test_goes_on_to_the_question_that_asks_for_the_same(
        self, desk: TestClient, served_case: str, ask: Callable[..., None]
    ) -> None:
        ask(served_case, "notice_service", path="litigation")
        answer = record(desk)
        assert answer.headers["location"].endswith("/answer/notice_service?occasion=1")
        form = read(desk.get(answer.headers["location"]))
        assert form.xpath('//input[@name="served_on"]/@value') == ["2026-11-20"]
        assert form.xpath('//select[@name="method"]/option[@selected]/@value') == ["直接送达"]

    def test_comes_back_with_what_is_wrong_and_what_was_typed(self, desk: TestClient) -> None:
        answer = record(desk, signed_by="", served_on="2026-11-21")
        assert answer.status_code == 422
        page = read(answer)
        assert "填写签收人及其身份" in words(page.xpath('//section[@role="alert"]')[0])
        assert page.xpath('//textarea[@name="answered_by"]')[0].text.strip() == "李书记员"
        assert {row.state for row in rows()} == {"waiting"}

    def test_names_the_field_that_the_law_forbids(self, desk: TestClient) -> None:
        page = read(record(desk, method="电子送达"))
        [wrong] = page.xpath('//p[@id="field-method-wrong"]')
        assert "没有同意电子送达的送达地址确认书" in words(wrong)

    def test_a_second_time_says_who_and_when(self, desk: TestClient) -> None:
        record(desk)
        answer = record(desk, served_on="2026-11-19")
        assert answer.status_code == 409
        assert "2026-11-20直接送达区教育局（李书记员，2026-11-20" in answer.text

    def test_takes_a_proof_later(self, desk: TestClient) -> None:
        record(desk)
        form = {"answered_by": "王书记员"}
        none = send(desk, "/service/1/evidence", form)
        assert none.status_code == 422
        assert "没有选择文件" in none.text
        done = send(desk, "/service/1/evidence", form, PDF, follow_redirects=False)
        assert done.headers["location"] == "/service/1?done=proof"
        assert rows()[0].evidence_name == "送达回证.pdf"
        assert send(desk, "/service/1/evidence", form, PDF).status_code == 409

    def test_a_program_in_disguise_is_no_proof(self, desk: TestClient) -> None:
        answer = record(desk, file=("回证.pdf", b"MZ program", "application/pdf"))
        assert answer.status_code == 422
        assert "只收 PDF、JPG、PNG 和 MP4" in answer.text
        assert rows()[0].state == "waiting"


@pytest.mark.usefixtures("served_case")
class TestAFailure:
    def test_opens_the_next_attempt_which_shows_what_was_tried(self, desk: TestClient) -> None:
        page = read(desk.get("/service/1/failed"))
        assert "登记未送达" in words(page)
        answer = send(
            desk,
            "/service/1/failed",
            as_typed(ServiceFailure, FAILED),
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/service/1?done=failed"
        assert [(row.attempt, row.state) for row in rows() if row.name == AGENCY] == [
            (1, "returned"),
            (2, "waiting"),
        ]
        shown = words(read(desk.get("/service/3")))
        for said in ("2026-11-20邮寄送达：下落不明", "还可以：公告送达", "公告文稿"):
            assert said in shown

    def test_leads_to_the_words_of_a_public_notice(self, desk: TestClient) -> None:
        refused = desk.get("/service/1/notice.docx")
        assert "请先登记未送达的经过" in refused.text
        send(desk, "/service/1/failed", as_typed(ServiceFailure, FAILED))
        said = docx_words(desk.get("/service/3/notice.docx").content)
        assert "因你（单位）下落不明" in said
        assert "自本公告发出之日起，经过三十日，即视为送达" in said


@pytest.mark.usefixtures("served_case")
class TestTheAddress:
    def test_is_confirmed_and_shown_and_allows_electronic_service(self, desk: TestClient) -> None:
        form = as_typed(AddressConfirmation, CONFIRMED)
        answer = send(desk, "/service/1/address", form, follow_redirects=False)
        assert answer.headers["location"] == "/service/1?done=address"
        shown = words(read(desk.get("/service/1")))
        assert "伍家岗区某路3号" in shown
        again = read(desk.get("/service/1/address"))
        assert again.xpath('//input[@name="confirmed_on"]/@value') == ["2026-11-19"]
        assert record(desk, method="电子送达", signer="", signed_by="").status_code == 303
        with ledger() as session:
            assert session.scalars(select(ServiceAddress)).one().name == AGENCY

    def test_without_a_number_for_electronic_service_is_refused(self, desk: TestClient) -> None:
        form = as_typed(AddressConfirmation, CONFIRMED | {"electronic_address": ""})
        answer = send(desk, "/service/1/address", form)
        assert answer.status_code == 422
        assert "填写电子送达地址" in answer.text


@pytest.mark.usefixtures("served_case")
class TestThePapers:
    def test_the_slip_names_the_recipient_and_the_letter(self, desk: TestClient) -> None:
        answer = desk.get("/service/2/slip.docx")
        said = docx_words(answer.content)
        for words_of_it in (OTHER, "《应诉通知书》、起诉状副本", "(2026)鄂0503行初1号"):
            assert words_of_it in said
        assert AGENCY not in said
        assert desk.get("/service/2/slip.pdf").content.startswith(b"%PDF-")

    def test_there_are_no_others(self, desk: TestClient) -> None:
        for path in ("/service/1/slip.txt", "/service/1/secret.pdf", "/service/1/proof"):
            assert desk.get(path).status_code == 404


@pytest.mark.usefixtures("served_case")
class TestTheDoor:
    def test_takes_parts_here_and_nowhere_else(self, desk: TestClient, served_case: str) -> None:
        plain = desk.post("/service/1/record", data=as_typed(ServiceRecord, DIRECT))
        assert plain.status_code == 415
        elsewhere = desk.post(
            f"{address(served_case)}/answer/eight_checks", data={"a": "b"}, files=NO_FILE
        )
        assert elsewhere.status_code == 415
        assert {row.state for row in rows()} == {"waiting"}

    @pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}])
    def test_takes_nothing_from_another_page(
        self, program: TestClient, headers: dict[str, str]
    ) -> None:
        form = as_typed(ServiceRecord, DIRECT)
        assert send(program, "/service/1/record", form, PDF, headers=headers).status_code == 403
        assert rows()[0].state == "waiting"

    def test_takes_no_file_larger_than_a_proof_may_be(
        self, desk: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guard, "MAX_UPLOAD_BYTES", 2_000_000)
        large = ("回证.pdf", b"%PDF-" + b"0" * 2_000_000, "application/pdf")
        answer = record(desk, file=large)
        assert answer.status_code == 413
        assert "超过2MB的上限" in answer.text

    def test_takes_no_half_of_a_form(self, desk: TestClient) -> None:
        answer = desk.post(
            "/service/1/record",
            content=b"--x\r\nContent-Disposition: form-data",
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )
        assert answer.status_code == 422
        assert rows()[0].state == "waiting"


def docx_words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return read_xml(packed.read("word/document.xml"))


def read_xml(content: bytes) -> str:
    texts = etree.fromstring(content).iter("{*}t")
    return "".join(text.text or "" for text in texts)
