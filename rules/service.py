"""送达: the ways in which a letter reaches its recipient, and when each of them is complete.

民事诉讼法第八十七条至第九十五条, by 行政诉讼法第一百零一条 and 行政复议法第八十八条.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.vocabulary.article import Article, Statute, cite

_LAW = Statute.CIVIL_PROCEDURE
APPLIED_BY = (cite(Statute.LITIGATION, 101), cite(Statute.RECONSIDERATION, 88, 1))
BY_PUBLIC_NOTICE = "S_PUBLIC_NOTICE_30D"


class Method(StrEnum):
    """How a letter is served."""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    POST = "邮寄送达"
    ELECTRONIC = "电子送达"
    ENTRUSTED = "委托送达"
    FORWARDED = "转交送达"
    PUBLIC = "公告送达"

    @classmethod
    def _missing_(cls, value: object) -> "Method | None":
        """Read what earlier answers chose, where the choice had its explanation in brackets."""
        plain = str(value).partition("（")[0]
        return next((method for method in cls if method.value == plain), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of service: its articles, and the day that counts as the day of service."""

    basis: tuple[Article, ...]
    day: str


WAYS: Mapping[Method, Way] = {
    Method.DIRECT: Way(
        basis=(cite(_LAW, 87), cite(_LAW, 88)), day="受送达人或者依法代收的人在送达回证上签收的日期"
    ),
    Method.LEFT: Way(basis=(cite(_LAW, 89),), day="文书留在受送达人住所的当日"),
    Method.POST: Way(basis=(cite(_LAW, 91),), day="回执上注明的收件日期"),
    Method.ELECTRONIC: Way(basis=(cite(_LAW, 90),), day="送达信息到达受送达人特定系统的日期"),
    Method.ENTRUSTED: Way(
        basis=(cite(_LAW, 91), cite(_LAW, 87, 2)), day="受送达人在送达回证上签收的日期"
    ),
    Method.FORWARDED: Way(
        basis=(cite(_LAW, 92), cite(_LAW, 93), cite(_LAW, 94)),
        day="受送达人在送达回证上签收的日期",
    ),
    Method.PUBLIC: Way(basis=(cite(_LAW, 95),), day="自发出公告之日起经过三十日，视为送达"),
}
# Ways that end with a signature on the slip.
SIGNED = frozenset({Method.DIRECT, Method.ENTRUSTED, Method.FORWARDED})
# What takes effect with each party's signature reaches nobody who does not sign (解释第八十五条).
NEEDS_SIGNATURE = frozenset({"mediation_instrument"})
WITHOUT_SIGNATURE = frozenset({Method.LEFT, Method.PUBLIC})


class State(StrEnum):
    """Where the service of a letter on one recipient stands."""

    WAITING = "waiting"
    ON_NOTICE = "on_notice"
    SERVED = "served"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The state in Chinese."""
        return _LABELS[self]


_LABELS = {
    State.WAITING: "待送达",
    State.ON_NOTICE: "公告中",
    State.SERVED: "已送达",
    State.RETURNED: "未送达退回",
}


class Kind(StrEnum):
    """What kind of recipient decides who may sign."""

    PERSON = "公民"
    MINOR = "未成年人"
    ORGAN = "法人或者其他组织"
    UNKNOWN = "未载明"


class Signer(StrEnum):
    """Who signed the slip."""

    SELF = "本人"
    FAMILY = "同住成年家属"
    GUARDIAN = "法定代理人"
    HEAD = "法定代表人、主要负责人"
    CLERK = "负责收件的人"
    AGENT = "诉讼代理人"
    RECEIVER = "指定的代收人"


_FOR_ANYBODY = frozenset({Signer.AGENT, Signer.RECEIVER})
# 民事诉讼法第八十八条; for a minor the legal representative acts (行政诉讼法第三十条).
MAY_SIGN: Mapping[Kind, frozenset[Signer]] = {
    Kind.PERSON: _FOR_ANYBODY | {Signer.SELF, Signer.FAMILY},
    Kind.MINOR: _FOR_ANYBODY | {Signer.GUARDIAN},
    Kind.ORGAN: _FOR_ANYBODY | {Signer.HEAD, Signer.CLERK},
    Kind.UNKNOWN: frozenset(Signer),
}


class ReturnReason(StrEnum):
    """Why an attempt failed."""

    REFUSED = "拒绝签收"
    ABSENT = "无人在场或者逾期未领"
    WRONG_ADDRESS = "地址不详、查无此人或者已迁移"
    WHEREABOUTS_UNKNOWN = "下落不明"
    BOUNCED = "电子送达信息没有到达"
    OTHER = "其他"


# What the law still offers; which of them is taken, a person decides.
THEN: Mapping[ReturnReason, tuple[Method, ...]] = {
    ReturnReason.REFUSED: (Method.LEFT,),
    ReturnReason.ABSENT: (Method.DIRECT, Method.POST, Method.ENTRUSTED),
    ReturnReason.WRONG_ADDRESS: (Method.DIRECT, Method.POST, Method.PUBLIC),
    ReturnReason.WHEREABOUTS_UNKNOWN: (Method.PUBLIC,),
    ReturnReason.BOUNCED: (Method.DIRECT, Method.POST),
    ReturnReason.OTHER: (Method.DIRECT, Method.POST),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is on record before a service is: against it the report is judged."""

    letter: str
    issued_on: date
    kind: Kind = Kind.UNKNOWN
    consented_on: date | None = None
    failed: tuple[Method, ...] = ()
    has_evidence: bool = False


def unconsented(consented_on: date | None, served_on: date) -> str:
    """Why electronic service is not allowed; empty if the recipient had agreed (第九十条)."""
    if consented_on is None:
        return (
            "没有同意电子送达的送达地址确认书，不能电子送达（民事诉讼法第九十条）："
            "请先登记确认书，或者改用其他方式"
        )
    if consented_on > served_on:
        return f"受送达人{consented_on}才同意电子送达，晚于送达日期{served_on}"
    return ""


def unfounded_notice(*, is_unknown: bool, failed: tuple[Method, ...]) -> str:
    """Why service by public notice is not allowed; empty if it is (第九十五条)."""
    if is_unknown or failed:
        return ""
    return (
        "公告送达限于受送达人下落不明，或者用其他方式无法送达（民事诉讼法第九十五条）："
        "请先登记未送达的经过，或者选明下落不明"
    )


def unsigned_letter(letter: str, method: Method) -> str:
    """Why a letter that takes effect by signature cannot be served so; empty if it can."""
    if letter in NEEDS_SIGNATURE and method in WITHOUT_SIGNATURE:
        return f"调解书经当事人签收才生效，不能{method.value}；拒绝签收的，按反悔处理"
    return ""


def wrong_signer(signer: Signer | None, kind: Kind) -> str:
    """Why this signature does not count; empty if it does (第八十八条)."""
    if signer is None or signer in MAY_SIGN[kind]:
        return ""
    allowed = "、".join(each.value for each in Signer if each in MAY_SIGN[kind])
    return f"受送达人是{kind.value}，应由{allowed}签收（民事诉讼法第八十八条）"
