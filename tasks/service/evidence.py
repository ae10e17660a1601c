"""Proofs of service as files: checked, kept under their digest, read back only unchanged."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from models.home import folder
from models.service import LetterService
from rules.cleaning import plain_text
from tasks.errors import FuyuanError, InvalidAnswerError
from tasks.letters import write_whole

# What a scanner, a camera or a courier's page gives; the size is a choice, not a rule of law.
LARGEST_BYTES = 20_000_000
LONGEST_NAME = 200
SIGNATURES = {
    "pdf": (0, b"%PDF-"),
    "jpg": (0, b"\xff\xd8\xff"),
    "png": (0, b"\x89PNG\r\n\x1a\n"),
    "mp4": (4, b"ftyp"),
}
FIELD = "凭证"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file as it was handed in."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its digest, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def checked(evidence: Evidence) -> Evidence:
    """The file under a plain name. Raises InvalidAnswerError for one that is not taken."""
    if not evidence.content:
        raise InvalidAnswerError([f"“{FIELD}”：文件是空的"])
    if len(evidence.content) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1_000_000
        raise InvalidAnswerError([f"“{FIELD}”：文件超过{limit}MB的上限，请压缩或者截取"])
    if suffix_of(evidence.content) is None:
        raise InvalidAnswerError([f"“{FIELD}”：只收 PDF、JPG、PNG 和 MP4，按文件内容识别"])
    # A browser may send the whole path, in the manner of its own system.
    name = PureWindowsPath(PurePosixPath(evidence.name).name).name
    return Evidence(name=plain_text(name)[-LONGEST_NAME:] or FIELD, content=evidence.content)


def suffix_of(content: bytes) -> str | None:
    """What kind of file this is by its first bytes, None for any that is not taken."""
    for suffix, (at, sign) in SIGNATURES.items():
        if content[at : at + len(sign)] == sign:
            return suffix
    return None


def read_evidence(path: Path) -> Evidence:
    """A file from this machine, checked. Raises FuyuanError, InvalidAnswerError."""
    try:
        # One byte more than is taken, so that a large file is refused without being read.
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        message = f"读不到文件 {path}：{error.strerror}"
        raise FuyuanError(message) from None
    return checked(Evidence(name=path.name, content=content))


def keep(evidence: Evidence) -> None:
    """Write the file under its digest, once."""
    path = folder("service") / f"{evidence.sha256}.{suffix_of(evidence.content)}"
    if not path.exists():
        write_whole(path, evidence.content)


def attach(row: LetterService, evidence: Evidence, *, is_kept: bool) -> None:
    """Name the file on the row of its service, and write it unless this is only a trial."""
    if is_kept:
        keep(evidence)
    row.evidence_name, row.evidence_sha256 = evidence.name, evidence.sha256


def kept(sha256: str) -> tuple[Path, bytes]:
    """The file of a digest and its content. Raises FuyuanError if it is gone or was changed."""
    for suffix in SIGNATURES:
        path = folder("service") / f"{sha256}.{suffix}"
        if path.is_file():
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != sha256:
                message = "凭证文件与登记时的摘要不符，可能被改动：请从备份恢复，并查明原因"
                raise FuyuanError(message)
            return path, content
    message = "凭证文件不在数据目录的 service 文件夹里：请从备份恢复"
    raise FuyuanError(message)
