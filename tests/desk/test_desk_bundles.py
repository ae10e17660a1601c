"""The case file and the letters' looks from the desk: made when asked for, nothing left behind."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pypdf
import pytest
from desk_reading import address, read, words
from fastapi.testclient import TestClient

from rules.paths.registration import RECEIPT
from tasks.bundle.making import make_bundle
from tasks.letters import issue, letter_path
from tests.correspondence import RECEIPT_FACTS
from tests.overlaying import REGION, extending


@pytest.fixture(autouse=True)
def _fonts(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUYUAN_FONTS", str(fonts))


@pytest.fixture
def filed(add_case: Callable[..., str]) -> str:
    """A case with a letter."""
    number = add_case()
    issue(number, RECEIPT, **RECEIPT_FACTS)
    return number


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("bundle.pdf", "卷宗_{number}.pdf"),
        ("bundle.zip", "卷宗_{number}.zip"),
        ("public.pdf", "卷宗_{number}_公开版.pdf"),
        ("public.zip", "卷宗_{number}_公开版.zip"),
    ],
)
def test_a_case_file_is_downloaded_and_leaves_nothing(
    desk: TestClient, filed: str, home: Path, link: str, name: str
) -> None:
    before = {path.name for path in home.iterdir()}
    response = desk.get(f"{address(filed)}/{link}")
    assert response.status_code == 200
    assert int(response.headers["content-length"]) == len(response.content)
    assert name.format(number=filed) in unquote(response.headers["content-disposition"])
    assert {path.name for path in home.iterdir()} == before
    if link.endswith("pdf"):
        assert len(pypdf.PdfReader(BytesIO(response.content)).pages) > 3
    else:
        assert zipfile.ZipFile(BytesIO(response.content)).testzip() is None


def test_it_is_the_one_that_the_command_makes(desk: TestClient, filed: str) -> None:
    made = make_bundle(filed)
    assert made.package is not None
    served = desk.get(f"{address(filed)}/bundle.zip").content
    assert hashlib.sha256(served).digest() == hashlib.sha256(made.package.read_bytes()).digest()


def test_the_case_page_links_to_it(desk: TestClient, filed: str) -> None:
    links = [link.get("href") for link in read(desk.get(address(filed))).cssselect("a")]
    for name in ("bundle.pdf", "bundle.zip", "public.pdf"):
        assert f"{address(filed)}/{name}" in links


def test_what_cannot_be_made_is_told_in_chinese(desk: TestClient, filed: str, home: Path) -> None:
    letter_path(1, "pdf").unlink()
    response = desk.get(f"{address(filed)}/bundle.pdf")
    assert response.status_code == 409
    assert "请从备份恢复" in words(read(response))
    assert list(home.glob("download-*")) == []


@pytest.mark.parametrize("link", ["bundle.exe", "bundle.", "public.docx"])
def test_another_kind_of_file_is_not_there(desk: TestClient, filed: str, link: str) -> None:
    assert desk.get(f"{address(filed)}/{link}").status_code == 404


def test_a_case_that_is_not_there_is_told(desk: TestClient) -> None:
    assert desk.get("/cases/none/bundle.pdf").status_code == 404


class TestPreviews:
    def test_every_letter_is_listed_and_own_words_are_marked(self, desk: TestClient) -> None:
        extending(RECEIPT, "{% block title %}起诉材料收据{% endblock %}")
        page = read(desk.get(f"/previews?region={REGION}"))
        rows = {words(row.cssselect("th")[0]) for row in page.cssselect("tbody tr")}
        assert "收件凭证 本地写法" in rows
        assert "行政复议决定书" in rows
        other = read(desk.get("/previews?region=yicheng"))
        assert "本地写法" not in {words(tag) for tag in other.cssselect(".tag")}

    def test_a_letter_is_shown_in_the_words_of_a_region(self, desk: TestClient) -> None:
        extending(RECEIPT, "{% block title %}起诉材料收据{% endblock %}")
        response = desk.get(f"/previews/receipt.pdf?region={REGION}")
        text = pypdf.PdfReader(BytesIO(response.content)).pages[0].extract_text()
        assert "起诉材料收据" in text
        assert "预览" in text

    def test_a_broken_template_says_where(self, desk: TestClient) -> None:
        extending(RECEIPT, "{% block title %}{{ nothing }}{% endblock %}")
        response = desk.get(f"/previews/receipt.pdf?region={REGION}")
        assert response.status_code == 409
        assert "regions/wujiagang/registration/receipt.xml.j2 第2行" in words(read(response))

    @pytest.mark.parametrize(
        "link", ["none.pdf", "receipt.pdf?region=nowhere", "receipt.pdf?region=../x"]
    )
    def test_what_is_not_there_is_not_found(self, desk: TestClient, link: str) -> None:
        assert desk.get(f"/previews/{link}").status_code == 404

    def test_an_unknown_region_leads_to_the_national_one(self, desk: TestClient) -> None:
        page = read(desk.get("/previews?region=nowhere"))
        [chosen] = page.cssselect("option[selected]")
        assert chosen.get("value") == "national"
