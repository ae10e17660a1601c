"""The place of the seal, found in the PDF: it is where the sample seal is drawn."""

from dataclasses import replace

import pytest
from kinds import filled, of_kind, sample
from measuring import box_of, pages_of, red_ink
from rendering_samples import LETTERS, facts_of

from rules.vocabulary.letter import Letter
from tasks.rendering import RenderingError, compose, render_pdf
from tasks.rendering.document import Annex, Document, Kind, Paragraph, Run, Signature
from tasks.rendering.seal_place import seal_place

SEALED = (Kind.LETTER, Kind.DOCUMENT, Kind.NOTICE, Kind.FORM, Kind.REPORT)


def drawn(document: Document, page: int) -> tuple[float, float, float, float]:
    """Left, lower, right and upper edge of the seal that is drawn, from the lower left, in mm."""
    bare, sealed = (
        red_ink(render_pdf(replace(document, seal=seal)), page) for seal in ("", "draft")
    )
    left, top, right, bottom = box_of(sealed & ~bare)
    return left, 297 - bottom, right, 297 - top


def is_where_it_is_drawn(document: Document) -> None:
    place = seal_place(render_pdf(document), document)
    assert place is not None
    left, bottom, right, top = drawn(document, place.page)
    assert (place.x_mm, place.y_mm) == (
        pytest.approx(left, abs=0.4),
        pytest.approx(bottom, abs=0.4),
    )
    assert place.width_mm == pytest.approx(right - left, abs=0.3)
    assert place.width_mm == pytest.approx(top - bottom, abs=0.3)


@pytest.mark.parametrize("pages", [1, 2, 5])
@pytest.mark.parametrize("kind", SEALED)
def test_the_place_is_where_the_sample_seal_is_drawn(kind: Kind, pages: int):
    is_where_it_is_drawn(filled(kind, pages))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
def test_every_letter_that_an_office_signs_has_a_place(letter: Letter):
    document = compose(letter.template, facts_of(letter), "national")
    if any(isinstance(block, Signature) for block in document.blocks):
        is_where_it_is_drawn(document)
    else:
        assert seal_place(render_pdf(document), document) is None


@pytest.mark.parametrize(
    "office", ["某局", "云州市云山区人民法院行政审判庭行政争议化解工作办公室", "张\ue0ff三委员会"]
)
def test_the_place_follows_the_office_whatever_its_length_or_characters(office: str):
    facts = facts_of(LETTERS[5], court_name=office)
    is_where_it_is_drawn(compose(LETTERS[5].template, facts, "national"))


def test_the_same_seal_lies_on_a_sealed_and_on_a_bare_copy():
    document = of_kind(Kind.LETTER)
    bare, sealed = (render_pdf(replace(document, seal=seal)) for seal in ("", "draft"))
    assert seal_place(bare, document) == seal_place(sealed, document)


def test_office_and_day_in_the_text_or_in_a_reply_form_are_not_taken_for_the_signature():
    document = of_kind(Kind.LETTER)
    sign = next(block for block in document.blocks if isinstance(block, Signature))
    said = "云州市云山区人民法院2026年11月21日"
    mention = Paragraph(content=(Run(text=f"{said}来函收悉。{said}"),))
    reply = (Annex(label="附件", title=("回复函",)), mention, replace(sign, day="2026年12月1日"))
    mentioned = replace(document, blocks=(mention, *document.blocks, *reply))
    place = seal_place(render_pdf(mentioned), mentioned)
    assert place is not None
    assert place.page < pages_of(render_pdf(mentioned))
    is_where_it_is_drawn(replace(document, blocks=(mention, *document.blocks)))


def test_what_nobody_seals_has_no_place():
    for kind in (Kind.RECORD, Kind.AGREEMENT, Kind.MINUTES):
        assert seal_place(render_pdf(of_kind(kind)), of_kind(kind)) is None


def test_the_box_is_in_points_from_the_lower_left_as_a_signer_wants_it():
    document = sample("upward")
    place = seal_place(render_pdf(document), document)
    assert place is not None
    left, bottom, right, top = place.box
    assert (right - left, top - bottom) == (119, 119)
    assert left == pytest.approx(place.x_mm / 25.4 * 72, abs=0.5)
    assert bottom == pytest.approx(place.y_mm / 25.4 * 72, abs=0.5)


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        pytest.param(b"no pdf", "不是可以打开的 PDF", id="not-a-pdf"),
        pytest.param(None, "没有找到署名", id="another-letter"),
    ],
)
def test_a_pdf_of_another_letter_is_refused(pdf: bytes | None, words: str):
    document = of_kind(Kind.LETTER)
    other = pdf or render_pdf(of_kind(Kind.RECORD))
    with pytest.raises(RenderingError, match=words):
        seal_place(other, document)
