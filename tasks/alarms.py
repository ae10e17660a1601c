"""What is wrong with the installation itself: the administrator hears of it once an incident.

The words stand here and not in a template: when much is broken, nothing else should be needed to
say so. They name a deployment or a program, a time and what to do; never a case, never a person.
"""

import datetime as dt
import hashlib
import hmac
import logging
import os
import re
import time
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.bulk import insert_new, touched
from models.home import secret_key
from models.ledger import insert_once, ledger, reading
from models.outbox import ALARM, Alarm, Notice
from rules.vocabulary.question import Actor
from tasks import clock
from tasks.readers import serving

log = logging.getLogger("fuyuan.alarms")
# Under which Prefect's webhook shows its key to the desk.
HEADER = "X-Fuyuan-Alarm"
SUBJECT = re.compile(r"[A-Za-z0-9_/.-]{1,120}")
# Runs that fail for one reason fail together: within this time they are one incident.
FOLD = dt.timedelta(hours=1)
# A machine that was off for days makes up for the watch as soon as it runs again.
WATCH_GRACE = dt.timedelta(hours=1)
_STARTED = time.monotonic()


class Kind(StrEnum):
    """What can be wrong. The first two happen, the others last until they are over."""

    RUN_FAILED = "run_failed"
    RUN_CRASHED = "run_crashed"
    WORKER_GONE = "worker_gone"
    OUTBOX_STUCK = "outbox_stuck"
    WATCH_STOPPED = "watch_stopped"
    SERVER_GONE = "server_gone"
    PROGRAM_DIES = "program_dies"


HAPPENS = frozenset({Kind.RUN_FAILED, Kind.RUN_CRASHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the administrator reads: what it is, and what to do."""

    title: str
    remedy: str


WORDS = {
    Kind.RUN_FAILED: Words(
        title="流程运行失败",
        remedy="打开链接看该次运行的日志；原因消除后运行 fuyuan recover，案件从台账接着办。"
        "同一流程一小时内再失败的不另通知，以界面上的为准。",
    ),
    Kind.RUN_CRASHED: Words(
        title="流程运行中断",
        remedy="多因执行器退出、内存不足或者断电。重新启动后未办完的自动接续；"
        "反复出现的看 logs/worker.log。一小时内再中断的不另通知。",
    ),
    Kind.WORKER_GONE: Words(
        title="执行器停止工作",
        remedy="没有执行器，待办答复之后案件不会前进。看 logs/worker.log，重新运行 make up。",
    ),
    Kind.OUTBOX_STUCK: Words(
        title="通知发不出去",
        remedy="有通知超过时限没有送出。看 fuyuan notices 和 logs/keeper.log："
        "渠道不通的先恢复渠道；值守停了的重新运行 make up。已排队的不会丢，也不会发两次。",
    ),
    Kind.WATCH_STOPPED: Words(
        title="期限监测停止",
        remedy="超过一日没有完成期限监测，到期提醒和逾期处理都停着。"
        "在 Prefect 界面看 deadline_watch，手工运行一次；期限本身不受影响。",
    ),
    Kind.SERVER_GONE: Words(
        title="Prefect 服务没有应答",
        remedy="流程不能启动；待办仍可在窗口答复，答复不会丢。"
        "看 logs/server.log，重新运行 make up。",
    ),
    Kind.PROGRAM_DIES: Words(
        title="程序反复退出，系统已停止",
        remedy="看数据目录 logs/ 里该程序的日志，消除原因后重新运行 make up；案件都在台账里。",
    ),
}


def raise_alarm(kind: Kind, *, subject: str = "", run: UUID | None = None) -> bool:
    """Record what is wrong, and tell it if it is news; both in one transaction.

    Whoever notices it, and however often: a run is told once, and what lasts once until it is over.
    """
    subject = subject if SUBJECT.fullmatch(subject) else ""
    key = f"run:{run}" if run else f"{kind}:{subject}"
    with ledger() as session:
        readers = _readers(session)
        if not insert_once(
            session,
            Alarm,
            key=key,
            kind=kind.value,
            subject=subject,
            told=False,
            raised_at=clock.now(),
        ):
            return False
        alarm = session.scalars(select(Alarm).where(Alarm.key == key)).one()
        if kind in HAPPENS and _is_part_of_another(session, alarm):
            return False
        alarm.told = True
        if not readers:
            log.warning("%s；没有登记系统管理员，无人收到", WORDS[kind].title)
        subject_line, body = words_of(kind, subject, alarm.raised_at, run)
        row = {"event_key": f"alarm:{alarm.id}", "template": ALARM, "case_id": None}
        row |= {"subject": subject_line, "body": body}
        row["wording"] = hashlib.sha256(body.encode()).hexdigest()[:12]
        rows = [row | {"contact_id": contact} for contact in readers]
        insert_new(session, Notice, rows, queued_at=clock.now())
        return True


def end_alarm(kind: Kind, *, noticed_at: dt.datetime) -> bool:
    """What lasted is over; the next time it is news. An alarm younger than the look stays."""
    with ledger() as session:
        ended = session.execute(
            update(Alarm)
            .where(Alarm.kind == kind.value, Alarm.over_at.is_(None), Alarm.raised_at < noticed_at)
            .values(over_at=noticed_at, key=None)
        )
        return bool(touched(ended))


def words_of(kind: Kind, subject: str, raised_at: dt.datetime, run: UUID | None) -> tuple[str, str]:
    """Subject and body of what the administrator reads."""
    words = WORDS[kind]
    what = f"{words.title}（{subject}）" if subject else words.title
    lines = [f"{raised_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M} 发现：{what}。", words.remedy]
    if run and (server := os.environ.get("FUYUAN_PREFECT_URL")):
        lines.append(f"查看（仅限本机）：{server}/runs/flow-run/{run}")
    lines.append("本通知不含案件内容。")
    return f"【系统】{what}", "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    """One alarm, as a terminal shows it."""

    raised_at: dt.datetime
    title: str
    subject: str
    is_over: bool
    told: bool


def alarms(limit: int = 50) -> list[AlarmLine]:
    """The latest alarms, newest first."""
    with reading() as session:
        rows = session.scalars(select(Alarm).order_by(Alarm.id.desc()).limit(limit))
        return [
            AlarmLine(
                raised_at=row.raised_at,
                title=WORDS[Kind(row.kind)].title,
                subject=row.subject,
                is_over=row.over_at is not None or Kind(row.kind) in HAPPENS,
                told=row.told,
            )
            for row in rows
        ]


def running_for() -> dt.timedelta:
    """How long this program has been running."""
    return dt.timedelta(seconds=time.monotonic() - _STARTED)


def token() -> str:
    """What Prefect's webhook shows to the desk, made from this installation's key."""
    return hmac.new(secret_key(), b"alarms", hashlib.sha256).hexdigest()


def _readers(session: Session) -> list[int]:
    """The administrators, one an address; locked, so that alarms are judged one after the other."""
    return [contact.id for contact in serving(session, Actor.ADMINISTRATOR, is_locked=True)]


def _is_part_of_another(session: Session, alarm: Alarm) -> bool:
    query = select(func.max(Alarm.raised_at)).where(
        Alarm.kind == alarm.kind, Alarm.told.is_(True), Alarm.raised_at > clock.now() - FOLD
    )
    if alarm.kind == Kind.RUN_FAILED:
        # What interrupts runs is one incident, whichever they are; each flow fails by itself.
        query = query.where(Alarm.subject == alarm.subject)
    return session.scalar(query) is not None
