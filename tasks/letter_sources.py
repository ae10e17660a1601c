"""The words and the engine of letters, each kept once under the hash of its content."""

from sqlalchemy.orm import Session

from models.ledger import insert_once
from models.letter import LetterEngine, LetterWords
from tasks import clock
from tasks.rendering import Words
from tasks.rendering.engine import Engine


def keep_words(session: Session, words: Words) -> str:
    """Keep a letter's words unless they are kept already; their hash."""
    if session.get(LetterWords, words.hash) is None:
        insert_once(
            session,
            LetterWords,
            hash=words.hash,
            template=words.template,
            sources=dict(words.sources),
            stored_at=clock.now(),
        )
    return words.hash


def keep_engine(session: Session, engine: Engine) -> str:
    """Keep what sets letters unless it is kept already; its hash."""
    if session.get(LetterEngine, engine.hash) is None:
        insert_once(
            session,
            LetterEngine,
            hash=engine.hash,
            parts=dict(engine.parts),
            stored_at=clock.now(),
        )
    return engine.hash
