"""What became of a notice, from what was said on the wire.

Only what certainly did not arrive is tried again; only a person says that what may have arrived
did not.
"""

from dataclasses import dataclass
from enum import StrEnum

from tasks.outbox.wire import Reached, Trace

# The robots' own way of saying “too fast”, with 200 (their makers' documentation, not verified).
TOO_FAST = frozenset({"errcode=45009", "errcode=130101", "errcode=9499", "errcode=11232"})
TEMPORARY, PERMANENT = range(400, 500), range(500, 600)
GONE = frozenset({404, 410})
TOO_MANY = 429


class Fate(StrEnum):
    """How one attempt ended."""

    ACCEPTED = "accepted"
    AGAIN = "again"
    BOUNCED = "bounced"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The fate, and why, in words for the office."""

    fate: Fate
    why: str


ACCEPTED = Verdict(fate=Fate.ACCEPTED, why="渠道已接收")
AWAY = Verdict(fate=Fate.AGAIN, why="渠道无法连接，稍后重试")
UNKNOWN = Verdict(fate=Fate.UNKNOWN, why="渠道未确认接收，可能已经送出：请人工核实后决定是否重发")


def judge(trace: Trace, *, went_well: bool, by_mail: bool) -> Verdict:
    """What an attempt means."""
    if trace.forbidden:
        return Verdict(fate=Fate.FAILED, why=trace.forbidden)
    if trace.reached is Reached.NOTHING:
        return ACCEPTED if went_well else AWAY
    return _of_mail(trace, went_well) if by_mail else _of_web(trace, went_well)


def _of_mail(trace: Trace, went_well: bool) -> Verdict:
    if went_well:
        return ACCEPTED
    said = f"（{trace.code} {trace.line}".rstrip() + "）"
    if trace.code in PERMANENT:
        if trace.reached is Reached.RECIPIENT:
            return Verdict(fate=Fate.BOUNCED, why=f"收件地址被邮件服务器拒绝{said}")
        return Verdict(fate=Fate.FAILED, why=f"邮件服务器拒绝{said}")
    if trace.code in TEMPORARY or trace.reached < Reached.WORDS:
        return Verdict(fate=Fate.AGAIN, why=f"邮件服务器暂不接收{said}，稍后重试")
    return UNKNOWN


def _of_web(trace: Trace, went_well: bool) -> Verdict:
    if trace.line in TOO_FAST or trace.code == TOO_MANY:
        return Verdict(fate=Fate.AGAIN, why="渠道要求放慢，稍后重试")
    if went_well and not trace.line:
        return ACCEPTED
    said = trace.line or str(trace.code)
    if trace.code in GONE:
        return Verdict(fate=Fate.FAILED, why=f"渠道地址已失效（{said}）：请重新登记")
    if trace.code and trace.code not in PERMANENT:
        return Verdict(fate=Fate.FAILED, why=f"渠道拒绝（{said}）")
    return UNKNOWN
