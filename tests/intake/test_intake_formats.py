"""The same rows in each format, with the damage each format does to them."""

import hashlib
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from tasks.intake import read_export

RARE = "孙䶮"


def texts(rows):
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding_clerks_save(header, record, write_csv, encoding):
    path = write_csv(texts([header, record(起诉人=RARE)]), encoding=encoding)
    [row] = read_export(path).accepted
    assert row.filing.plaintiff_names == RARE
    assert row.filing.received_on == date(2026, 10, 12)
    assert row.row_number == 2


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_csv_with_every_usual_delimiter(header, record, write_csv, delimiter):
    claims = "撤销,重作;赔偿"
    path = write_csv(texts([header, record(诉讼请求=claims)]), delimiter=delimiter)
    assert read_export(path).accepted[0].filing.claims == claims


def test_csv_that_declares_its_delimiter(header, record, tmp_path):
    lines = [
        "sep=;",
        *(";".join(row) for row in texts([header, record(诉讼请求="甲,乙,丙,丁,戊" * 9)])),
    ]
    (tmp_path / "export.csv").write_text("\n".join(lines), encoding="utf-8")
    [row] = read_export(tmp_path / "export.csv").accepted
    assert row.row_number == 3


def test_csv_rows_are_numbered_as_a_spreadsheet_numbers_them(header, record, write_csv):
    rows = [["登记表"], [], header, record(诉讼请求="第一\n第二"), [], record(起诉人="")]
    reading = read_export(write_csv(texts(rows)))
    assert [row.row_number for row in reading.accepted] == [4]
    assert [(p.row, p.column_letter) for p in reading.problems] == [(6, "C")]
    assert reading.accepted[0].filing.claims == "第一\n第二"


def test_json_with_english_keys(write_json):
    item = {
        "source_ref": 7,
        "received_on": "2026-10-12",
        "plaintiffs": [{"name": "张三", "id_number": "990000198001010012"}, {"name": "李四"}],
        "agencies": ["区教育局", "区公安分局"],
        "act": "信息公开答复书",
        "act_known_on": "2026-07-18",
        "reconsidered": False,
        "risk_tags": ["群体性"],
        "plaintiff_count": 12,
    }
    reading = read_export(write_json([item]))
    filing = reading.accepted[0].filing
    assert filing.plaintiff_names == "张三、李四等12人"
    assert filing.agencies == ["区教育局", "区公安分局"]
    assert filing.source_ref == "7"
    assert (reading.header_row, reading.accepted[0].row_number) == (0, 1)


def test_json_with_chinese_keys_reads_as_the_spreadsheet_does(
    header, record, write_json, write_xlsx
):
    item = dict(zip(header, record(), strict=True))
    from_json = read_export(write_json([item])).accepted[0].filing
    from_sheet = read_export(write_xlsx([header, record()])).accepted[0].filing
    assert from_json == from_sheet


@pytest.mark.parametrize(
    "wrap", [lambda items: {"data": items, "total": 1}, lambda items: items[0]]
)
def test_json_may_be_wrapped_or_single(header, record, write_json, wrap):
    items = [dict(zip(header, record(), strict=True))]
    assert len(read_export(write_json(wrap(items))).accepted) == 1


def test_a_single_json_filing_is_not_mistaken_for_its_plaintiffs(write_json):
    people = [{"name": "张三", "id_number": "", "phone": "", "address": ""}]
    item = {
        "received_on": "2026-10-12",
        "plaintiffs": people,
        "agencies": ["区教育局"],
        "act": "处罚",
    }
    assert read_export(write_json(item)).accepted[0].filing.plaintiff_names == "张三"


def test_what_is_no_object_in_a_json_list_is_refused_and_its_neighbours_taken(
    header, record, write_json
):
    reading = read_export(write_json([dict(zip(header, record(), strict=True)), "张三", None]))
    assert len(reading.accepted) == 1
    assert [(p.row, p.problem) for p in reading.problems] == [
        (2, "这一项不是对象"),
        (3, "这一项不是对象"),
    ]
    assert reading.rejected == 2


def test_a_json_problem_names_its_key_and_no_column_letter(header, record, write_json):
    item = dict(zip(header, record(被诉行政机关=None), strict=True))
    [problem] = read_export(write_json([item])).problems
    assert (problem.row, problem.column, problem.column_letter) == (1, "被诉行政机关", "")


def test_the_format_is_told_by_the_content_not_the_name(header, record, write_xlsx):
    path = write_xlsx([header, record()])
    disguised = path.rename(path.with_suffix(".csv"))
    assert len(read_export(disguised).accepted) == 1


def test_the_hash_is_that_of_the_file(header, record, write_xlsx):
    path = write_xlsx([header, record()])
    assert read_export(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_formulas_are_seen_as_text_and_never_evaluated(header, record, write_xlsx):
    rows = [
        record(诉讼请求="=1+1"),
        record(行为作出日期="=TODAY()"),
        record(起诉人="=A1"),
        record(被诉行政机关="#REF!"),
    ]
    reading = read_export(write_xlsx([header, *rows]))
    assert [row.filing.claims for row in reading.accepted] == ["=1+1"]
    assert [(p.row, p.column_letter) for p in reading.problems] == [(3, "H"), (4, "C"), (5, "F")]


def test_an_array_formula_is_text_too(header, record, tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(header)
    sheet.append(record())
    sheet["J2"] = ArrayFormula("J2", '=CONCAT("撤","销")')
    book.save(tmp_path / "export.xlsx")
    assert read_export(tmp_path / "export.xlsx").accepted[0].filing.claims == '=CONCAT("撤","销")'


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(datetime(2026, 10, 12, 9, 30), id="time-of-day"),  # noqa: DTZ001
        pytest.param(46307, id="serial-without-format"),
        pytest.param("２０２６年１０月１２日", id="full-width"),
        pytest.param("二〇二六年十月十二日", id="han"),
        pytest.param(20261012, id="compact-number"),
    ],
)
def test_a_receipt_date_in_any_cell_type(header, record, write_xlsx, cell):
    [row] = read_export(write_xlsx([header, record(收到起诉材料日期=cell)])).accepted
    assert row.filing.received_on == date(2026, 10, 12)


def test_a_workbook_that_counts_from_1904(header, record, tmp_path):
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    sheet = book.worksheets[0]
    sheet.append(header)
    sheet.append(record(收到起诉材料日期=46307 - 1462))
    book.save(tmp_path / "export.xlsx")
    assert read_export(tmp_path / "export.xlsx").accepted[0].filing.received_on == date(
        2026, 10, 12
    )


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
        <Override PartName="/xl/workbook.xml"
         ContentType="{TYPE}.sheet.main+xml"/>
        <Override PartName="/xl/sharedStrings.xml"
         ContentType="{TYPE}.sharedStrings+xml"/>
        </Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">
        <sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>
        </Relationships>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{MAIN}">
        <si><t>收件日期</t></si><si><t>起诉人</t></si><si><t>被告</t></si><si><t>行政行为</t></si>
        <si><t>身份证号</t></si>
        <si><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r>
        <rPh sb="0" eb="1"><t>zhang</t></rPh></si>
        <si><t>区教育局</t></si><si><t>答复书</t></si></sst>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{MAIN}"><sheetData>
        <row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c>
        <c r="D3" t="s"><v>2</v></c><c r="E3" t="s"><v>3</v></c><c r="F3" t="s"><v>4</v></c></row>
        <row r="5"><c r="B5"><v>46307</v></c><c r="C5" t="s"><v>5</v></c>
        <c r="D5" t="s"><v>6</v></c><c r="E5" t="s"><v>7</v></c></row>
        <row r="6"><c r="B6"><v>46307</v></c><c r="C6" t="s"><v>5</v></c>
        <c r="D6" t="s"><v>6</v></c><c r="E6" t="str"><f>D6</f><v>区教育局</v></c>
        <c r="F6"><v>9.9000019800101005E+17</v></c></row>
        </sheetData></worksheet>""",
}


def test_a_workbook_as_office_programs_write_it(tmp_path):
    """Shared strings, rich text, no styles, no dimension, empty rows and columns left out."""
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in PARTS.items():
            file.writestr(name, content)
    reading = read_export(path)
    [row] = reading.accepted
    assert (reading.header_row, row.row_number) == (3, 5)
    assert row.filing.plaintiff_names == "张三"
    assert row.filing.received_on == date(2026, 10, 12)
    assert [(p.row, p.column_letter) for p in reading.problems] == [(6, "F")]
