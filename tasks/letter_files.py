"""Where the files of letters lie, and how they are written: whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from models.home import folder

SUFFIXES = ("pdf", "docx")


def letter_path(letter_id: int, suffix: str) -> Path:
    """Where a letter's file lies."""
    return folder("letters") / f"{letter_id:07d}.{suffix}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, never meets half of it."""
    with drafted({path: content}) as drafts:
        put_in_place(drafts)


@contextmanager
def drafted(contents: Mapping[Path, bytes]) -> Iterator[dict[Path, Path]]:
    """Files written and on the disk under names of their own, by the path they are meant for.

    What is not put in place is removed.
    """
    drafts = {path: path.with_suffix(f"{path.suffix}.{uuid4().hex}.draft") for path in contents}
    try:
        for path, draft in drafts.items():
            _write(draft, contents[path])
        yield drafts
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def put_in_place(drafts: Mapping[Path, Path]) -> None:
    """Give drafts their names, and have the disk know it."""
    for path, draft in drafts.items():
        draft.replace(path)
    for directory in {path.parent for path in drafts}:
        _sync(directory)


def clear_drafts(letter_id: int) -> None:
    """Remove what a killed program left half written of a letter that is settled."""
    for draft in folder("letters").glob(f"{letter_id:07d}.*.draft"):
        draft.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
