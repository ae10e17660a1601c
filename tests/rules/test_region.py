"""Regions: overrides with their source, typed, and every mistake with its file and line."""

import shutil

import pytest

from rules.vocabulary.question import Actor
from rules.vocabulary.region import (
    REGIONS,
    UNSET,
    PrefilingRegime,
    RegionError,
    list_regions,
    load_region,
)

SEEDS = ("anhui", "ruzhou", "shangluo", "wujiagang", "yicheng")


@pytest.fixture
def local(tmp_path):
    """Write a local file beside the national one and load it."""
    shutil.copy(REGIONS / "national.toml", tmp_path / "national.toml")

    def load(text):
        (tmp_path / "here.toml").write_text(text, encoding="utf-8")
        load_region.cache_clear()
        return load_region("here", tmp_path)

    return load


def test_the_five_seeds_and_the_nation_have_a_file():
    assert list_regions() == tuple(sorted((*SEEDS, "national")))


@pytest.mark.parametrize("name", [*SEEDS, "national"])
def test_every_value_shows_its_source(name):
    region = load_region(name)
    assert all(setting.source.strip() for setting in region.settings.values())


@pytest.mark.parametrize("name", [*SEEDS, "national"])
def test_every_placeholder_says_what_is_in_doubt(name):
    for key, setting in load_region(name).settings.items():
        if setting.source == "占位" or UNSET in str(setting.value):
            assert setting.doubt, key


@pytest.mark.parametrize(
    ("name", "code", "court"),
    [
        ("wujiagang", "鄂0503", "宜昌市伍家岗区人民法院"),
        ("yicheng", "鲁0404", "枣庄市峄城区人民法院"),
        ("ruzhou", "豫0482", "汝州市人民法院"),
        ("shangluo", "陕1026", "柞水县人民法院"),
        ("anhui", "皖", "安徽省高级人民法院"),
    ],
)
def test_a_seeds_court_has_its_name_and_a_doubtful_code(name, code, court):
    region = load_region(name)
    assert (region.court_code, region.court_name) == (code, court)
    assert "确认" in region.source_of("court_code").doubt


def test_wujiagang_names_its_organs():
    region = load_region("wujiagang")
    assert region.justice_bureau_name == "宜昌市伍家岗区司法局"
    assert region.center_name == "伍家岗区行政争议化解中心"
    assert region.studio_name == "行政争议化解工作室"


def test_values_are_typed():
    region = load_region("wujiagang")
    assert region.prefiling_regime is PrefilingRegime.REFERRAL
    assert region.prefiling_regime.label == "诉前委派（行诉前调）"
    assert (region.mediation_days, region.consent_reply_days) == (30, 3)
    assert region.reminder_days == (7, 3, 1)
    assert [(rung.days, rung.role) for rung in region.escalation] == [
        (0, Actor.AGENCY),
        (1, Actor.AGENCY_LEADER),
        (3, Actor.JUSTICE_BUREAU),
        (7, Actor.GOVERNMENT_LEADER),
    ]
    assert len(region.risk_tags) == 5


def test_a_local_file_holds_overrides_only():
    national, local_region = load_region("national"), load_region("wujiagang")
    assert local_region.source_of("mediation_days") == national.source_of("mediation_days")
    assert local_region.source_of("court_code").path.name == "wujiagang.toml"


def test_numbers_are_written_in_the_regions_pattern():
    region = load_region("wujiagang")
    assert region.case_number("prefiling", year=2026, n=12) == "(2026)鄂0503行诉前调12号"
    assert region.case_number("initial", year=2026, n=35) == "(2026)鄂0503行初35号"
    bureau = region.document_number_of("letter", organ="justice_bureau", year=2026, n=2)
    assert bureau == "宜伍司发〔2026〕2号"
    suggestion = region.document_number_of("suggestion", organ="court", year=2026, n=1)
    assert suggestion == "伍家岗法建〔2026〕1号"


def test_an_unset_code_gives_no_number():
    region = load_region("national")
    assert not region.is_set("court_code")
    with pytest.raises(RegionError, match="没有配置法院代字"):
        region.case_number("prefiling", year=2026, n=1)
    with pytest.raises(RegionError, match="没有配置机关代字"):
        region.document_number_of("letter", organ="court", year=2026, n=1)


def test_an_unknown_region_names_those_there_are():
    with pytest.raises(RegionError, match="没有名为nowhere的地区，可用：anhui"):
        load_region("nowhere")


TITLE = 'title = { value = "此地", source = "测试" }\n'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param('mediaton_days = { value = 20, source = "甲" }', "未知的配置项", id="unknown"),
        pytest.param('mediation_days = { value = "20", source = "甲" }', "应为整数", id="type"),
        pytest.param('mediation_days = { value = 0, source = "甲" }', "mediation_days", id="zero"),
        pytest.param("mediation_days = 20", 'source = "出处"', id="bare-value"),
        pytest.param("mediation_days = { value = 20 }", 'source = "出处"', id="no-source"),
        pytest.param('mediation_days = { value = 20, source = "" }', "出处", id="empty-source"),
        pytest.param(
            'mediation_days = { value = 20, source = "甲", note = "乙" }', "未知的说明项", id="note"
        ),
        pytest.param("mediation_days = { value = 20, source = 1 }", "应为文字", id="source-type"),
        pytest.param('before_reading = { value = "loose", source = "甲" }', "可选", id="choice"),
        pytest.param('prefiling_regime = { value = "none", source = "甲" }', "可选", id="regime"),
        pytest.param('reminder_days = { value = ["7"], source = "甲" }', "应为整数", id="in-list"),
        pytest.param(
            'escalation = { value = ["三:司法局"], source = "甲" }', "3:司法局", id="rung"
        ),
        pytest.param('escalation = { value = ["3:市长"], source = "甲" }', "没有角色", id="role"),
        pytest.param('escalation = { value = "3:司法局", source = "甲" }', "应为列表", id="ladder"),
        pytest.param(
            'escalation = { value = ["3:司法局", "3:机关负责人"], source = "甲" }',
            "逐级递增",
            id="same-day",
        ),
        pytest.param(
            'escalation = { value = ["1:司法局", "3:司法局"], source = "甲" }',
            "同一角色",
            id="same-role",
        ),
        pytest.param('court_name = { value = " ", source = "甲" }', "不得为空", id="empty-text"),
        pytest.param('contact = { value = "甲", source = "乙" }', "contact", id="not-a-section"),
        pytest.param('court_name.a = { value = "甲", source = "乙" }', "不是一组", id="no-leaf"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(local, line, message):
    with pytest.raises(RegionError, match=rf"here\.toml 第3行，.*{message}"):
        local(f"{TITLE}# 下一行有误\n{line}\n")


def test_a_mistake_in_a_section_is_reported_with_its_line(local):
    text = f'{TITLE}\n[number]\nprefiling = {{ value = "行诉前调{{n}}号", source = "甲" }}\n'
    with pytest.raises(RegionError, match=r"here\.toml 第4行，number\.prefiling：编号格式须含"):
        local(text)


def test_every_mistake_is_reported_at_once(local):
    text = TITLE + 'a = { value = 1, source = "甲" }\nb = { value = 1, source = "甲" }\n'
    with pytest.raises(RegionError) as error:
        local(text)
    assert [line.split("，")[0] for line in str(error.value).splitlines()] == [
        "here.toml 第2行",
        "here.toml 第3行",
    ]


def test_a_file_that_is_no_toml_is_reported_with_its_line(local):
    with pytest.raises(RegionError, match=r"here\.toml 不是合法的TOML：.*line 2"):
        local(TITLE + "court_name = \n")


def test_a_missing_national_value_is_an_error(tmp_path):
    text = (REGIONS / "national.toml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("mediation_days")]
    (tmp_path / "national.toml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(RegionError, match="mediation_days：缺少配置项"):
        load_region("national", tmp_path)


def test_a_key_nobody_declared_has_no_source():
    with pytest.raises(RegionError, match="没有配置项：mediaton_days"):
        load_region("national").source_of("mediaton_days")


def test_a_value_that_is_no_number_of_days_is_refused_as_one():
    with pytest.raises(RegionError, match="不是日数：title"):
        load_region("national").number_of_days("title")
