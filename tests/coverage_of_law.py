"""`make coverage-of-law`: the 153 duties of the five seeds, and the tests that show each.

A test names what it shows with `@pytest.mark.mechanism("WJ-13")`; the names are read by collecting
the tests, so that those given to single parameters count too. `--check` fails on an unknown name.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text

TESTS = Path(__file__).resolve().parent
MECHANISMS = TESTS / "law" / "mechanisms.csv"
ROUTES = TESTS / "law" / "routing_examples.csv"
MECHANISM, ROUTING = "mechanism", "routing"
SEEDS = {
    "SL": "商洛·柞水 商法办发〔2023〕30号",
    "YC": "峄城 峄政办发〔2023〕2号",
    "RZ": "汝州 汝府院联席办〔2022〕4号",
    "WJ": "伍家岗 宜伍府发〔2024〕4号",
    "AH": "安徽 皖司发〔2022〕9号",
}
WIDTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """A duty that a seed lays on the software."""

    id: str
    wording: str
    type: str

    @property
    def seed(self) -> str:
        """The document it comes from."""
        return SEEDS[self.id.partition("-")[0]]


@dataclass(slots=True)
class Collector:
    """A pytest plugin that keeps which tests name which mechanism and which routing example."""

    shown_by: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read the marks of all that was collected."""
        for item in session.items:
            test = item.nodeid.partition("[")[0]
            for kind in (MECHANISM, ROUTING):
                named = self.shown_by.setdefault(kind, {})
                for mark in item.iter_markers(kind):
                    for name in mark.args:
                        named.setdefault(str(name), set()).add(test)


class CollectionFailedError(Exception):
    """The tests could not be collected."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or with `--check` only what is wrong; returns the exit code."""
    parser = argparse.ArgumentParser(description="153 项机制及证明它们的测试")
    parser.add_argument(
        "--check", action="store_true", help="只核对：有不存在的机制编号即以 1 退出"
    )
    parser.add_argument("--tests", type=Path, default=TESTS, help="测试目录")
    given = parser.parse_args(arguments)
    mechanisms = read_mechanisms()
    try:
        collected = collect(given.tests)
    except CollectionFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    shown_by = collected[MECHANISM]
    if not given.check:
        print_table(mechanisms, shown_by)
        print_counts(mechanisms, shown_by)
        print_routes(collected[ROUTING])
    known = {mechanism.id for mechanism in mechanisms}
    return report_unknown(known, shown_by) | report_unknown(read_routes(), collected[ROUTING])


def read_mechanisms(path: Path = MECHANISMS) -> list[Mechanism]:
    """Every mechanism, in the order of the seeds."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Mechanism(id=row["id"], wording=row["source_wording"], type=row["type"])
            for row in csv.DictReader(file)
        ]


def collect(tests: Path) -> Mapping[str, Mapping[str, set[str]]]:
    """Which tests name what, by the kind of mark. Raises CollectionFailedError."""
    collector = Collector()
    quiet = ["--collect-only", "-p", "no:terminal", "-p", "no:cacheprovider"]
    code = pytest.main([*quiet, str(tests)], plugins=[collector])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        message = f"测试收集失败（{code!r}）：请先运行 pytest --collect-only {tests}"
        raise CollectionFailedError(message)
    return collector.shown_by


def print_table(mechanisms: Sequence[Mechanism], shown_by: Mapping[str, set[str]]) -> None:
    """Every mechanism with the tests that show it."""
    for seed in SEEDS.values():
        table = Table("编号", "类型", "原文要点", "测试", title=seed, title_justify="left")
        for mechanism in mechanisms:
            if mechanism.seed == seed:
                tests = "\n".join(sorted(shown_by.get(mechanism.id, ()))) or "—"
                cells = (mechanism.id, mechanism.type, mechanism.wording, tests)
                table.add_row(*map(Text, cells))
        Console(width=WIDTH).print(table)


def print_counts(mechanisms: Sequence[Mechanism], shown_by: Mapping[str, set[str]]) -> None:
    """How many are shown, by seed and by type."""
    shown = [mechanism for mechanism in mechanisms if mechanism.id in shown_by]
    for title, key in (("文件", "seed"), ("类型", "type")):
        total = Counter(getattr(mechanism, key) for mechanism in mechanisms)
        proved = Counter(getattr(mechanism, key) for mechanism in shown)
        table = Table(title, "有测试", "全部", title_justify="left")
        for name, number in total.items():
            table.add_row(Text(name), str(proved[name]), str(number))
        Console(width=WIDTH).print(table)
    sys.stdout.write(f"{len(mechanisms)} 项机制，其中 {len(shown)} 项有测试证明。\n")


def read_routes(path: Path = ROUTES) -> set[str]:
    """The ids of the worked examples of routing."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def print_routes(shown_by: Mapping[str, set[str]]) -> None:
    """How many of the routing examples are shown, and which are not."""
    routes = read_routes()
    wanting = "、".join(sorted(routes - shown_by.keys()))
    shown = len(routes & shown_by.keys())
    sys.stdout.write(f"{len(routes)} 个路由验算例，其中 {shown} 个有测试证明。{wanting}\n")


def report_unknown(known: set[str], shown_by: Mapping[str, set[str]]) -> int:
    """Name the ids that nothing has; returns the exit code."""
    for name in sorted(shown_by.keys() - known):
        tests = "、".join(sorted(shown_by[name]))
        sys.stderr.write(f"没有编号为“{name}”的机制或者验算例：{tests}\n")
    return 1 if shown_by.keys() - known else 0


if __name__ == "__main__":
    sys.exit(main())
