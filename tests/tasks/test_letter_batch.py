"""Letters for many cases: chosen by few safe conditions, numbered in order, resumable, fair."""

from typing import Any

import pytest

from models.case import Case
from models.history import Event
from models.letter import IssuedLetter
from models.number import GivenNumber
from rules.paths.prefiling_mediation import REFERRAL, SUGGESTION
from rules.paths.registration import CORRECTION_NOTICE
from tasks import letter_batch, letter_finishing
from tasks.case_selection import FIELDS, Condition, SelectionError, chosen, parse_conditions
from tasks.errors import FuyuanError
from tasks.letter_batch import (
    Batch,
    Outcome,
    count_cases,
    finish_pending,
    issue_batch,
    preview_batch,
)
from tasks.letter_marks import Order, void
from tasks.letters import issue
from tasks.number_gaps import prove
from tests.building import count, in_mediation, registered, rows
from tests.correspondence import CORRECTION_FACTS
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("fonts")
FACTS = {"risk_tags": ["涉民生"], "feedback_by": "2026-11-20", "lead_agency": "区教育局"}


def batch(where: str = "path=registration", **changes: Any) -> Batch:
    return Batch(
        **{
            "code": SUGGESTION.code,
            "conditions": parse_conditions(where),
            "facts": FACTS,
            **changes,
        }
    )


def found(where: str) -> list[str]:
    """The numbers of the cases that a preview would go through."""
    return [done.case_number for done in preview_batch(batch(where))]


def issue_all() -> list[str]:
    return [done.outcome.value for done in issue_batch(batch())]


@pytest.mark.usefixtures("any_home")
class TestSelection:
    @pytest.mark.parametrize(
        ("where", "cases"),
        [
            ("path=registration", [1, 2, 3]),
            ("path=prefiling_mediation", [3]),
            ("path=prefiling_mediation and stage=preparing", [3]),
            ("path=registration stage=preparing", []),
            ("stage=preparing", [3]),
            ("agency=区公安分局", [2]),
            ("agency~公安", [2]),
            ("agency~%", []),
            ("agency=公安", []),
            ("received=2026-11-02", [1, 3]),
            ("received>=2026-11-03", [2]),
            ("received<=2026-11-02 and registered<=2026-11-02", [1, 3]),
            ("region=wujiagang, state=open", [1, 2, 3]),
            ("state=closed", []),
            ("having=correction_notice", [1]),
            ("missing=correction_notice", [2, 3]),
            ("missing=correction_notice 且 agency~公安", [2]),
            ("case=(2026)鄂0503行诉前调1号 case=（2026）鄂0503行诉前调3号", [1, 3]),
            ('agency~"区公安 分局"', []),
        ],
    )
    def test_finds_the_cases_that_meet_every_condition(self, where: str, cases: list[int]):
        issue(registered(1), CORRECTION_NOTICE, **CORRECTION_FACTS)
        registered(2, agencies=["区公安分局"], received_on="2026-11-03")
        in_mediation(3)
        assert found(where) == [f"(2026)鄂0503行诉前调{n}号" for n in cases]

    def test_a_voided_letter_is_missing(self):
        letter_id = issue(registered(1), CORRECTION_NOTICE, **CORRECTION_FACTS)
        assert found("missing=correction_notice") == []
        void(str(letter_id), Order(by="甲", reason="乙"))
        assert len(found("missing=correction_notice")) == 1

    def test_a_short_code_names_a_case(self):
        registered(1)
        [case] = rows(Case)
        assert found(f"case={case.short_code.lower()}") == [case.number]


class TestConditions:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("colour=red", "没有“colour”这一项"),
            ("path=nowhere", "path 没有“nowhere”"),
            ("stage=nowhere", "stage 没有“nowhere”"),
            ("region=nowhere", "region 没有“nowhere”"),
            ("missing=nothing", "missing 没有“nothing”"),
            ("state=half", "state 没有“half”"),
            ("received=昨天", "received 的日期请用"),
            ("path~registration", "path 不能用 ~"),
            ("path", "看不懂“path”"),
            ("path=registration or 1=1", "看不懂“or 1=1”"),
            ("path=registration; drop table", "没有“registration;”"),
            ("", "须至少写一个条件"),
            ("   ", "须至少写一个条件"),
        ],
    )
    def test_what_is_not_understood_is_named_with_what_there_is(self, text: str, said: str):
        with pytest.raises(SelectionError, match="可用的条件") as refused:
            chosen(parse_conditions(text))
        assert said in str(refused.value)
        assert all(name in str(refused.value) for name in FIELDS)

    def test_what_is_typed_is_a_value_and_nothing_else(self):
        [condition] = parse_conditions("agency=' OR 1=1 --'")
        statement = chosen([condition]).compile()
        assert "OR 1=1" not in str(statement)
        assert " OR 1=1 --" in statement.params.values()

    def test_a_value_with_blanks_stands_in_quotes(self):
        assert parse_conditions("agency~\"甲 乙\", received>='2026-01-01'") == (
            Condition(field="agency", operator="~", value="甲 乙"),
            Condition(field="received", operator=">=", value="2026-01-01"),
        )


@pytest.mark.usefixtures("home")
class TestBatch:
    def test_issues_in_the_order_of_the_cases(self):
        cases = [registered(n) for n in range(1, 6)]
        done = list(issue_batch(batch()))
        assert [each.case_number for each in done] == cases
        assert [each.letter for each in done] == [
            f"《诉前化解建议函》（伍法〔2026〕{n}号）" for n in range(1, 6)
        ]
        assert {each.outcome for each in done} == {Outcome.MADE}
        assert {row.state for row in rows(IssuedLetter)} == {"issued"}
        assert count_cases(batch()) == 5

    def test_again_makes_none_twice(self):
        for n in range(3):
            registered(n)
        assert issue_all() == ["已制作"] * 3
        registered(9)
        assert issue_all() == ["已有"] * 3 + ["已制作"]
        assert count(Event, kind="文书") == 4

    def test_on_trial_lists_what_it_would_do_and_uses_no_number(self):
        cases = [registered(n) for n in range(1, 4)]
        issue(cases[0], SUGGESTION, **FACTS)
        done = list(preview_batch(batch()))
        assert [each.outcome for each in done] == [
            Outcome.PRESENT,
            Outcome.WOULD_MAKE,
            Outcome.WOULD_MAKE,
        ]
        assert count(IssuedLetter) == 1
        assert count(GivenNumber, sequence="wujiagang/court/letter/2026") == 1

    def test_one_bad_case_is_named_and_stops_no_other(self):
        cases = [registered(n) for n in range(1, 4)]
        by_case = {cases[1]: {"feedback_by": "明天"}}
        trial = list(preview_batch(batch(by_case=by_case)))
        done = list(issue_batch(batch(by_case=by_case)))
        assert [each.outcome for each in done] == [Outcome.MADE, Outcome.REFUSED, Outcome.MADE]
        assert [each.outcome for each in trial] == [
            Outcome.WOULD_MAKE,
            Outcome.REFUSED,
            Outcome.WOULD_MAKE,
        ]
        assert done[1].case_number == cases[1]
        assert "“反馈截止日期”：日期无效" in done[1].reason
        assert trial[1].reason == done[1].reason
        assert [row.number for row in rows(IssuedLetter)] == ["伍法〔2026〕1号", "伍法〔2026〕2号"]
        assert [each.outcome for each in issue_batch(batch())] == [
            Outcome.PRESENT,
            Outcome.MADE,
            Outcome.PRESENT,
        ]

    def test_a_letter_that_cannot_be_set_is_named_and_finished_later(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        for n in range(3):
            registered(n)
        make, bad = letter_finishing._make, 2

        def failing(row: IssuedLetter, region: Any) -> Any:
            if row.id == bad:
                message = "磁盘已满"
                raise OSError(message)
            return make(row, region)

        with monkeypatch.context() as patch:
            patch.setattr(letter_finishing, "_make", failing)
            done = list(issue_batch(batch()))
        assert [each.outcome for each in done] == [Outcome.MADE, Outcome.REFUSED, Outcome.MADE]
        assert (done[1].letter_id, done[1].reason) == (bad, "OSError：磁盘已满")
        assert (prove().pending, prove().findings) == (1, ())
        [finished] = finish_pending()
        assert (finished.letter_id, finished.outcome) == (bad, Outcome.FINISHED)

    def test_who_stops_it_leaves_few_begun_and_the_next_call_finishes_them(self):
        for n in range(30):
            registered(n)
        for _ in range(3):
            made = issue_batch(batch())
            next(made)
            made.close()  # What Ctrl-C does to it.
            begun = rows(IssuedLetter)
            assert {row.state for row in begun} == {"issued"}, "what was begun was finished"
        assert len(begun) < 30
        outcomes = [each.outcome for each in issue_batch(batch())]
        assert outcomes == [Outcome.PRESENT] * len(begun) + [Outcome.MADE] * (30 - len(begun))

    def test_each_case_may_have_facts_of_its_own(self):
        cases = [registered(n) for n in range(1, 3)]
        short_code = rows(Case)[1].short_code
        own = {cases[0]: {"lead_agency": "区公安分局"}, short_code: {"lead_agency": "区民政局"}}
        list(issue_batch(batch(by_case=own)))
        letters = rows(IssuedLetter)
        assert ["区公安分局" in row.facts for row in letters] == [True, False]
        assert ["区民政局" in row.facts for row in letters] == [False, True]

    def test_a_voided_letter_is_not_made_again(self):
        registered(1)
        issue_all()
        void("1", Order(by="甲", reason="乙"))
        [done] = issue_batch(batch("missing=suggestion"))
        assert (done.outcome, done.reason) == (Outcome.PRESENT, "已作废，需要的请重新制作")

    def test_another_occasion_is_another_letter(self):
        registered(1)
        issue_all()
        [done] = issue_batch(batch(occasion="2026年度", ordered_by="刘书记员"))
        assert done.outcome is Outcome.MADE
        assert rows(IssuedLetter)[1].ordered_by == "刘书记员"

    def test_pages_lose_no_case(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(letter_batch, "PAGE", 2)
        for n in range(5):
            registered(n)
        assert issue_all() == ["已制作"] * 5

    def test_an_unknown_letter_is_refused_before_anything_is_done(self):
        with pytest.raises(FuyuanError, match="没有代码为“nothing”的文书；可用的有"):
            batch(code="nothing")

    def test_a_missing_fact_is_told_on_trial(self):
        registered(1)
        [done] = preview_batch(batch(code=REFERRAL.code, facts={}))
        assert done.outcome is Outcome.REFUSED
        assert "“调解员”：必填" in done.reason


@pytest.mark.usefixtures("any_home")
def test_two_batches_at_once_make_every_letter_once():
    for n in range(6):
        registered(n)
    lists = at_once(issue_all, [(), ()])
    assert all(set(done) <= {"已制作", "已有", "接着完成"} for done in lists)
    assert len(rows(IssuedLetter)) == 6
    assert {row.state for row in rows(IssuedLetter)} == {"issued"}
    assert count(Event, kind="文书") == 6
    assert prove().findings == ()
