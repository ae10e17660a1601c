"""What a letter is: who writes to whom, on which template, from which facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from rules.vocabulary.circle import Circle, strictest

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Of a fact that is frozen with a letter for the registers, and that its template need not print.
NOT_PRINTED: dict[str, JsonValue] = {"printed": False}


class Office(StrEnum):
    """Who signs a letter."""

    COURT = "court"
    STUDIO = "studio"
    CENTER = "center"
    PARTIES = "parties"
    AGENCY = "agency"
    JUSTICE_BUREAU = "justice_bureau"
    RECONSIDERATION = "reconsideration"
    PROCURATORATE = "procuratorate"
    GOVERNMENT_OFFICE = "government_office"
    JOINT_OFFICE = "joint_office"


class Addressee(StrEnum):
    """Whom a letter goes to."""

    PLAINTIFF = "plaintiff"
    AGENCY = "agency"
    MEDIATOR = "mediator"
    ALL_PARTIES = "all_parties"
    DOCKETING_DIVISION = "docketing_division"
    CASE_FILE = "case_file"
    COURT = "court"
    JUSTICE_BUREAU = "justice_bureau"
    RECONSIDERATION_BODY = "reconsideration_body"
    PROCURATORATE = "procuratorate"
    GOVERNMENT = "government"
    UNITS = "units"
    MEMBERS = "members"
    SUPERVISORY_ORGAN = "supervisory_organ"
    SUPERIOR = "superior"
    LEGAL_AID = "legal_aid"


# What a restricted letter is called wherever everybody looks.
WITHHELD = "限制接触的文书"


class Facts(BaseModel):
    """Facts a letter is made of: frozen, and no fact that was not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PartyFacts(Facts):
    """One plaintiff as a letter names them; numbers arrive already masked."""

    name: Words = Field(title="姓名或名称")
    id_number_masked: str = Field(default="", title="证件号码(已掩码)")
    phone_masked: str = Field(default="", title="联系电话(已掩码)")
    address: str = Field(default="", title="住址")
    represented_by: str = Field(default="", title="法定代理人")


class ContactFacts(Facts):
    """Whom to ask about a letter."""

    person: Words = Field(title="联系人")
    phone: Words = Field(title="联系电话")
    address: Words = Field(title="联系地址")


class DueFacts(Facts):
    """A due date as it was counted, with its article."""

    label: Words = Field(title="期限名称")
    due_on: date = Field(title="届满日")
    certain: bool = Field(title="日历已公布")
    basis: Words = Field(title="依据")


class FindingFacts(Facts):
    """One of the eight checks."""

    title: Words = Field(title="审查事项")
    ok: bool = Field(title="是否符合")
    article: Words = Field(title="依据")
    note: str = Field(default="", title="说明")


class PaymentFacts(Facts):
    """One instalment, in yuan."""

    due_on: date = Field(title="应付日期")
    amount: Decimal = Field(gt=0, max_digits=14, decimal_places=2, title="金额(元)")


class ReplacedFacts(Facts):
    """The letter that a reissued one replaces, and why."""

    title: Words = Field(title="被替代文书的名称")
    number: str = Field(default="", title="被替代文书的文号")
    issued_on: date = Field(title="被替代文书的成文日期")
    reason: Words = Field(title="重新制作的原因")


class OfficeFacts(Facts):
    """What every letter knows of the offices of its region."""

    court_name: Words = Field(title="法院名称")
    studio_name: Words = Field(title="化解工作室名称")
    center_name: Words = Field(title="化解中心名称")
    region_title: Words = Field(title="地区名称")
    issued_on: date = Field(title="成文日期")
    doc_no: str = Field(default="", title="文号")
    # Printed where a letter has no number of its own; none on what belongs to no case.
    case_number: str = Field(default="", title="登记号")
    contact: ContactFacts = Field(title="联系人")
    replaces: ReplacedFacts | None = Field(default=None, title="所替代的文书")


class CaseFacts(OfficeFacts):
    """What every letter of a case knows beside: the case."""

    case_number: Words = Field(title="登记号")
    plaintiffs: tuple[PartyFacts, ...] = Field(min_length=1, title="起诉人")
    plaintiff_names: Words = Field(title="起诉人简称", examples=["张三、李四、王五等12人"])
    agencies: tuple[Words, ...] = Field(min_length=1, title="被诉行政机关")
    agency_names: Words = Field(title="被诉行政机关简称")
    act: Words = Field(title="被诉行政行为")
    act_made_on: date | None = Field(title="行政行为作出日期")
    act_known_on: date | None = Field(title="知道行政行为日期")
    claims: Words = Field(title="诉讼请求")
    cause: Words = Field(title="案由")
    received_on: date = Field(title="收到起诉材料日期")
    registered_on: date = Field(title="登记日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter: `needs` are exactly the facts that its template may use.

    `numbering` is the key of the region's document-number pattern, None for a letter that
    carries the case number alone. A `served` letter starts its clocks at proof of service.
    `trigger` says when it is made, `attachments` what goes with it beside the proof of service.
    """

    code: str
    title: str
    issuer: Office
    to: Addressee
    template: str
    needs: type[OfficeFacts]
    numbering: str | None
    served: bool
    basis: tuple[str, ...]
    trigger: str = ""
    attachments: tuple[str, ...] = ()
    # Kept from everybody who does not handle it: not on the desk, not in Prefect (汝州 二（六）).
    is_restricted: bool = False

    @property
    def is_of_a_case(self) -> bool:
        """It lies in the file of a case; the others are papers of an office."""
        return issubclass(self.needs, CaseFacts)

    @property
    def circle(self) -> Circle:
        """Who may read it: as few as may read the most confidential of its facts."""
        return strictest([self.needs])
