"""专项通报 and 通报: failures in the defence, and unlawful conduct, are made known."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field

from rules.correspondence.facts import AssignedTask, Frozen, OfficeLetterFacts, rows_of
from rules.vocabulary.letter import Addressee, Facts, Letter, Office
from rules.vocabulary.question import Copies, Name, Text, Words
from rules.vocabulary.region import Region

YICHENG = "峄政办发〔2023〕2号"


class Failure(StrEnum):
    """What leads to a special circular (二（六））."""

    NOT_REPORTED = "没有按期报备案件基本情况"
    NOT_ANSWERED = "没有按期答辩、举证"
    LEADER_ABSENT = "负责人没有依法出庭应诉"


class FailureFacts(Facts):
    """One failure of one agency in one case."""

    agency: Name = Field(title="单位")
    case_number: Text = Field(title="案号")
    failure: Failure = Field(title="情形")
    required_on: date = Field(title="应当办理的日期")
    situation: Text = Field(title="实际情况")
    statement: Words = Field(default="", title="单位的说明", description="没有提出的不填")


class CountFacts(Facts):
    """How often an agency was named this year, this circular included."""

    agency: Name = Field(title="单位")
    times: int = Field(gt=0, title="本年次数")


class SpecialCircularFacts(OfficeLetterFacts):
    """专项通报."""

    derived: ClassVar[frozenset[str]] = frozenset({"counts"})

    failures: tuple[FailureFacts, ...] = Field(min_length=1, title="通报事项")
    counts: tuple[CountFacts, ...] = Field(title="本年通报次数")
    found_by: Text = Field(title="认定人")
    found_on: date = Field(title="认定日期")
    demands: tuple[Text, ...] = Field(min_length=1, title="工作要求")
    approved_by: Text = Field(title="签发人")
    copies: Copies = Field(default=(), title="抄送")

    @classmethod
    def derive(cls, given: Frozen, _region: Region, earlier: Sequence[Frozen]) -> dict[str, Any]:
        """Count the circulars of this year that name each agency: a circular counts once."""
        before = Counter(agency for facts in earlier for agency in _named(facts))
        return {
            "counts": [
                {"agency": agency, "times": before[agency] + 1} for agency in sorted(_named(given))
            ]
        }


def _named(facts: Frozen) -> set[str]:
    rows = facts.get("failures")
    named = (row.get("agency") for row in rows_of(rows))
    return {agency for agency in named if isinstance(agency, str)}


class ConductFacts(AssignedTask):
    """What an agency did against the law, and how it is to be put right."""

    agency: Name = Field(title="单位")
    case_number: Text = Field(title="案号或者复议编号")
    problem: Text = Field(title="不依法行政的情形")
    statement: Words = Field(default="", title="单位的说明", description="没有提出的不填")


class ConductCircularFacts(OfficeLetterFacts):
    """通报(不依法行政)."""

    conducts: tuple[ConductFacts, ...] = Field(min_length=1, title="通报和整改事项")
    found_by: Text = Field(title="认定人")
    found_on: date = Field(title="认定日期")
    report_to: Text = Field(title="整改情况报送何处")
    approved_by: Text = Field(title="签发人")
    copies: Copies = Field(default=(), title="抄送")


SPECIAL_CIRCULAR = Letter(
    code="special_circular",
    title="行政应诉专项通报",
    issuer=Office.JUSTICE_BUREAU,
    to=Addressee.UNITS,
    template="correspondence/special_circular",
    needs=SpecialCircularFacts,
    numbering="bulletin",
    served=False,
    basis=(f"{YICHENG}二（六）", f"{YICHENG}二（九）"),
    trigger="没有按期报备、没有按期答辩举证，或者负责人没有依法出庭应诉，经人认定",
)
CONDUCT_CIRCULAR = Letter(
    code="conduct_circular",
    title="关于不依法行政情况的通报",
    issuer=Office.GOVERNMENT_OFFICE,
    to=Addressee.UNITS,
    template="correspondence/conduct_circular",
    needs=ConductCircularFacts,
    numbering="bulletin",
    served=False,
    basis=("汝府院联席办〔2022〕4号二（五）",),
    trigger="在行政复议、行政诉讼中存在不依法行政的情况，经人认定",
)
