"""Tables that come by mail: from whom, where they go, and what is left to people."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fuyuan import inbox, mail_door
from fuyuan.cli import app
from fuyuan.inbox import take_in_dropped_files
from fuyuan.mail_door import attached_in, take_in_mailed_files
from models.filing import FilingRecord, ImportBatch
from models.home import folder
from tasks.errors import FuyuanError
from tasks.intake.mail_senders import add_mail_sender, remove_mail_sender
from tasks.mailboxes import MailsRead
from tests.building import count, rows
from tests.mail_store import Mailbox

pytestmark = pytest.mark.usefixtures("home", "known")
SAMPLE = (Path(__file__).parents[2] / "examples" / "court_export.xlsx").read_bytes()
VOUCHED = "mx.court.example; spf=pass; dmarc=pass header.from=court.example"
Making = Callable[..., Mailbox]


@pytest.fixture
def known(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """甲县法院 sends from one address; our own server checks where mail comes from."""
    assert home.is_dir()
    monkeypatch.setenv(mail_door.CHECKED_BY, "mx.court.example")
    monkeypatch.setattr(inbox, "AT_REST_SECONDS", 0.0)
    add_mail_sender("甲县法院", "Li@Court.example")


def mail(
    *files: tuple[str, bytes], sender: str = "李 <li@court.example>", results: str = VOUCHED
) -> bytes:
    """A mail with these files attached."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "intake@court.example", "十一月收案"
    if results:
        made["Authentication-Results"] = results
    made.set_content("见附件")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="x-any", filename=name)
    return bytes(made)


def dropped() -> list[str]:
    inside = folder("inbox/甲县法院").iterdir()
    return sorted(path.name.partition("-")[2] for path in inside)


def test_tables_go_to_the_senders_folder_and_are_taken_in_once(mailbox_of: Making):
    box = mailbox_of("INTAKE", mail(("十一月.xlsx", SAMPLE)))
    assert [take_in_mailed_files(), take_in_mailed_files()] == [MailsRead(1, 0), MailsRead()]
    assert dropped() == ["1_十一月.xlsx"]
    assert take_in_dropped_files() == 1
    assert count(FilingRecord) == 35
    assert [row.sender for row in rows(ImportBatch)] == ["甲县法院"]
    assert box.having("SEEN") == [1]


def test_a_program_that_dies_before_the_mark_reads_again_and_nothing_comes_twice(
    mailbox_of: Making,
):
    box = mailbox_of("INTAKE", mail(("十一月.xlsx", SAMPLE)))
    for _ in range(2):
        take_in_mailed_files()
        take_in_dropped_files()
        with box.opened() as server:
            server.store("1", "-FLAGS", r"(\Seen)")
    assert count(FilingRecord) == 35
    assert [(row.accepted, row.duplicates) for row in rows(ImportBatch)] == [(35, 1), (0, 36)]


@pytest.mark.parametrize(
    "raw",
    [
        mail(("表.xlsx", SAMPLE), sender="who@elsewhere.example"),
        mail(("表.xlsx", SAMPLE), results=""),
        mail(("表.xlsx", SAMPLE), results="mx.court.example; dmarc=fail"),
        mail(("表.xlsx", SAMPLE), results="mx.evil.example; dmarc=pass"),
        mail(("表.xlsx", SAMPLE), sender="li@court.example, who@elsewhere.example"),
        mail(("起诉状.pdf", b"%PDF")),
        mail(),
        b"Subject:\r\n\r\n",
        b"From: =?x?b?\xff",
    ],
)
def test_what_is_not_for_us_is_left_to_people(raw: bytes, mailbox_of: Making):
    box = mailbox_of("INTAKE", raw, mail(("表.xlsx", SAMPLE)))
    assert take_in_mailed_files() == MailsRead(1, 1)
    assert (box.having("UNSEEN"), box.having("FLAGGED")) == ([1], [1])
    assert dropped() == ["1_表.xlsx"]


def test_beside_a_table_something_else_is_still_for_people(mailbox_of: Making):
    box = mailbox_of("INTAKE", mail(("表.csv", b"a"), ("起诉状.pdf", b"%PDF")))
    assert take_in_mailed_files() == MailsRead(0, 1)
    assert dropped() == ["1_表.csv"]
    assert box.having("UNSEEN FLAGGED") == [1]


def test_the_picture_under_a_signature_is_nothing_for_people(mailbox_of: Making):
    made = EmailMessage()
    made["From"], made["Authentication-Results"] = "li@court.example", VOUCHED
    made.set_content("<p>见附件</p><img src='cid:a'>", subtype="html")
    made.add_related(
        b"PNG", "image", "png", cid="<a>", filename="image001.png", disposition="inline"
    )
    made.add_attachment(b"a", maintype="text", subtype="csv", filename="表.csv")
    mailbox_of("INTAKE", bytes(made))
    assert take_in_mailed_files() == MailsRead(1, 0)
    assert dropped() == ["1_表.csv"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/表.xlsx", ".._.._etc_表.xlsx"),
        ("..\\表.XLSX", ".._表.XLSX"),
        ("表\u202ecod.xlsx", "表cod.xlsx"),
        (f"{'长' * 300}.csv", f"{'长' * 60}.csv"),
        ("a\x00b.json", "ab.json"),
    ],
)
def test_names_of_files_lead_nowhere(name: str, kept: str):
    [(safe, _)] = attached_in(mail((name, SAMPLE)), "mx.court.example").tables
    assert safe == kept


def test_of_a_host_everybody_may_be_known(mailbox_of: Making, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(mail_door.CHECKED_BY, mail_door.IN_HOUSE)
    add_mail_sender("乙县法院", "@second.example")
    mailbox_of("INTAKE", mail(("表.xlsx", SAMPLE), sender="a@second.example", results=""))
    assert take_in_mailed_files() == MailsRead(1, 0)
    assert len(list(folder("inbox/乙县法院").iterdir())) == 1


def test_without_a_word_on_who_checks_the_door_stays_shut(
    mailbox_of: Making, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(mail_door.CHECKED_BY)
    box = mailbox_of("INTAKE", mail(("表.xlsx", SAMPLE)))
    with pytest.raises(FuyuanError, match=mail_door.CHECKED_BY):
        take_in_mailed_files()
    assert box.having("UNSEEN") == [1]


class TestAddresses:
    def test_one_address_is_one_sources(self):
        with pytest.raises(FuyuanError, match="已经登记为“甲县法院”"):
            add_mail_sender("乙县法院", "li@court.example")
        assert remove_mail_sender("li@court.example") == "甲县法院"
        add_mail_sender("乙县法院", "li@court.example")

    @pytest.mark.parametrize("address", ["li", "li@", "a@b@c", "l i@court.example", ""])
    def test_what_is_no_address_is_said_so(self, address: str):
        with pytest.raises(FuyuanError, match="不是邮件地址"):
            add_mail_sender("乙县法院", address)

    def test_one_that_is_not_there_cannot_be_removed(self):
        with pytest.raises(FuyuanError, match="没有登记"):
            remove_mail_sender("who@court.example")


def test_the_commands_list_addresses_and_read_the_mailbox(mailbox_of: Making):
    run = CliRunner().invoke
    mailbox_of("INTAKE", mail(("表.xlsx", SAMPLE)), mail())
    assert (
        "wang@court.example"
        in run(app, ["source", "mail", "甲县法院", "wang@court.example"]).stdout
    )
    assert "甲县法院：li@court.example、wang@court.example" in run(app, ["source", "list"]).stdout
    read = run(app, ["intake", "mail"])
    assert "读到2封，1封的附件放进了投件文件夹，1封留给人看" in read.stdout
    assert run(app, ["source", "mail", "甲县法院", "wang@court.example", "--remove"]).exit_code == 0
    assert "wang@" not in run(app, ["source", "list"]).stdout
