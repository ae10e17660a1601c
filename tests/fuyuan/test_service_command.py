"""`fuyuan service`: list, record, failed, evidence, address, slip, notice."""

import json
from pathlib import Path

import pytest

from models.home import folder
from models.service import LetterService, ServiceAddress
from tests.building import asked, registered, rows
from tests.services import AGENCY, PERSON, correction, notice
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home", "fonts")
BY = ("--by", "李书记员")
DIRECT = ("--method", "直接", "--on", "2026-11-06", *BY)
SIGNED = ("--signer", "负责收件的人", "--signed-by", "赵某")


def noticed() -> str:
    """The number of a letter that waits to be served on one agency."""
    return str(notice(registered()))


class TestList:
    def test_shows_every_recipient_and_what_became_of_it(self, fuyuan):
        letter = noticed()
        assert AGENCY in fuyuan("service", "list", "--open").out
        fuyuan("service", "record", letter, AGENCY, *DIRECT, *SIGNED)
        assert AGENCY not in fuyuan("service", "list", "--open").out
        everything = fuyuan("service", "list").out
        for words in ("应诉通知书", AGENCY, "已送达", "直接送达", "2026-11-06"):
            assert words in everything

    def test_of_one_case_as_plain_values(self, fuyuan):
        number = registered()
        correction(number)
        notice(registered(2))
        [line] = json.loads(fuyuan("service", "list", "--case", number, "--json").out)
        assert (line["name"], line["state"], line["title"]) == (PERSON, "待送达", "补正告知书")
        assert "没有案号为“甲”的案件" in refused(fuyuan("service", "list", "--case", "甲"))


class TestRecord:
    def test_says_what_was_recorded_and_what_waits_for_it(self, fuyuan):
        number = registered()
        letter = str(notice(number))
        asked(number, "notice_service", path="litigation")
        done = fuyuan("service", "record", letter, AGENCY, *DIRECT, *SIGNED)
        assert "已登记：《应诉通知书》2026-11-06直接送达区教育局" in done.out
        assert "待办“应诉通知书和起诉状副本送达”已按本次登记预填" in done.out
        assert rows(LetterService)[0].door == "命令行"

    def test_keeps_the_proof(self, fuyuan, tmp_path: Path):
        file = tmp_path / "回证.pdf"
        file.write_bytes(b"%PDF-1.7 slip")
        fuyuan("service", "record", noticed(), AGENCY, *DIRECT, *SIGNED, "--evidence", str(file))
        assert rows(LetterService)[0].evidence_name == "回证.pdf"
        [kept] = folder("service").iterdir()
        assert kept.read_bytes() == file.read_bytes()

    def test_in_a_trial_keeps_nothing(self, fuyuan):
        done = fuyuan("service", "record", noticed(), AGENCY, *DIRECT, *SIGNED, "--dry-run")
        assert "以上为试登记，没有保存" in done.out
        assert rows(LetterService)[0].state == "waiting"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--method", "口头", "--on", "2026-11-06"), "“送达方式”：不在可选范围内"),
            (("--method", "直接", "--on", "昨天", *SIGNED), "“送达日期”：日期无效"),
            (("--method", "邮寄", "--on", "2026-11-06"), "填写交邮日期"),
            (("--method", "电子", "--on", "2026-11-06"), "没有同意电子送达的送达地址确认书"),
            (
                ("--method", "公告", "--on", "2026-11-06", "--through", "报纸", "--note", "退回"),
                "请先登记未送达的经过",
            ),
            (
                ("--method", "直接", "--on", "2026-11-06", *SIGNED, "--evidence", "没有.pdf"),
                "读不到文件",
            ),
        ],
    )
    def test_refuses_in_one_line_of_chinese(self, fuyuan, arguments: tuple[str, ...], words: str):
        assert words in refused(fuyuan("service", "record", noticed(), AGENCY, *arguments, *BY))
        assert rows(LetterService)[0].state == "waiting"

    def test_a_second_time_is_refused(self, fuyuan):
        letter = noticed()
        fuyuan("service", "record", letter, AGENCY, *DIRECT, *SIGNED)
        line = refused(fuyuan("service", "record", letter, AGENCY, *DIRECT, *SIGNED))
        assert "已登记为2026-11-06直接送达区教育局（李书记员" in line

    def test_who_cannot_be_found_is_announced(self, fuyuan):
        letter = str(correction(registered()))
        announced = ("--method", "公告", "--on", "2026-11-06", "--through", "人民法院公告网")
        why = ("--unknown", "--note", "社区证明已迁走")
        done = fuyuan("service", "record", letter, PERSON, *announced, *why, *BY)
        assert "2026-12-06视为送达" in done.out
        assert "2026-11-06公告，2026-12-06视为送达" in fuyuan("service", "list").out


class TestFailed:
    def test_opens_the_next_attempt(self, fuyuan):
        letter = noticed()
        how = ("--method", "直接", "--on", "2026-11-06", "--reason", "拒绝", *BY)
        done = fuyuan("service", "failed", letter, AGENCY, *how)
        assert "第2次送达已列为待送达；还可以：留置送达" in done.out
        assert [row.state for row in rows(LetterService)] == ["returned", "waiting"]

    def test_names_the_reasons_there_are(self, fuyuan):
        how = ("--method", "直接", "--on", "2026-11-06", "--reason", "没空", *BY)
        line = refused(fuyuan("service", "failed", noticed(), AGENCY, *how))
        assert "没有原因“没空”；可用：拒绝签收、" in line


def test_a_proof_may_come_later(fuyuan, tmp_path: Path):
    letter = noticed()
    file = tmp_path / "回执.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\nphoto")
    add = ("service", "evidence", letter, AGENCY, str(file), *BY)
    assert "还没有登记送达" in refused(fuyuan(*add))
    fuyuan("service", "record", letter, AGENCY, *DIRECT, *SIGNED)
    assert "凭证已存，摘要" in fuyuan(*add).out
    assert "不能替换" in refused(fuyuan(*add))


def test_an_address_is_confirmed_once_and_renewed_on_demand(fuyuan):
    number = registered()
    stated = ("--postal", "某路1号", "--on", "2026-11-04", *BY)
    done = fuyuan("service", "address", number, PERSON, *stated)
    assert f"已登记：{number}的周某1的送达地址确认书，不同意电子送达" in done.out
    renewed = (*stated, "--electronic", "zhou@example.invalid")
    assert "请选明替换前一份" in refused(fuyuan("service", "address", number, PERSON, *renewed))
    assert fuyuan("service", "address", number, PERSON, *renewed, "--replace").code == 0
    assert rows(ServiceAddress)[0].accepts_electronic


class TestPapers:
    def test_there_is_a_slip_for_each_who_is_not_served(self, fuyuan, tmp_path: Path):
        letter = str(notice(registered(agencies=[AGENCY, "区自然资源局"])))
        made = fuyuan("service", "slip", letter, "--out", str(tmp_path)).out.split()
        names = sorted(Path(line).name for line in made)
        first, second = (row.id for row in rows(LetterService))
        assert names == sorted(
            f"送达回证-{row}.{kind}" for row in (first, second) for kind in ("pdf", "docx")
        )
        assert all(Path(line).stat().st_size > 1000 for line in made)

    def test_when_all_are_served_there_is_none_but_on_demand(self, fuyuan, tmp_path: Path):
        letter = noticed()
        fuyuan("service", "record", letter, AGENCY, *DIRECT, *SIGNED)
        assert "已全部送达，不需要回证" in refused(fuyuan("service", "slip", letter))
        made = fuyuan("service", "slip", letter, "--to", AGENCY, "--out", str(tmp_path))
        assert made.code == 0

    def test_a_notice_is_printed_and_kept_where_the_law_allows_it(self, fuyuan, tmp_path: Path):
        letter = str(correction(registered()))
        ask = ("service", "notice", letter, PERSON, "--out", str(tmp_path))
        assert "请先登记未送达的经过" in refused(fuyuan(*ask))
        printed = fuyuan(*ask, "--unknown").out
        for words in (PERSON, "下落不明", "《补正告知书》（伍法〔2026〕1号）", "经过三十日"):
            assert words in printed
        assert "送达公告-" in printed
