"""One round of one way of making letters, with its time and its memory.

Every way writes the same 建议函, in the same faces and with the same seal, with facts that differ
from call to call. Ours makes a PDF and a DOCX, and so does docxtpl with LibreOffice; WeasyPrint
makes a PDF alone.
"""

import resource
import shutil
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

# Way -> the module that holds it, loaded in the process that measures it, and its function.
WAYS = {
    "ours": ("ours", "ours"),
    "docxtpl + soffice each": ("office", "each"),
    "docxtpl + soffice once": ("office", "once"),
    "weasyprint": ("weasy", "weasyprint"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for a number of letters, by the clock and of the processor; memory in MB.

    Of memory, that of the process now, and the most that a child of it ever had.
    """

    seconds: float
    processor: float
    letters: int
    rss: float
    child: float


def measured(way: str, first: int, count: int) -> Measured:
    """Make so many letters in one way and throw the files away."""
    folder = Path(tempfile.mkdtemp(prefix="fuyuan-benchmark-"))
    try:
        began, used = time.perf_counter(), processor_seconds()
        module, function = WAYS[way]
        write = getattr(import_module(f"benchmarks.letter_ways.{module}"), function)
        write(folder, range(first, first + count))
        seconds, used = time.perf_counter() - began, processor_seconds() - used
        assert len(list(folder.glob("*.pdf"))) == count
    finally:
        shutil.rmtree(folder)
    return Measured(seconds, used, count, memory(), child_memory())


def processor_seconds() -> float:
    """Processor time of this process and of its children that have ended, in seconds."""
    users = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(user.ru_utime + user.ru_stime for user in users)


def memory() -> float:
    """Resident memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def child_memory() -> float:
    """The most memory that any child of this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10
