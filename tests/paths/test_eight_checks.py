"""八看: where each of the possible findings leads, and what the law says first."""

from itertools import product

import pytest

from rules.catalogue import paths
from rules.eight_checks import CHECKS, Check, Finding, Route, route
from rules.paths.registration.questions import Consent, ConsentChoice, EightChecks
from rules.vocabulary.path import SIDE_EXITS

MET, CURABLE, NOT_MET = Finding.MET, Finding.CURABLE, Finding.NOT_MET
CODES = tuple(check.code for check in CHECKS)


def found(**differing: Finding) -> dict[str, Finding]:
    return {**dict.fromkeys(CODES, MET), **differing}


def codes(checks: tuple[Check, ...]) -> list[str]:
    return [check.code for check in checks]


@pytest.mark.mechanism("WJ-14")
def test_the_eight_are_those_of_the_document_in_its_order():
    assert [check.title for check in CHECKS] == [
        "诉讼请求",
        "受案范围",
        "原告资格",
        "被告资格",
        "起诉期限",
        "行政复议",
        "管辖权",
        "司法解释立案新规定",
    ]
    assert set(CODES) <= set(EightChecks.model_fields)
    assert all(check.basis and check.asks for check in CHECKS)


@pytest.mark.mechanism("WJ-14")
@pytest.mark.parametrize(
    ("differing", "leads_to", "because"),
    [
        pytest.param(
            {"reconsideration": NOT_MET},
            Route.RECONSIDERATION_FIRST,
            ["reconsideration"],
            marks=pytest.mark.routing("RT01"),
            id="RT01-当场罚款须先复议",
        ),
        pytest.param(
            {"reconsideration": NOT_MET},
            Route.RECONSIDERATION_FIRST,
            ["reconsideration"],
            marks=pytest.mark.routing("RT02"),
            id="RT02-信息公开须先复议",
        ),
        pytest.param(
            {"jurisdiction": NOT_MET},
            Route.TRANSFER,
            ["jurisdiction"],
            marks=pytest.mark.routing("RT04"),
            id="RT04-县政府为被告",
        ),
        pytest.param(
            {"scope": NOT_MET},
            Route.REFUSAL,
            ["scope"],
            marks=pytest.mark.routing("RT06"),
            id="RT06-信访答复",
        ),
        pytest.param(
            {"defendant": CURABLE},
            Route.CORRECTION,
            ["defendant"],
            marks=pytest.mark.routing("RT07"),
            id="RT07-被告有误先释明",
        ),
        pytest.param(
            {"parallel_reconsideration": NOT_MET},
            Route.REFUSAL,
            ["parallel_reconsideration"],
            marks=pytest.mark.routing("RT08"),
            id="RT08-复议已受理",
        ),
        pytest.param({"plaintiff": NOT_MET}, Route.REFUSAL, ["plaintiff"], id="无利害关系"),
        pytest.param({"defendant": NOT_MET}, Route.REFUSAL, ["defendant"], id="被告不适格"),
        pytest.param({"time_limit": NOT_MET}, Route.REFUSAL, ["time_limit"], id="超过起诉期限"),
        pytest.param({"claims": NOT_MET}, Route.REFUSAL, ["claims"], id="诉讼请求不具体"),
        pytest.param({"claims": CURABLE}, Route.CORRECTION, ["claims"], id="诉讼请求可补正"),
        pytest.param({}, Route.MEDIATION, [], id="全部符合"),
    ],
)
def test_one_finding_leads_to(differing, leads_to, because):
    decided, checks = route(found(**differing), mediable=True)
    assert (decided, codes(checks)) == (leads_to, because)


@pytest.mark.mechanism("WJ-1")
def test_what_cannot_be_mediated_is_docketed_not_mediated():
    assert route(found(), mediable=False) == (Route.DOCKETING, ())


@pytest.mark.parametrize(
    ("differing", "leads_to", "because"),
    [
        pytest.param(
            {"jurisdiction": NOT_MET, "scope": NOT_MET},
            Route.TRANSFER,
            ["scope", "jurisdiction"],
            id="a-court-without-jurisdiction-refuses-nothing",
        ),
        pytest.param(
            {"jurisdiction": NOT_MET, "reconsideration": NOT_MET},
            Route.TRANSFER,
            ["reconsideration", "jurisdiction"],
            id="nor-does-it-send-to-reconsideration",
        ),
        pytest.param(
            {"reconsideration": NOT_MET, "time_limit": NOT_MET},
            Route.RECONSIDERATION_FIRST,
            ["time_limit", "reconsideration"],
            id="what-reconsideration-can-cure-is-not-refused",
        ),
        pytest.param(
            {"scope": NOT_MET, "claims": CURABLE},
            Route.REFUSAL,
            ["scope"],
            id="no-correction-of-what-will-be-refused",
        ),
        pytest.param(
            {"claims": CURABLE, "defendant": CURABLE},
            Route.CORRECTION,
            ["claims", "defendant"],
            id="all-that-is-wanting-is-told-at-once",
        ),
    ],
)
def test_of_several_findings_the_weightiest_decides(differing, leads_to, because):
    decided, checks = route(found(**differing), mediable=True)
    assert (decided, codes(checks)) == (leads_to, because)


@pytest.mark.parametrize("code", CODES)
def test_correction_is_asked_for_once(code: str):
    once, _ = route(found(**{code: CURABLE}), mediable=True)
    again, because = route(found(**{code: CURABLE}), mediable=True, already_corrected=True)
    never, _ = route(found(**{code: NOT_MET}), mediable=True)
    assert (once, again, codes(because)) == (Route.CORRECTION, never, [code])


def test_every_combination_leads_somewhere_and_says_why():
    counted = 0
    for findings in product(Finding, repeat=len(CODES)):
        for mediable, corrected in product((True, False), repeat=2):
            given = dict(zip(CODES, findings, strict=True))
            decided = route(given, mediable=mediable, already_corrected=corrected)
            assert (decided[0], set(codes(decided[1]))) == _by_the_law(given, mediable, corrected)
            counted += 1
    assert counted == 26_244


def _by_the_law(
    given: dict[str, Finding], mediable: bool, corrected: bool
) -> tuple[Route, set[str]]:
    wanting = {code for code, finding in given.items() if finding is CURABLE}
    failed = {code for code, finding in given.items() if finding is NOT_MET}
    if corrected:
        failed, wanting = failed | wanting, set()
    if "jurisdiction" in failed:
        return Route.TRANSFER, failed
    if "reconsideration" in failed:
        return Route.RECONSIDERATION_FIRST, failed
    if failed:
        return Route.REFUSAL, failed
    if wanting:
        return Route.CORRECTION, wanting
    return (Route.MEDIATION if mediable else Route.DOCKETING), set()


@pytest.mark.parametrize("code", CODES)
def test_a_finding_that_is_missing_is_not_assumed(code: str):
    incomplete = {other: MET for other in CODES if other != code}
    with pytest.raises(KeyError, match=code):
        route(incomplete, mediable=True)


@pytest.mark.parametrize(
    ("leads_to", "stage"),
    [
        (Route.CORRECTION, "correcting"),
        (Route.TRANSFER, "transferred"),
        (Route.RECONSIDERATION_FIRST, "guided"),
        (Route.REFUSAL, "refused"),
        (Route.DOCKETING, "to_docketing"),
        (Route.MEDIATION, "inquiring"),
    ],
)
def test_the_stage_table_allows_every_route(leads_to: Route, stage: str):
    assert paths()["registration"].allows("reviewed", stage), leads_to


@pytest.mark.routing("RT01", "RT02")
def test_whoever_insists_on_suing_before_reconsideration_is_refused():
    """RT01: 坚持起诉的，裁定不予立案."""
    then = paths()["registration"].stages["guided"].then - SIDE_EXITS.keys()
    assert then == {"to_reconsideration", "refused"}


@pytest.mark.mechanism("WJ-1")
@pytest.mark.routing("RT10")
@pytest.mark.parametrize("plaintiff", ConsentChoice)
@pytest.mark.parametrize("agency", ConsentChoice)
def test_only_two_written_consents_are_mutual(plaintiff: ConsentChoice, agency: ConsentChoice):
    """RT10: 任何一方不同意，不得委派."""
    consent = Consent(
        answered_by="刘法官", plaintiff=plaintiff, agency=agency, answered_on="2026-11-05"
    )
    both = plaintiff is ConsentChoice.AGREES and agency is ConsentChoice.AGREES
    assert consent.is_mutual is both
