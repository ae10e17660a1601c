"""Mail that came back, read from a mailbox, is what a person has to deal with."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fuyuan.cli import app
from models.ledger import ledger
from models.outbox import Notice
from tasks.errors import FuyuanError
from tasks.outbox.bounces import read_bounces, reports_in, settle_reports
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.resending import send_elsewhere, undelivered
from tests.building import rows
from tests.mail_store import Mailbox
from tests.notices import one_waiting, reader
from tests.outbox.servers import mail_server_that

pytestmark = pytest.mark.usefixtures("home", "no_proxy")
MAIL = "mailto://127.0.0.1:{}/?from=a@example.org&to=b@example.org"
REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: a@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; b@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <b@example.org> unknown

--b
Content-Type: {kind}

{headers}

--b--
"""


def report(message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    text = REPORT.format(
        action=action,
        status=status,
        kind="text/rfc822-headers",
        headers=f"Message-ID: {message_id}\nSubject: x",
    )
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def sent() -> str:
    """The name of a mail that was accepted."""
    with mail_server_that() as server:
        one_waiting(MAIL.format(server.port))
        assert send_waiting() == 1
    return rows(Notice)[0].message_id


def test_a_bounce_in_the_mailbox_moves_the_notice_once(
    sent: str, mailbox_of: Callable[..., Mailbox]
):
    other = EmailMessage()
    other["Subject"] = "会议"
    other.set_content("请参会")
    box = mailbox_of("BOUNCE", bytes(other), report(sent), report("<not-ours@example.org>"))
    assert [read_bounces(), read_bounces()] == [1, 0]
    assert box.having("SEEN") == [2, 3]
    assert box.having("FLAGGED") == [1], "what is no report is left for people to read"
    [row] = rows(Notice)
    assert (row.state, row.detail) == ("bounced", "邮件被收件方退回（5.1.1）")
    assert "example.org" not in row.evidence


@pytest.mark.parametrize(
    ("status", "kept"), [("5.1.1 (b@e.cn)", "5.1.1"), ("b@example.org", ""), ("", "")]
)
def test_of_what_a_server_says_the_code_alone_is_kept(sent: str, status: str, kept: str):
    assert settle_reports(reports_in(report(sent, status=status))) == 1
    [row] = rows(Notice)
    assert row.detail == f"邮件被收件方退回（{kept or '未注明代码'}）"
    assert row.evidence.endswith(f" failed {kept}".rstrip())


def test_a_receipt_is_a_delivery_and_a_delay_is_nothing(sent: str):
    assert settle_reports(reports_in(report(sent, action="delayed", status="4.4.1"))) == 0
    assert settle_reports(reports_in(report(sent, action="delivered", status="2.0.0"))) == 1
    assert rows(Notice)[0].state == "delivered"


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Subject: x\r\n\r\nhello"])
def test_what_is_no_report_says_nothing(raw: bytes):
    assert reports_in(raw) == []


WORDS = "您的邮件未能送达，原因：{reason}"


def written(words: str, *, sender: str = "postmaster@qq.example", **heads: str) -> bytes:
    """A bounce in words, as some servers send it."""
    made = EmailMessage()
    made["From"], made["Subject"] = f"系统退信 <{sender}>", "系统退信"
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    made.add_alternative(f"<p>{words}</p>", subtype="html")
    return bytes(made)


@pytest.mark.parametrize(
    ("reason", "kept"),
    [("550 5.1.1 收件人不存在", "5.1.1"), ("Mailbox not found (550)", "550")],
)
def test_a_bounce_in_words_counts_if_it_is_final(sent: str, reason: str, kept: str):
    assert settle_reports(reports_in(written(WORDS.format(reason=reason), In_Reply_To=sent))) == 1
    [row] = rows(Notice)
    assert (row.state, row.detail) == ("bounced", f"邮件被收件方退回（{kept}）")


def test_the_name_of_the_message_may_stand_in_the_words(sent: str):
    words = WORDS.format(reason=f"554 refused. Message-ID: {sent}")
    assert settle_reports(reports_in(written(words))) == 1


@pytest.mark.parametrize(
    "raw",
    [
        written(WORDS.format(reason="450 4.2.1 稍后再试"), In_Reply_To="<a@b>"),
        written("我休假，5.1.1 以后回来", sender="li@court.example", In_Reply_To="<a@b>"),
        written(WORDS.format(reason="550 不存在")),
    ],
)
def test_a_delay_an_answer_or_nobodys_name_is_no_bounce(raw: bytes):
    assert reports_in(raw) == []


def test_the_whole_message_sent_back_names_it_too(sent: str):
    text = REPORT.format(
        action="failed", status="5.2.2", kind="message/rfc822", headers=f"Message-ID: {sent}\n\nx"
    )
    assert [each.message_id for each in reports_in(text.encode())] == [sent]


def test_the_next_channel_is_offered_and_taken_by_a_persons_word(sent: str):
    reader("inhouse://desk", label="站内")
    settle_reports(reports_in(report(sent)))
    [waiting] = undelivered()
    assert (waiting.state, waiting.others) == ("bounced", ("站内",))
    send_elsewhere(waiting.id, "站内", by="刘法官")
    assert undelivered() == []
    assert send_waiting() == 1
    assert [row.state for row in rows(Notice)] == ["replaced", "accepted"]
    with pytest.raises(FuyuanError, match="不能重发"):
        send_elsewhere(waiting.id, "站内", by="刘法官")


def test_the_commands_name_what_waits_and_read_a_report_from_a_file(sent: str, tmp_path: Path):
    run = CliRunner().invoke
    mail = tmp_path / "bounce.eml"
    mail.write_bytes(report(sent))
    assert "1 条" in run(app, ["notify", "bounces", str(mail)]).stdout
    shown = run(app, ["notify", "undelivered"], env={"COLUMNS": "200"}).stdout
    assert "被退回" in shown
    assert "没有等人处理的通知" not in shown
    done = run(app, ["notify", "resend", "1", "--by", "刘法官", "--reason", "电话核实未收到"])
    assert done.exit_code == 0, done.output
    with ledger() as session:
        assert session.get_one(Notice, 1).state == "queued"
    assert "没有等人处理的通知" in run(app, ["notify", "undelivered"]).stdout
