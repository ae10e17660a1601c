"""Registration: 先登后调. A filing gets its number in the order of receipt, and keeps it."""

import itertools

import pytest

from models.case import Case, CaseNumber, CasePath, Party
from models.filing import FilingRecord
from models.history import Event
from models.ledger import ledger
from rules.filing import Plaintiff
from tasks.errors import FuyuanError, UnknownCaseError
from tasks.records import find_case
from tasks.registration import SHORT_CODE_SIGNS, give_docket_number, register
from tests.building import (
    ADDRESS,
    ID_NUMBER,
    PHONE,
    RECEIVED,
    as_it_lies,
    count,
    filing,
    registered,
    rows,
    stored,
)
from tests.processes import at_once

PATTERN = "(2026)鄂0503行诉前调{}号"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.usefixtures("home")
def test_numbers_follow_the_order_of_receipt_whichever_run_comes_first(order):
    filings = stored(filing(1), filing(2), filing(3))
    given = {n: register(filings[n]) for n in order}
    assert [given[n] for n in range(3)] == [PATTERN.format(n) for n in (1, 2, 3)]


@pytest.mark.usefixtures("any_home")
def test_runs_that_register_at_once_keep_the_order_too():
    filings = stored(*map(filing, range(8)))
    numbers = at_once(register, [(number,) for number in reversed(filings)])
    assert list(reversed(numbers)) == [PATTERN.format(n) for n in range(1, 9)]
    assert count(Case) == 8


@pytest.mark.usefixtures("home")
def test_a_registered_filing_keeps_its_number():
    [number] = stored(filing(1))
    assert len({register(number) for _ in range(3)}) == 1
    assert [count(table) for table in (Case, CaseNumber, CasePath)] == [1, 1, 1]


@pytest.mark.usefixtures("home")
def test_a_filing_of_last_year_gets_a_number_of_last_year():
    number = registered(1, received_on="2025-12-31", act_made_on=None, act_known_on=None)
    assert number == "(2025)鄂0503行诉前调1号"


@pytest.mark.usefixtures("home")
def test_an_unknown_filing_is_refused_in_words():
    with pytest.raises(FuyuanError, match="没有编号为“收件〔2026〕9号”的收件"):
        register("收件〔2026〕9号")


@pytest.mark.usefixtures("home")
def test_a_case_begins_on_the_first_stage_registered_on_the_day_of_receipt():
    number = registered()
    [case] = rows(Case)
    assert (case.number, case.registered_on, case.received_on) == (number, RECEIVED, RECEIVED)
    assert [(row.path, row.stage, row.closed_at) for row in rows(CasePath)] == [
        ("registration", "registered", None)
    ]
    assert rows(FilingRecord)[0].case_id == case.id
    assert [row.key for row in rows(Event)] == ["registered", "stage:registration:registered:1"]


@pytest.mark.usefixtures("home")
def test_the_parties_stand_in_the_order_of_the_complaint():
    plaintiffs = [Plaintiff(name=name, phone=PHONE) for name in ("张三", "李四", "王五")]
    agencies = ["区住房和城乡建设局", "区自然资源和规划局"]
    registered(plaintiffs=plaintiffs, plaintiff_count=12, agencies=agencies)
    assert [(row.role, row.position, row.name) for row in rows(Party)] == [
        ("起诉人", 1, "张三"),
        ("起诉人", 2, "李四"),
        ("起诉人", 3, "王五"),
        ("被告", 1, "区住房和城乡建设局"),
        ("被告", 2, "区自然资源和规划局"),
    ]
    assert rows(Case)[0].plaintiff_names == "张三、李四、王五等12人"


@pytest.mark.usefixtures("home")
def test_risk_tags_are_kept():
    registered(risk_tags=["群体性", "涉民生", "重大项目", "复杂疑难", "重大社会影响"])
    assert rows(Case)[0].risk_tags == ["群体性", "涉民生", "重大项目", "复杂疑难", "重大社会影响"]


@pytest.mark.usefixtures("any_home")
def test_what_identifies_a_person_lies_encrypted():
    registered()
    [person] = rows(Party, role="起诉人")
    assert (person.id_number, person.phone, person.address) == (ID_NUMBER, PHONE, ADDRESS)
    lies = as_it_lies()
    assert "信息公开答复书" in lies, "the dump does show the table's plain columns"
    for secret in (ID_NUMBER, PHONE, ADDRESS, '"plaintiffs"'):
        assert secret not in lies


@pytest.mark.usefixtures("any_home")
def test_before_registration_not_even_a_name_can_be_read():
    stored(filing(1))
    lies = as_it_lies()
    assert "收件〔2026〕1号" in lies
    for secret in ("周某1", ID_NUMBER, PHONE, "信息公开答复书"):
        assert secret not in lies


@pytest.mark.usefixtures("any_home")
def test_the_docket_number_is_given_once_and_linked():
    registered(1)
    number = registered(2)
    assert give_docket_number(number) == "(2026)鄂0503行初1号"
    assert give_docket_number(number) == "(2026)鄂0503行初1号"
    case_id = rows(Case, number=number)[0].id
    assert [(row.kind, row.number) for row in rows(CaseNumber, case_id=case_id)] == [
        ("诉前调解登记", number),
        ("行政一审", "(2026)鄂0503行初1号"),
    ]
    [told] = rows(Event, key="docket_number")
    assert number in told.text


@pytest.mark.usefixtures("home")
class TestFindingACase:
    @pytest.mark.parametrize(
        "write", [str, lambda n: f"  {n} ", lambda n: n.replace("(", "（").replace(")", "）")]
    )
    def test_by_its_number_however_it_is_typed(self, write):
        number = registered()
        with ledger() as session:
            assert find_case(session, write(number)).number == number

    def test_by_its_short_code_in_either_case(self):
        number = registered()
        code = rows(Case)[0].short_code
        assert len(code) == 8
        assert set(code) <= set(SHORT_CODE_SIGNS)
        with ledger() as session:
            assert find_case(session, code.lower()).number == number

    def test_not_at_all_and_it_says_what_to_do(self):
        with (
            pytest.raises(UnknownCaseError, match=r"没有案号为“甲”的案件.*fuyuan cases"),
            ledger() as s,
        ):
            find_case(s, "甲")
