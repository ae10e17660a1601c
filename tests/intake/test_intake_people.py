"""Who files: names, how many, whose number is whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.people import read_people

ONE, TWO = "990000195901061647", "99000019551006826X"


def names(cell: str) -> list[str]:
    return [plaintiff.name for plaintiff in read_people({"plaintiffs": cell}).plaintiffs]


def problems(**cells: object) -> str:
    return "；".join(fault.problem for fault in read_people(cells).faults)


@pytest.mark.parametrize(
    ("written", "expected", "count"),
    [
        pytest.param("张三", ["张三"], 0, id="one"),
        pytest.param("张三、李四、王五等12人", ["张三", "李四", "王五"], 12, id="and-others"),
        pytest.param("张三、李四等十二人", ["张三", "李四"], 12, id="han-count"),
        pytest.param("张三等１２人", ["张三"], 12, id="full-width-count"),
        pytest.param("张三、李四 等 12 名", ["张三", "李四"], 12, id="spaced-count"),
        pytest.param("张三(等12人)", ["张三"], 12, id="bracketed-count"),
        pytest.param("张三、李四（共2人）", ["张三", "李四"], 2, id="total"),
        pytest.param("张三、李四等", ["张三", "李四"], 0, id="others-uncounted"),
        pytest.param(
            "张三,李四，王五；赵六;钱七/孙八\n周九",
            ["张三", "李四", "王五", "赵六", "钱七", "孙八", "周九"],
            0,
            id="every-separator",
        ),
        pytest.param("张三、、李四、", ["张三", "李四"], 0, id="empty-pieces"),
        pytest.param(" 张 三\u3000", ["张三"], 0, id="spaced-name"),
        pytest.param("张\u200b三\u202e", ["张三"], 0, id="invisible-characters"),
        pytest.param("欧阳 娜娜", ["欧阳娜娜"], 0, id="compound-surname"),
        pytest.param("某某 商贸 有限公司", ["某某商贸有限公司"], 0, id="spaced-company"),
        pytest.param(
            "某某(甲、乙)有限公司、张三",
            ["某某(甲、乙)有限公司", "张三"],
            0,
            id="brackets-keep-together",
        ),
        pytest.param("某某(甲、张三", ["某某(甲", "张三"], 0, id="open-bracket-splits"),
        pytest.param("John Smith", ["John Smith"], 0, id="latin-name"),
        pytest.param("阿依古丽·买买提", ["阿依古丽·买买提"], 0, id="dotted-name"),
        pytest.param("原告：张三", ["张三"], 0, id="role-before-name"),
        pytest.param("<script>alert(1)<", ["<script>alert(1)<"], 0, id="hostile-stays-text"),
    ],
)
def test_names_are_split_and_counted(written, expected, count):
    people = read_people({"plaintiffs": written})
    assert [p.name for p in people.plaintiffs] == expected
    assert people.count == count
    assert people.faults == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param(None, "未填写起诉人", id="blank"),
        pytest.param("无", "未填写起诉人", id="none"),
        pytest.param("不详", "未填写起诉人", id="unknown"),
        pytest.param("等12人", "未填写起诉人", id="only-others"),
        pytest.param("、、", "未填写起诉人", id="only-separators"),
        pytest.param("张三 李四", "一人还是几人", id="space-between-names"),
        pytest.param("张三13800001111", "混有号码", id="number-in-name"),
        pytest.param("12345", "不是姓名", id="digits"),
        pytest.param("=A1", "公式", id="formula"),
        pytest.param("#REF!", "错误值", id="formula-error"),
        pytest.param("张" * 201, "超过上限200", id="too-long"),
    ],
)
def test_what_is_no_name_is_refused(written, said):
    assert said in problems(plaintiffs=written)


def test_numbers_go_to_plaintiffs_in_order():
    people = read_people(
        {
            "plaintiffs": "张三、李四",
            "id_number": f"{ONE}；{TWO}",
            "phone": "13800001111/13800002222",
        }
    )
    assert [p.id_number for p in people.plaintiffs] == [ONE, TWO]
    assert [p.phone for p in people.plaintiffs] == ["13800001111", "13800002222"]


def test_numbers_may_be_parted_by_a_space():
    people = read_people({"plaintiffs": "张三、李四", "id_number": f"{ONE} {TWO}"})
    assert [p.id_number for p in people.plaintiffs] == [ONE, TWO]


def test_a_single_number_belongs_to_the_first_and_is_noted():
    people = read_people({"plaintiffs": "张三、李四", "id_number": ONE, "phone": "13800001111"})
    assert [p.id_number for p in people.plaintiffs] == [ONE, ""]
    assert [p.phone for p in people.plaintiffs] == ["13800001111", ""]
    assert ("id_number", "几名起诉人只填了一个证件号码，记在第一名名下") in people.notes


def test_numbers_that_cannot_be_matched_are_refused():
    assert "不能对应" in problems(plaintiffs="张三、李四、王五", id_number=f"{ONE}、{TWO}")


@pytest.mark.parametrize(
    "cell", [9.90000195901062e17, "9.90000195901062E+17", "9.9E17"], ids=["number", "text", "short"]
)
def test_a_number_that_lost_its_last_digits_is_refused(cell):
    assert "末几位已经丢失" in problems(plaintiffs="张三", id_number=cell)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        pytest.param("９９００００１９５９０１０６１６４７", ONE, id="full-width"),
        pytest.param("99000019551006826x", TWO, id="small-x"),
        pytest.param(" 990000 19590106 1647 ", ONE, id="grouped"),
        pytest.param(990000195901061647, ONE, id="exact-integer"),
        pytest.param(f'="{ONE}"', ONE, id="quoted-for-a-spreadsheet"),
        pytest.param("无", "", id="none"),
    ],
)
def test_an_identity_number_is_written_plainly(cell, kept):
    [plaintiff] = read_people({"plaintiffs": "张三", "id_number": cell}).plaintiffs
    assert plaintiff.id_number == kept


def test_a_telephone_extension_is_kept():
    [one] = read_people({"plaintiffs": "张三", "phone": "0717-6000000 转 8012"}).plaintiffs
    assert one.phone == "0717-6000000 转 8012"


def test_two_telephones_of_one_person_are_kept():
    [one] = read_people({"plaintiffs": "张三", "phone": "13800001111/13800002222"}).plaintiffs
    assert one.phone == "13800001111/13800002222"


@pytest.mark.parametrize(
    ("cell", "count", "said"),
    [
        pytest.param("12人", 12, "", id="with-unit"),
        pytest.param(12.0, 12, "", id="float"),
        pytest.param("十二", 0, "不是整数", id="words"),
        pytest.param("-1", 0, "不是整数", id="negative"),
        pytest.param("9" * 5000, 0, "不是整数", id="five-thousand-digits"),
    ],
)
def test_a_count_of_its_own_column(cell, count, said):
    people = read_people({"plaintiffs": "张三", "plaintiff_count": cell})
    assert people.count == count
    assert said in problems(plaintiffs="张三", plaintiff_count=cell)


def test_two_counts_that_differ_are_refused():
    assert "不一致" in problems(plaintiffs="张三等12人", plaintiff_count=13)


def test_objects_of_a_json_list_keep_their_own_numbers():
    people = read_people(
        {
            "plaintiffs": [
                {"name": "张三", "id_number": ONE, "address": "某街1号"},
                {"姓名": "李四", "证件号码": TWO, "民族": "汉"},
                "王五",
            ]
        }
    )
    assert [(p.name, p.id_number) for p in people.plaintiffs] == [
        ("张三", ONE),
        ("李四", TWO),
        ("王五", ""),
    ]
    assert people.plaintiffs[0].address == "某街1号"
    assert people.extras == ["民族：汉"]


cells = st.text(max_size=30) | st.integers() | st.floats() | st.none() | st.booleans()
json_like = st.recursive(
    cells,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("plaintiffs", "id_number", "phone", "plaintiff_count"), json_like)
    )
)
def test_no_cells_break_the_reading_of_people(row):
    people = read_people(row)
    assert people.plaintiffs or people.faults
    assert all(fault.problem and fault.remedy for fault in people.faults)


@given(st.text("张三李四等共人名0123456789十二百、,()（） \u200b", max_size=20))
def test_no_mixture_of_names_and_counts_breaks_the_reading(text):
    people = read_people({"plaintiffs": text})
    assert people.plaintiffs or people.faults
    assert all(plaintiff.name.strip() for plaintiff in people.plaintiffs)
