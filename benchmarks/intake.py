"""Reading an export of many rows, beside its mere reading by pandas with the same engine.

.venv/bin/python -m benchmarks.intake --rows 100000 --formats xlsx,csv --requests 200

Each measurement is a process of its own: CPU seconds (user and system) and the peak of its memory,
without what Python and the imports take before the file is touched. `pandas` reads every cell and
keeps the frame; `ours` finds the header, checks every row and keeps the filings, packed. Nothing is
stored by either. `import` reads likewise and stores every filing with its number, its trigger, its
persons and its likenesses in a fresh SQLite ledger, where every name comes back after 20,000 rows.
`report` reads and writes the marked copy. Filings per second over HTTP are those of one desk
process (uvicorn) that a single client asks, one filing a request and fifty a batch; they are
stored, with their triggers.
"""

import argparse
import contextlib
import csv
import datetime as dt
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl

HEADER = (
    *("序号", "收到起诉材料日期", "起诉人", "证件号码", "联系电话", "被诉行政机关"),
    *("被诉行政行为", "行为作出日期", "知道行为内容日期", "诉讼请求", "案由", "是否经过复议"),
)
NAMES = 20_000
BATCH = 50


def row(n: int) -> tuple[Any, ...]:
    """A sound row; every one another act."""
    day = dt.date(2026, 10, 1) + dt.timedelta(days=n % 30)
    return (
        *(
            n,
            day,
            f"周某{n % NAMES}",
            "",
            f"138{n:08d}",
            f"第{n % 200}局",
            f"行政处罚决定书第{n}号",
        ),
        *(dt.date(2026, 8, 1), dt.date(2026, 8, 11), "撤销处罚决定", "行政处罚", "否"),
    )


def write(path: Path, rows: int) -> None:
    """Write an export of so many rows in the format of the path's ending."""
    lines = (HEADER, *(row(n) for n in range(1, rows + 1)))
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        return
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("收案登记")
    for line in lines:
        sheet.append(line)
    book.save(path)


def read_by_pandas(path: Path) -> int:
    """Read every cell into a frame."""
    import pandas as pd  # noqa: PLC0415 - only this measurement may pay for it

    if path.suffix == ".csv":
        return len(pd.read_csv(path, engine="python", dtype=str))
    return len(pd.read_excel(path, engine="openpyxl"))


def read_by_us(path: Path) -> int:
    """Read, check and keep every filing."""
    from tasks.intake import read_export  # noqa: PLC0415

    return len(read_export(path).accepted)


def import_by_us(path: Path) -> int:
    """Read, check and store every filing."""
    from fuyuan.importing import import_file  # noqa: PLC0415
    from models import schema  # noqa: PLC0415

    schema.upgrade()
    return len(import_file(path, region="wujiagang").stored)


def report_by_us(path: Path) -> int:
    """Read and check every row, and write the copy that says what became of each."""
    from tasks.intake import read_export, write_report_xlsx  # noqa: PLC0415

    reading = read_export(path)
    write_report_xlsx(reading, path, path.with_name("report.xlsx"))
    return len(reading.accepted)


WAYS = {
    "pandas": read_by_pandas,
    "ours": read_by_us,
    "import": import_by_us,
    "report": report_by_us,
}


def peak() -> float:
    """The most memory this program had so far, in megabytes.

    Not ru_maxrss: a process inherits that of the one that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024  # type: ignore[index]


def measure_here(way: str, path: Path) -> None:
    """Print what one way cost, as JSON: CPU and clock, megabytes above the start, rows."""
    # The imports are paid before the clock starts, on a file of one row.
    WAYS[way](path.with_name(f"one{path.suffix}"))
    floor, start, began = peak(), time.process_time(), time.perf_counter()
    rows = WAYS[way](path)
    told = {
        "cpu": time.process_time() - start,
        "seconds": time.perf_counter() - began,
        "mb": peak() - floor,
        "rows": rows,
    }
    print(json.dumps(told))


def measured(way: str, path: Path) -> dict[str, float]:
    """What one way cost in a process of its own, with an empty ledger."""
    command = [sys.executable, "-m", "benchmarks.intake", "--one", way, "--file", str(path)]
    with tempfile.TemporaryDirectory() as home:
        own = os.environ | {"FUYUAN_HOME": home}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=own)
    return dict(json.loads(done.stdout))


def compare(folder: Path, suffix: str, rows: int) -> None:
    """Print both readings of one format and their ratio."""
    path = folder / f"export.{suffix}"
    write(path, rows)
    write(folder / f"one.{suffix}", 1)
    bare, ours, whole, report = (measured(way, path) for way in WAYS)
    assert bare["rows"] == ours["rows"] == report["rows"] == rows, (bare, ours, report)
    # The file of one row that paid the imports holds the first row, which is known by then.
    assert whole["rows"] == rows - 1, whole
    print(
        f"{suffix} {rows:,} rows: pandas {bare['cpu']:.2f} s {bare['mb']:.0f} MB, "
        f"ours {ours['cpu']:.2f} s {ours['mb']:.0f} MB, "
        f"time x{ours['cpu'] / bare['cpu']:.2f}, memory x{ours['mb'] / max(bare['mb'], 1):.2f}"
    )
    print(
        f"{suffix} whole import: {whole['seconds']:.1f} s ({whole['cpu']:.1f} s CPU), "
        f"{rows / whole['seconds']:.0f} rows/s, {whole['mb']:.0f} MB; "
        f"reading and marked copy: {report['cpu']:.1f} s CPU, {report['mb']:.0f} MB"
    )


@contextlib.contextmanager
def desk(home: Path) -> Iterator[tuple[str, str]]:
    """A desk of its own with an empty ledger; its address and a token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ |= {"FUYUAN_HOME": str(home), "NO_PROXY": "127.0.0.1"}
    from models import schema  # noqa: PLC0415
    from tasks.senders import add_sender  # noqa: PLC0415

    schema.upgrade()
    token = add_sender("测速", region="wujiagang", per_minute=1_000_000).token
    command = [sys.executable, "-m", "uvicorn", "desk.app:app", "--port", str(port)]
    server = subprocess.Popen([*command, "--log-level", "warning"])
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{address}/health").is_success:
                    break
            time.sleep(0.1)
        yield address, token
    finally:
        server.terminate()
        server.wait()


def filing(n: int) -> dict[str, Any]:
    """The same row as a program sends it."""
    return dict(zip(HEADER, map(str, row(n)), strict=True))


def over_http(folder: Path, requests: int) -> None:
    """Print filings per second, one a request and many a batch."""
    with desk(folder) as (address, token), httpx.Client(timeout=60) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        start = time.perf_counter()
        for n in range(1, requests + 1):
            client.post(f"{address}/filings", json=filing(n)).raise_for_status()
        single = requests / (time.perf_counter() - start)
        start = time.perf_counter()
        for first in range(requests + 1, 2 * requests + 1, BATCH):
            batch = [filing(n) for n in range(first, first + BATCH)]
            client.post(f"{address}/filings/batch", json=batch).raise_for_status()
        many = requests / (time.perf_counter() - start)
    print(f"HTTP: {single:.0f} filings/s one a request, {many:.0f} filings/s in batches of {BATCH}")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--formats", default="xlsx,csv")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--one", choices=tuple(WAYS))
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.one:
        measure_here(given.one, given.file)
        return
    with tempfile.TemporaryDirectory() as name:
        for suffix in given.formats.split(","):
            compare(Path(name), suffix, given.rows)
        if given.requests:
            over_http(Path(name) / "home", given.requests)


if __name__ == "__main__":
    main()
