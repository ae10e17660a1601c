"""Large files are read row by row: nothing is kept, and a fault far down refuses the whole."""

import io
import zipfile
from collections.abc import Iterable
from itertools import islice

import pytest

from fuyuan.importing import import_file
from models.filing import FilingRecord, ImportBatch
from tasks.intake import Limits, UnreadableFile, read_export, write_report_xlsx
from tasks.intake import merges as merging
from tasks.intake.merges import Merge, fill_merged, tall_merges
from tasks.intake.sources import open_tables
from tasks.intake.tables import Table
from tests.building import count

FAR = 400


def many(record, rows: int = FAR) -> list[list[object]]:
    return [record(序号=n, 被诉行政行为=f"答复书第{n}号") for n in range(rows)]


def texts(rows: Iterable[Iterable[object]]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.fixture(params=["xlsx", "csv"])
def large(request, header, record, write_xlsx, write_csv):
    rows = [header, *many(record)]
    return write_xlsx(rows) if request.param == "xlsx" else write_csv(texts(rows))


def test_rows_are_read_anew_and_only_as_far_as_they_are_wanted(large):
    [table] = open_tables(large.read_bytes(), Limits(max_rows=FAR))
    assert not isinstance(table.rows, tuple | list)
    assert len(table.head(3)) == 3
    assert [number for number, _ in islice(table.rows, 2)] == [1, 2]
    with pytest.raises(UnreadableFile, match="超过400行"):
        list(table.rows)


def test_two_may_go_through_the_rows_at_once(large):
    [table] = open_tables(large.read_bytes(), Limits())
    assert [one == other for one, other in zip(table.rows, table.rows, strict=True)] == [True] * (
        FAR + 1
    )


def damaged(content: bytes) -> bytes:
    """The same workbook, its sheet broken off in one of the last rows."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            member = old.read(name)
            new.writestr(name, member[: len(member) * 9 // 10] if "sheet1" in name else member)
    return made.getvalue()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_that_is_damaged_far_down_is_refused_whole(header, record, write_xlsx, dry_run):
    path = write_xlsx([header, *many(record)])
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(UnreadableFile, match="已损坏"):
        import_file(path, region="wujiagang", dry_run=dry_run)
    assert (count(ImportBatch), count(FilingRecord)) == (0, 0)


def test_a_csv_that_cannot_be_split_far_down_is_refused_whole(header, record, write_csv):
    path = write_csv(texts([header, *many(record)]))
    with path.open("a", encoding="utf-8") as file:
        file.write('1,"' + "字" * 200_000)
    with pytest.raises(UnreadableFile, match="无法分列"):
        read_export(path)


def test_who_waits_sees_every_row_pass(large):
    seen: list[tuple[str, int | None, int]] = []

    def follow(things, what, total):
        passed = list(things)
        seen.append((what, total, len(passed)))
        return passed

    assert len(read_export(large, follow=follow).accepted) == FAR
    [(what, total, passed)] = seen
    assert (what, passed) == ("读取", FAR + 1)
    assert total in (FAR, FAR + 1), "as many as the file says before it is read"


@pytest.mark.usefixtures("home")
def test_who_waits_sees_every_filing_pass(header, record, write_xlsx):
    seen: list[tuple[str, int | None]] = []

    def follow(things, what, total):
        seen.append((what, total))
        return things

    path = write_xlsx([header, *many(record, 3)])
    import_file(path, region="wujiagang", follow=follow)
    import_file(path, region="wujiagang", follow=follow, dry_run=True)
    assert seen == [("读取", 4), ("收件", 3), ("读取", 4), ("核对", 3)]


def test_rows_stay_apart_in_the_marked_copy_of_a_gappy_table(header, record, write_xlsx, tmp_path):
    rows = [["登记表"], [], header, record(), [], [], record(起诉人="李四"), record(起诉人=None)]
    path = write_xlsx(rows)
    write_report_xlsx(read_export(path), path, tmp_path / "report.xlsx")
    [table, _] = open_tables((tmp_path / "report.xlsx").read_bytes(), Limits())
    last = {number: cells[-1] for number, cells in table.rows}
    assert list(last) == [1, 3, 4, 7, 8]
    assert [last[n] for n in (3, 4, 7, 8)] == ["处理结果", "已收件", "已收件", "退回，请改正标红处"]


class TestMerges:
    def filled(self, *merges: Merge, rows: int = 5) -> list[object]:
        lines = [(n, (f"甲{n}" if n in (1, 3) else None, n)) for n in range(1, rows + 1)]
        return [cells[0] for _, cells in fill_merged(lines, merges)]

    def test_only_what_spans_rows_is_repeated_in_the_order_it_begins(self):
        assert tall_merges([(1, 4, 1, 9), (1, 1, 5, 1), (2, 2, 2, 3)]) == (
            Merge(2, 3, 2),
            Merge(4, 9, 1),
        )

    def test_a_cell_holds_down_to_the_end_of_its_range(self):
        assert self.filled(Merge(1, 2, 1), Merge(3, 9, 1)) == ["甲1", "甲1", "甲3", "甲3", "甲3"]

    def test_an_empty_cell_or_a_row_that_is_missing_repeats_nothing(self):
        assert self.filled(Merge(2, 4, 1)) == ["甲1", None, "甲3", None, None]
        lines = [(1, ("甲",)), (3, (None, "丙"))]
        assert list(fill_merged(lines, [Merge(2, 3, 1)])) == lines

    def test_a_row_too_short_is_made_long_enough(self):
        lines = [(1, ("甲", "乙", "丙")), (2, ("丁",))]
        assert list(fill_merged(lines, [Merge(1, 2, 3)])) == [lines[0], (2, ("丁", None, "丙"))]

    def test_more_ranges_than_any_sound_table_has_are_refused(self, monkeypatch):
        monkeypatch.setattr(merging, "MOST_FILLED", 2)
        with pytest.raises(UnreadableFile, match="合并单元格过多"):
            tall_merges([(1, n, 1, n + 1) for n in range(3)])


def test_the_head_of_a_table_is_its_first_rows():
    lines = ((1, ("甲",)), (2, ("乙",)))
    assert Table(sheet="", rows=lines).head(1) == lines[:1]
