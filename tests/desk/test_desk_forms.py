import pytest
from desk_answers import EIGHT_CHECKS, SESSION, WITHDRAWAL, as_typed
from hypothesis import given
from hypothesis import strategies as st

from desk.forms import lay_out, read_answer
from desk.shapes import Kind, shapes_of, titles_of
from rules.catalogue import questions
from rules.filing import plain_text
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from rules.vocabulary.question import Question

TERMS = {
    "answered_by": "王某",
    "terms": ["第一条", "第二条"],
    "payments": [{"due_on": "2027-01-10", "amount": "1200.50"}],
    "copies": 4,
}
ANSWERS = [
    pytest.param(questions()["eight_checks"], EIGHT_CHECKS, id="eight_checks"),
    pytest.param(questions()["mediation_session"], SESSION, id="mediation_session"),
    pytest.param(questions()["settlement_terms"], TERMS, id="settlement_terms"),
    pytest.param(ConsentWithdrawal, WITHDRAWAL, id="consent_withdrawal"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_a_form_gives_back_the_answer_it_shows(
    question: type[Question], answer: dict[str, object]
) -> None:
    typed = {name: plain_text(value) for name, value in as_typed(question, answer).items()}
    read = read_answer(shapes_of(question), typed)
    assert question.model_validate(read) == question.model_validate(answer)


@given(
    st.dictionaries(
        st.from_regex(r"(attendees|statements|result|place)(\.[0-9]{1,3}){0,2}(\.speaker)?"),
        st.text(max_size=5),
        max_size=8,
    )
)
def test_whatever_was_typed_can_be_read_and_shown_again(typed: dict[str, str]) -> None:
    shapes = shapes_of(questions()["mediation_session"])
    answer = read_answer(shapes, typed)
    again = {
        name: value for widget in lay_out(shapes, answer, {}) for name, value in _values(widget)
    }
    assert read_answer(shapes, {k: v for k, v in again.items() if v}) == {
        "extended_days": "0",
        "both_signed_extension": "否",
        **answer,
    }


def _values(widget):
    if not widget.parts:
        return [(widget.name, widget.value)]
    return [pair for part in widget.parts for pair in _values(part)]


def test_kinds_are_read_off_the_declaration() -> None:
    kinds = {shape.name: shape.kind for shape in shapes_of(questions()["settlement_terms"])}
    assert kinds == {
        "answered_by": Kind.TEXT,
        "terms": Kind.ROWS,
        "payments": Kind.ROWS,
        "copies": Kind.INTEGER,
        "remaining": Kind.TEXT,
    }
    [_, _, payments, *_] = shapes_of(questions()["settlement_terms"])
    assert [part.kind for part in payments.item.parts] == [Kind.DATE, Kind.DECIMAL]


def test_titles_lead_to_a_nested_field() -> None:
    shapes = shapes_of(questions()["settlement_terms"])
    assert titles_of(shapes, ("payments", 1, "amount")) == ["付款安排", "第2项", "金额（元）"]
    assert titles_of(shapes, ("unknown", 0, "x")) == ["unknown", "第1项", "x"]


def test_what_no_form_can_ask_is_refused() -> None:
    class Strange(Question):
        anything: object

    with pytest.raises(TypeError, match="anything"):
        shapes_of(Strange)
