"""What the database is asked, to see that it does not grow."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from models.home import database_url
from models.ledger import engine


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are put to the database meanwhile."""
    put: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        put.append(statement)

    bound = engine(database_url())
    event.listen(bound, "before_cursor_execute", note)
    try:
        yield put
    finally:
        event.remove(bound, "before_cursor_execute", note)
