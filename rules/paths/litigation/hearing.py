"""What is asked about hearings: fixed, summoned, reported, held, and who appeared."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appearance import Attendance, Concern, Duty, Excuse, Presence, duty_to_appear
from rules.one_agency import OneAgency
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

APPEARANCE_RULES = "法释〔2020〕3号"


class HearingSchedule(Question):
    """The day of a hearing, and what makes a leader's appearance due."""

    code: ClassVar[str] = "hearing_schedule"
    heading: ClassVar[str] = "确定开庭"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法司法解释第七十一条、第一百二十九条",
        f"{APPEARANCE_RULES}第五条",
    )
    guidance: ClassVar[str] = (
        "开庭三日前送达传票和负责人出庭通知书。勾选的情形决定负责人是否应当出庭、"
        "是否原则上由主要负责人出庭，由系统按规定列出理由，不能改为“不用出庭”。"
    )

    fixed_on: date = Field(title="确定日期")
    hearing_at: date = Field(title="开庭日期")
    time_and_place: Text = Field(title="时间和法庭", description="例如：上午9时，第三审判庭")
    concerns: list[Concern] = Field(default_factory=list, title="案件涉及")
    suggested: YesNo = Field(default=YesNo.NO, title="法院书面建议负责人出庭")

    @property
    def duty(self) -> Duty:
        """What the tables make of it."""
        return duty_to_appear(self.concerns, is_suggested=self.suggested is YesNo.YES)

    @model_validator(mode="after")
    def _later(self) -> Self:
        if self.hearing_at <= self.fixed_on:
            message = "“开庭日期”须晚于确定日期，并为三日前的送达留出时间"
            raise ValueError(message)
        return self


class SummonsService(Question):
    """The day the last party was summoned."""

    code: ClassVar[str] = "summons_service"
    heading: ClassVar[str] = "传票和负责人出庭通知书送达"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法司法解释第七十一条",
        f"{APPEARANCE_RULES}第五条",
    )
    guidance: ClassVar[str] = (
        "按送达回证填最后一名当事人的签收日期；晚于开庭三日前的会影响缺席处理。"
    )

    served_on: date = Field(title="最后送达日期")
    remarks: Words = Field(default="", title="说明")


class AttendanceList(OneAgency):
    """Which leader comes, reported three days before; or why none can."""

    code: ClassVar[str] = "attendance_list"
    heading: ClassVar[str] = "报备出庭负责人名单"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = ("峄政办发〔2023〕2号二（二）", f"{APPEARANCE_RULES}第五条")
    guidance: ClassVar[str] = (
        "开庭三日前向司法局报备。负责人不能出庭的，须写明理由并附加盖印章的证明材料，"
        "委托相应的工作人员出庭，不得仅委托律师。报备后换人的，开庭时如实登记，系统留痕。"
    )

    reported_on: date = Field(title="报备日期")
    presence: Presence = Field(title="出庭安排")
    leader: Words = Field(default="", title="出庭负责人姓名")
    post: Words = Field(default="", title="职务")
    staff: list[Text] = Field(default_factory=list, title="出庭工作人员", description="姓名、职务")
    reason: Words = Field(default="", title="负责人不能出庭的理由")
    proof: Words = Field(default="", title="证明材料")

    @model_validator(mode="after")
    def _named_or_excused(self) -> Self:
        if self.presence.is_appearance:
            wanting = [
                t for t, v in (("出庭负责人姓名", self.leader), ("职务", self.post)) if not v
            ]
        else:
            wanting = [
                title
                for title, given in (
                    ("负责人不能出庭的理由", self.reason),
                    ("证明材料", self.proof),
                    ("出庭工作人员（不得仅委托律师）", self.staff),
                )
                if not given
            ]
        if wanting:
            message = f"请补充：{'、'.join(wanting)}"
            raise ValueError(message)
        return self


class HearingRecord(Question):
    """Whether the hearing was held, and what was tried there to settle the dispute."""

    code: ClassVar[str] = "hearing_record"
    heading: ClassVar[str] = "庭审情况"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第六十条",
        "皖司发〔2022〕9号（七）",
    )
    guidance: ClassVar[str] = (
        "每次开庭填一次。延期的写明原因，另行确定开庭。记录当庭调解：被诉机关怎样解释说明，"
        "提出了什么具体意见。调解不成的依法及时裁判。"
    )

    held: YesNo = Field(title="如期开庭")
    held_on: date = Field(title="开庭或者决定延期的日期")
    postponed_because: Words = Field(default="", title="延期原因", description="没有如期开庭的填写")
    was_mediated: YesNo = Field(default=YesNo.NO, title="进行了当庭调解")
    explanation: Words = Field(
        default="", title="被诉机关的解释说明", description="行政行为的依据、证据和程序"
    )
    agency_proposal: Words = Field(default="", title="被诉机关提出的具体化解意见")
    mediation_result: Words = Field(default="", title="当庭调解结果")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.held is YesNo.NO and not self.postponed_because:
            message = "没有如期开庭的，请填写延期原因"
            raise ValueError(message)
        account = (self.explanation, self.agency_proposal, self.mediation_result)
        if self.was_mediated is YesNo.YES and not all(account):
            message = "进行了当庭调解的，请填写解释说明、具体化解意见和结果（没有提出的写“未提出”）"
            raise ValueError(message)
        return self


class AppearanceRecord(OneAgency):
    """出庭、出声、出解 of one agency at one hearing."""

    code: ClassVar[str] = "appearance_record"
    heading: ClassVar[str] = "负责人出庭登记（三出）"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{APPEARANCE_RULES}第七条、第十二条",
        "行政诉讼法司法解释第一百二十九条、第一百三十二条",
        "峄政办发〔2023〕2号二（二）",
    )
    guidance: ClassVar[str] = (
        "每次开庭、每个被诉机关登记一次；一审、二审各自计算。"
        "有法定五种情形之一的，记录在案、裁判文书载明，并应当提出司法建议。"
    )

    presence: Presence = Field(title="出庭")
    leader: Words = Field(default="", title="出庭负责人姓名、职务")
    spoke: YesNo = Field(default=YesNo.NO, title="出声（就案情发表意见）")
    speech: Words = Field(
        default="", title="发言要点", description="出声的必填：就哪些事实、法律问题发表了什么意见"
    )
    proposed: YesNo = Field(default=YesNo.NO, title="出解（提出化解意见）")
    proposal: Words = Field(
        default="", title="化解意见要点", description="出解的必填：提出了什么具体意见"
    )
    evidence: Text = Field(title="登记依据", description="例如：庭审笔录第3页、录像时间")
    excuse: Excuse = Field(default=Excuse.NONE_NEEDED, title="负责人未出庭的理由")
    reason: Words = Field(default="", title="理由和证明材料")
    staff: list[Text] = Field(default_factory=list, title="出庭的工作人员")
    lawyers: list[Text] = Field(default_factory=list, title="出庭的律师")
    is_second_call: YesNo = Field(default=YesNo.NO, title="系准许延期后再次开庭")
    left_early: YesNo = Field(default=YesNo.NO, title="负责人未经许可中途退庭")
    refused_to_explain: YesNo = Field(default=YesNo.NO, title="负责人拒绝解释，致庭审无法进行")

    @property
    def lines(self) -> dict[str, object]:
        """What the form of the assessment repeats of it."""
        return {
            "presence": self.presence.value,
            "leader": self.leader,
            "spoke": self.spoke is YesNo.YES,
            "proposed": self.proposed is YesNo.YES,
            "evidence": self.evidence,
        }

    @property
    def register(self) -> dict[str, object]:
        """What the register prints: the lines, and who spoke what, or why nobody came."""
        return self.lines | {
            "speech": self.speech,
            "proposal": self.proposal,
            "excuse": self.excuse.value,
            "reason": self.reason,
            "staff": self.staff,
            "lawyers": self.lawyers,
            "recorder": self.answered_by,
        }

    @property
    def attendance(self) -> Attendance:
        """The record as the tables of appearance read it."""
        return Attendance(
            presence=self.presence,
            excuse=self.excuse,
            has_staff=bool(self.staff),
            is_second_call=self.is_second_call is YesNo.YES,
            left_early=self.left_early is YesNo.YES,
            refused_to_explain=self.refused_to_explain is YesNo.YES,
        )

    @model_validator(mode="after")
    def _recorded(self) -> Self:
        wanting = [
            title
            for claimed, said, title in (
                (self.spoke, self.speech, "发言要点"),
                (self.proposed, self.proposal, "化解意见要点"),
            )
            if claimed is YesNo.YES and not said
        ]
        if wanting:
            message = f"登记“出声”“出解”的，请填写{'、'.join(wanting)}"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        came = self.presence.is_appearance
        if came and not self.leader:
            message = "负责人出庭的，请填写姓名、职务"
            raise ValueError(message)
        if came != (self.excuse is Excuse.NONE_NEEDED):
            message = "负责人没有出庭的，请选择理由是否成立；已出庭的选“不适用”"
            raise ValueError(message)
        if not came and YesNo.YES in {self.spoke, self.proposed}:
            message = "负责人没有出庭，不能登记“出声”“出解”"
            raise ValueError(message)
        if self.excuse.holds and not self.reason:
            message = "有正当理由的，请写明理由和证明材料"
            raise ValueError(message)
        return self


class PrincipalAppearanceRecord(AppearanceRecord):
    """The same where the principal should have come: who did not come has a reason."""

    code: ClassVar[str] = "principal_appearance_record"
    heading: ClassVar[str] = "负责人出庭登记（三出；本案原则上由主要负责人出庭）"
    basis: ClassVar[tuple[str, ...]] = (*AppearanceRecord.basis, "皖司发〔2022〕9号（五）")

    @model_validator(mode="after")
    def _principal_or_reason(self) -> Self:
        if self.presence is not Presence.PRINCIPAL and not self.reason:
            message = "本案原则上由主要负责人出庭，主要负责人没有出庭的，请写明理由"
            raise ValueError(message)
        return self
