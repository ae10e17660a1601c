"""勘误: what a torn sentence is read as stands in one place; what cannot be read does nothing."""

from pathlib import Path

import pytest

from rules.catalogue import letters, paths, questions
from rules.deadlines import DEADLINES
from rules.errata import COOPERATION, ERRATA, PENDING_GRAVE_CASE
from rules.paths.prefiling_mediation.records import CLOSING_REPORT
from tasks.rendering.words import template_sources

ROOT = Path(__file__).parents[2]
OPEN_POINTS = (ROOT / "docs" / "handbook" / "law_open_points.md").read_text(encoding="utf-8")
each = pytest.mark.parametrize("erratum", ERRATA, ids=lambda erratum: erratum.code)


@each
def test_every_erratum_says_what_is_wrong_and_stands_in_the_handbook(erratum):
    assert erratum.printed
    assert erratum.problem
    treatment = f"读作“{erratum.read_as}”" if erratum.read_as else "由人判断，无自动后果"
    place = f"{erratum.statute.document_number}{erratum.place}"
    assert f"| {place} | “{erratum.printed}” | {erratum.problem} | {treatment} |" in OPEN_POINTS


@pytest.mark.mechanism("WJ-7e")
def test_the_agency_cooperates_with_whoever_tries_the_case_not_with_itself():
    assert "配合复议机关、人民法院" in COOPERATION.read_as
    assert "配合行政机关" not in COOPERATION.read_as
    report = "".join(template_sources(CLOSING_REPORT.template, region="national").values())
    assert "积极主动配合复议机关、人民法院办理" in report
    for letter in letters().values():
        for words in template_sources(letter.template, region="national").values():
            assert "配合行政机关进行案件审理" not in words, letter.code


@pytest.mark.mechanism("SL-3c")
def test_nothing_that_is_declared_rests_on_the_torn_sentence():
    assert PENDING_GRAVE_CASE.is_by_hand
    cited = f"{PENDING_GRAVE_CASE.statute.document_number}{PENDING_GRAVE_CASE.place}"
    bases = [
        *(line for path in paths().values() for line in path.basis),
        *(line for question in questions().values() for line in question.basis),
        *(line for letter in letters().values() for line in letter.basis),
        *(str(article) for rule in DEADLINES.values() for article in rule.basis),
    ]
    assert cited == "商法办发〔2023〕30号第三条"
    assert [line for line in bases if cited in line] == []
