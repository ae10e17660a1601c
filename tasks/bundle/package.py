"""The package of a case file: its files with a manifest of their hashes, and checking one."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from tasks.bundle.papers import CHUNK, BundleError

FORMAT = "fuyuan-case-file/1"
MANIFEST = "manifest.json"
EARLIEST, UNIX = (1980, 1, 1, 0, 0, 0), 3
# These are packed already.
STORED = frozenset({".pdf", ".docx"})
LARGEST_MANIFEST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a package says of itself, and what is wrong with it."""

    case_number: str
    is_public: bool
    files: int
    manifest_sha256: str
    problems: tuple[str, ...]


def pack(target: Path, files: Iterable[tuple[str, Path]], about: Mapping[str, Any]) -> str:
    """Write a package and return the sha256 of its manifest; each file is read piece by piece.

    The same files give the same bytes.
    """
    listed: list[dict[str, Any]] = []
    with zipfile.ZipFile(target, "w") as package:
        for name, path in files:
            listed.append({"name": name, **_add(package, name, path)})
        manifest = {"format": FORMAT, **about, "files": listed}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        package.writestr(_entry(MANIFEST), text.encode(), compresslevel=6)
    return hashlib.sha256(text.encode()).hexdigest()


def verify(file: Path) -> Verified:
    """Check every file of a package against its manifest. Raises BundleError if it is none."""
    try:
        with zipfile.ZipFile(file) as package:
            return _verify(package)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        message = f"{file} 不是完好的卷宗包：{error}"
        raise BundleError(message) from None


def _verify(package: zipfile.ZipFile) -> Verified:
    raw = _manifest_of(package)
    manifest = _read_manifest(raw)
    names = package.namelist()
    listed = {str(entry["name"]): entry for entry in manifest["files"]}
    problems = [
        *(f"{name}：重复" for name in sorted({name for name in names if names.count(name) > 1})),
        *(f"{name}：清单里有，包里没有" for name in sorted(listed.keys() - set(names))),
        *(f"{name}：清单里没有" for name in sorted(set(names) - listed.keys() - {MANIFEST})),
    ]
    for name in sorted(listed.keys() & set(names)):
        problems += _problems_of(package, name, listed[name])
    return Verified(
        case_number=str(manifest.get("case_number", "")),
        is_public=bool(manifest.get("is_public")),
        files=len(listed),
        manifest_sha256=hashlib.sha256(raw).hexdigest(),
        problems=tuple(problems),
    )


def _manifest_of(package: zipfile.ZipFile) -> bytes:
    try:
        if package.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            message = f"{MANIFEST} 过大，不是卷宗包"
            raise BundleError(message)
        return package.read(MANIFEST)
    except KeyError:
        message = f"没有 {MANIFEST}，不是卷宗包（fuyuan bundle 制作的 zip）"
        raise BundleError(message) from None


def _read_manifest(raw: bytes) -> dict[str, Any]:
    message = f"{MANIFEST} 内容有误，不是卷宗包（fuyuan bundle 制作的 zip）"
    try:
        manifest = json.loads(raw)
    except ValueError:
        raise BundleError(message) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BundleError(message)
    files = manifest.get("files")
    if not isinstance(files, list) or not all(map(_is_listed, files)):
        raise BundleError(message)
    return manifest


def _is_listed(entry: Any) -> bool:
    return isinstance(entry, dict) and all(
        isinstance(entry.get(key), kind)
        for key, kind in (("name", str), ("sha256", str), ("bytes", int))
    )


def _problems_of(package: zipfile.ZipFile, name: str, entry: Mapping[str, Any]) -> list[str]:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return [f"{name}：文件名不安全"]
    if package.getinfo(name).file_size != entry["bytes"]:
        return [f"{name}：大小与清单不符"]
    try:
        with package.open(name) as packed:
            digest = hashlib.file_digest(packed, "sha256").hexdigest()  # type: ignore[arg-type]
    except (zipfile.BadZipFile, EOFError) as error:
        return [f"{name}：读不出来（{error}）"]
    return [] if digest == entry["sha256"] else [f"{name}：内容与清单不符"]


def _add(package: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    entry = _entry(name)
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, package.open(entry, "w", force_zip64=True) as packed:
        while piece := source.read(CHUNK):
            digest.update(piece)
            size += len(piece)
            packed.write(piece)
    return {"sha256": digest.hexdigest(), "bytes": size}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    is_packed = PurePosixPath(name).suffix in STORED
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, 0o600 << 16
    return entry
