"""Milliseconds a letter, PDF and DOCX, beside docxtpl with LibreOffice and WeasyPrint.

.venv/bin/pip install docxtpl weasyprint    (for the other ways only)
FUYUAN_FONTS=~/.cache/fuyuan/fonts .venv/bin/python -m benchmarks.letters --letters 200 --many 5000

Every way has a process of its own, and the ways take turns in every round; the first letter of a
process counts as cold. One call of LibreOffice a letter is measured on fewer letters, and so is
WeasyPrint. `--steps` prints instead what each step costs of every sample letter.
"""

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import median

from benchmarks.letter_pipelines import WAYS, Measured, measured
from tasks.rendering import compose, render_docx, render_pdf
from tests.rendering.rendering_samples import LETTERS, facts_of

ROUNDS = 3
# Of the letters of a round, the slow ways make one in so many.
SHARE = {"docxtpl + soffice each": 20, "weasyprint": 5}
OURS, EACH, ONCE, WEASY = WAYS
TARGETS = {ONCE: 6.0, EACH: 40.0}


def beside_others(letters: int) -> None:
    """Print cold and warm times, memory and ratios of every way."""
    spawn = get_context("spawn")
    with (
        ProcessPoolExecutor(1, spawn) as one,
        ProcessPoolExecutor(1, spawn) as two,
        ProcessPoolExecutor(1, spawn) as three,
        ProcessPoolExecutor(1, spawn) as four,
    ):
        workers = dict(zip(WAYS, (one, two, three, four), strict=True))
        cold = {way: worker.submit(measured, way, 0, 1).result() for way, worker in workers.items()}
        rounds: dict[str, list[Measured]] = {way: [] for way in WAYS}
        for number in range(1, ROUNDS + 1):
            for way, worker in workers.items():
                count = max(2, letters // ROUNDS // SHARE.get(way, 1))
                rounds[way].append(worker.submit(measured, way, number * 10**6, count).result())
    clock = {way: median(one.seconds / one.letters for one in rounds[way]) for way in WAYS}
    used = {way: median(one.processor / one.letters for one in rounds[way]) for way in WAYS}
    print(
        f"{'milliseconds a letter':26}{'cold':>8}{'clock':>8}{'ratio':>8}{'cpu':>8}{'ratio':>8}  MB"
    )
    for way, found in rounds.items():
        times = (cold[way].seconds * 1000, clock[way] * 1000, clock[way] / clock[OURS])
        cpu = (used[way] * 1000, used[way] / used[OURS])
        memory = f"{found[-1].rss:.0f}" + (f" + {found[-1].child:.0f}" if found[-1].child else "")
        print(f"{way:26}" + "".join(f"{one:8.1f}" for one in (*times, *cpu)) + f"  {memory}")
    for way, target in TARGETS.items():
        ratio = clock[way] / clock[OURS]
        verdict = "yes" if ratio >= target else "NO"
        print(f"{way}: {ratio:.1f} times ours, wanted {target:.0f}: {verdict}")


def many(letters: int) -> None:
    """Print how the memory of one process grows over thousands of letters."""
    with ProcessPoolExecutor(1, get_context("spawn")) as worker:
        step = max(1, letters // 10)
        began = time.perf_counter()
        memory = [
            worker.submit(measured, OURS, at, step).result().rss for at in range(0, letters, step)
        ]
        seconds = time.perf_counter() - began
    print(f"{letters} letters: {seconds:.0f} s, {seconds / letters * 1000:.1f} ms a letter")
    print("RSS in MB after every tenth: " + " ".join(f"{one:.0f}" for one in memory))


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several calls after one to warm up."""
    work()
    times = []
    for _ in range(10):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def steps() -> None:
    """Print what each step costs of every sample letter, warm."""
    print(f"{'letter':24}{'compose':>10}{'docx':>10}{'pdf':>10}")
    for letter in LETTERS:
        composing = partial(compose, letter.template, facts_of(letter), "wujiagang")
        document = composing()
        works = (composing, partial(render_docx, document), partial(render_pdf, document))
        print(f"{letter.code:24}" + "".join(f"{milliseconds(work):10.1f}" for work in works))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--steps", action="store_true")
    given = parser.parse_args()
    if given.steps:
        sys.exit(steps())
    beside_others(given.letters)
    if given.many:
        many(given.many)
