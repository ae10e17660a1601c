"""The notice matrix: every notice with its cause, who hears, on what channels, in what words."""

import datetime as dt

from generating.markdown import EMPTY, code, items, page, table, text

from rules.notices import NOTICES, NoticeKind
from rules.vocabulary.region import NATIONAL, Region, list_regions, load_region
from tasks.digest import DigestLine, digest_facts
from tasks.markdown import desk_url
from tasks.notify import NoticeOrder, notice_facts, words_of

DAY = dt.date(2026, 11, 9)
CODE, DUTY = "ABCD2345", "（事项）"
HEAD = ("通知", "代码", "事由", "通知谁", "次数", "何时发")
REGION_HEAD = ("地区", "不发的时段", "休息日", "每日汇总", "逐级督促", "预警通知谁")
DIGEST = "digest"


def notices_page() -> str:
    """The matrix, what each region sets, and the words of each notice."""
    return page(
        "通知一览",
        "每一种通知的事由、通知谁、走什么渠道、写什么，都由声明和模板生成。"
        "怎样登记联系人、试渠道、处理没有送到的，见[通知](notices.md)。",
        f"## 一览\n\n{table(HEAD, map(_row, NOTICES.values()))}",
        f"## 渠道\n\n{_channels()}",
        f"## 各地区\n\n{table(REGION_HEAD, map(_region_row, _regions()))}",
        "## 文字\n\n样例的短码、事项和日期是虚构的；地区另有写法的，以该地区的模板为准。"
        "文书通知里“须依法送达”一句，只在该文书须送达时写。",
        *map(_words, NOTICES.values()),
    )


def _row(kind: NoticeKind) -> tuple[str, ...]:
    return (
        f"[{text(kind.title)}](#{kind.code})",
        code(kind.code),
        _plain(kind.trigger),
        _plain(kind.hearers),
        text(kind.once),
        _when(kind),
    )


def _plain(words: str) -> str:
    # Names of settings stand between back quotes in the declarations already.
    parts = words.split("`")
    return " ".join(code(part) if n % 2 else text(part) for n, part in enumerate(parts) if part)


def _when(kind: NoticeKind) -> str:
    if kind.is_urgent:
        return "立即，不分时段"
    return "该地区的办公时段；有每日汇总的并入汇总" if kind.is_gathered else "该地区的办公时段"


def _channels() -> str:
    return items(
        [
            "每人走其登记的第一顺位渠道：邮件、企业微信、钉钉、飞书、短信、单位自有接口、站内信，各种通知都一样。",
            "确定没有送到的（地址失效、被拒绝、退信），自动改用同一人的下一顺位；不知是否送出的，从不自动重发。",
            "两个角色登记同一地址的，只发一条。",
            "安装本身出了问题，由[系统报警](alarms.md)通知系统管理员，文字在那一页。",
        ]
    )


def _regions() -> list[Region]:
    names = sorted(list_regions(), key=lambda name: (name != NATIONAL, name))
    return [load_region(name) for name in names]


def _region_row(region: Region) -> tuple[str, ...]:
    own = region.notices
    is_silent = own.quiet_from != own.quiet_until
    return (
        text(region.title),
        f"{own.quiet_from:%H:%M}—{own.quiet_until:%H:%M}" if is_silent else "不分时段",
        "顺延到办公日" if own.rest_days == "hold" else "照发",
        f"{own.digest_at:%H:%M}" if own.digest == "on" else EMPTY,
        "、".join(f"第{rung.days}日{rung.role.value}" for rung in region.escalation) or EMPTY,
        "、".join(role.value for role in region.alert_roles) or EMPTY,
    )


def _words(kind: NoticeKind) -> str:
    written = words_of(kind.code, _facts(kind), region=NATIONAL)
    anchor = f'<a id="{kind.code}"></a>'
    body = f"{written['subject']}\n{written['body']}".replace(desk_url(), "http://窗口地址")
    return f"{anchor}\n\n### {text(kind.title)}\n\n```text\n{body}\n```"


def _facts(kind: NoticeKind) -> dict[str, object]:
    if kind.code == DIGEST:
        late = DigestLine(short_code=CODE, title=DUTY, due_on=DAY, days_late=1)
        near = DigestLine(
            short_code="EFGH6789", title=DUTY, due_on=DAY + dt.timedelta(days=3), days_late=-2
        )
        return digest_facts([late, near], DAY + dt.timedelta(days=1))
    order = NoticeOrder(
        case_id=0,
        short_code=CODE,
        region=NATIONAL,
        event_key="",
        template=kind.code,
        roles=(),
        title=DUTY,
        due_on=DAY,
        days_late=3,
        is_served=True,
    )
    return notice_facts(order)
