"""Milliseconds a letter, step by step, warm, in one run; PDF and DOCX of all nine letters.

.venv/bin/python -m benchmarks.letters
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from tasks.rendering import compose, render_docx, render_pdf
from tests.rendering.rendering_samples import LETTERS, facts_of

ROUNDS = 10


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several calls after one to warm up."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


if __name__ == "__main__":
    print(f"{'letter':24}{'compose':>10}{'docx':>10}{'pdf':>10}")
    for letter in LETTERS:
        composing = partial(compose, letter.template, facts_of(letter), "wujiagang")
        document = composing()
        steps = (composing, partial(render_docx, document), partial(render_pdf, document))
        print(f"{letter.code:24}" + "".join(f"{milliseconds(step):10.1f}" for step in steps))
