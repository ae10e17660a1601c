"""Letters to download, named as a clerk would file them."""

import re
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import FileResponse

from desk.errors import DeskError
from tasks.letters import letter_of, letter_path

router = APIRouter(include_in_schema=False)

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_ASKED = re.compile(r"([0-9]{1,9})\.(pdf|docx)")
_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f\x7f]+')


@router.get("/letters/{name}")
def download(name: str) -> FileResponse:
    """Serve a letter's file. Raises DeskError (404) for an unknown letter or a missing file."""
    asked = _ASKED.fullmatch(name)
    if asked is None:
        raise DeskError(404, "没有这份文书：地址应为 /letters/编号.pdf 或 /letters/编号.docx")
    letter_id, suffix = int(asked[1]), asked[2]
    letter = letter_of(letter_id)
    if letter is None:
        raise DeskError(404, f"没有编号为{letter_id}的文书，或文书尚未制作完成：请从案件页面下载")
    path = letter_path(letter_id, suffix)
    if not path.is_file():
        raise DeskError(404, f"《{letter[1]}》的文件不在文书目录中：请联系管理员从备份恢复")
    disposition = content_disposition("_".join(letter), f"letter-{letter_id}", suffix)
    headers = {"Content-Disposition": disposition}
    return FileResponse(path, media_type=KINDS[suffix], headers=headers)


def content_disposition(name: str, fallback: str, suffix: str) -> str:
    """Name the download twice (RFC 6266): plain for old programs, Chinese by RFC 5987."""
    safe = _UNSAFE.sub("", name)
    encoded = quote(f"{safe}.{suffix}", safe="")
    return f"attachment; filename=\"{fallback}.{suffix}\"; filename*=UTF-8''{encoded}"
