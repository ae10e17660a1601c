"""`make coverage-of-law` finds every mark and refuses names that no mechanism has."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SCRIPT = TESTS / "coverage_of_law.py"
MARKED = """
import pytest

@pytest.mark.mechanism("WJ-13", "SL-1c")
def test_one():
    pass

@pytest.mark.parametrize("day", [1, pytest.param(2, marks=pytest.mark.mechanism("YC-5a"))])
def test_other(day):
    pass
"""


def coverage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--tests", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def marked(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\nmarkers = ['mechanism']\n")
    (tmp_path / "test_marked.py").write_text(MARKED)
    return tmp_path


def test_the_153_mechanisms_are_numbered_once_each():
    with (TESTS / "law" / "mechanisms.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert len(ids) == len(set(ids)) == 153


def test_no_test_of_ours_names_an_unknown_mechanism():
    checked = coverage(TESTS, "--check")
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_marks_of_tests_and_of_single_parameters_are_counted(marked):
    printed = coverage(marked)
    assert printed.returncode == 0
    assert "153 项机制，其中 3 项有测试证明。\n" in printed.stdout
    lines = {
        line.split("│")[1].strip(): line for line in printed.stdout.splitlines() if "│" in line
    }
    assert "test_marked.py::test_one" in lines["WJ-13"]
    assert "test_marked.py::test_other" in lines["YC-5a"]
    assert "test_marked.py" not in lines["YC-5b"]


def test_an_unknown_mechanism_is_named_with_its_test(marked):
    (marked / "test_marked.py").write_text(MARKED.replace("SL-1c", "SL-99"))
    checked = coverage(marked, "--check")
    assert checked.returncode == 1
    assert checked.stderr == "没有编号为“SL-99”的机制或者验算例：test_marked.py::test_one\n"


def test_tests_that_cannot_be_collected_are_no_success(marked):
    (marked / "test_marked.py").write_text("import nothing_of_this_name\n")
    assert coverage(marked, "--check").returncode == 2
