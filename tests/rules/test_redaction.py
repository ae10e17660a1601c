"""Personal data in text: found in whatever way it was typed, hidden alike everywhere."""

import pytest

from rules.personal_patterns import address_variants, hide_patterns, looks_personal
from rules.redaction import (
    COMPOUND_SURNAMES,
    Datum,
    Kind,
    Replacer,
    aliases,
    fold,
    occurrences,
)


def name(text: str) -> Datum:
    return Datum(Kind.NAME, text, "起诉人1")


class TestFinding:
    @pytest.mark.parametrize(
        ("datum", "text"),
        [
            pytest.param(name("周大明"), "周大明", id="as-it-is"),
            pytest.param(name("周大明"), "周 大　明", id="spaced"),
            pytest.param(name("周大明"), "周大\n明", id="broken"),
            pytest.param(name("周大明"), "周\u200b大\u00a0明", id="invisible"),
            pytest.param(name("周 大明"), "周大明", id="spaced-in-the-register"),
            pytest.param(name("买买提·艾力"), "买买提•艾力", id="another-dot"),
            pytest.param(name("买买提·艾力"), "买买提艾力", id="no-dot"),
            pytest.param(name("John Smith"), "ＪＯＨＮ　smith", id="latin"),
            pytest.param(name("李\U00020bb7人"), "李\U00020bb7\ufe00人", id="variation-selector"),
            pytest.param(
                Datum(Kind.ID_NUMBER, "99000019800101001X", "甲"), "990000 19800101 001x", id="id"
            ),
            pytest.param(
                Datum(Kind.ID_NUMBER, "990000********0012", "甲"), "990000********0012", id="masked"
            ),
            pytest.param(Datum(Kind.PHONE, "13800001111", "甲"), "１３８-0000 1111", id="phone"),
            pytest.param(Datum(Kind.PHONE, "0717-6666666", "甲"), "(0717)6666666", id="landline"),
            pytest.param(Datum(Kind.ADDRESS, "某路1号", "甲"), "某路１ 号", id="address"),
        ],
    )
    def test_finds_a_datum_however_it_is_written(self, datum: Datum, text: str):
        whole = f"前{text}后"
        [(start, end)] = occurrences(datum, whole)
        assert fold(whole[start:end], datum.kind).text == datum.folded
        assert "前" not in whole[start:end]
        assert "后" not in whole[start:end]

    def test_does_not_find_a_name_across_a_full_stop(self):
        assert occurrences(name("王和平"), "原告姓王。和平解决。") == []

    def test_finds_each_of_several(self):
        assert len(occurrences(name("周大明"), "周大明、周 大明和周大明")) == 3


class TestReplacing:
    def test_the_longer_name_goes_first(self):
        pairs = [(name("周大"), "周某1"), (name("周大明"), "周某2")]
        assert Replacer(pairs).replace("周大明与周大") == "周某2与周某1"

    def test_what_is_protected_stays(self):
        pairs = [(name("教育"), "教某")]
        assert Replacer(pairs, ["区教育局"]).replace("教育诉区教育局") == "教某诉区教育局"

    def test_a_common_word_is_replaced_too(self):
        """Who reads 和平 cannot know which one was meant: safe goes before beautiful."""
        assert Replacer([(name("和平"), "和某")]).replace("和平要求和平解决") == "和某要求和某解决"


class TestAliases:
    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            pytest.param(["周大明"], ["周某"], id="alone"),
            pytest.param(["周大明", "周小红"], ["周某1", "周某2"], id="same-surname"),
            pytest.param(["欧阳娜娜", "欧文"], ["欧阳某", "欧某"], id="compound"),
            pytest.param(["买买提·艾力"], ["买某"], id="minority-first-sign"),
            pytest.param(["John Smith", "Jane Roe"], ["J1", "J2"], id="foreign-first-letter"),
        ],
    )
    def test_follow_the_courts_rule(self, names: list[str], expected: list[str]):
        assert list(aliases(names).values()) == expected

    def test_are_never_somebodys_name(self):
        found = aliases(["周大明", "周小红"], taken=["周某1"])
        assert list(found.values()) == ["周某2", "周某3"]

    def test_are_one_a_person(self):
        names = [f"{surname}{n}" for n in "甲乙丙丁" for surname in sorted(COMPOUND_SURNAMES)]
        assert len(set(aliases(names).values())) == len(names)


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "variants"),
        [
            pytest.param(
                "湖北省宜昌市伍家岗区夷陵路12号3栋602室",
                ("湖北省宜昌市伍家岗区夷陵路12号3栋602室", "夷陵路12号3栋602室", "夷陵路12号"),
                id="whole",
            ),
            pytest.param("宜昌市伍家岗区", (), id="down-to-the-county"),
            pytest.param("", (), id="none"),
            pytest.param("前坪村3组", ("前坪村3组",), id="village"),
        ],
    )
    def test_are_looked_for_in_the_ways_they_are_cited(
        self, address: str, variants: tuple[str, ...]
    ):
        assert address_variants(address) == variants


class TestPatterns:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            pytest.param("990000198001010012", Kind.ID_NUMBER, id="id"),
            pytest.param("990000 19800101 001X", Kind.ID_NUMBER, id="id-spaced"),
            pytest.param("6222021234567890123", Kind.ID_NUMBER, id="bank-card"),
            pytest.param("990000********0012", Kind.ID_NUMBER, id="masked-id"),
            pytest.param("鄂E12345", Kind.ID_NUMBER, id="number-plate"),
            pytest.param("138 0000 1111", Kind.PHONE, id="mobile"),
            pytest.param("１３８００００１１１１", Kind.PHONE, id="full-width"),
            pytest.param("0717-6666666", Kind.PHONE, id="landline"),
            pytest.param("138****1111", Kind.PHONE, id="masked-phone"),
            pytest.param("a.b@example.cn", Kind.PHONE, id="mail"),
            pytest.param("夷陵路12号3栋602室", Kind.ADDRESS, id="street"),
            pytest.param("和谐家园5栋2单元101室", Kind.ADDRESS, id="estate"),
            pytest.param("前坪村3组12号", Kind.ADDRESS, id="village"),
        ],
    )
    def test_what_looks_personal_is_seen_and_hidden(self, text: str, kind: Kind):
        whole = f"前，{text}，后"
        assert kind in {found for found, _ in looks_personal(whole)}
        hidden = hide_patterns(whole)
        assert text not in hidden
        assert list(looks_personal(hidden)) == []
        assert hidden.startswith("前，")
        assert hidden.endswith("，后"), "full-width signs stay"

    @pytest.mark.parametrize(
        "text",
        [
            "(2026)鄂0503行诉前调388号",
            "伍法〔2026〕12号",
            "信息公开答复书第1号",
            "2026年11月21日（星期六）",
            "人民币壹拾贰万捌仟陆佰元伍角整，128,600.50元",
            "《行政诉讼法》第一百零一条",
            "伍家岗街道办事处第3号决定",
            "2026-11-06 08:15",
        ],
    )
    def test_what_does_not_is_left(self, text: str):
        assert hide_patterns(text) == text

    def test_how_an_office_is_reached_is_no_personal_datum(self):
        text = "联系电话：0717-6666666；地址：夷陵路12号"
        assert hide_patterns(text, ["0717-6666666", "夷陵路12号"]) == text
