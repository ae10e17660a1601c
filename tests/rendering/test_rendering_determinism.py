"""Same template and facts, same bytes: in one process, in threads, in two processes."""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rendering_samples import LETTERS, facts_of

from tasks.rendering import render

PROGRAM = """
import hashlib, json
from rendering_samples import LETTERS, facts_of
from tasks.rendering import render
made = {}
for letter in LETTERS:
    r = render(letter.template, facts_of(letter), region="national", draft_seal=True)
    made[letter.code] = [hashlib.sha256(b).hexdigest() for b in (r.pdf, r.docx)]
    made[letter.code].append(r.template_hash)
print(json.dumps(made))
"""


def test_two_processes_at_different_times_make_the_same_bytes():
    here = Path(__file__).parent
    command = [sys.executable, "-c", PROGRAM]
    environment = {"PYTHONPATH": f"{here}:{here.parents[1]}"}
    made = []
    for seed in ("1", "2"):
        done = subprocess.run(
            command,
            env={**os.environ, **environment, "PYTHONHASHSEED": seed},
            cwd=here.parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
        made.append(json.loads(done.stdout))
    assert made[0] == made[1]
    assert set(made[0]) == {letter.code for letter in LETTERS}
    ours = render(LETTERS[0].template, facts_of(LETTERS[0]), region="national", draft_seal=True)
    assert made[0]["receipt"][0] == hashlib.sha256(ours.pdf).hexdigest()


def test_threads_make_the_same_bytes():
    expected = [render(x.template, facts_of(x), region="national") for x in LETTERS]
    with ThreadPoolExecutor(2) as threads:
        made = threads.map(
            lambda letter: render(letter.template, facts_of(letter), region="national"),
            [*LETTERS, *LETTERS],
        )
        assert list(made) == expected * 2


def test_another_fact_makes_other_bytes():
    letter = LETTERS[0]
    one = render(letter.template, facts_of(letter), region="national")
    other = render(letter.template, facts_of(letter, cause="行政处罚"), region="national")
    assert one.pdf != other.pdf
    assert one.docx != other.docx
    assert one.template_hash == other.template_hash
