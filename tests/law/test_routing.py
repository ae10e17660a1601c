"""Every worked example of routing is shown by a test that names it."""

import csv
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
LIST = (
    "from pathlib import Path\n"
    "from tests.coverage_of_law import collect\n"
    "print('\\n'.join(sorted(collect(Path('tests'), 'routing'))))"
)


def test_every_example_of_routing_is_named_by_a_test_and_no_other():
    with (TESTS / "law" / "routing_examples.csv").open(encoding="utf-8", newline="") as file:
        examples = {row["id"] for row in csv.DictReader(file)}
    listed = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(examples) == 22
    assert set(listed.stdout.split()) == examples
