"""Identity numbers: what stops a filing, what only asks for the original."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.identity import (
    CREDIT_ALPHABET,
    IdKind,
    credit_check,
    is_organisation_name,
    read_identity,
    resident_check,
)


@pytest.mark.parametrize(
    ("number", "name", "kind"),
    [
        pytest.param("990000195901061647", "张三", IdKind.RESIDENT, id="digits"),
        pytest.param("99000019551006826X", "张三", IdKind.RESIDENT, id="check-x"),
        pytest.param("99000020000229001X", "张三", IdKind.RESIDENT, id="leap-day"),
        pytest.param(
            "91350100M000100Y43", "某某商贸有限公司", IdKind.ORGANISATION, id="credit-code"
        ),
        pytest.param("91350100M000100Y43", "王某", IdKind.ORGANISATION, id="trader-under-own-name"),
        pytest.param("", "张三", IdKind.NONE, id="none"),
    ],
)
def test_a_sound_number_raises_nothing(number, name, kind):
    identity = read_identity(number, name)
    assert (identity.kind, identity.problem, identity.doubt) == (kind, "", "")


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        pytest.param("990000199913451234", "张三", "第7至14位", id="month-13"),
        pytest.param("990000190002290018", "张三", "第7至14位", id="1900-was-no-leap-year"),
        pytest.param("990000189912310011", "张三", "第7至14位", id="born-before-1900"),
        pytest.param("99000019590106164", "张三", "有17位", id="one-digit-lost"),
        pytest.param("9900001959010616471", "张三", "有19位", id="one-digit-too-many"),
        pytest.param("99000019590106164A", "张三", "十八位号码", id="letter-at-the-end"),
        pytest.param("990000591306164", "张三", "第7至12位", id="old-number-month-13"),
        pytest.param("9935010OM000100Y43", "某某公司", "十八位号码", id="letter-o-for-zero"),
    ],
)
def test_a_number_that_names_nobody_is_a_problem_with_a_remedy(number, name, said):
    identity = read_identity(number, name)
    assert said in identity.problem
    assert identity.remedy


@pytest.mark.parametrize(
    ("number", "name", "kind", "said"),
    [
        pytest.param("990000195901061648", "张三", IdKind.RESIDENT, "校验码不符", id="check-digit"),
        pytest.param(
            "91990000MA00000000",
            "某某商贸有限公司",
            IdKind.ORGANISATION,
            "校验码不符",
            id="placeholder-code",
        ),
        pytest.param("990000590106164", "张三", IdKind.OLD_RESIDENT, "十五位", id="old-number"),
        pytest.param(
            "420500000012345",
            "某某商贸有限公司",
            IdKind.OTHER,
            "证件种类",
            id="old-business-licence",
        ),
        pytest.param("E12345678", "张三", IdKind.OTHER, "证件种类", id="passport"),
        pytest.param("军字第1234567号", "张三", IdKind.OTHER, "证件种类", id="officer"),
        pytest.param("990000********1647", "张三", IdKind.OTHER, "遮盖", id="masked"),
    ],
)
def test_a_doubtful_number_is_kept_and_questioned(number, name, kind, said):
    identity = read_identity(number, name)
    assert identity.kind is kind
    assert said in identity.doubt
    assert identity.problem == ""


def test_the_birth_date_is_read_from_either_form():
    assert read_identity("990000195901061647").born_on == date(1959, 1, 6)
    assert read_identity("990000590106164").born_on == date(1959, 1, 6)


@pytest.mark.parametrize(
    ("name", "is_organisation"),
    [
        ("某某商贸有限公司", True),
        ("城北村村民委员会", True),
        ("某某装饰部", True),
        ("张三", False),
        ("王建社", False),
        ("欧阳娜娜", False),
    ],
)
def test_organisations_are_told_by_their_names(name, is_organisation):
    assert is_organisation_name(name) is is_organisation


@given(st.text(string.digits, min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_any_single_mistyped_digit_changes_the_check(digits, place, shift):
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert resident_check(wrong) != resident_check(digits)


@given(st.text(CREDIT_ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_any_single_mistyped_character_changes_the_credit_check(code, place, shift):
    index = (CREDIT_ALPHABET.index(code[place]) + shift) % 31
    wrong = code[:place] + CREDIT_ALPHABET[index] + code[place + 1 :]
    assert credit_check(wrong) != credit_check(code)


@given(st.text(max_size=25), st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_number(number, name):
    identity = read_identity(number, name)
    assert not (identity.problem and identity.doubt)
