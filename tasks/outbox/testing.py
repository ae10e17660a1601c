"""A harmless message to a contact, to see whether its channel works."""

from sqlalchemy import select

from models.ledger import reading
from models.outbox import Contact
from tasks.errors import FuyuanError
from tasks.outbox.couriers import carry
from tasks.outbox.verdict import Verdict

SUBJECT = "【测试】府院通通知渠道"
BODY = "这是一条测试消息，请勿理会：收到即表示通知渠道可用，没有任何事项需要办理。"


def try_channels(label: str) -> list[tuple[str, Verdict]]:
    """Send one test message to each channel of a contact; role and outcome. Raises FuyuanError."""
    with reading() as session:
        found = session.execute(
            select(Contact.role, Contact.url).where(
                Contact.label == label, Contact.active.is_(True)
            )
        ).all()
    if not found:
        message = f"没有称呼为“{label}”的在用联系人：fuyuan contact list 列出全部"
        raise FuyuanError(message)
    return [(role, carry(url, SUBJECT, BODY)[0]) for role, url in found]
