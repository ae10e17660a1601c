"""A region: the national values overlaid by its own, each with its source."""

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
)

from rules.vocabulary.escalation import Ladder
from rules.vocabulary.question import Actor
from rules.vocabulary.quiet import Quiet
from rules.vocabulary.region_file import RegionError, Setting, explain, read_settings
from rules.vocabulary.subsidy import SubsidyTable

REGIONS = Path(__file__).parents[1] / "regions"
NATIONAL = "national"
UNSET = "未配置"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Days = Annotated[int, Field(ge=1, le=366)]
DayOfMonth = Annotated[int, Field(ge=1, le=28)]
# The one office whose name has another key than its code.
_NAMES = {"reconsideration": "reconsideration_organ_name"}
_PATTERN_FIELDS = frozenset({"year", "n", "court_code", "court_short_name", "organ"})


def _check_pattern(pattern: str) -> str:
    """Refuse a pattern that would number two things alike, or that nothing can fill."""
    fields = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    if not {"year", "n"} <= fields <= _PATTERN_FIELDS:
        known = "、".join(sorted(_PATTERN_FIELDS))
        message = f"编号格式须含 {{year}} 与 {{n}}，且只用：{known}"
        raise ValueError(message)
    return pattern


NumberPattern = Annotated[str, AfterValidator(_check_pattern)]


class PrefilingRegime(StrEnum):
    """How a court may send a dispute to mediation before it is docketed."""

    REFERRAL = "referral"
    DOCKET_FIRST = "docket_first"
    CENTER = "center"

    @property
    def label(self) -> str:
        """The regime in Chinese."""
        titles = {
            "referral": "诉前委派（行诉前调）",
            "docket_first": "先立案后委托",
            "center": "化解中心自行化解",
        }
        return titles[self.value]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NumberPatterns(_Section):
    """Case-number patterns; fields: year, court_code, n."""

    prefiling: NumberPattern
    initial: NumberPattern
    compensation: NumberPattern
    enforcement_review: NumberPattern
    reconsideration: NumberPattern


class DocumentNumberPatterns(_Section):
    """Document-number patterns (文号); fields: organ, court_short_name, year, n."""

    letter: NumberPattern
    notice: NumberPattern
    bulletin: NumberPattern
    suggestion: NumberPattern
    reconsideration: NumberPattern


class OrganCodes(_Section):
    """Organ codes (机关代字) that the document numbers begin with."""

    court: Text
    studio: Text
    center: Text
    justice_bureau: Text
    reconsideration: Text
    government_office: Text
    joint_office: Text


class Contact(_Section):
    """Whom the letters name for questions."""

    person: Text
    phone: Text
    address: Text


class FollowUp(_Section):
    """When a resolved case is visited again, in days from its end."""

    first_days: Days
    second_days: Days


class Assessment(_Section):
    """What a court's assessment of an appearance takes off, in points."""

    misconduct_deduction: Annotated[int, Field(ge=0, le=100)]


class Notices(_Section):
    """When notices may go: never at quiet hours, and reminders once a day if there is a digest."""

    quiet_from: time
    quiet_until: time
    rest_days: Literal["hold", "send"]
    digest: Literal["on", "off"]
    digest_at: time

    @property
    def quiet(self) -> Quiet:
        """The hours and days on which nothing goes."""
        return Quiet(
            since=self.quiet_from,
            until=self.quiet_until,
            on_rest_days=self.rest_days == "hold",
        )


class Region(_Section):
    """Everything that differs from place to place, typed."""

    name: str
    title: Text
    court_name: Text
    court_short_name: Text
    court_code: Text
    higher_court_name: Text
    government_name: Text
    justice_bureau_name: Text
    procuratorate_name: Text
    reconsideration_organ_name: Text
    center_name: Text
    studio_name: Text
    government_office_name: Text
    joint_office_name: Text
    contact: Contact
    reconsideration_contact: Contact
    number: NumberPatterns
    document_number: DocumentNumberPatterns
    organ: OrganCodes
    follow_up: FollowUp
    assessment: Assessment
    notices: Notices
    prefiling_regime: Annotated[PrefilingRegime, Field(strict=False)]
    mediation_days: Days
    in_trial_mediation_days: Days
    consent_reply_days: Days
    reminder_days: tuple[Days, ...]
    service_reminder_days: Days
    information_batch_days: Days
    escalation: Ladder
    alert_hours: Annotated[int, Field(ge=1, le=240)]
    alert_roles: tuple[Annotated[Actor, Field(strict=False)], ...]
    before_reading: Literal["default", "strict"]
    seven_day_reading: Literal["working", "calendar"]
    local_three_day_reading: Literal["calendar", "working"]
    local_ten_day_reading: Literal["calendar", "working"]
    half_year_report_day: DayOfMonth
    quarter_report_day: DayOfMonth
    reports_to_bureau: bool
    leader_review: Literal["required", "warning"]
    second_retrial_application: Literal["barred", "allowed"]
    business_cutoff: time | None = None
    pdf_standard: Literal["none", "a-2b", "a-2u", "a-2a"]
    risk_tags: tuple[Text, ...]
    subsidy_standard: SubsidyTable

    _settings: Mapping[str, Setting] = PrivateAttr(default_factory=dict)

    # Loaded once, and known by identity: two with the same values may differ in their sources.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def settings(self) -> Mapping[str, Setting]:
        """Every value with its source, doubt and file, by dotted key."""
        return self._settings

    def source_of(self, key: str) -> Setting:
        """Where a value comes from; an unknown key is an error."""
        if key not in self._settings:
            message = f"地区{self.title}没有配置项：{key}"
            raise RegionError(message)
        return self._settings[key]

    def is_set(self, key: str) -> bool:
        """Tell whether the value was given and is not the national placeholder 未配置."""
        return UNSET not in str(self.source_of(key).value)

    def case_number(self, kind: str, *, year: int, n: int) -> str:
        """Write a case number of a kind of `[number]`, as (2026)鄂0503行诉前调12号."""
        pattern = str(self.source_of(f"number.{kind}").value)
        organ = self.organ.reconsideration  # The one office that numbers cases beside the court.
        number = pattern.format(year=year, court_code=self.court_code, organ=organ, n=n)
        if UNSET in number:
            missing = "organ.reconsideration" if "{organ}" in pattern else "court_code"
            message = f"地区{self.title}没有配置法院代字或者机关代字（{missing}），不能编号"
            raise RegionError(message)
        return number

    def document_number_of(self, kind: str, *, organ: str, year: int, n: int) -> str:
        """Write a document number of a kind of `[document_number]` for an organ of `[organ]`."""
        number = self._document_pattern(kind, organ).format(year=year, n=n)
        if UNSET in number:
            message = f"地区{self.title}没有配置机关代字（organ.{organ}），不能编文号"
            raise RegionError(message)
        return number

    def name_of(self, organ: str) -> str:
        """Name an office of the region by its code, as `joint_office`. Raises RegionError."""
        key = _NAMES.get(organ, f"{organ}_name")
        name = str(self.source_of(key).value)
        if UNSET in name:
            message = f"地区{self.title}没有配置机关名称（{key}），不能制作它的文书"
            raise RegionError(message)
        return name

    def document_sequence(self, kind: str, organ: str) -> str:
        """The organ and kind whose numbers these continue: what is written alike is one sequence.

        Two kinds with one pattern, or two organs with one code, would else give a number twice.
        """
        written = self._document_pattern(kind, organ)
        return next(
            f"{other}/{like}"
            for other in OrganCodes.model_fields
            for like in DocumentNumberPatterns.model_fields
            if self._document_pattern(like, other) == written
        )

    def _document_pattern(self, kind: str, organ: str) -> str:
        return str(self.source_of(f"document_number.{kind}").value).format(
            organ=self.source_of(f"organ.{organ}").value,
            court_code=self.court_code,
            court_short_name=self.court_short_name,
            year="{year}",
            n="{n}",
        )

    def choice(self, key: str) -> str:
        """Name the reading this region chose for a disputed rule."""
        return str(self.source_of(key).value)

    def number_of_days(self, key: str) -> int:
        """Return a length that this region may set."""
        value = self.source_of(key).value
        if not isinstance(value, int):
            message = f"地区{self.title}的配置项不是日数：{key}"
            raise RegionError(message)
        return value


@lru_cache(maxsize=64)
def load_region(name: str, directory: Path = REGIONS) -> Region:
    """Load the national values and lay a region's own over them.

    Raises `RegionError` naming file and line on an unknown key or a wrong type.
    """
    names = list_regions(directory)
    if name not in names:
        message = f"没有名为{name}的地区，可用：{'、'.join(names)}"
        raise RegionError(message)
    settings = dict(read_settings(directory / f"{NATIONAL}.toml"))
    if name != NATIONAL:
        settings |= read_settings(directory / f"{name}.toml")
    try:
        region = Region.model_validate({"name": name, **_nested(settings)})
    except ValidationError as error:
        raise RegionError(explain(error, settings, name)) from error
    # Kept beside the typed values, so that each can show its source.
    region._settings = settings  # noqa: SLF001 -- its own loader
    return region


def list_regions(directory: Path = REGIONS) -> tuple[str, ...]:
    """Names of the regions that have a file."""
    return tuple(sorted(path.stem for path in directory.glob("*.toml")))


def _nested(settings: Mapping[str, Setting]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, setting in settings.items():
        *sections, last = key.split(".")
        table = nested
        for section in sections:
            table = table.setdefault(section, {})
            if not isinstance(table, dict):
                message = f"{setting.path.name} 第{setting.line}行，{key}：{section}不是一组配置项"
                raise RegionError(message)
        table[last] = tuple(setting.value) if isinstance(setting.value, list) else setting.value
    return nested
