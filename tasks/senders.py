"""Systems that may send filings: each with a token that is kept only as its hash."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.intake import IntakeSource
from models.ledger import insert_once, ledger, reading
from rules.vocabulary.region_file import RegionError
from tasks import clock
from tasks.errors import FuyuanError
from tasks.filings import require_numbering
from tasks.intake.mapping import source_name

PER_MINUTE = 60
TOKEN_BYTES = 32
SIGNATURE_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A system that proved who it is; without `signing_key` its requests need no signature."""

    id: int
    name: str
    region: str
    per_minute: int
    signing_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What is shown once, when a source is added or its token renewed."""

    token: str
    signing_key: str


def add_sender(
    name: str, *, region: str, per_minute: int = PER_MINUTE, is_signed: bool = False
) -> Credentials:
    """Add a source. Raises FuyuanError for a name that is taken, or a region without numbers."""
    name = source_name(name)
    try:
        require_numbering(region)
    except RegionError as error:
        raise FuyuanError(str(error)) from error
    if per_minute < 1:
        message = "每分钟的请求数至少为1"
        raise FuyuanError(message)
    made = Credentials(token=_secret(), signing_key=_secret() if is_signed else "")
    with ledger() as session:
        is_new = insert_once(
            session,
            IntakeSource,
            name=name,
            token_hash=_hash(made.token),
            region=region,
            per_minute=per_minute,
            signing_key=made.signing_key,
            created_at=clock.now(),
        )
    if not is_new:
        message = f"来源“{name}”已经有了：换令牌用 fuyuan source renew"
        raise FuyuanError(message)
    return made


def renew_sender(name: str) -> Credentials:
    """Give a source a new token (and signing key, if it signs); the old ones end. FuyuanError."""
    with ledger() as session:
        row = _named(session, name)
        made = Credentials(token=_secret(), signing_key=_secret() if row.signing_key else "")
        row.token_hash, row.signing_key, row.revoked_at = _hash(made.token), made.signing_key, None
    return made


def revoke_sender(name: str) -> None:
    """End a source's token at once. Raises FuyuanError for an unknown source."""
    with ledger() as session:
        row = _named(session, name)
        row.revoked_at = clock.now()


def senders() -> list[IntakeSource]:
    """Every source, by name."""
    with reading() as session:
        return list(session.scalars(select(IntakeSource).order_by(IntakeSource.name)))


def sender_with(token: str) -> Sender | None:
    """Who holds a token that is in force; nobody is told why one is not."""
    with reading() as session:
        row = session.scalar(select(IntakeSource).where(IntakeSource.token_hash == _hash(token)))
        if row is None or row.revoked_at is not None:
            return None
        return Sender(
            id=row.id,
            name=row.name,
            region=row.region,
            per_minute=row.per_minute,
            signing_key=row.signing_key,
        )


def signature(signing_key: str, timestamp: str, body: bytes) -> str:
    """The signature of a body sent at a time (Unix seconds): HMAC-SHA256 over `time.body`, hex."""
    signed = timestamp.encode() + b"." + body
    return hmac.new(signing_key.encode(), signed, hashlib.sha256).hexdigest()


def is_signed_by(sender: Sender, timestamp: str, given: str, body: bytes, *, now: float) -> bool:
    """Whether a signature is the sender's, and made within five minutes of now."""
    if not (timestamp.isascii() and timestamp.isdigit()):
        return False
    is_fresh = abs(now - int(timestamp[:20])) <= SIGNATURE_SECONDS
    wanted = signature(sender.signing_key, timestamp, body)
    return hmac.compare_digest(wanted.encode(), given.encode()) and is_fresh


def _named(session: Session, name: str) -> IntakeSource:
    row = session.scalar(select(IntakeSource).where(IntakeSource.name == name))
    if row is None:
        message = f"没有名为“{name[:40]}”的来源：fuyuan source list 列出全部"
        raise FuyuanError(message)
    return row


def _secret() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def _hash(token: str) -> str:
    # Of 256 random bits a plain hash is enough: there is nothing to guess.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
