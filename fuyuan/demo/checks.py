"""What must hold when the stories are told: letters, notices, runs, and a next step for all."""

import hashlib
import shutil
from collections import Counter
from zipfile import ZipFile

from docx import Document
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from sqlalchemy import select

from fuyuan.demo.office import LETTERS, Office, wait
from fuyuan.demo.senses import Letter, count_unfinished_letters, issued
from models.case import Case
from models.ledger import reading
from models.outbox import Notice
from tasks.event_log import export_log
from tasks.letters import letter_path
from tasks.recovery import Stranded, find_stranded

EVENT_LOGS = ("事件日志.xes", "事件日志.json")
BROKEN = ("FAILED", "CRASHED")
IN_FLIGHT = ("queued", "sending")


def check_letters(office: Office, number: str) -> None:
    """Every letter of a case lies there as it was made, and can be opened."""
    letters = issued(number)
    office.hold(
        f"　文书 {len(letters)} 份，PDF 与 DOCX 俱全，可以打开",
        that=bool(letters) and all(map(_opens, letters)),
    )


def _opens(letter: Letter) -> bool:
    pdf, docx = letter_path(letter.id, "pdf"), letter_path(letter.id, "docx")
    unchanged = all(
        hashlib.sha256(path.read_bytes()).hexdigest() == letter.sha256[path.suffix[1:]]
        for path in (pdf, docx)
    )
    printed = pdf.read_bytes()
    is_pdf = printed.startswith(b"%PDF") and printed.rstrip().endswith(b"%%EOF")
    with ZipFile(docx) as packed:
        is_whole = packed.testzip() is None
    return unchanged and is_pdf and is_whole and len(Document(str(docx)).element.body) > 0


def check_notices(office: Office) -> None:
    """Every notice arrived exactly once, and none names a person."""
    wait("每条通知恰好送出一次", lambda: _told_once(office))
    with reading() as session:
        states = Counter(session.scalars(select(Notice.state)))
        names = list(session.scalars(select(Case.plaintiff_names)))
    lost = states["unknown"] + states["failed"]
    office.hold(
        f"通知 {states['accepted']} 条，每条恰好送出一次，没有“不知是否送出”的",
        that=states["accepted"] > 0 and not lost,
    )
    office.hold(
        "通知里没有任何当事人姓名",
        that=not any(name in body["message"] for name in names for body in office.received),
    )


def _told_once(office: Office) -> bool:
    with reading() as session:
        notices = session.scalars(select(Notice)).all()
    told = Counter(body["message"].strip() for body in office.received)
    in_flight = any(notice.state in IN_FLIGHT for notice in notices)
    accepted = Counter(notice.body for notice in notices if notice.state == "accepted")
    return told == accepted and not in_flight


def export_letters(office: Office) -> None:
    """Copy the letters to a folder, named as people look for them."""
    target = office.home / LETTERS
    target.mkdir(exist_ok=True)
    letters = issued()
    for letter in letters:
        for suffix in ("pdf", "docx"):
            name = f"{letter.number}_{letter.title}_{letter.occasion}.{suffix}"
            shutil.copyfile(letter_path(letter.id, suffix), target / name)
    office.hold(f"文书 {len(letters)} 份（PDF、DOCX）放在 {target}", that=bool(letters))


def check_runs(office: Office) -> None:
    """No run failed or crashed, and none left a letter half made."""
    office.hold("没有做到一半的文书", that=count_unfinished_letters() == 0)
    broken = {"flow_runs": {"state": {"type": {"any_": list(BROKEN)}}}}
    names = [run["name"] for run in office.call("POST", "flow_runs/filter", broken)]
    office.hold(f"没有失败或者崩溃的运行{'：' if names else ''}{'、'.join(names)}", that=not names)


def check_next_steps(office: Office) -> None:
    """Every case has a next step, or is closed."""
    left = stranded(office)
    named = "、".join(f"{item.title}（{item.path}）" for item in left)
    office.hold(f"每件案子都有下一步，或者已经办结{'：' if left else ''}{named}", that=not left)


def stranded(office: Office) -> list[Stranded]:
    """What nothing will move, as the keeper looks for it."""
    with (
        temporary_settings(updates={PREFECT_API_URL: office.api}),
        get_client(sync_client=True) as client,
    ):
        return find_stranded(client)


def export_event_logs(office: Office) -> None:
    """Leave the event log of all cases, for process mining, in both formats."""
    counts = {name: export_log(office.home / name) for name in EVENT_LOGS}
    [events] = set(counts.values())
    office.hold(f"事件日志 {events} 条：{'、'.join(EVENT_LOGS)}", that=events > 0)
