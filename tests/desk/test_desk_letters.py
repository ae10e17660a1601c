from collections.abc import Callable
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from desk.letters import content_disposition
from tasks.letters import letter_path

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(("suffix", "kind"), [("pdf", "application/pdf"), ("docx", WORD)])
def test_a_letter_is_downloaded_under_its_chinese_name(
    desk: TestClient, waiting_case: str, add_letter: Callable[..., int], suffix: str, kind: str
) -> None:
    letter = add_letter(waiting_case)
    response = desk.get(f"/letters/{letter}.{suffix}")
    assert response.content == f"{suffix} {letter}".encode()
    assert response.headers["content-type"] == kind
    assert response.headers["x-content-type-options"] == "nosniff"
    plain, _, chinese = response.headers["content-disposition"].rpartition("; ")
    assert plain == f'attachment; filename="letter-{letter}.{suffix}"'
    assert unquote(chinese) == f"filename*=UTF-8''{waiting_case}_收到起诉材料凭证.{suffix}"


@pytest.mark.parametrize(
    "name",
    [
        "999.pdf",
        "1.exe",
        "1",
        "0x1.pdf",
        "１.pdf",
        "-1.pdf",
        "99999999999999999999999.pdf",
        "..%2F..%2Fsecret.key",
        "%00.pdf",
    ],
)
def test_what_is_no_letter_is_told_in_chinese(
    desk: TestClient, waiting_case: str, add_letter: Callable[..., int], name: str
) -> None:
    assert add_letter(waiting_case) == 1
    response = desk.get(f"/letters/{name}")
    assert response.status_code == 404
    assert "没有找到" in response.text


def test_a_letter_that_is_only_reserved_is_not_served(
    desk: TestClient, waiting_case: str, add_letter: Callable[..., int]
) -> None:
    letter = add_letter(waiting_case, state="reserved")
    assert desk.get(f"/letters/{letter}.pdf").status_code == 404


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"mark": "voided"}, "收到起诉材料凭证（已作废）"),
        ({"mark": "superseded"}, "收到起诉材料凭证（已被替代）"),
        ({"state": "signed"}, "收到起诉材料凭证"),
    ],
)
def test_a_letter_is_served_whatever_became_of_it_under_a_name_that_says_so(
    desk: TestClient,
    waiting_case: str,
    add_letter: Callable[..., int],
    changes: dict[str, str],
    name: str,
) -> None:
    letter = add_letter(waiting_case, **changes)
    response = desk.get(f"/letters/{letter}.pdf")
    assert response.status_code == 200
    assert f"_{name}.pdf" in unquote(response.headers["content-disposition"])


def test_a_lost_file_is_told_as_such(
    desk: TestClient, waiting_case: str, add_letter: Callable[..., int]
) -> None:
    letter = add_letter(waiting_case)
    letter_path(letter, "pdf").unlink()
    response = desk.get(f"/letters/{letter}.pdf")
    assert response.status_code == 404
    assert "不在文书目录中" in response.text


def test_a_name_cannot_break_out_of_the_header_or_the_folder() -> None:
    made = content_disposition('a"/..\\b\r\nX: 1_：', "letter-1", "pdf")
    assert made == "attachment; filename=\"letter-1.pdf\"; filename*=UTF-8''a..bX1_%EF%BC%9A.pdf"
