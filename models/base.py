"""The common base of all tables, and the three column types they share."""

import datetime as dt
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import JSON, DateTime, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from models.home import SecretKeyError, home, secret_key

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of the ledger."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON, list[Any]: JSON}  # noqa: RUF012


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A point in time: aware in Python, UTC in the table; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> Any:
        """Store as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a point in time needs its zone: {value!r}"
            raise ValueError(message)
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> dt.datetime | None:
        """Come back aware."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


class EncryptedText(TypeDecorator[str]):
    """Text that lies encrypted in the table: ID numbers, phones, answers, channel addresses."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> Any:
        """Encrypt."""
        return None if value is None else _fernet(secret_key()).encrypt(value.encode()).decode()

    def process_result_value(self, value: Any, _dialect: Dialect) -> str | None:
        """Decrypt."""
        if value is None:
            return None
        try:
            return _fernet(secret_key()).decrypt(value.encode()).decode()
        except InvalidToken:
            raise SecretKeyError(home() / "secret.key") from None


@cache
def _fernet(key: bytes) -> Fernet:
    return Fernet(key)
