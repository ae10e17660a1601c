"""From filing to open form: CPU and latency of our worker beside Prefect's process worker.

.venv/bin/python -m benchmarks.runs compare --filings 12   # both workers, in turns, one server
.venv/bin/python -m benchmarks.runs alone --filings 10    # one after the other
.venv/bin/python -m benchmarks.runs morning --filings 200  # all at once, as `fuyuan up` runs them
.venv/bin/python -m benchmarks.runs asleep --questions 10000  # the idle server's share of a core

Everything is real: the server program, the keeper, the worker, the path 先登后调 with its receipt.
CPU is read from /proc, that of ended children included, and counts from the first filing to the
last open form; a worker has started before. Latency runs from the filing's commit to the moment at
which Prefect has the run suspended with its form. Trust ratios, not numbers.
"""

import argparse
import datetime as dt
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from fuyuan.demo.senses import free_port
from fuyuan.environment import ROOT, Ports
from fuyuan.stack import Program, Stack
from models import schema
from models.filing import FilingRecord
from models.history import Todo
from models.home import database_url, home
from models.ledger import engine, reading
from models.outbox import Trigger
from tasks.filings import Delivery, store_filings
from tests.building import filing

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE_SECONDS = 3600.0
PROCESS_POOL = "process"
SETTLE_SECONDS = 20.0


def cpu_of(process: subprocess.Popen[bytes]) -> float:
    """Seconds of CPU of a process and of its ended children."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / TICK


@contextmanager
def installation() -> Iterator[Stack]:
    """A server with every flow deployed, on an empty ledger of its own."""
    with tempfile.TemporaryDirectory(prefix="fuyuan-benchmark-") as folder:
        os.environ["FUYUAN_HOME"] = folder
        os.environ.setdefault("FUYUAN_FONTS", str(Path.home() / ".cache" / "fuyuan" / "fonts"))
        os.environ.pop("FUYUAN_DATABASE_URL", None)
        schema.upgrade()
        stack = Stack(ports=Ports(prefect=free_port(), desk=free_port()), tell=lambda _: None)
        stack.extra = {"PREFECT_LOGGING_LEVEL": "ERROR"}
        try:
            stack.serve()
            stack.deploy()
            yield stack
        finally:
            stack.stop()
            engine(database_url()).dispose()


def process_of(stack: Stack, name: str) -> subprocess.Popen[bytes]:
    program = next(program for program in stack.programs if program.name == name)
    assert program.process is not None
    return program.process


def start_thread_worker(stack: Stack) -> None:
    stack.spawn("worker", "执行器", ["-m", "fuyuan.worker_program"])


def start_process_worker(stack: Stack) -> None:
    arguments = ["-m", "prefect", "worker", "start", "--pool", PROCESS_POOL, "--type", "process"]
    stack.spawn("worker", "Prefect 的执行器", [*arguments, "--limit", "2"])


def stop(stack: Stack, name: str) -> None:
    found: Program = next(program for program in stack.programs if program.name == name)
    stack.programs.remove(found)
    assert found.process is not None
    # Prefect's own sometimes does not leave when told to.
    found.process.kill()
    found.process.wait()


def move_to(stack: Stack, pool: str) -> None:
    """Let the path's deployment run in a pool."""
    from prefect.client.orchestration import SyncPrefectClient  # noqa: PLC0415
    from prefect.client.schemas.actions import DeploymentUpdate, WorkPoolCreate  # noqa: PLC0415
    from prefect.exceptions import ObjectAlreadyExists  # noqa: PLC0415
    from prefect.workers.process import ProcessWorker  # noqa: PLC0415

    with SyncPrefectClient(f"{stack.ports.prefect_url}/api") as client:
        if pool == PROCESS_POOL:
            template = ProcessWorker.get_default_base_job_template()
            wanted = WorkPoolCreate(name=pool, type="process", base_job_template=template)
            with suppress(ObjectAlreadyExists):
                client.create_work_pool(wanted)
        found = client.read_deployment_by_name("先登后调/registration")
        client.update_deployment(found.id, DeploymentUpdate(work_pool_name=pool))


def asleep() -> dict[str, str]:
    """The filings whose form is open: the run that shows it."""
    with reading() as session:
        rows = session.execute(
            select(FilingRecord.number, Todo.flow_run_id)
            .join(Todo, Todo.case_id == FilingRecord.case_id)
            .where(Todo.state == "open", Todo.flow_run_id.is_not(None))
        )
        return {number: str(run_id) for number, run_id in rows}


def take_in(stack: Stack, first: int, number: int) -> dict[str, Any]:
    """Store filings at once and wait until every form is open; what it took."""
    measured = ("worker", "server", "keeper")
    before = {name: cpu_of(process_of(stack, name)) for name in measured}
    began = time.perf_counter()
    stored = store_filings(
        [filing(n) for n in range(first, first + number)],
        Delivery(source="测量", region="wujiagang"),
    ).accepted
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        opened = asleep()
        if all(number in opened for number in stored):
            break
        assert time.monotonic() < deadline, "the forms do not open"
        time.sleep(0.5)
    latencies = open_after(stack, [(number, opened[number]) for number in stored])
    return {
        "seconds": time.perf_counter() - began,
        "latencies": latencies,
        **{name: cpu_of(process_of(stack, name)) - before[name] for name in measured},
    }


def open_after(stack: Stack, runs: Sequence[tuple[str, str]]) -> list[float]:
    """Seconds from the commit of each filing until Prefect had its run suspended."""
    path = home() / "prefect" / "prefect.db"
    with reading() as session:
        stored = dict(
            session.execute(select(FilingRecord.number, FilingRecord.stored_at)).tuples().all()
        )
    deadline = time.monotonic() + PATIENCE_SECONDS
    ids = {run_id: number for number, run_id in runs}
    while True:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            suspended = dict(
                database.execute(
                    "SELECT flow_run_id, min(timestamp) FROM flow_run_state "
                    "WHERE name = 'Suspended' GROUP BY flow_run_id"
                ).fetchall()
            )
        database.close()
        if ids.keys() <= suspended.keys():
            break
        assert time.monotonic() < deadline, stack
        time.sleep(0.5)
    return [
        (_moment(suspended[run_id]) - stored[number]).total_seconds()
        for run_id, number in ids.items()
    ]


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def tell(title: str, number: int, took: dict[str, Any]) -> None:
    late = sorted(took["latencies"])
    p95 = quantiles(late, n=20)[-1] if len(late) > 1 else late[0]
    print(
        f"{title:16}{number:6}{took['seconds']:9.1f}{number / took['seconds'] * 60:9.1f}"
        f"{took['worker'] / number:10.3f}{took['server'] / number:10.3f}"
        f"{took['keeper'] / number:10.3f}{median(late):9.1f}{p95:9.1f}",
        flush=True,
    )


def head() -> None:
    print(
        f"{'worker':16}{'runs':>6}{'seconds':>9}{'runs/min':>9}{'worker s':>10}{'server s':>10}"
        f"{'keeper s':>10}{'p50 s':>9}{'p95 s':>9}   (CPU seconds a run)"
    )


def compare(number: int, rounds: int) -> None:
    """Both workers in turns on one server; the first runs of each warm it up."""
    ways: dict[str, tuple[str, Callable[[Stack], None]]] = {
        "threads": ("fuyuan", start_thread_worker),
        "process worker": (PROCESS_POOL, start_process_worker),
    }
    cost: dict[str, list[float]] = {name: [] for name in ways}
    first = 1
    with installation() as stack:
        stack.spawn("keeper", "值守", ["-m", "fuyuan.keeper"])
        head()
        for _ in range(rounds):
            for name, (pool, start) in ways.items():
                move_to(stack, pool)
                start(stack)
                time.sleep(SETTLE_SECONDS)
                take_in(stack, first, 2)
                took = take_in(stack, first + 2, number)
                first += number + 2
                tell(name, number, took)
                cost[name].append(took["worker"] / number)
                stop(stack, "worker")
    ours, theirs = (median(cost[name]) for name in ways)
    print(f"CPU of the worker a run: 1/{theirs / ours:.1f} of the process worker (target 1/8)")


def morning(number: int) -> None:
    """All at once, with the programs that `fuyuan up` starts for it."""
    with installation() as stack:
        start_thread_worker(stack)
        stack.spawn("keeper", "值守", ["-m", "fuyuan.keeper"])
        time.sleep(SETTLE_SECONDS)
        head()
        tell("threads", number, take_in(stack, 1, number))
        with reading() as session:
            waiting = session.scalar(
                select(func.count()).select_from(Trigger).where(Trigger.state == "pending")
            )
        assert waiting == 0
        env = stack.environment() | {"FUYUAN_PREFECT_PORT": str(stack.ports.prefect)}
        command = [sys.executable, "-m", "fuyuan.cli", "intake", "reconcile"]
        print(
            subprocess.run(
                command, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE
            ).stdout.decode()
        )


def alone(number: int) -> None:
    """One filing after the other: what a single one waits when nothing else is to be done."""
    with installation() as stack:
        start_thread_worker(stack)
        stack.spawn("keeper", "值守", ["-m", "fuyuan.keeper"])
        time.sleep(SETTLE_SECONDS)
        take_in(stack, 1, 2)
        each = [take_in(stack, n, 1) for n in range(3, number + 3)]
        head()
        summed = {
            name: sum(took[name] for took in each)
            for name in ("seconds", "worker", "server", "keeper")
        }
        tell(
            "one by one",
            number,
            {"latencies": [late for took in each for late in took["latencies"]], **summed},
        )


def idle(number: int, seconds: float) -> None:
    """The share of a core that the server takes with so many sleeping runs, and with none."""
    with installation() as stack:
        start_thread_worker(stack)
        stack.spawn("keeper", "值守", ["-m", "fuyuan.keeper"])
        time.sleep(SETTLE_SECONDS)
        shares = {"no question": share(stack, seconds)}
        take_in(stack, 1, 1)
        multiply(stack, number)
        time.sleep(SETTLE_SECONDS)
        shares[f"{number:,} questions"] = share(stack, seconds)
    for title, (server, keeper, worker) in shares.items():
        print(
            f"{title:20} server {server:6.2%}  keeper {keeper:6.2%}  worker {worker:6.2%} of a core"
        )


def share(stack: Stack, seconds: float) -> tuple[float, ...]:
    processes = [process_of(stack, name) for name in ("server", "keeper", "worker")]
    before = [cpu_of(process) for process in processes]
    began = time.perf_counter()
    time.sleep(seconds)
    lasted = time.perf_counter() - began
    return tuple(
        (cpu_of(process) - cpu) / lasted for process, cpu in zip(processes, before, strict=True)
    )


def multiply(stack: Stack, number: int) -> None:
    """Copy the one case that waits, in the ledger and in Prefect's database, row by row."""
    del stack
    copy_prefect(home() / "prefect" / "prefect.db", copies := [str(uuid4()) for _ in range(number)])
    copy_ledger(home() / "ledger.db", copies)


def copy_prefect(path: Path, copies: Sequence[str]) -> None:
    with sqlite3.connect(path, timeout=60) as database:
        [(run, state)] = database.execute(
            "SELECT id, state_id FROM flow_run WHERE state_type = 'PAUSED'"
        ).fetchall()
        for table, old in (("flow_run", run), ("flow_run_state", state)):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            row = database.execute(f"SELECT * FROM {table} WHERE id = ?", (old,)).fetchone()  # noqa: S608
            given = dict(zip(columns, row, strict=True))
            rows = []
            for copy in copies:
                mine = copy[:-1] + ("0" if copy[-1] != "0" else "1")
                changed = (
                    {"id": copy, "state_id": mine, "idempotency_key": copy}
                    if table == "flow_run"
                    else {"id": mine, "flow_run_id": copy}
                )
                rows.append(tuple((given | changed)[column] for column in columns))
            marks = ",".join("?" * len(columns))
            database.execute("PRAGMA foreign_keys=OFF")
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
    database.close()


def copy_ledger(path: Path, copies: Sequence[str]) -> None:
    """Another case, filing, walk and question for each copied run."""
    unique: dict[str, Callable[[int, Any], dict[str, Any]]] = {
        "case": lambda n, _: {"number": f"复制{n}号", "short_code": f"C{n}"},
        "filing": lambda n, case: {
            "case_id": case,
            "number": f"复制收件{n}号",
            "content_key": f"{n:064}",
        },
        "case_path": lambda _n, case: {"case_id": case},
        "todo": lambda n, case: {"case_id": case, "flow_run_id": copies[n]},
    }
    with sqlite3.connect(path, timeout=60) as database:
        case_base = 1_000_000
        for table, change in unique.items():
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            row = database.execute(f'SELECT * FROM "{table}" ORDER BY id LIMIT 1').fetchone()  # noqa: S608
            given = dict(zip(columns, row, strict=True))
            rows = [
                tuple(
                    (given | {"id": case_base + n} | change(n, case_base + n))[column]
                    for column in columns
                )
                for n in range(len(copies))
            ]
            marks = ",".join("?" * len(columns))
            database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608
    database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("compare", "alone", "morning", "asleep"))
    parser.add_argument("--filings", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument(
        "--seconds", type=float, default=320, help="how long an idle server is watched"
    )
    asked = parser.parse_args()
    match asked.what:
        case "compare":
            compare(asked.filings, asked.rounds)
        case "alone":
            alone(asked.filings)
        case "morning":
            morning(asked.filings)
        case "asleep":
            idle(asked.questions, asked.seconds)
