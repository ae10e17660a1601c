"""`fuyuan import`: what is good is taken in, what is not is explained, and a dry run only looks."""

import json
from pathlib import Path

import pytest

from fuyuan.importing import import_file
from models.filing import FilingRecord, ImportBatch
from models.outbox import Trigger
from tests.building import count, rows

pytestmark = pytest.mark.usefixtures("home")
SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"
KEYS = ["accepted", "duplicates", "rejected", "problems", "notes"]


def counts(printed: str) -> tuple[int, int, int]:
    told = json.loads(printed)
    return told["accepted"], told["duplicates"], told["rejected"]


def nothing_is_stored() -> bool:
    return (count(ImportBatch), count(FilingRecord), count(Trigger)) == (0, 0, 0)


def test_a_dry_run_prints_exactly_the_promised_keys_and_stores_nothing(fuyuan):
    done = fuyuan("import", str(SAMPLE), "--dry-run", "--json")
    assert (done.code, done.err) == (0, "")
    assert list(json.loads(done.out)) == KEYS
    assert counts(done.out) == (35, 1, 4)
    assert nothing_is_stored()


def test_every_problem_names_row_column_value_reason_and_remedy(fuyuan):
    problems = json.loads(fuyuan("import", str(SAMPLE), "--dry-run", "--json").out)["problems"]
    assert [problem["row"] for problem in problems] == [21, 22, 23, 26]
    for problem in problems:
        assert list(problem) == ["row", "column", "value", "problem", "remedy"]
        assert problem["column"]
        assert problem["problem"]
        assert problem["remedy"]


def test_the_real_run_takes_in_what_the_dry_run_promised(fuyuan):
    promised = fuyuan("import", str(SAMPLE), "--dry-run", "--json").out
    assert fuyuan("import", str(SAMPLE), "--json").out == promised
    assert (count(FilingRecord), count(Trigger)) == (35, 35)
    [batch] = rows(ImportBatch)
    assert (batch.source, batch.accepted, batch.duplicates, batch.rejected) == (
        "court_export.xlsx",
        35,
        1,
        4,
    )
    assert len(batch.sha256) == 64
    assert len(batch.problems) == 4


@pytest.mark.parametrize("again", [["--dry-run"], []])
def test_what_is_known_is_a_duplicate_for_either(fuyuan, again):
    fuyuan("import", str(SAMPLE))
    assert counts(fuyuan("import", str(SAMPLE), "--json", *again).out) == (0, 36, 4)
    assert count(FilingRecord) == 35


def test_a_person_reads_the_same_and_whether_it_was_for_real(fuyuan):
    dry = fuyuan("import", str(SAMPLE), "--dry-run").out
    assert "收件35件，重复1件，退回4件" in dry
    assert "以上为试检查，没有收件" in dry
    assert "试检查" not in fuyuan("import", str(SAMPLE)).out
    again = fuyuan("import", str(SAMPLE)).out
    assert "第4行与已收收件〔2026〕1号内容相同，未重复收件" in again


def test_no_identity_number_is_printed(fuyuan):
    printed = fuyuan("import", str(SAMPLE)).out
    filings = [row.content for row in rows(FilingRecord)]
    numbers = [p["id_number"] for text in filings for p in json.loads(text)["plaintiffs"]]
    assert sum(map(bool, numbers)) > 30
    assert [number for number in numbers if number and number in printed] == []


def test_the_region_is_kept_with_the_filing(fuyuan, monkeypatch: pytest.MonkeyPatch):
    fuyuan("import", str(SAMPLE), "--region", "wujiagang")
    assert {row.region for row in rows(FilingRecord)} == {"wujiagang"}
    monkeypatch.setenv("FUYUAN_REGION", "atlantis")
    assert "atlantis" in fuyuan("import", str(SAMPLE)).err, "the installation's is the default"


@pytest.mark.parametrize("dry_run", [["--dry-run"], []], ids=["dry", "real"])
@pytest.mark.parametrize(
    ("name", "content", "options", "words"),
    [
        pytest.param("没有.xlsx", None, [], "", id="no-such-file"),
        pytest.param("text.xlsx", b"not a table", [], "", id="not-a-table"),
        pytest.param("空.csv", b"", [], "", id="empty"),
        pytest.param("坏.json", b"[{", [], "", id="broken-json"),
        pytest.param(
            "好.csv", b"", ["--region", "atlantis"], "没有名为atlantis的地区", id="no-such-region"
        ),
        pytest.param("好.csv", b"", ["--region", "national"], "court_code", id="cannot-number"),
        pytest.param(
            "好.csv", b"", ["--region", "yicheng"], "organ.court", id="cannot-number-letters"
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_in_chinese(
    fuyuan, tmp_path: Path, dry_run, name, content, options, words
):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    done = fuyuan("import", str(file), *options, *dry_run)
    assert (done.code, done.out) == (1, "")
    [line] = done.err.splitlines()
    assert words in line
    assert any("一" <= sign <= "鿿" for sign in line)
    assert nothing_is_stored()


def test_a_folder_is_not_a_file(fuyuan, tmp_path: Path):
    done = fuyuan("import", str(tmp_path))
    assert (done.code, len(done.err.splitlines())) == (1, 1)


def test_the_positions_of_known_rows_are_told(fuyuan):
    fuyuan("import", str(SAMPLE))
    again = import_file(SAMPLE, region="wujiagang")
    assert (again.stored, again.known[0]) == ([], (0, "收件〔2026〕1号"))
    assert again.as_text().count("内容相同，未重复收件") == 35
