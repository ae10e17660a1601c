"""Why a suggestion is made, of what kind and level it is, and when its reply is due."""

from enum import StrEnum


class SuggestionKind(StrEnum):
    """Who makes it."""

    JUDICIAL = "司法建议"
    PROCURATORIAL = "检察建议"


class Level(StrEnum):
    """From the single case to the kind of cases to governance (WJ-9c)."""

    CASE = "个案"
    KIND = "类案"
    GOVERNANCE = "综合治理"


class Reason(StrEnum):
    """Why; the first five oblige the court (法释〔2020〕3号第十二条)."""

    ABSENT = "负责人未出庭应诉，未说明理由或者理由不成立"
    ABSENT_AGAIN = "延期开庭后负责人仍未出庭应诉，无正当理由"
    NOBODY = "负责人和行政机关相应的工作人员均不出庭应诉"
    LEFT = "负责人未经法庭许可中途退庭"
    SILENT = "负责人拒绝就有关问题解释或者说明，致庭审无法进行"
    NOT_PERFORMED = "不履行或者怠于履行生效判决、裁定、调解书、协议"
    NORMATIVE_DOCUMENT = "规范性文件不合法"
    FLAWED_ACT = "行政行为存在瑕疵或者多发的执法问题"
    GOVERNANCE = "审判、监督中发现的社会治理问题"
    PUBLIC_INTEREST = "公益诉讼诉前检察建议"
    PUBLIC_INTEREST_URGENT = "公益诉讼诉前检察建议（紧急情形）"
    SUPERVISION = "行政诉讼监督、行政违法行为监督"
    OTHER = "其他"

    @property
    def is_duty(self) -> bool:
        """One of the five of 法释〔2020〕3号第十二条: the court has to make the suggestion."""
        return self in APPEARANCE

    @property
    def is_procuratorial(self) -> bool:
        """Only a procuratorate's."""
        return self in PROCURATORIAL


APPEARANCE = frozenset(
    {Reason.ABSENT, Reason.ABSENT_AGAIN, Reason.NOBODY, Reason.LEFT, Reason.SILENT}
)
PROCURATORIAL = frozenset(
    {Reason.PUBLIC_INTEREST, Reason.PUBLIC_INTEREST_URGENT, Reason.SUPERVISION}
)
# What either of them may say.
COMMON = frozenset({Reason.FLAWED_ACT, Reason.GOVERNANCE, Reason.OTHER})

_REPLY_RULES = {
    Reason.NORMATIVE_DOCUMENT: "J_NORMDOC_REPLY_60D",
    Reason.PUBLIC_INTEREST: "P_SUPERVISE_REPLY",
    Reason.PUBLIC_INTEREST_URGENT: "P_SUPERVISE_REPLY_15D",
}
STATUTORY_TEXT = {
    "J_NORMDOC_REPLY_60D": "收到本建议书之日起六十日内",
    "P_SUPERVISE_REPLY": "收到本建议书之日起两个月内",
    "P_SUPERVISE_REPLY_15D": "收到本建议书之日起十五日内",
    "J_SUGGEST_REPLY_2M": "收到本建议书之日起两个月内",
}
REPLY_ARTICLES = {
    "J_NORMDOC_REPLY_60D": (
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百四十九条"
    ),
    "P_SUPERVISE_REPLY": (
        "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第二十一条"
    ),
    "P_SUPERVISE_REPLY_15D": (
        "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第二十一条"
    ),
    "J_SUGGEST_REPLY_2M": (
        "《最高人民法院关于综合治理类司法建议工作若干问题的规定》（法释〔2023〕11号）第八条"
    ),
}


def statutory_rule(kind: SuggestionKind, reason: Reason) -> str | None:
    """The period a law fixes for the reply; None where only the document can name a day."""
    if kind is SuggestionKind.PROCURATORIAL:
        return _REPLY_RULES.get(reason)
    return _REPLY_RULES.get(reason, "J_SUGGEST_REPLY_2M")


class ReplyStatus(StrEnum):
    """The three of SL-8a."""

    IN_TIME = "按期"
    LATE = "逾期"
    NONE = "未回复"
