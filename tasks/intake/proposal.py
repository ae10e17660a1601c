"""Guess what the columns of an unknown table mean, each guess with its reasons.

Two witnesses are heard: the name of the column and what stands in it. Nothing guessed is used
until a person confirmed it (`fuyuan import --map`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from rules.cleaning import plain_number
from rules.filing import DATE_TITLES
from tasks.intake.columns import FIELD_OF, Column, normal_name, shown_name
from tasks.intake.dates import read_date
from tasks.intake.looks import LOOKS, TELLING_CONTENT, is_date
from tasks.intake.mapping import ColumnMapping, ShortDates, title_of
from tasks.intake.names_of_fields import SYNONYMS
from tasks.intake.problems import UnreadableFile, mask
from tasks.intake.tables import Cell, Table
from tasks.intake.values import cell_text, is_blank

SAMPLED_ROWS = 200
HEADER_ROWS = 20
FEWEST_COLUMNS = 3
CERTAIN, LIKELY, LEAST = 90, 55, 35
BY_NAME, BY_WORD, BY_LIKENESS = 95, 60, 45
BY_CONTENT, WEAK_CONTENT = 50, 25
TYPICAL, UNTYPICAL, ALIKE = 0.6, 0.2, 0.6

# Words that tell a field within a longer name; the first that occurs decides.
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reconsideration_received_on": ("复议决定", "复议文书"),
        "reconsidered": ("复议",),
        "id_number": ("证件", "身份证", "信用代码"),
        "phone": ("电话", "手机", "联系方式"),
        "address": ("地址", "住址", "住所"),
        "plaintiff_count": ("人数",),
        "act_made_on": ("作出日期", "决定日期", "行为日期", "处罚日期"),
        "act_known_on": ("知道", "知悉", "知晓", "送达日期"),
        "received_on": (
            "收案",
            "收件",
            "收到",
            "收状",
            "递交",
            "登记日期",
            "接收",
            "来院",
            "立案日期",
        ),
        "agencies": ("被告", "被诉机关", "被诉单位", "行政机关", "被诉主体"),
        "plaintiffs": ("原告", "起诉人", "当事人", "申请人", "姓名"),
        "act": ("被诉行为", "行政行为", "争议行为", "诉争"),
        "claims": ("请求", "诉请", "诉求"),
        "cause": ("案由",),
        "risk_tags": ("风险", "标签"),
        "source_ref": ("序号", "编号", "流水"),
        "note": ("备注", "说明"),
    }
)
_SHORT_DATE = re.compile(r"(\d{2})\D(\d{1,2})\D(\d{1,2})\D?|(\d{2})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What one column may be; no field means that it goes into the note."""

    column: Column
    field: str
    score: int
    reasons: tuple[str, ...]
    sample: str

    @property
    def confidence(self) -> str:
        """How sure the guess is, in a word."""
        if not self.field:
            return "—"
        return "确定" if self.score >= CERTAIN else "较有把握" if self.score >= LIKELY else "请核对"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The guesses for one table."""

    sheet: str
    header_row: int
    guesses: tuple[Guess, ...]
    short_dates: ShortDates | None

    def mapping(self, source: str) -> ColumnMapping:
        """The guesses as the mapping that a person may confirm."""
        return ColumnMapping(
            source=source,
            columns=MappingProxyType({g.column.header: g.field for g in self.guesses}),
            short_dates=self.short_dates,
        )


def propose(tables: Sequence[Table]) -> Proposal:
    """Guess the columns of the most telling visible sheet; raises UnreadableFile if none is."""
    found = [each for table in tables if not table.is_hidden for each in _candidates(table)]
    if not found:
        raise UnreadableFile("找不到表头", f"表头至少要有{FEWEST_COLUMNS}列，每列有名称")
    return max(found, key=_weight)


def _weight(proposal: Proposal) -> int:
    return sum(guess.score for guess in proposal.guesses if guess.field)


def _candidates(table: Table) -> Iterable[Proposal]:
    head = table.head(HEADER_ROWS + SAMPLED_ROWS)
    for position, (number, cells) in enumerate(head[:HEADER_ROWS]):
        names = [shown_name(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
        if len(set(names)) < FEWEST_COLUMNS:
            continue
        body = [line for _, line in head[position + 1 : position + 1 + SAMPLED_ROWS]]
        yield _propose(table, number, cells, body)


def _propose(
    table: Table, number: int, cells: Sequence[Cell], body: Sequence[Sequence[Cell]]
) -> Proposal:
    columns = [
        Column(index=index, header=shown_name(cell), field="")
        for index, cell in enumerate(cells)
        if cell is not None and shown_name(cell)
    ]
    # A name that stands twice cannot be told apart by a mapping: the first is meant.
    columns = list({column.header: column for column in reversed(columns)}.values())[::-1]
    contents = {c.index: _contents(body, c.index) for c in columns}
    scored = [
        (score, column, field, reasons)
        for column in columns
        for field in SYNONYMS
        for score, reasons in [_judge(column.header, contents[column.index], field)]
        if score >= LEAST
    ]
    chosen = _assign(scored)
    return Proposal(
        sheet=table.sheet,
        header_row=number,
        guesses=tuple(
            _guess(column, chosen.get(column.index), contents[column.index]) for column in columns
        ),
        short_dates=_short_dates(
            text
            for index, (_, field, _) in chosen.items()
            if field in DATE_TITLES
            for text in map(cell_text, contents[index])
        ),
    )


Scored = tuple[int, Column, str, tuple[str, ...]]
Chosen = tuple[int, str, tuple[str, ...]]


def _assign(scored: Iterable[Scored]) -> dict[int, Chosen]:
    """Give the surest guess first; a column has one field and a field one column."""
    chosen: dict[int, Chosen] = {}
    taken: set[str] = set()
    for score, column, field, reasons in sorted(scored, key=lambda s: (-s[0], s[1].index)):
        if column.index not in chosen and field not in taken:
            chosen[column.index] = (score, field, reasons)
            taken.add(field)
    return chosen


def _guess(column: Column, chosen: Chosen | None, contents: Sequence[Cell]) -> Guess:
    score, field, reasons = chosen or (0, "", (_why_none(contents),))
    shown = next((cell_text(cell) for cell in contents), "")
    # Until it is known what a column holds, it may hold anything about a person.
    personal = field if field in {"plaintiffs", "address"} else "" if field else "phone"
    return Guess(
        column=column,
        field=field,
        score=score,
        reasons=reasons,
        sample=mask(" ".join(shown.split()), personal),
    )


def _why_none(contents: Sequence[Cell]) -> str:
    if not contents:
        return "列是空的"
    if _share(contents, is_date) >= TYPICAL:
        return "内容是日期，从列名看不出是哪个日期"
    return "看不出是哪一项，内容将记入备注"


def _contents(body: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    cells = [line[index] for line in body if index < len(line)]
    return [cell for cell in cells if not is_blank(cell_text(cell))]


def _judge(header: str, contents: Sequence[Cell], field: str) -> tuple[int, tuple[str, ...]]:
    score, reason = _by_header(header, field)
    share = _share(contents, LOOKS[field]) if field in LOOKS else None
    if share is None or not contents:
        return score, (reason,) if reason else ()
    said = f"{len(contents)}个值中{round(share * len(contents))}个像{title_of(field)}"
    if share < UNTYPICAL:
        # A name alone does not decide against what stands below it.
        return score - BY_CONTENT, (*([reason] if reason else []), f"但{said}")
    if share < TYPICAL:
        return score, (reason,) if reason else ()
    if field in DATE_TITLES and not score:
        return 0, ()
    worth = BY_CONTENT if field in TELLING_CONTENT else WEAK_CONTENT
    return score + worth, (*([reason] if reason else []), said)


def _by_header(header: str, field: str) -> tuple[int, str]:
    name = normal_name(header)
    if FIELD_OF.get(name) == field:
        return BY_NAME, f"列名是“{title_of(field)}”的常用叫法"
    if name in FIELD_OF:
        return 0, ""
    for other, words in WORDS.items():
        if word := next((word for word in words if normal_name(word) in name), ""):
            return (BY_WORD, f"列名含“{word}”") if other == field else (0, "")
    ratio, alike = max(
        (SequenceMatcher(None, name, normal_name(known)).ratio(), known)
        for known in SYNONYMS[field]
    )
    return (BY_LIKENESS, f"列名与“{alike}”相近") if ratio >= ALIKE else (0, "")


def _share(contents: Sequence[Cell], looks: Callable[[Any], bool]) -> float:
    return sum(map(looks, contents)) / len(contents) if contents else 0.0


def _short_dates(texts: Iterable[str]) -> ShortDates | None:
    """The one order in which every date of two-digit years could be a day; None if several."""
    found = [m for text in texts if (m := _SHORT_DATE.fullmatch(plain_number(text)))]
    if not found:
        return None
    fitting = [
        order
        for order in ShortDates
        if all(read_date(m.group(), short=order).value is not None for m in found)
    ]
    return fitting[0] if len(fitting) == 1 else None
