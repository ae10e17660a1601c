"""The public version: nobody in it can be recognised, or it is not written."""

import json
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from fuyuan.letter_samples import samples
from models.ledger import ledger, reading
from models.letter import IssuedLetter
from rules.catalogue import letters
from rules.filing import Plaintiff
from rules.paths.prefiling_mediation import TERMINATION
from rules.paths.registration import CORRECTION_NOTICE, RECEIPT
from rules.publication import CONFIDENTIAL_FIELDS, Disclosure, disclosure_of
from rules.redaction import Datum, Kind, aliases
from tasks.bundle.making import make_bundle
from tasks.bundle.package import verify
from tasks.errors import FuyuanError
from tasks.letters import issue, letter_path
from tasks.publication.checking import (
    Allowed,
    Leak,
    PublicationError,
    check_file,
    leaks_in_pages,
    leaks_in_text,
)
from tasks.publication.hiding import Hider
from tasks.publication.names import names_in
from tasks.publication.persons import Persons, persons_of_case
from tasks.records import find_case
from tasks.registration import register
from tasks.rendering import compose
from tasks.rendering.document import text_of
from tests.building import filing, registered, rows, stored
from tests.correspondence import CORRECTION_FACTS, RECEIPT_FACTS
from tests.filing_cases import (
    COMMON_WORD,
    CONCESSION,
    HOSTILE,
    SECRETS,
    UNDISPUTED,
    adopted_by,
    filed_case,
    issue_record,
)
from tests.overlaying import extending
from tests.services import PERSON, PHOTO, correction, fail, record, report

pytestmark = pytest.mark.usefixtures("home", "fonts")


def published(number: str) -> tuple[Path, Path]:
    """The public PDF and package of a case."""
    made = make_bundle(number, is_public=True)
    assert made.pdf is not None
    assert made.package is not None
    return made.pdf, made.package


def folded(text: str) -> str:
    """Text as whoever searches it would compare it: no spaces, one width, no ornaments."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isalnum() or sign in "*@.")


def everything_in(pdf: Path) -> str:
    """What two readers find in a PDF: its text, its properties, its bookmarks, its XMP."""
    read = pypdf.PdfReader(pdf)
    other = pypdfium2.PdfDocument(pdf)
    found = [page.extract_text() for page in read.pages]
    found += [other[n].get_textpage().get_text_range() for n in range(len(other))]
    found += [str(value) for value in (read.metadata or {}).values()]
    found += [item.title for item in read.outline]  # type: ignore[union-attr]
    metadata = read.root_object.get("/Metadata")
    if metadata is not None:
        found.append(metadata.get_object().get_data().decode())
    return folded("\n".join(found))


def everything_in_package(package: Path, folder: Path) -> str:
    """What is in any file of a package, DOCX unpacked, and the names of its files."""
    found: list[str] = []
    with zipfile.ZipFile(package) as packed:
        for name in packed.namelist():
            found.append(name)
            path = Path(packed.extract(name, folder))
            match path.suffix:
                case ".pdf":
                    found.append(everything_in(path))
                case ".docx":
                    with zipfile.ZipFile(path) as word:
                        found += [
                            word.read(part).decode("utf-8", "replace") for part in word.namelist()
                        ]
                case _:
                    found.append(path.read_text(encoding="utf-8"))
    return folded("\n".join(found))


class TestHostileData:
    @pytest.fixture
    def number(self) -> str:
        return filed_case(**HOSTILE)

    @pytest.mark.mechanism("AH-13")
    def test_nothing_of_it_is_left_anywhere(self, number: str, tmp_path: Path):
        """应诉公开以前先脱敏并检查：正文、属性、书签、DOCX、清单。"""
        pdf, package = published(number)
        for text in (everything_in(pdf), everything_in_package(package, tmp_path)):
            assert [secret for secret in SECRETS if folded(secret) in text] == []

    def test_what_is_searched_for_is_in_the_file_that_is_not_public(self, number: str):
        """So that the test above could fail."""
        made = make_bundle(number)
        assert made.pdf is not None
        text = everything_in(made.pdf)
        missing = [secret for secret in SECRETS if folded(secret) not in text]
        assert missing == ["07176666666", "990000201501010017"], "masked in letters already"

    def test_the_same_person_is_called_the_same_everywhere(self, number: str):
        pdf, _ = published(number)
        text = everything_in(pdf)
        with reading() as session:
            persons = persons_of_case(session, find_case(session, number))
        assert persons.aliases["欧阳 娜 娜".replace(" ", "")] == "欧阳某"
        for alias in ("欧阳某", "安某", "买某", "周某"):
            assert alias in text
        assert "欧阳某安某和买某的决定" in text, "in the claims as among the parties"

    def test_a_common_word_that_is_a_name_stays_in_the_words_of_a_template(self, number: str):
        pdf, _ = published(number)
        text = everything_in(pdf)
        assert "放假安排尚未公布" in text, "the template's own"
        assert "附属物一并安某补偿" in text, "typed by somebody: safe goes before beautiful"
        assert COMMON_WORD not in text.replace("放假安排尚未公布", "")

    def test_an_organisation_keeps_its_name_and_loses_its_address(self, number: str):
        pdf, _ = published(number)
        text = everything_in(pdf)
        assert "宜昌市昆仑商贸有限公司" in text
        assert "沿江大道88号" not in text

    def test_the_courts_own_contact_is_public(self, number: str):
        pdf, _ = published(number)
        assert "13800000000" in everything_in(pdf)

    def test_the_act_is_still_to_be_understood(self, number: str):
        pdf, _ = published(number)
        assert "对位于住址略房屋作出的征收补偿决定" in everything_in(pdf)


class TestWhatIsLeftOut:
    def test_mediation_court_only_and_internal_papers_each_with_the_reason(self):
        made = make_bundle(filed_case(), is_public=True)
        withheld = {paper["title"]: paper["reason"] for paper in made.withheld}
        assert withheld == {
            "八看审查表": "只限法院内部",
            "调解笔录": "调解过程和协议内容依法不公开",
            "和解协议书": "调解过程和协议内容依法不公开",
        }
        shown = [entry.title for entry in made.entries]
        assert shown == [
            "收件凭证",
            "补正告知书",
            "终止调解及移交立案单",
            "无争议事实摘录",
            "附录：办理经过",
        ]

    def test_concessions_are_nowhere_and_agreed_facts_are_told(self, tmp_path: Path):
        number = filed_case()
        assert (
            CONCESSION
            in json.loads(rows(IssuedLetter, code="session_record")[0].facts)["statements"][0][1]
        )
        pdf, package = published(number)
        text = everything_in(pdf) + everything_in_package(package, tmp_path)
        assert CONCESSION not in text
        assert "机关补发答复" not in text, "a term that was agreed on"
        assert UNDISPUTED in text

    def test_proofs_of_service_are_withheld_and_name_nobody(self):
        number = registered()
        letter = correction(number)
        fail(letter, PERSON)
        record(
            letter,
            PERSON,
            report(method="直接送达", signer="同住成年家属", signed_by="周大力"),
            evidence=PHOTO,
        )
        made = make_bundle(number, is_public=True)
        assert [(each["title"], each["reason"]) for each in made.withheld] == [
            ("送达登记：补正告知书", Disclosure.PERSONAL),
            ("送达凭证：补正告知书，起诉人（第1名），第2次", Disclosure.PERSONAL),
        ]
        assert made.pdf is not None
        assert "周大力" not in everything_in(made.pdf)

    def test_a_public_notice_is_withheld_as_it_names_whom_it_seeks(self, tmp_path: Path):
        sought = "司马相如"
        number = registered(plaintiffs=[Plaintiff(name=sought)])
        by_notice = {"whereabouts_unknown": "是", "note": "社区证明已迁走"}
        answer = report(method="公告送达", through="人民法院公告网", **by_notice)
        record(correction(number), sought, answer, evidence=PHOTO)
        whole = make_bundle(number)
        assert whole.pdf is not None
        bound = everything_in(whole.pdf)
        assert sought in bound
        assert "因你单位下落不明" in bound
        made = make_bundle(number, is_public=True)
        assert [(each["title"], each["reason"]) for each in made.withheld] == [
            ("送达登记：补正告知书", Disclosure.PERSONAL),
            ("送达公告：补正告知书，起诉人（第1名）", Disclosure.PERSONAL),
            ("送达凭证：补正告知书，起诉人（第1名）", Disclosure.PERSONAL),
        ]
        assert made.pdf is not None
        assert made.package is not None
        text = everything_in(made.pdf) + everything_in_package(made.package, tmp_path)
        assert "下落不明" not in text
        assert sought not in text

    def test_a_transcript_without_agreed_facts_leaves_nothing(self):
        number = registered()
        issue_record(number, undisputed_facts=[])
        made = make_bundle(number, is_public=True)
        assert [entry.title for entry in made.entries] == ["附录：办理经过"]

    def test_steps_of_mediation_are_not_told(self):
        pdf, package = published(filed_case())
        text = everything_in(pdf)
        assert "先登后调：已转诉前调解".replace("：", "") in text
        assert "调解场次与结果" not in text
        assert "准备委派" not in text
        assert "事件日志.json" not in zipfile.ZipFile(package).namelist()

    @pytest.mark.parametrize(
        "code", [code for code in letters() if disclosure_of(code) is Disclosure.PUBLIC]
    )
    def test_every_letter_that_is_public_can_be_written_without_its_persons(self, code: str):
        letter, sample = letters()[code], samples()[code]
        parties = sample["plaintiffs"]
        names = [party["name"] for party in parties]
        persons = Persons(
            data=tuple(Datum(Kind.NAME, name, f"起诉人{n}") for n, name in enumerate(names, 1)),
            aliases=aliases(names, taken=names),
            protected=(),
            unsearchable=(),
        )
        given = sample | CONFIDENTIAL_FIELDS.get(code, {})
        plain = letter.needs.model_validate(given).model_dump()
        hidden = letter.needs.model_validate(Hider(persons).facts(plain))
        said = text_of(compose(letter.template, dict(hidden), "national"))
        whole = text_of(
            compose(letter.template, dict(letter.needs.model_validate(given)), "national")
        )
        assert any(name in whole for name in names)
        for party in parties:
            for secret in (party["name"], party.get("id_number_masked"), party.get("address")):
                assert not secret or secret not in said

    def test_a_letter_that_nobody_judged_is_withheld(self, monkeypatch: pytest.MonkeyPatch):
        from rules import publication  # noqa: PLC0415

        monkeypatch.delitem(publication.JUDGED, "receipt")
        number = registered()
        issue(number, RECEIPT, **RECEIPT_FACTS)
        [paper] = make_bundle(number, is_public=True).withheld
        assert paper["reason"] == Disclosure.UNDECIDED
        assert disclosure_of("receipt") is Disclosure.UNDECIDED


class TestThePackage:
    def test_verifies_and_says_that_it_is_public(self):
        _, package = published(filed_case())
        found = verify(package)
        assert (found.is_public, found.problems) == (True, ())

    def test_is_the_same_every_time(self, tmp_path: Path):
        number = filed_case()
        made = [
            make_bundle(number, out=tmp_path / name, is_public=True).manifest_sha256
            for name in ("one", "two")
        ]
        assert made[0] == made[1]

    def test_every_page_is_marked(self):
        pdf, _ = published(filed_case())
        assert all("公开版" in page.extract_text() for page in pypdf.PdfReader(pdf).pages)

    def test_lies_beside_the_one_that_is_not_public(self, home: Path):
        number = filed_case()
        make_bundle(number)
        published(number)
        names = sorted(path.name for path in (home / "bundles").iterdir())
        assert len(names) == 4
        assert sum("公开版" in name for name in names) == 2

    def test_says_when_a_template_has_changed_since(self, home: Path):
        number = registered()
        issue(number, RECEIPT, **RECEIPT_FACTS)
        extending(RECEIPT, "{% block copies %}<copies>存卷。</copies>{% endblock %}")
        pdf, _ = published(number)
        assert "模板已有更新按现行模板制作" in everything_in(pdf)
        assert home.exists()


class TestRefusals:
    """Whatever is wrong, nothing is written."""

    def refused(self, number: str, home: Path) -> PublicationError:
        with pytest.raises(PublicationError) as caught:
            make_bundle(number, is_public=True)
        assert not (home / "bundles").exists()
        assert list(home.glob("bundle-*")) == []
        return caught.value

    def test_a_regions_template_that_names_a_party(self, home: Path):
        number = registered(
            plaintiffs=[filing().plaintiffs[0].model_copy(update={"name": "周大山"})]
        )
        issue(number, RECEIPT, **RECEIPT_FACTS)
        extending(RECEIPT, "{% block copies %}<copies>周大山。</copies>{% endblock %}")
        error = self.refused(number, home)
        assert str(error.leaks[0]).endswith("起诉人1的姓名")
        assert "周大山" not in str(error)

    def test_a_name_that_template_and_fact_make_together(self, home: Path):
        plaintiff = filing().plaintiffs[0].model_copy(update={"name": "周大山"})
        number = registered(plaintiffs=[plaintiff], cause="大山林权纠纷")
        issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)
        extending(CORRECTION_NOTICE, "{% block to %}<to>周{{ cause }}：</to>{% endblock %}")
        error = self.refused(number, home)
        assert {leak.what for leak in error.leaks} == {"起诉人1的姓名"}
        assert error.leaks[0].where.startswith(("第3页", "《补正告知书》DOCX"))

    def test_a_name_of_one_sign(self, home: Path):
        number = filed_case()
        adopted_by(number, "周")
        error = self.refused(number, home)
        assert "姓名只有一个字，不能自动脱敏" in str(error)

    def test_facts_that_the_declaration_no_longer_takes(self, home: Path):
        number = registered()
        letter_id = issue(number, RECEIPT, **RECEIPT_FACTS)
        with ledger() as session:
            row = session.get_one(IssuedLetter, letter_id)
            row.facts = json.dumps({**json.loads(row.facts), "received_on": "红"})
        with pytest.raises(FuyuanError, match=r"请人工制作.*“收到起诉材料日期”"):
            make_bundle(number, is_public=True)
        assert not (home / "bundles").exists()


class TestTheCheck:
    """It can be asked of any file before it is published."""

    @pytest.fixture
    def number(self) -> str:
        number = registered(
            plaintiffs=[filing().plaintiffs[0].model_copy(update={"name": "周大山"})]
        )
        issue(number, RECEIPT, **RECEIPT_FACTS)
        return number

    def test_names_the_pages_of_a_pdf_and_never_the_datum(self, number: str):
        leaks = check_file(number, letter_path(1, "pdf"))
        assert Leak("第1页", "起诉人1的姓名") in leaks
        assert all("周大山" not in str(leak) for leak in leaks)

    def test_reads_a_docx_whole(self, number: str):
        assert Leak("文档", "起诉人1的姓名") in check_file(number, letter_path(1, "docx"))

    def test_reads_the_properties_of_a_pdf(self, number: str, tmp_path: Path):
        path = tmp_path / "x.pdf"
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        writer.add_metadata({"/Subject": "关于周大山的决定"})
        writer.write(path)
        assert Leak("文件属性", "起诉人1的姓名") in check_file(number, path)

    def test_a_page_that_cannot_be_read_is_no_clean_one(self, number: str, tmp_path: Path):
        path = tmp_path / "scan.pdf"
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write(path)
        [leak] = check_file(number, path)
        assert str(leak) == "第1页：没有文字层（扫描件或者空白页），无法检查"

    def test_a_clean_file_passes(self, number: str, tmp_path: Path):
        path = tmp_path / "x.txt"
        path.write_text("周某诉区教育局一案，联系电话13800000000。", encoding="utf-8")
        assert check_file(number, path) == ()

    def test_what_nobody_registered_but_looks_personal_is_named(self, number: str, tmp_path: Path):
        path = tmp_path / "x.txt"
        path.write_text("证人住人民路12号，电话13900002222", encoding="utf-8")
        assert set(check_file(number, path)) == {
            Leak("文件", "像是住址的内容"),
            Leak("文件", "像是联系方式的内容"),
        }

    @pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.txt", "x.exe", "none.pdf"])
    def test_a_file_that_cannot_be_read_is_no_clean_one(
        self, number: str, tmp_path: Path, name: str
    ):
        path = tmp_path / name
        if name != "none.pdf":
            path.write_bytes(b"\xff\xfe\x00broken")
        with pytest.raises(FuyuanError, match="不能检查"):
            check_file(number, path)

    def test_a_name_across_a_page_break_is_found_on_the_second_page(self):
        persons = Persons(
            data=(Datum(Kind.NAME, "周大山", "起诉人1"),),
            aliases=aliases(["周大山"]),
            protected=(),
            unsearchable=(),
        )
        pages = ["甲\n周大\n— 1 —", "山乙\n— 2 —", "周大山"]
        assert list(leaks_in_pages(pages, persons)) == [
            Leak("第2页", "起诉人1的姓名"),
            Leak("第3页", "起诉人1的姓名"),
        ]

    def test_as_many_as_are_allowed_are_no_leak_and_one_more_is(self):
        persons = Persons(
            data=(Datum(Kind.NAME, "安排", "起诉人1"),),
            aliases=aliases(["安排"]),
            protected=(),
            unsearchable=(),
        )
        allowed = Allowed(counts={"安排": 1})
        assert list(leaks_in_text("甲", "放假安排", persons, allowed)) == []
        assert list(leaks_in_text("甲", "放假安排，安排", persons, allowed)) != []


class TestNames:
    @pytest.mark.parametrize(
        ("field", "names"),
        [
            ("赵法规(云州市自然资源和规划局副局长)", ["赵法规"]),
            ("张三、副区长", ["张三"]),
            ("欧阳娜娜，李四", ["欧阳娜娜", "李四"]),
            ("周 大 山", ["周大山"]),
            ("买买提·艾力", ["买买提·艾力"]),
            ("John Smith", ["John Smith"]),
            ("李文会", ["李文会"]),
            ("王书记员", []),
            ("刘法官", []),
            ("区教育局", []),
            ("申请人", []),
            ("周某（父亲）", []),
            ("", []),
        ],
    )
    def test_are_told_from_offices_and_roles(self, field: str, names: list[str]):
        assert list(names_in(field)) == names

    def test_of_whoever_answered_are_hidden_and_of_the_bench_are_not(self):
        number = registered()
        issue_record(
            number, host="赵调和（调解员）", attendees=["钱来往（区教育局副局长）", "区教育局"]
        )
        with reading() as session:
            persons = persons_of_case(session, find_case(session, number))
        named = {datum.text for datum in persons.data if datum.kind is Kind.NAME}
        assert {"赵调和", "钱来往"} <= named
        assert "区教育局" not in named

    def test_of_an_organ_that_is_sued_are_public(self):
        [found] = stored(filing(agencies=["周大山街道办事处"]))
        number = register(found)
        issue(number, RECEIPT, **RECEIPT_FACTS)
        pdf, _ = published(number)
        assert "周大山街道办事处" in everything_in(pdf)


def test_a_public_file_needs_no_letter_file(home: Path):
    """It is set anew from the facts that the ledger keeps."""
    number = registered()
    issue(number, TERMINATION, **_ended())
    shutil.rmtree(home / "letters")
    made = make_bundle(number, is_public=True)
    assert made.entries[0].title == "终止调解及移交立案单"


def _ended() -> dict[str, object]:
    due = RECEIPT_FACTS["filing_due"]
    return {
        "reason": "期满",
        "accepted_on": None,
        "ended_on": "2026-11-06",
        "excluded_days": None,
        "filing_due": due,
        "docketing_due": due,
        "partial_terms": [],
    }
