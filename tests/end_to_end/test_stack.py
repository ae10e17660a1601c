"""The whole house: what is dropped in comes out as suspended, answerable cases, whatever dies."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from fuyuan.demo.senses import free_port
from fuyuan.environment import ROOT
from fuyuan.importing import import_file
from models.case import Case
from models.filing import FilingRecord
from models.ledger import reading
from models.letter import IssuedLetter
from tests.end_to_end.conftest import Office, wait_for, waiting

SAMPLE = ROOT / "examples" / "court_export.xlsx"
pytestmark = pytest.mark.server


def _count(table: type) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.mechanism("WJ-13", "WJ-6a")
def test_the_sample_becomes_cases_that_wait_although_the_worker_is_killed(office: Office) -> None:
    cases, sleeping = _count(Case), len(waiting("eight_checks"))
    import_file(SAMPLE, region="wujiagang")
    wait_for("the first cases", lambda: len(waiting("eight_checks")) >= sleeping + 5)
    worker = next(program for program in office.stack.programs if program.name == "worker")
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()

    def all_wait() -> bool:
        office.stack.revive()
        return len(waiting("eight_checks")) == sleeping + 35

    wait_for("all cases", all_wait)
    with reading() as session:
        numbers = session.scalars(select(Case.number).order_by(Case.id)).all()
        receipts = session.scalar(
            select(func.count()).select_from(IssuedLetter).where(IssuedLetter.code == "receipt")
        )
    assert numbers == [f"(2026)鄂0503行诉前调{n}号" for n in range(1, cases + 36)]
    assert receipts == cases + 35
    told = _reconciled(office)
    assert told["filings"] == cases + 35
    assert told["received"] == told["filings"] + told["duplicates"] + told["rejected"]
    assert (told["asked_server"], told["settled"], told["differences"]) == (True, True, [])


def _reconciled(office: Office) -> dict[str, Any]:
    """The account of all that came in, as the terminal gives it."""
    port = {"FUYUAN_PREFECT_PORT": str(office.stack.ports.prefect)}
    done = subprocess.run(
        [sys.executable, "-m", "fuyuan.cli", "intake", "reconcile", "--json"],
        cwd=ROOT,
        env=os.environ | port,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_a_dropped_file_is_taken_in_and_moved_with_its_report(office: Office) -> None:
    before = _count(FilingRecord)
    inbox = office.home / "inbox"
    draft = office.home / "送来.csv"
    draft.write_text(
        "收到起诉材料日期,起诉人,被诉行政机关,被诉行政行为\n2026-11-03,钱某,区财政局,补贴答复\n"
        "不详,孙某,区财政局,补贴答复\n"
    )
    shutil.move(draft, inbox / "送来.csv")
    wait_for("the filing", lambda: _count(FilingRecord) == before + 1)
    report = wait_for("the report", lambda: sorted((inbox / "done").glob("*.结果.txt")))
    assert "收到起诉材料日期" in report[0].read_text()
    assert not (inbox / "送来.csv").exists()


def test_a_schedule_yields_runs(office: Office) -> None:
    found = office.api("GET", "deployments/name/期限监测/deadline_watch").json()

    def scheduled() -> list[dict[str, object]]:
        wanted = {"deployments": {"id": {"any_": [found["id"]]}}}
        runs = office.api("POST", "flow_runs/filter", wanted).json()
        return [run for run in runs if run["auto_scheduled"]]

    assert wait_for("scheduled runs", scheduled)


class TestUp:
    """`fuyuan up` itself, beside the office."""

    def test_a_taken_port_is_named_with_the_remedy(self, office: Office, tmp_path: Path) -> None:
        done = _up(tmp_path, prefect=office.stack.ports.prefect)
        said, _ = done.communicate(timeout=120)
        assert done.returncode == 1
        assert f"端口{office.stack.ports.prefect}已被占用" in said
        assert "Traceback" not in said

    @pytest.mark.usefixtures("office")
    def test_interrupted_it_stops_everything_it_started(self, tmp_path: Path) -> None:
        started = _up(tmp_path, prefect=free_port())
        lines: list[str] = []
        assert started.stdout is not None
        for line in started.stdout:
            lines.append(line)
            if "按 Ctrl-C 停止" in line:
                break
        second = _up(tmp_path, prefect=free_port())
        said, _ = second.communicate(timeout=120)
        assert second.returncode == 1
        assert "已有一个府院通在运行" in said
        started.send_signal(signal.SIGINT)
        started.communicate(timeout=120)
        assert started.returncode == 0, "".join(lines)
        wait_for("an end of everything", lambda: not _programs_of(tmp_path))


def _up(home: Path, *, prefect: int) -> subprocess.Popen[str]:
    ports = {"FUYUAN_PREFECT_PORT": str(prefect), "FUYUAN_DESK_PORT": str(free_port())}
    return subprocess.Popen(
        [sys.executable, "-m", "fuyuan.cli", "up"],
        cwd=ROOT,
        env={**os.environ, "FUYUAN_HOME": str(home), **ports, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _programs_of(home: Path) -> list[str]:
    """What runs on a data directory."""
    found = subprocess.run(["pgrep", "-af", "fuyuan"], capture_output=True, text=True, check=False)
    return [line for line in found.stdout.splitlines() if _home_of(line) == str(home)]


def _home_of(line: str) -> str:
    """The data directory of a running program."""
    try:
        environment = Path(f"/proc/{line.split(maxsplit=1)[0]}/environ").read_text()
    except OSError:
        return ""
    settings = dict(item.partition("=")[::2] for item in environment.split("\0") if "=" in item)
    return settings.get("FUYUAN_HOME", "")
