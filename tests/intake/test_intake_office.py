"""What is compared with what the office knows: agencies, telephones, the day; and what hides."""

import unicodedata
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.telephone import telephone_doubt
from tasks.intake import ExportReading, Office, read_export, summary_text
from tasks.intake.office import AgencyRegister, add_agency, load_agencies, register_path
from tasks.intake.problems import mask

REGISTER = AgencyRegister(
    names=MappingProxyType({"甲县教育局": ("县教育局",), "甲县公安局": (), "甲县人民政府": ()})
)
TODAY = date(2026, 11, 6)


@pytest.fixture
def read(header, record, write_xlsx):
    def read_row(**changes) -> ExportReading:
        path = write_xlsx([header, record(**changes)])
        return read_export(path, office=Office(agencies=REGISTER, today=TODAY))

    return read_row


def notes(reading: ExportReading, column: str) -> list[str]:
    return [note.text for note in reading.notes if note.column == column]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("甲县教育局", [], id="as-listed"),
        pytest.param("县教育局", ["全称是“甲县教育局”"], id="other-name"),
        pytest.param("甲县教肓局", ["相近的有“甲县教育局”"], id="one-character-wrong"),
        pytest.param("乙市海事管理站", ["不在机关名录，请核对全称"], id="nothing-like-it"),
        pytest.param("甲县教育局、县教育局", ["全称是“甲县教育局”"], id="each-by-itself"),
    ],
)
def test_an_agency_is_compared_and_never_replaced(read, written, said):
    reading = read(被诉行政机关=written)
    found = notes(reading, "被诉行政机关")
    assert len(found) == len(said)
    assert all(words in text for words, text in zip(said, found, strict=True))
    assert reading.accepted[0].filing.agencies == written.split("、")


def test_without_a_register_no_agency_is_doubted(header, record, write_xlsx):
    reading = read_export(write_xlsx([header, record(被诉行政机关="乙市海事管理站")]))
    assert notes(reading, "被诉行政机关") == []


def test_nothing_was_received_tomorrow(read):
    assert read(收到起诉材料日期=TODAY).rejected == 0
    [problem] = read(收到起诉材料日期=date(2062, 10, 12)).problems
    assert "晚于今天（2026-11-06）" in problem.problem
    assert (problem.row, problem.column) == (2, "收到起诉材料日期")
    assert "凭证" in problem.remedy


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((sound, "") for sound in ("13800001111", "0717-6281234", "(0717)6281234", "6281234")),
        *((sound, "") for sound in ("138 0000 1111", "+8613800001111", "0717-6281234转801")),
        *((sound, "") for sound in ("李某:13800001111", "13800001111(儿子)", "400-800-1234")),
        ("1380000111", "应为11位，填了10位"),
        ("1.38E+10", "科学记数"),
        ("138****1111", "遮盖"),
        ("找村委会", "不像电话号码"),
    ],
)
def test_a_telephone_number_is_doubted_not_refused(number, said):
    assert (telephone_doubt(number) == "") if not said else (said in telephone_doubt(number))


def test_a_doubted_number_stays_with_its_row(read):
    reading = read(联系电话="1380000111")
    assert reading.accepted[0].filing.plaintiffs[0].phone == "1380000111"
    assert any("应为11位" in text for text in notes(reading, "联系电话"))


def test_what_cannot_be_seen_is_shown_and_obeyed_by_nothing(header, record, write_csv):
    hostile = "\x1b[2J\u202e不是\u200b"
    line = [str(cell or "") for cell in record(是否经过复议=hostile)]
    names = [f"{name}\u202e" if name == "备注" else name for name in header]
    reading = read_export(write_csv([names, line]))
    [problem] = reading.problems
    assert problem.value == "〔U+001B〕[2J〔U+202E〕不是〔U+200B〕"
    printed = summary_text(reading)
    assert not set("\x1b\u202e\u200b") & set(printed)


@given(st.text(max_size=200))
def test_no_value_is_shown_with_what_a_terminal_obeys(text):
    kinds = {unicodedata.category(c) for c in mask(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.usefixtures("home")
def test_agencies_are_listed_in_a_file():
    assert load_agencies("wujiagang").names == {}
    add_agency("wujiagang", " 甲县 教育局", ("县教育局",))
    add_agency("wujiagang", "甲县教育局", ('教"育局', "县教育局"))
    assert dict(load_agencies("wujiagang").names) == {"甲县教育局": ("县教育局", '教"育局')}
    register_path("wujiagang").write_text("[agencies]\n甲 = 1\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"机关名录wujiagang\.toml有误"):
        load_agencies("wujiagang")
