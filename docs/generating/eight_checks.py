"""八看 as a decision table, worked out by the very function that decides."""

from itertools import permutations

from generating.markdown import items, page, table, text

from rules.eight_checks import CHECKS, Check, Finding, Route, route

NUMERALS = "一二三四五六七八"


def eight_checks_page() -> str:
    """The eight points, where each leads, and which prevails."""
    return page(
        "八看审查决策表",
        "八项结论填在待办“八看审查”里；系统只按下表引路，每一步仍由人作出。",
        f"## 八项\n\n{_points()}",
        f"## 去向\n\n{_outcomes()}",
        f"## 几项同时不符合\n\n{_precedence()}",
    )


def _points() -> str:
    head = ("", "看什么", "要求", "依据", Finding.NOT_MET.value, Finding.CURABLE.value)
    rows = [
        (
            NUMERALS[position],
            text(check.title),
            text(check.asks),
            text(check.basis),
            _leads(check, Finding.NOT_MET).value,
            _leads(check, Finding.CURABLE).value,
        )
        for position, check in enumerate(CHECKS)
    ]
    return table(head, rows)


def _outcomes() -> str:
    met = {check.code: Finding.MET for check in CHECKS}
    mediable, _ = route(met, mediable=True)
    not_mediable, _ = route(met, mediable=False)
    after = {_leads(check, Finding.CURABLE, already_corrected=True).value for check in CHECKS}
    rows = [
        ("八项都符合，具有协调性", mediable.value),
        ("八项都符合，不具有协调性", not_mediable.value),
        ("没有不符合的，有一项以上欠缺（首次）", Route.CORRECTION.value),
        ("补正之后仍有欠缺", f"该项按不符合处理：{'、'.join(sorted(after))}"),
        ("有一项以上不符合", "依各项的去向，见上表；几项去向不同的，见下文"),
    ]
    return table(("结论", "去向"), rows)


def _precedence() -> str:
    return items(
        [f"{text(stronger.value)}，先于：{text(weaker.value)}" for stronger, weaker in _pairs()]
        + ["有不符合的项目时，不因其他项目欠缺而先行补正" if _failure_first() else "先行补正"]
    )


def _pairs() -> list[tuple[Route, Route]]:
    """Which route prevails over which, found by asking for two failures at once."""
    by_route = {check.if_not_met: check for check in CHECKS}
    return [
        (first, second)
        for first, second in permutations(by_route, 2)
        if _prevailing(by_route[first], by_route[second]) is first
    ]


def _prevailing(*failed: Check) -> Route:
    findings = {check.code: Finding.MET for check in CHECKS}
    findings |= {check.code: Finding.NOT_MET for check in failed}
    return route(findings, mediable=True)[0]


def _leads(check: Check, finding: Finding, *, already_corrected: bool = False) -> Route:
    findings = {each.code: Finding.MET for each in CHECKS} | {check.code: finding}
    return route(findings, mediable=True, already_corrected=already_corrected)[0]


def _failure_first() -> bool:
    one, other = CHECKS[0], CHECKS[1]
    findings = {check.code: Finding.MET for check in CHECKS}
    findings |= {one.code: Finding.NOT_MET, other.code: Finding.CURABLE}
    return route(findings, mediable=True)[0] is one.if_not_met
