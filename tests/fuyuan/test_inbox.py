"""The drop folder: files at rest are taken in and moved, with a report; others are left alone."""

import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from fuyuan import inbox
from fuyuan.inbox import take_in_dropped_files
from models.filing import FilingRecord
from models.home import folder
from rules.filing import Filing
from rules.vocabulary.region import RegionError
from tasks.intake.mapping import ColumnMapping, save_mapping
from tests.building import count, rows

pytestmark = pytest.mark.usefixtures("home", "rested")
SAMPLE = Path(__file__).parents[2] / "examples" / "court_export.xlsx"
LONG_AGO, TO_COME = 1_700_000_000, 4_000_000_000
GOOD_JSON = """[{"收到起诉材料日期": "2026-10-12", "起诉人": "周某", "被诉行政机关": "区教育局",
"被诉行政行为": "信息公开答复书", "诉讼请求": "撤销答复", "案由": "政府信息公开纠纷"}]"""


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is dropped has rested long enough; only a time to come is too new."""
    monkeypatch.setattr(inbox, "AT_REST_SECONDS", 0.0)


def drop(name: str, content: bytes | None = None, *, changed: int = LONG_AGO) -> Path:
    """Put a file (the sample, unless its content is given) into the folder."""
    path = folder("inbox") / name
    path.parent.mkdir(exist_ok=True)
    if content is None:
        shutil.copy(SAMPLE, path)
    else:
        path.write_bytes(content)
    os.utime(path, (changed, changed))
    return path


def left() -> list[str]:
    return sorted(path.name for path in folder("inbox").iterdir() if path.is_file())


def kept(name: str) -> list[str]:
    """What lies in a folder of the settled, without the time before each name."""
    files = [path for path in folder(f"inbox/{name}").iterdir() if path.is_file()]
    return sorted(path.name.split("-", 2)[2] for path in files)


def test_a_file_at_rest_is_taken_in_and_moved_with_its_reports():
    drop("十一月.xlsx")
    assert take_in_dropped_files() == 1
    assert count(FilingRecord) == 35
    assert left() == []
    assert kept("done") == ["十一月.xlsx", "十一月.xlsx.结果.txt", "十一月.xlsx.结果.xlsx"]
    [report] = folder("inbox/done").glob("*.结果.txt")
    assert "收件35件，重复1件，退回4件" in report.read_text(encoding="utf-8")
    [marked] = folder("inbox/done").glob("*.结果.xlsx")
    sheet = openpyxl.load_workbook(marked)["收案登记"]
    outcomes = [row[-1].value for row in sheet.iter_rows(min_row=3)]
    assert outcomes.count("已收件") == 35
    assert sum(str(text).startswith("退回") for text in outcomes) == 4


def test_there_is_nothing_to_do_twice():
    drop("十一月.xlsx")
    assert [take_in_dropped_files() for _ in range(3)] == [1, 0, 0]


def test_a_file_that_still_grows_is_left_alone_until_it_rests():
    path = drop("十一月.xlsx", changed=TO_COME)
    assert take_in_dropped_files() == 0
    assert (left(), count(FilingRecord)) == (["十一月.xlsx"], 0)
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert take_in_dropped_files() == 1


@pytest.mark.parametrize(
    "name",
    [
        "~$十一月.xlsx",
        ".~lock.十一月.xlsx#",
        ".十一月.xlsx",
        "说明.docx",
        "十一月.xlsx.part",
        "README",
    ],
)
def test_lock_files_and_other_things_are_not_ours(name: str):
    drop(name)
    assert take_in_dropped_files() == 0
    assert left() == [name]


def test_a_folder_with_a_files_name_is_not_a_file():
    (folder("inbox") / "十一月.xlsx").mkdir()
    assert take_in_dropped_files() == 0


@pytest.mark.parametrize("name", ["十一月.XLSX", "十一月.xlsx"])
def test_the_ending_may_be_in_capitals(name: str):
    drop(name)
    assert take_in_dropped_files() == 1


def test_a_file_that_cannot_be_read_is_set_aside_with_the_reason():
    drop("坏.xlsx", b"not a table")
    drop("好.json", GOOD_JSON.encode())
    assert take_in_dropped_files() == 2
    assert kept("rejected") == ["坏.xlsx", "坏.xlsx.说明.txt"]
    assert [name for name in kept("done") if name.endswith("json")] == ["好.json"]
    [explained] = folder("inbox/rejected").glob("*.说明.txt")
    text = explained.read_text(encoding="utf-8")
    assert any("一" <= sign <= "鿿" for sign in text)
    assert count(FilingRecord) == 1, "the good one beside it goes through"


def test_files_that_differ_only_in_their_ending_have_a_report_each():
    drop("十一月.xlsx")
    drop("十一月.json", GOOD_JSON.encode())
    assert take_in_dropped_files() == 2
    texts = {
        path.name.split("-", 2)[2]: path.read_text(encoding="utf-8")
        for path in folder("inbox/done").glob("*.结果.txt")
    }
    assert "收件35件" in texts["十一月.xlsx.结果.txt"]
    assert "收件1件" in texts["十一月.json.结果.txt"]


def test_the_same_file_once_more_is_settled_as_known():
    drop("十一月.xlsx")
    take_in_dropped_files()
    drop("十一月之二.xlsx")
    assert take_in_dropped_files() == 1
    assert count(FilingRecord) == 35
    [report] = folder("inbox/done").glob("*十一月之二.xlsx.结果.txt")
    assert "收件0件，重复36件" in report.read_text(encoding="utf-8")


def test_a_keeper_that_died_before_moving_the_file_takes_nothing_in_twice(
    monkeypatch: pytest.MonkeyPatch,
):
    drop("十一月.xlsx")

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(inbox, "_move", die)
        with pytest.raises(KeyboardInterrupt):
            take_in_dropped_files()
    assert (count(FilingRecord), left()) == (35, ["十一月.xlsx"])
    assert take_in_dropped_files() == 1
    assert (count(FilingRecord), left()) == (35, [])


def test_with_an_unknown_region_the_file_waits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FUYUAN_REGION", "atlantis")
    drop("十一月.xlsx")
    with pytest.raises(RegionError, match="没有名为atlantis的地区"):
        take_in_dropped_files()
    assert (left(), count(FilingRecord)) == (["十一月.xlsx"], 0)


def test_a_copy_that_carries_the_time_of_its_original_still_has_to_rest(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(inbox, "AT_REST_SECONDS", 3600.0)
    drop("十一月.xlsx", changed=LONG_AGO)
    assert take_in_dropped_files() == 0, "the entry itself is new, whatever its time says"
    assert left() == ["十一月.xlsx"]


def test_a_file_that_is_open_for_writing_is_left_alone_however_long_it_rests():
    path = drop("十一月.xlsx")
    with path.open("ab"):
        assert take_in_dropped_files() == 0
    with path.open("rb"):
        assert take_in_dropped_files() == 1, "somebody who only reads it is no reason to wait"


def test_a_file_of_a_source_is_read_with_its_mapping_and_settled_under_its_name():
    odd = GOOD_JSON.replace("起诉人", "顺位甲").replace("收到起诉材料日期", "日子")
    drop("甲县法院/一.json", odd.encode())
    assert take_in_dropped_files() == 1
    assert (count(FilingRecord), kept("rejected/甲县法院")) == (
        0,
        ["一.json", "一.json.结果.txt", "一.json.结果.xlsx"],
    ), "no row could be read: the report says which columns are missing"
    columns = {"日子": "received_on", "顺位甲": "plaintiffs"}
    save_mapping(ColumnMapping(source="甲县法院", columns=columns))
    drop("甲县法院/一.json", odd.encode())
    assert take_in_dropped_files() == 1
    [record] = rows(FilingRecord)
    assert Filing.model_validate_json(record.content).plaintiff_names == "周某"
    assert [name for name in kept("done/甲县法院") if name.endswith("json")] == ["一.json"]
    assert take_in_dropped_files() == 0, "what is settled is not dropped again"


def test_a_mapping_written_wrong_sets_the_file_aside_and_says_so():
    path = save_mapping(ColumnMapping(source="甲县法院", columns={}))
    path.write_text("[columns", encoding="utf-8")
    drop("甲县法院/一.json", GOOD_JSON.encode())
    assert take_in_dropped_files() == 1
    [explained] = folder("inbox/rejected/甲县法院").glob("*.说明.txt")
    assert "列名对照表甲县法院.toml有误" in explained.read_text(encoding="utf-8")


def test_a_file_that_fails_from_outside_keeps_none_of_the_others(monkeypatch: pytest.MonkeyPatch):
    drop("一.json", GOOD_JSON.encode())
    drop("二.json", GOOD_JSON.replace("周某", "吴某").encode())
    real = inbox.import_file

    def fail_first(path: Path, **options: str):
        if path.name == "一.json":
            raise OSError("the disk is full")
        return real(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(inbox, "import_file", fail_first)
        with pytest.raises(OSError, match="disk is full"):
            take_in_dropped_files()
    assert (left(), count(FilingRecord)) == (["一.json"], 1)
    assert take_in_dropped_files() == 1
    assert count(FilingRecord) == 2


def test_two_files_of_one_name_in_one_second_are_both_kept(monkeypatch: pytest.MonkeyPatch):
    moment = inbox.clock.now()
    monkeypatch.setattr(inbox.clock, "now", lambda: moment)
    for name in ("周某", "吴某"):
        drop("一.json", GOOD_JSON.replace("周某", name).encode())
        assert take_in_dropped_files() == 1
    assert len(list(folder("inbox/done").glob("*一.json"))) == 2
    assert len(list(folder("inbox/done").glob("*.结果.xlsx"))) == 2


def test_an_old_workbook_is_taken_in_and_reported_in_a_new_one(write_xls):
    bad = ["不详", "吴某", "区公安分局", "行政处罚决定书"]
    good = ["2026-10-12", "周某", "区教育局", "信息公开答复书"]
    header = ["收案日期", "原告", "被告", "被诉行为"]
    drop("旧.xls", write_xls([header, good, bad]).read_bytes())
    assert take_in_dropped_files() == 1
    assert count(FilingRecord) == 1
    [marked] = folder("inbox/done").glob("*.结果.xlsx")
    sheet = openpyxl.load_workbook(marked)["收案登记"]
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == ["已收件", "退回，请改正标红处"]
    assert sheet["A3"].fill.fgColor.rgb == "00FFC7CE"
    assert "凭证" in sheet["A3"].comment.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_of_any_usual_encoding_is_taken_in(encoding: str):
    text = "收案日期,原告,被告,被诉行为\n2026-10-12,周某𠮷,区教育局,信息公开答复书\n"
    drop("一.csv", text.encode(encoding))
    assert take_in_dropped_files() == 1
    assert Filing.model_validate_json(rows(FilingRecord)[0].content).plaintiff_names == "周某𠮷"
