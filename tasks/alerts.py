"""Alerts: of a grave case everybody whom the region names hears at once, not of what it is."""

from models.ledger import ledger
from rules.vocabulary.region import load_region
from tasks.notify import NoticeOrder, queue_notices
from tasks.records import find_case, tell
from tasks.step import step


@step("即时通知")
def raise_alert(case_number: str, *, key: str, title: str) -> None:
    """Tell the departments concerned of a case that cannot wait, once a key."""
    with ledger() as session:
        case = find_case(session, case_number)
        roles = tuple(role.value for role in load_region(case.region).alert_roles)
        text = f"{title}；即时通知{'、'.join(roles)}"
        event_key = f"alert:{key}"
        if tell(session, case, key=event_key, kind="预警", text=text):
            order = NoticeOrder(
                case_id=case.id,
                short_code=case.short_code,
                region=case.region,
                event_key=event_key,
                template="alert",
                roles=roles,
                title=title,
            )
            queue_notices(session, [order])
