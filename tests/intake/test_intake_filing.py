"""The filing: what it refuses, what it cleans, and when two of them are the same."""

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from rules.filing import Filing, Plaintiff, RiskTag, find_faults
from tasks.intake import faults_in

SOUND: dict[str, Any] = {
    "received_on": date(2026, 10, 12),
    "plaintiffs": [{"name": "张三", "id_number": "990000198001010012", "phone": "13800001111"}],
    "agencies": ["区教育局"],
    "act": "信息公开答复书",
    "act_made_on": date(2026, 7, 8),
    "act_known_on": date(2026, 7, 18),
    "claims": "撤销答复，责令重新答复",
}


def filing(**changes: Any) -> Filing:
    return Filing.model_validate({**SOUND, **changes})


def refusals(**changes: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        filing(**changes)
    return {fault.field: fault.problem for fault in faults_in(caught.value)}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        pytest.param(
            {"act_made_on": date(2026, 7, 19)},
            "act_made_on",
            "晚于知道行为内容日期",
            id="made-after-known",
        ),
        pytest.param(
            {"act_made_on": date(2026, 10, 13), "act_known_on": None},
            "act_made_on",
            "晚于收到起诉材料日期",
            id="made-after-receipt",
        ),
        pytest.param(
            {"act_known_on": date(2026, 10, 13)},
            "act_known_on",
            "晚于收到起诉材料日期",
            id="known-after-receipt",
        ),
        pytest.param(
            {"reconsidered": True, "reconsideration_received_on": date(2026, 10, 13)},
            "reconsideration_received_on",
            "晚于收到起诉材料日期",
            id="reconsideration-after-receipt",
        ),
        pytest.param(
            {"reconsidered": True, "reconsideration_received_on": date(2026, 7, 7)},
            "act_made_on",
            "晚于收到复议决定日期",
            id="reconsideration-before-the-act",
        ),
        pytest.param(
            {"reconsideration_received_on": date(2026, 9, 1)},
            "reconsidered",
            "写明未经复议",
            id="reconsideration-denied-but-dated",
        ),
        pytest.param(
            {"plaintiff_count": 1, "plaintiffs": [{"name": "张三"}, {"name": "李四"}]},
            "plaintiff_count",
            "共1人",
            id="fewer-than-named",
        ),
        pytest.param(
            {"plaintiffs": [{"name": "张三", "id_number": "990000199913451234"}]},
            "id_number",
            "出生日期",
            id="impossible-birth",
        ),
        pytest.param(
            {"plaintiffs": [{"name": "张三", "id_number": "990000202701010013"}]},
            "id_number",
            "晚于收到",
            id="born-after-receipt",
        ),
        pytest.param({"plaintiffs": []}, "plaintiffs", "未填写", id="nobody-files"),
        pytest.param({"agencies": []}, "agencies", "未填写", id="nobody-is-sued"),
        pytest.param({"agencies": ["  "]}, "agencies", "未填写", id="blank-agency"),
        pytest.param({"act": " \u3000"}, "act", "未填写", id="blank-act"),
        pytest.param({"received_on": "不详"}, "received_on", "不是日期", id="receipt-unknown"),
        pytest.param({"received_on": None}, "received_on", "不是日期", id="no-receipt"),
        pytest.param({"risk_tags": ["很急"]}, "risk_tags", "不在可选项之内", id="unknown-tag"),
        pytest.param({"claims": "字" * 10_001}, "claims", "超过上限10000", id="too-long"),
        pytest.param({"pinyin": "x"}, "pinyin", "不是本表的项目", id="unknown-key"),
    ],
)
def test_a_filing_that_cannot_be_true_is_refused_in_chinese(changes, field, said):
    assert said in refusals(**changes)[field]


def test_every_fault_of_a_filing_is_told_at_once():
    found = refusals(
        act_made_on=date(2026, 11, 1),
        plaintiffs=[{"name": "张三", "id_number": "99"}],
        reconsideration_received_on=date(2026, 9, 1),
    )
    assert set(found) == {"act_made_on", "id_number", "reconsidered"}


def test_a_date_past_two_others_names_both():
    [fault] = find_faults(
        {
            "act_made_on": date(2026, 10, 8),
            "act_known_on": date(2026, 5, 13),
            "received_on": date(2026, 9, 29),
        }
    )
    assert fault.field == "act_made_on"
    assert "2026-05-13" in fault.problem
    assert "2026-09-29" in fault.problem


def test_days_may_coincide():
    day = date(2026, 10, 12)
    same = filing(
        act_made_on=day, act_known_on=day, reconsidered=True, reconsideration_received_on=day
    )
    assert same.act_known_on == day


def test_a_refusal_never_repeats_personal_values():
    with pytest.raises(ValidationError) as caught:
        filing(plaintiffs=[{"name": "张三", "id_number": "990000199913451234"}])
    assert "9913451234" not in str(caught.value)


def test_numbers_stay_out_of_the_printed_form():
    shown = repr(filing())
    assert "990000198001010012" not in shown
    assert "13800001111" not in shown
    assert "张三" in shown


def test_a_filing_cannot_be_changed():
    with pytest.raises(ValidationError):
        filing().act = "另一行为"


def test_the_model_cleans_what_any_door_lets_in():
    cleaned = filing(
        plaintiffs=[
            {
                "name": "\u3000张\u200b 三 ",
                "id_number": "９９０００0 19800101-0012",
                "phone": "１３８",
            }
        ],
        agencies=["区教育局", " 区教育局", "区\u202e人民政府"],
        claims="第一\r\n第二\x00\t完",
        risk_tags=["群体性", "群体性"],
    )
    assert cleaned.plaintiffs == [
        Plaintiff(name="张三", id_number="990000198001010012", phone="138")
    ]
    assert cleaned.agencies == ["区教育局", "区人民政府"]
    assert cleaned.claims == "第一\n第二 完"
    assert cleaned.risk_tags == [RiskTag.GROUP]


def test_rare_characters_of_names_survive():
    name = "𠮷㙍䶮"
    assert filing(plaintiffs=[{"name": name}]).plaintiff_names == name


@pytest.mark.parametrize(
    ("names", "count", "written"),
    [
        pytest.param(["张三"], 0, "张三", id="one"),
        pytest.param(["张三", "李四"], 2, "张三、李四", id="all-named"),
        pytest.param(["张三", "李四", "王五"], 12, "张三、李四、王五等12人", id="some-unnamed"),
    ],
)
def test_plaintiffs_are_named_as_letters_name_them(names, count, written):
    several = filing(plaintiffs=[{"name": n} for n in names], plaintiff_count=count)
    assert several.plaintiff_names == written
    assert several.plaintiff_count == max(count, len(names))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"source_ref": "8"}, id="another-serial"),
        pytest.param({"note": "重复登记"}, id="another-note"),
        pytest.param({"cause": "另一案由"}, id="another-cause"),
        pytest.param({"risk_tags": ["复杂疑难"]}, id="another-tag"),
        pytest.param({"claims": "撤销答复,责令重新答复。"}, id="another-punctuation"),
        pytest.param({"plaintiff_count": 1}, id="count-spelled-out"),
    ],
)
def test_the_same_filing_reported_twice_has_one_content_key(changes):
    assert filing(**changes).content_key() == filing().content_key()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"received_on": date(2026, 10, 13)}, id="received"),
        pytest.param({"act_made_on": date(2026, 7, 9)}, id="made"),
        pytest.param({"act_known_on": date(2026, 7, 19)}, id="known"),
        pytest.param({"act_known_on": None}, id="unknown"),
        pytest.param({"claims": "确认违法"}, id="claims"),
        pytest.param({"act": "行政处罚决定书"}, id="act"),
        pytest.param({"agencies": ["区公安分局"]}, id="agency"),
        pytest.param({"plaintiff_count": 12}, id="count"),
        pytest.param({"plaintiffs": [{"name": "张三"}]}, id="identity-number"),
        pytest.param(
            {"plaintiffs": [{"name": "李四", "id_number": "990000198001010012"}]}, id="name"
        ),
    ],
)
def test_different_filings_have_different_content_keys(changes):
    assert filing(**changes).content_key() != filing().content_key()


def test_the_order_of_names_and_agencies_does_not_matter():
    people, agencies = [{"name": "张三"}, {"name": "李四"}], ["区教育局", "区公安分局"]
    one = filing(plaintiffs=people, agencies=agencies)
    other = filing(plaintiffs=people[::-1], agencies=agencies[::-1])
    assert one.content_key() == other.content_key()
    assert one.dispute_key() == other.dispute_key()


def test_the_content_key_is_stable_across_releases():
    # Stored keys must keep meaning the same filing; changing this value needs a migration.
    assert filing().content_key() == STORED_KEY


STORED_KEY = "80bc81a473febfba75e8b79e36ae69d6bc7f6e72dd8373a6ea648154378cd945"


def test_a_near_duplicate_has_the_dispute_key_of_the_first():
    later = filing(received_on=date(2026, 11, 2), claims="确认违法", plaintiffs=[{"name": "张三"}])
    assert later.content_key() != filing().content_key()
    assert later.dispute_key() == filing().dispute_key()
    assert filing(act="行政处罚决定书").dispute_key() != filing().dispute_key()


def test_the_form_shows_chinese_titles_for_every_field():
    schema = Filing.model_json_schema()
    fields = {**schema["properties"], **schema["$defs"]["Plaintiff"]["properties"]}
    titles = {name: field.get("title", "") for name, field in fields.items()}
    assert {name for name, title in titles.items() if title.isascii()} == set()
    assert "收到起诉材料日期" in json.dumps(schema, ensure_ascii=False)


def test_only_what_a_clerk_must_know_is_required():
    required = Filing.model_json_schema()["required"]
    assert required == ["received_on", "plaintiffs", "agencies", "act"]


def test_a_filing_survives_the_trip_through_json():
    stored = filing(risk_tags=["群体性"], plaintiff_count=3).model_dump(mode="json")
    assert Filing.model_validate(stored) == filing(risk_tags=["群体性"], plaintiff_count=3)
