"""What shows only when a template is filled in: with all facts, the fewest, the longest."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from fuyuan.template_check.findings import Findings, Level
from fuyuan.template_check.fitting import overfull
from fuyuan.template_check.printing import print_out
from fuyuan.template_check.sources import Family, letter_file
from fuyuan.template_check.variants import Facts, comparisons, pairs, variants
from rules.vocabulary.letter import Letter
from tasks.rendering.document import Document, text_of
from tasks.rendering.errors import FontError, RenderingError
from tasks.rendering.faces import typefaces
from tasks.rendering.filters import date_arabic, date_hanzi
from tasks.rendering.tracing import Tracer
from tasks.sample_facts import Fullness, sample_facts

# A template that is wrong in one place is wrong in a thousand fillings.
ENOUGH_ERRORS = 12


def check_filled(found: Findings, tracer: Tracer, family: Family, letter: Letter) -> None:
    """Fill a letter in, in as many ways as its branches need."""
    _fill(found, tracer, letter, variants(letter.needs, comparisons(family)))
    if document := _composed(found, tracer, letter, Fullness.FULL):
        _check_glyphs(found, document, family, letter)


def reach_the_rest(
    found: Findings, tracer: Tracer, family: Family, letter: Letter, files: set[str]
) -> None:
    """Change two facts at a time, if a branch of the letter in these files was not reached yet."""
    own = {study.file for study in family} & files
    if any(branch.file in own for branch in tracer.branches - tracer.taken):
        many = _until_taken(tracer, own, pairs(letter.needs, comparisons(family)))
        _fill(found, tracer, letter, many)


def check_longest(found: Findings, tracer: Tracer, letter: Letter) -> None:
    """Set the longest that may be entered, and see that it is all there."""
    for fullness in Fullness:
        document = _composed(found, tracer, letter, fullness)
        if document is None:
            continue
        for problem in overfull(document):
            remedy = "加宽这一列（widths），或者缩短"
            found.add(
                letter_file(letter, found.region),
                0,
                f"《{letter.title}》{problem}",
                remedy,
                letter=letter,
            )
        _check_printed(found, document, letter)


def _check_printed(found: Findings, document: Document, letter: Letter) -> None:
    try:
        printed = print_out(document)
    except FontError:
        raise
    except RenderingError as error:
        found.add_error(error, letter_file(letter, found.region), letter)
        return
    remedy = "把长内容移出签名栏、落款、标题，改成段落或者表格"
    if printed.lost:
        problem = f"《{letter.title}》内容最长时 PDF 里少了字：{printed.lost[:20]}"
        found.add(letter_file(letter, found.region), 0, problem, remedy, letter=letter)
    if printed.outside:
        problem = f"《{letter.title}》内容最长时印到纸外：{printed.outside[:20]}"
        found.add(letter_file(letter, found.region), 0, problem, remedy, letter=letter)


def check_branches(found: Findings, tracer: Tracer, files: set[str]) -> None:
    """Name the branches that no facts lead to."""
    for branch in sorted(tracer.branches - tracer.taken):
        if branch.file in files:
            problem = f"从未走到的分支（{branch.what}）"
            remedy = "核对条件：事实的声明不允许这种情形，或者条件写错了；没有用的删去"
            found.add(branch.file, branch.line, problem, remedy, level=Level.WARNING)


def check_against_common(found: Findings, tracer: Tracer, common: Tracer, letter: Letter) -> None:
    """Name the facts that the common words print and a region's own words leave out."""
    facts = _sample(letter, Fullness.FULL)
    try:
        printed = [text_of(each.compose(letter.template, facts)) for each in (common, tracer)]
    except RenderingError:
        return  # Found already.
    for name, value in facts.items():
        words = set(_printed(value))
        in_common, in_regional = (any(word in text for word in words) for text in printed)
        if in_common and not in_regional:
            title = letter.needs.model_fields[name].title
            problem = f"《{letter.title}》通用模板印有“{title}”，本地区的写法没有"
            remedy = "有意省略的不必理会；否则把 {{ super() }} 或者这项事实写进去"
            found.add(
                letter_file(letter, found.region),
                0,
                problem,
                remedy,
                letter=letter,
                level=Level.WARNING,
            )


def _fill(found: Findings, tracer: Tracer, letter: Letter, many: Iterator[Facts]) -> None:
    errors = 0
    for facts in many:
        try:
            tracer.compose(letter.template, facts)
        except RenderingError as error:
            found.add_error(error, letter_file(letter, found.region), letter)
            errors += 1
            if errors >= ENOUGH_ERRORS:
                return


def _until_taken(tracer: Tracer, files: set[str], many: Iterator[Facts]) -> Iterator[Facts]:
    for facts in many:
        if not any(branch.file in files for branch in tracer.branches - tracer.taken):
            return
        yield facts


def _composed(
    found: Findings, tracer: Tracer, letter: Letter, fullness: Fullness
) -> Document | None:
    try:
        return tracer.compose(letter.template, _sample(letter, fullness))
    except RenderingError as error:
        found.add_error(error, letter_file(letter, found.region), letter)
        return None


def _sample(letter: Letter, fullness: Fullness) -> Facts:
    return dict(letter.needs.model_validate(sample_facts(letter.needs, fullness)))


def _check_glyphs(found: Findings, document: Document, family: Family, letter: Letter) -> None:
    for sign in typefaces().missing(text_of(document)):
        file, line = _place_of(sign, family)
        problem = f"字库里没有“{sign}”（U+{ord(sign):04X}），会印成“〓”"
        remedy = "换一个字，或者在 fonts 目录放进有这个字的字体"
        found.add(file, line, problem, remedy, letter=letter)


def _place_of(sign: str, family: Family) -> tuple[str, int]:
    for study in family:
        before, there, _ = study.path.read_text(encoding="utf-8").partition(sign)
        if there:
            return study.file, before.count("\n") + 1
    return family[0].file, 0


def _printed(value: Any) -> Iterator[str]:
    """Yield the words of a fact as a template may print them."""
    match value:
        case str() if value:
            yield value
        case dt.date():
            yield date_arabic(value)
            yield date_hanzi(value)
        case tuple():
            for each in value:
                yield from _printed(each)
        case BaseModel():
            for each in dict(value).values():
                yield from _printed(each)
        case _:
            pass
