"""The nightly watch over ledgers of running deadlines, beside a bare scan of the same rows.

.venv/bin/python -m benchmarks.watch --sizes 10000,100000,1000000

The bare scan is `SELECT id, state, due_on, act_by FROM deadline`, every row fetched through the
database's own driver and dropped; the bare search fetches the same columns of tonight's near rows
alone, by their index. Of a thousand deadlines ten are due within the week, one was due yesterday
together with an open question, one has been missed for four days; three hundred are provisional.
The proofs are empty, which spares the scan more than it spares the watch. The work of the first
watch is all of tonight's; the second one finds it done.
"""

import argparse
import datetime as dt
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, text

from models import schema
from models.home import database_url
from models.ledger import engine
from rules.vocabulary.question import Actor
from tasks.calendars import current_calendar
from tasks.contacts import add_contact
from tasks.watch import watch_deadlines
from tests.conftest import _postgresql_binaries, _Server

TODAY = dt.date(2026, 11, 6)
PATTERN = 1000
ROUNDS = 3
AGENCIES = 200
DUTIES = (
    ("L_ANSWER_15D", "被告", "提交证据、所依据的规范性文件和答辩状"),
    ("L_DOCKET_7D", "法院", "决定是否登记立案"),
    ("M_PRE_30D", "调解组织", "完成诉前调解"),
    ("R_ANSWER_10WD", "被申请人", "提出书面答复并提交证据、依据（普通程序）"),
    ("L_APPEAL_J_15D", "当事人", "对判决提起上诉"),
)
BARE_SCAN = "SELECT id, state, due_on, act_by FROM deadline"
BARE_SEARCH = f"{BARE_SCAN} WHERE state = 'running' AND act_by BETWEEN '{TODAY}' AND '2026-11-13'"
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
CASES = """
INSERT INTO "case" (id, number, short_code, region, received_on, registered_on, cause, act, claims,
                    plaintiff_names, reconsidered, risk_tags, opened_at)
SELECT i, '(2026)鄂0503行诉前调' || i || '号', 'B' || i, 'wujiagang', :today, :today, '', '', '',
       '', :no, '[]', :now FROM n
"""
PARTIES = """
INSERT INTO party (case_id, role, position, name, id_number, phone, address)
SELECT i, '被告', 1, '第' || (i % :agencies) || '局', '', '', '' FROM n
"""
DEADLINES = """
INSERT INTO deadline (id, case_id, rule, trigger_key, recipient, fact, title, actor, basis,
                      trigger_on, excluded_days, extended_days, due_on, act_by, status,
                      calendar_version, proof, state, started_at)
SELECT i, 1 + i / 2, duty.rule, 'b' || i, '', '', duty.title, duty.actor, '', :today, 0, 0,
       spread.due_on, spread.act_by, spread.status, :version, '{}', spread.state, :now
FROM n JOIN spread ON spread.k = i % :pattern JOIN duty ON duty.k = (i / :pattern + i) % :duties
"""
TODOS = """
INSERT INTO todo (case_id, path, question, occasion, title, actor, state, due_on, expires_with,
                  attempt, errors, opened_at)
SELECT case_id, 'prefiling_mediation', 'mediation_session', trigger_key, '调解', '调解员', 'open',
       due_on, rule, 1, '', started_at FROM deadline WHERE state = 'running' AND due_on < :today
"""


def build(rows: int) -> None:
    """Fill an empty ledger."""
    schema.upgrade()
    now = dt.datetime(2026, 11, 6, 2)  # noqa: DTZ001  (as the column keeps it)
    given = {
        "today": TODAY,
        "now": now,
        "no": False,
        "agencies": AGENCIES,
        "pattern": PATTERN,
        "duties": len(DUTIES),
        "version": current_calendar().version,
    }
    with engine(database_url()).begin() as connection:

        def fill(statement: str, **more: Any) -> None:
            connection.execute(text(statement), given | more)

        fill("CREATE TEMPORARY TABLE duty (k integer, rule text, actor text, title text)")
        fill(
            "CREATE TEMPORARY TABLE spread"
            " (k integer, due_on date, act_by date, status text, state text)"
        )
        connection.execute(
            text("INSERT INTO duty VALUES (:k, :rule, :actor, :title)"),
            [{"k": k, "rule": r, "actor": a, "title": t} for k, (r, a, t) in enumerate(DUTIES)],
        )
        connection.execute(
            text("INSERT INTO spread VALUES (:k, :due_on, :act_by, :status, :state)"),
            [_spread(k) for k in range(PATTERN)],
        )
        for statement in (CASES, PARTIES):
            fill(NUMBERS + statement, rows=rows // 2 + 1)
        fill(NUMBERS + DEADLINES, rows=rows)
        fill(TODOS)
        fill("DROP TABLE duty")
        fill("DROP TABLE spread")
    with engine(database_url()).connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    _register_contacts()


def _spread(k: int) -> dict[str, Any]:
    """Where in the year the k-th of a thousand deadlines lies."""
    state, provisional = "running", False
    if k == 0:
        days = -1
    elif k == 1:
        days, state = -4, "missed"
    elif k <= 11:
        days = k % 8
    else:
        days = 8 + k * 357 // PATTERN
        provisional = k % 10 < 3
    day = TODAY + dt.timedelta(days=days)
    status = "provisional" if provisional else "certain"
    due_on = None if provisional else day
    return {"k": k, "due_on": due_on, "act_by": day, "status": status, "state": state}


def _register_contacts() -> None:
    everywhere = (
        *(Actor.STUDIO, Actor.DOCKETING_DIVISION, Actor.MEDIATOR),
        *(Actor.JUSTICE_BUREAU, Actor.GOVERNMENT_LEADER),
    )
    for role in everywhere:
        add_contact(role=role, organ="", label="值班", url=f"json://127.0.0.1/{role.name}")
    for n in range(AGENCIES):
        for role in (Actor.AGENCY, Actor.AGENCY_LEADER):
            url = f"json://127.0.0.1/{role.name}{n}"
            add_contact(role=role, organ=f"第{n}局", label=f"{n}", url=url)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def fetch(bound: Engine, statement: str) -> int:
    """Every row through the driver, none kept."""
    raw = bound.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(statement)
        fetched = 0
        while page := cursor.fetchmany(PATTERN):
            fetched += len(page)
        return fetched
    finally:
        raw.close()


def measure(rows: int) -> float:
    """Build a ledger, print a line of the table; the seconds of the first watch."""
    build(rows)
    bound = engine(database_url())
    assert fetch(bound, BARE_SCAN) == rows
    scans = [seconds(lambda: fetch(bound, BARE_SCAN)) for _ in range(ROUNDS)]
    search = median(seconds(lambda: fetch(bound, BARE_SEARCH)) for _ in range(ROUNDS))
    began = time.perf_counter()
    found = watch_deadlines()
    first = time.perf_counter() - began
    again = seconds(watch_deadlines)
    # Before and after, so that what else the machine does weighs on both alike.
    scan = median([*scans, *(seconds(lambda: fetch(bound, BARE_SCAN)) for _ in range(ROUNDS))])
    print(
        f"{bound.dialect.name:11}{rows:10,}{scan:9.3f}{search:9.3f}{first:9.3f}{first / scan:8.2f}"
        f"{again:9.3f}{again / scan:8.2f}{rows / first:12,.0f}"
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:8}  {found}"
    )
    return first


@contextmanager
def installation(url: str) -> Iterator[None]:
    """An installation in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="fuyuan-benchmark-") as home:
        os.environ["FUYUAN_HOME"] = home
        os.environ["FUYUAN_NOTICE_HOSTS"] = "127.0.0.1"
        os.environ["FUYUAN_TODAY"] = str(TODAY)
        os.environ.pop("FUYUAN_DATABASE_URL", None)
        if url:
            os.environ["FUYUAN_DATABASE_URL"] = url
        try:
            yield
        finally:
            engine(database_url()).dispose()


@contextmanager
def postgresql() -> Iterator[_Server]:
    """A server of our own; it commits to memory, as the disk is not what is measured."""
    binaries = _postgresql_binaries()
    assert binaries is not None, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="fuyuan-postgresql-", dir="/tmp"))
    server = _Server(binaries, folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(sizes: list[int], new_url: Callable[[], str]) -> None:
    """One database through all sizes, after a small one that warms up this program."""
    times = []
    for rows in sizes:
        with installation(new_url()):
            times.append(measure(rows))
    for (small, before), (large, after) in pairwise(zip(sizes, times, strict=True)):
        print(f"  {large / small:.0f} times {small:,} rows take {after / before:.1f} times as long")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    print(
        f"{'database':11}{'rows':>10}{'scan s':>9}{'search s':>9}{'watch s':>9}{'/ scan':>8}"
        f"{'again s':>9}{'/ scan':>8}{'rows/s':>12}{'peak MB':>8}"
    )
    if asked.only != "postgresql":
        run([PATTERN, *sizes], str)
    if asked.only != "sqlite":
        with postgresql() as server:
            run([PATTERN, *sizes], server.new_database)
