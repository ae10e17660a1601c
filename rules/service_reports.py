"""What a person reports of a service: that it was done, that it failed, where a party is found."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.service import (
    SIGNED,
    Method,
    ReturnReason,
    Signer,
    Standing,
    unconsented,
    unfounded_notice,
    unsigned_letter,
    wrong_signer,
)
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

_LAW = "民事诉讼法第八十七条至第九十五条"
_THROUGH = {
    Method.ENTRUSTED: "委托送达的，填受委托的人民法院",
    Method.FORWARDED: "转交送达的，填代为转交的机关、单位",
    Method.PUBLIC: "公告送达的，填公告刊登、张贴的载体",
}
_NOTE = {
    Method.LEFT: "留置送达的，写明拒收事由（第八十九条）",
    Method.PUBLIC: "公告送达的，记明原因和经过（第九十五条第二款）",
}


class ServiceRecord(Question):
    """A letter reached its recipient, or was announced to them."""

    code: ClassVar[str] = "service_record"
    heading: ClassVar[str] = "登记送达"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{_LAW}（行政诉讼法第一百零一条、行政复议法第八十八条）",)
    guidance: ClassVar[str] = (
        "每名受送达人登记一次，按送达回证、回执填写。签收的日期为送达日期；邮寄的按回执上的收件日期；"
        "电子的按到达特定系统的日期；留置的按留置当日；公告的填发出公告之日，经过三十日视为送达。"
    )

    method: Method = Field(title="送达方式")
    served_on: date = Field(title="送达日期", description="公告送达的填发出公告之日")
    sent_on: date | None = Field(default=None, title="交付、交邮日期", description="邮寄送达的必填")
    signer: Signer | None = Field(
        default=None, title="签收人身份", description="直接、委托、转交送达的必填"
    )
    signed_by: Words = Field(default="", title="签收人", description="送达回证上的签名")
    through: Words = Field(
        default="", title="经由", description="受委托的法院、转交的单位、公告的载体"
    )
    witnesses: Words = Field(
        default="", title="见证人", description="留置送达：到场的基层组织或者单位代表"
    )
    is_filmed: YesNo = Field(
        default=YesNo.NO,
        title="已拍照、录像",
        description="留置送达没有见证人的，拍照、录像记录送达过程并提交凭证",
    )
    whereabouts_unknown: YesNo = Field(
        default=YesNo.NO, title="下落不明", description="公告送达：受送达人下落不明"
    )
    note: Words = Field(
        default="", title="说明", description="留置的写拒收事由；公告的写原因和经过"
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := self._missing():
            raise ValueError("；".join(missing))
        return self

    def _missing(self) -> list[str]:
        """What this way of service needs and the report does not say."""
        missing = []
        if self.method in SIGNED and not (self.signer and self.signed_by):
            missing.append(f"{self.method.value}的，填写签收人及其身份（第八十七条、第八十八条）")
        if self.method in _THROUGH and not self.through:
            missing.append(_THROUGH[self.method])
        if self.method in _NOTE and not self.note:
            missing.append(_NOTE[self.method])
        if self.method is Method.LEFT and not self.witnesses and self.is_filmed is YesNo.NO:
            missing.append("留置送达的，须有见证人签名，或者拍照、录像（第八十九条）")
        if self.method is Method.POST and self.sent_on is None:
            missing.append("邮寄送达的，填写交邮日期")
        if self.sent_on and self.sent_on > self.served_on:
            missing.append(f"交付、交邮日期{self.sent_on}晚于送达日期{self.served_on}")
        return missing

    def unlawful(self, standing: Standing) -> list[str]:
        """What forbids this service, a line a field, in Chinese."""
        found = {
            "served_on": _too_early(self.served_on, standing.issued_on),
            "method": self._wrong_method(standing),
            "signer": wrong_signer(self.signer, standing.kind),
            "is_filmed": self._unproved(standing),
        }
        fields = type(self).model_fields
        return [f"“{fields[name].title}”：{why}" for name, why in found.items() if why]

    def _wrong_method(self, standing: Standing) -> str:
        match self.method:
            case Method.ELECTRONIC:
                return unconsented(standing.consented_on, self.served_on)
            case Method.PUBLIC:
                is_unknown = self.whereabouts_unknown is YesNo.YES
                unfounded = unfounded_notice(is_unknown=is_unknown, failed=standing.failed)
                return unfounded or unsigned_letter(standing.letter, self.method)
            case _:
                return unsigned_letter(standing.letter, self.method)

    def _unproved(self, standing: Standing) -> str:
        by_film = self.method is Method.LEFT and not self.witnesses
        if by_film and not standing.has_evidence:
            return "没有见证人的留置送达以拍照、录像为凭证，请同时提交照片或者录像"
        return ""


def _too_early(served_on: date, issued_on: date) -> str:
    return f"{served_on}早于文书的成文日期（{issued_on}）" if served_on < issued_on else ""


class ServiceFailure(Question):
    """An attempt to serve that failed; the next one is open."""

    code: ClassVar[str] = "service_failure"
    heading: ClassVar[str] = "登记未送达"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (_LAW,)
    guidance: ClassVar[str] = (
        "每次没有送到的都登记：用什么方式、哪一天、为什么。系统列出还可以用的方式；"
        "公告送达须有未送达的记录，或者受送达人下落不明。"
    )

    method: Method = Field(title="送达方式")
    failed_on: date = Field(title="退回、未成日期")
    reason: ReturnReason = Field(title="原因")
    note: Words = Field(default="", title="经过", description="时间、地点、在场人；其他原因的必填")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.method is Method.PUBLIC:
            message = "公告送达没有退回：公告期内联系上受送达人的，直接登记送达"
            raise ValueError(message)
        if self.reason is ReturnReason.OTHER and not self.note:
            message = "原因为其他的，写明经过"
            raise ValueError(message)
        return self


class AddressConfirmation(Question):
    """送达地址确认书: where a party is served, and whether electronically."""

    code: ClassVar[str] = "service_address"
    heading: ClassVar[str] = "登记送达地址确认书"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("民事诉讼法第八十八条、第九十条",)
    guidance: ClassVar[str] = (
        "每名当事人一份，按本人签名的确认书填写。没有同意电子送达的，不能电子送达；"
        "同意以后要求纸质文书的，应当提供。重新确认的，以后一份为准，前一份的登记留在时间线上。"
    )

    confirmed_on: date = Field(title="确认日期")
    postal_address: Text = Field(title="送达地址")
    accepts_electronic: YesNo = Field(title="同意电子送达")
    electronic_address: Words = Field(
        default="", title="电子送达地址", description="手机号码、邮箱或者平台账号，同意的必填"
    )
    receiver: Words = Field(default="", title="指定的代收人")
    kept_at: Words = Field(default="", title="确认书存放", description="卷宗页码")

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.accepts_electronic is YesNo.YES and not self.electronic_address:
            message = "同意电子送达的，填写电子送达地址"
            raise ValueError(message)
        return self
