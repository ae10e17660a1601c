"""Every notice there is: why it goes, who hears, and whether it waits. The words are templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

BATCH_DUE = "batch_due"
BEARER = "承担该期限的一方、化解工作室"


class LikeService(Enum):
    """When a notice may be taken for the service of a letter."""

    NEVER = auto()
    OF_SERVED_LETTERS = auto()
    ALWAYS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """A notice, named as its template in `templates/notices/`.

    An urgent one goes at any hour. One that is gathered waits for the daily digest where the region
    has one. What is of no one case names none. What may be taken for service says that it is none,
    whatever words a region gives it.
    """

    code: str
    title: str
    trigger: str
    hearers: str
    once: str
    is_urgent: bool = False
    is_gathered: bool = False
    is_of_case: bool = True
    is_like_service: LikeService = LikeService.NEVER


_KINDS = (
    NoticeKind(
        code="todo_opened",
        title="待办",
        trigger="有新待办",
        hearers="该待办的办理人",
        once="每项待办一次",
        is_gathered=True,
    ),
    NoticeKind(
        code="deadline_near",
        title="临期",
        trigger="到期前几日（地区配置 `reminder_days`）；停机的夜里漏掉的次日补发",
        hearers=BEARER,
        once="每级一次",
        is_gathered=True,
    ),
    NoticeKind(
        code="party_near",
        title="提醒（当事人）",
        trigger="同上，当事人自己的期限，本人同意接收提醒并已登记的",
        hearers="该当事人、其代理人",
        once="每级一次",
        is_like_service=LikeService.ALWAYS,
    ),
    NoticeKind(
        code="deadline_missed",
        title="逾期",
        trigger="最后日期已过，没有办结记录",
        hearers=f"{BEARER}；地区配置 `escalation` 中第 0 日的一级",
        once="每次逾期一次",
        is_gathered=True,
    ),
    NoticeKind(
        code="escalated",
        title="督促",
        trigger="行政机关逾期未办，逐级（地区配置 `escalation`）；办结即止，退回重办的从头再来",
        hearers="到日的一级",
        once="每次逾期每级一次",
    ),
    NoticeKind(
        code="urged",
        title="催办",
        trigger="人工催办期限或者待办，须写明催办人和理由",
        hearers="承担该期限的一方，该待办的办理人",
        once="每项每日至多一次",
    ),
    NoticeKind(
        code="duty_returned",
        title="退回",
        trigger="人工退回已报的事项，须写明退回人和理由；期限恢复进行",
        hearers=BEARER,
        once="每次退回一次",
    ),
    NoticeKind(
        code="deadline_changed",
        title="改期",
        trigger="期限改期（更正、扣除、恢复、放假安排）",
        hearers=BEARER,
        once="每次改期一次",
    ),
    NoticeKind(
        code="party_changed",
        title="改期（当事人）",
        trigger="同上，当事人自己的期限",
        hearers="该当事人、其代理人",
        once="每次改期一次",
        is_like_service=LikeService.ALWAYS,
    ),
    NoticeKind(
        code="letter_issued",
        title="文书",
        trigger="制作了致调解员、行政机关、立案庭等的文书；须送达的，写明通知不是送达",
        hearers="收文的一方",
        once="每份文书一次",
        is_like_service=LikeService.OF_SERVED_LETTERS,
    ),
    NoticeKind(
        code="letter_voided",
        title="文书作废",
        trigger="上述文书作废",
        hearers="收文的一方",
        once="每份文书一次",
        is_like_service=LikeService.OF_SERVED_LETTERS,
    ),
    NoticeKind(
        code="service_unrecorded",
        title="送达",
        trigger="文书制作后久未登记送达（地区配置 `service_reminder_days`）",
        hearers="制作文书的一方",
        once="每隔同样日数一次，次数有限",
        is_gathered=True,
        is_like_service=LikeService.ALWAYS,
    ),
    NoticeKind(
        code="alert",
        title="预警",
        trigger="登记时带有风险标签，或者信访、社会稳定风险评为“高”",
        hearers="地区配置 `alert_roles`",
        once="每事一次",
        is_urgent=True,
    ),
    NoticeKind(
        code="case_closed",
        title="办结",
        trigger="一条路径走到终点",
        hearers="化解工作室",
        once="每次办结一次",
    ),
    NoticeKind(
        code="template_failed",
        title="模板",
        trigger="本地区的模板有误，改用了通用模板",
        hearers="系统管理员",
        once="每份文书一次",
    ),
    NoticeKind(
        code=BATCH_DUE,
        title="信息移送",
        trigger="移送司法局的信息满一期没有移送（地区配置 `information_batch_days`）",
        hearers="化解工作室",
        once="到期一次，此后每满一期一次，移送即止",
        is_of_case=False,
    ),
    NoticeKind(
        code="digest",
        title="每日汇总",
        trigger="地区配置 `notices.digest` 为 on 时每个办公日一次；另外，换人接任时一次",
        hearers="有待办、临期、逾期、送达事项的每个人；接任者",
        once="每人每日一次，每件事只列一次；接任一次",
        is_of_case=False,
        is_like_service=LikeService.ALWAYS,
    ),
)
NOTICES: Mapping[str, NoticeKind] = MappingProxyType({kind.code: kind for kind in _KINDS})
NO_SERVICE = "不是送达"
NO_SERVICE_LINE = f"本通知{NO_SERVICE}，由送达起算的期限自依法送达之日起算。"
# What a 当事人 reads instead of what the offices read; they hear of nothing else.
FOR_PARTIES: Mapping[str, str] = MappingProxyType(
    {"deadline_near": "party_near", "deadline_changed": "party_changed"}
)
