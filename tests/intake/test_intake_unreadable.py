"""Files of which nothing can be read: one clear Chinese sentence, never a traceback."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.intake import ExportReading, Limits, UnreadableFile, read_export

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT_TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""


def archive(members: dict[str, bytes], *, is_encrypted: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    packed = bytearray(buffer.getvalue())
    if is_encrypted:
        entry = packed.index(b"PK\x01\x02")
        packed[entry + 8] |= 1
    return bytes(packed)


def said(path, limits: Limits = Limits()) -> str:  # noqa: B008 - immutable
    with pytest.raises(UnreadableFile) as caught:
        read_export(path, limits)
    assert caught.value.problem
    assert caught.value.remedy
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b" \n \n", "空的", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "找不到", id="only-a-byte-order-mark"),
        pytest.param(b"PK\x03\x04garbage", "已损坏", id="cut-zip"),
        pytest.param(archive({"a.txt": b"x"}), "已损坏", id="zip-but-no-workbook"),
        pytest.param(
            archive({"[Content_Types].xml": CONTENT_TYPES}), "已损坏", id="workbook-without-sheets"
        ),
        pytest.param(archive({"a.txt": b"x"}, is_encrypted=True), "密码", id="encrypted-zip"),
        pytest.param(OLE + b"\0" * 512, "xls", id="xls-of-nothing"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "密码", id="password-protected"),
        pytest.param(b"<html><table><tr><td>1</td></tr></table>", "网页", id="web-page"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "二进制", id="picture"),
        pytest.param(b"\xff\xfe\x00", "文字编码", id="half-a-character"),
        pytest.param(b"\x81\x20\xff\xfd\xff", "文字编码", id="no-encoding"),
        pytest.param(b'[{"a": 1}', "json", id="cut-json"),
        pytest.param(b"[" * 100_000, "json", id="deep-json"),
        pytest.param(b"[1, 2, 3]", "找不到", id="json-of-numbers"),
        pytest.param(b"[]", "找不到", id="json-of-nothing"),
        pytest.param(b"{}", "找不到", id="json-empty-object"),
        pytest.param("今天天气很好\n没有表格".encode(), "找不到收件登记表的表头", id="prose"),
        pytest.param(b'a,"' + b"x" * 200_000, "无法分列", id="endless-quote"),
    ],
)
def test_an_unreadable_file_gets_one_clear_sentence(tmp_path, content, expected):
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    assert expected in said(path)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path):
    assert "打不开" in said(tmp_path / "absent.xlsx")
    assert "打不开" in said(tmp_path)


def test_a_workbook_without_a_table_names_the_columns_it_should_have(write_xlsx):
    message = said(write_xlsx([["工作日程"], ["周一", "开会"]]))
    assert "收到起诉材料日期" in message
    assert "原告" in message


def test_a_hidden_table_is_asked_for(header, record, write_xlsx):
    path = write_xlsx(
        sheets={"说明": [["无"]], "收案登记": [header, record()]}, hidden=["收案登记"]
    )
    assert "取消隐藏" in said(path)


def test_a_file_over_the_size_limit_is_not_even_opened(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(b"x" * 2048)
    assert "超过上限" in said(path, Limits(max_bytes=2047))
    assert "找不到" in said(path, Limits(max_bytes=2048))


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(archive({"xl/worksheets/sheet1.xml": b" " * 3_000_000}))
    assert path.stat().st_size < 10_000
    assert "解压后过大" in said(path, Limits(max_unpacked=2_999_999))


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_file_of_too_many_rows_is_refused(
    header, record, kind, write_xlsx, write_csv, write_json
):
    rows = [record(序号=n) for n in range(4)]
    text = [[str(cell) for cell in row] for row in rows]
    path = {
        "xlsx": lambda: write_xlsx([header, *rows]),
        "csv": lambda: write_csv([header, *text]),
        "json": lambda: write_json([dict(zip(header, row, strict=True)) for row in rows]),
    }[kind]()
    header_lines = 0 if kind == "json" else 1
    assert "超过" in said(path, Limits(max_rows=3 + header_lines))
    assert read_export(path, Limits(max_rows=4 + header_lines)).header_row == header_lines


def swapped(path, member: str, change) -> None:
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members[member] = change(members[member])
    path.write_bytes(archive(members))


def test_an_entity_bomb_in_a_sheet_is_refused(header, record, write_xlsx):
    layers = "".join(f'<!ENTITY a{n} "{"".join([f"&a{n - 1};"] * 50)}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{layers}]>'.encode()
    path = write_xlsx([header, record()])
    claims = "撤销答复".encode("ascii", "xmlcharrefreplace")
    swapped(path, SHEET, lambda xml: bomb + xml.replace(claims, b"&a0;"))
    assert read_export(path).accepted[0].filing.claims == "ha"
    swapped(path, SHEET, lambda xml: xml.replace(b"&a0;</t>", b"&a11;</t>"))
    assert "已损坏" in said(path)


def test_merges_that_overlap_without_end_are_refused(header, record, write_xlsx):
    path = write_xlsx([header, *[record(序号=n) for n in range(3000)]], merged=["A5:A6"])
    many = b'<mergeCell ref="B2:B3001"/>' * 400
    swapped(
        path,
        SHEET,
        lambda xml: xml.replace(b'<mergeCell ref="A5:A6"/>', many),
    )
    assert "合并单元格过多" in said(path)


@given(
    content=st.binary(max_size=200) | st.binary(max_size=80).map(lambda tail: b"PK\x03\x04" + tail)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_the_reading(tmp_path, content):
    path = tmp_path / "export"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        read_export(path)


@given(
    cells=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=15, max_size=15
        ),
        max_size=4,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cells_break_the_reading_and_none_are_lost(header, write_json, cells):
    items = [dict(zip(header, row, strict=True)) for row in cells]
    if not items:
        return
    reading = read_export(write_json(items))
    assert isinstance(reading, ExportReading)
    told = {p.row for p in reading.problems} | {n.row for n in reading.notes}
    told |= {row.row_number for row in reading.accepted} | {
        d.row_number for d in reading.duplicates
    }
    spoken = {n for n, row in enumerate(cells, 1) if any(cell.strip() for cell in row)}
    assert {n for n in spoken if not repeats(cells[n - 1])} <= told


def repeats(row):
    filled = ["".join(cell.split()) for cell in row if cell.strip()]
    return filled == [str(n) for n in range(1, len(filled) + 1)]
