"""`fuyuan source`: a token is shown once, and kept by nobody but the source."""

import pytest

from tasks.senders import sender_with
from tests.building import as_it_lies

pytestmark = pytest.mark.usefixtures("home")


def token_in(printed: str) -> str:
    [line] = [line for line in printed.splitlines() if line.startswith("令牌：")]
    return line.removeprefix("令牌：")


def test_a_source_is_added_renewed_listed_and_revoked(fuyuan):
    first = token_in(fuyuan("source", "add", "甲县法院", "--per-minute", "5").out)
    sender = sender_with(first)
    assert sender is not None
    assert (sender.name, sender.region, sender.per_minute) == ("甲县法院", "wujiagang", 5)
    second = token_in(fuyuan("source", "renew", "甲县法院").out)
    assert sender_with(first) is None
    assert sender_with(second) is not None
    shown = fuyuan("source", "list").out
    assert shown == "甲县法院：wujiagang，每分钟5次，在用\n"
    assert second not in as_it_lies()
    fuyuan("source", "revoke", "甲县法院")
    assert sender_with(second) is None
    assert "停用" in fuyuan("source", "list").out


def test_a_source_that_signs_is_given_its_key(fuyuan):
    assert "签名密钥：" in fuyuan("source", "add", "甲县法院", "--signed").out
    assert "须签名" in fuyuan("source", "list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "a/b"], "不能用"),
        (["add", "甲县法院", "--region", "national"], "court_code"),
        (["add", "甲县法院", "--per-minute", "0"], "至少为1"),
        (["renew", "乙"], "没有名为“乙”的来源"),
        (["revoke", "乙"], "没有名为“乙”的来源"),
    ],
)
def test_what_cannot_be_is_one_line(fuyuan, arguments, said):
    done = fuyuan("source", *arguments)
    assert done.code == 1
    assert said in done.err
    assert len(done.err.splitlines()) == 1
