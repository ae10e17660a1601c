"""沟通与舆情日志: an entry becomes a fact and a line of the timeline, once."""

from collections.abc import Mapping
from typing import Any

from models.ledger import ledger
from rules.paths.urgent_response.communication import CommunicationEntry
from tasks.answers import check, digest, record_fact
from tasks.records import find_case, tell


def log_communication(case_number: str, answer: Mapping[str, Any], *, door: str) -> bool:
    """Enter a communication; false if the very same was entered before.

    Raises UnknownCaseError or InvalidAnswerError.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, CommunicationEntry, answer)
        # Typed in twice, an entry is the same entry: what it says is its key.
        key = digest(given)
        if not record_fact(session, case, given, door=door, occasion=key):
            return False
        kind = "舆情" if given.kind.is_opinion else "沟通"
        return tell(session, case, key=f"communication:{key}", kind=kind, text=given.line)
