"""The case file to download, made when it is asked for: whole, or for publication."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fastapi import APIRouter
from starlette.responses import StreamingResponse

from desk.cases import resolve
from desk.errors import DeskError
from desk.letters import content_disposition
from models.home import home
from models.ledger import reading
from tasks.bundle.making import PUBLIC_MARK, make_bundle
from tasks.bundle.papers import BundleError
from tasks.publication.checking import PublicationError

router = APIRouter(include_in_schema=False)

KINDS = {"pdf": "application/pdf", "zip": "application/zip"}
CHUNK = 1 << 18


@router.get("/cases/{number}/bundle.{suffix}")
def bundle(number: str, suffix: str) -> StreamingResponse:
    """Serve the case file as PDF or as a package. Raises UnknownCaseError, DeskError."""
    return _made(number, suffix, is_public=False)


@router.get("/cases/{number}/public.{suffix}")
def public(number: str, suffix: str) -> StreamingResponse:
    """Serve the version for publication. Raises UnknownCaseError, DeskError."""
    return _made(number, suffix, is_public=True)


def _made(number: str, suffix: str, *, is_public: bool) -> StreamingResponse:
    if suffix not in KINDS:
        raise DeskError(404, "卷宗只有 pdf 和 zip 两种")
    with reading() as session:
        found = resolve(session, number)
    folder = Path(tempfile.mkdtemp(prefix="download-", dir=home()))
    try:
        made = make_bundle(found, out=folder, is_public=is_public)
        path = made.pdf if suffix == "pdf" else made.package
        assert path is not None  # noqa: S101  (it was no dry run)
        # Opened and then unlinked: what nobody reads any more is gone, whoever hangs up.
        file, size = path.open("rb"), path.stat().st_size
    except (BundleError, PublicationError) as error:
        raise DeskError(409, str(error)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    name = f"卷宗_{found}{f'_{PUBLIC_MARK}' if is_public else ''}"
    headers = {
        "Content-Disposition": content_disposition(name, f"bundle-{made.short_code}", suffix),
        "Content-Length": str(size),
    }
    return StreamingResponse(_pieces(file), media_type=KINDS[suffix], headers=headers)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
