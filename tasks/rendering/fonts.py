"""Fetch free faces for letters from Debian's archive, without root."""

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tasks.rendering.errors import FontError

# FandolFang is the only free 仿宋 in the archive; BabelStone Han has the rare characters of names.
WANTED = {
    "texlive-lang-chinese": (
        "FandolFang-Regular.otf",
        "FandolKai-Regular.otf",
        "FandolHei-Regular.otf",
        "FandolHei-Bold.otf",
        "FandolSong-Regular.otf",
        "FandolSong-Bold.otf",
    ),
    "fonts-babelstone-han": ("BabelStoneHan.ttf",),
}
FOLDERS = ("state/lists/partial", "cache/archives/partial")
PATIENCE_SECONDS = 600


def fetch_fonts(into: Path) -> list[str]:
    """Put the faces that are missing into a folder and return their names. Raises FontError.

    apt downloads the packages and verifies them against the archive's signed index.
    """
    into.mkdir(parents=True, exist_ok=True)
    fetched: list[str] = []
    for package, names in WANTED.items():
        missing = [name for name in names if not (into / name).is_file()]
        if missing:
            fetched += _fetch(package, missing, into)
    return fetched


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch the faces into a folder and say so; 1 if that failed."""
    parser = argparse.ArgumentParser(description="下载公文所需的免费字体(无需管理员权限)")
    parser.add_argument("--into", type=Path, required=True, help="放字体的目录")
    into = parser.parse_args(arguments).into
    sys.stderr.write(f"正在准备公文字体：{into}(约 60 MB，首次需要几秒)\n")
    try:
        fetched = fetch_fonts(into)
    except FontError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    done = "、".join(fetched) if fetched else "已经齐全，无需下载"
    sys.stderr.write(f"公文字体：{done}\n")
    return 0


def _fetch(package: str, names: Sequence[str], into: Path) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="fuyuan-fonts-") as folder:
        archive = _download(package, Path(folder))
        return _extract(archive, names, into)


def _download(package: str, folder: Path) -> Path:
    if _apt(("download", package), folder):
        return _only_deb(package, folder)
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    # Without root apt cannot refresh the system's lists, but it can keep its own.
    private = (
        "-o", f"Dir::State={folder / 'state'}",
        "-o", f"Dir::Cache={folder / 'cache'}",
        "-o", "Dir::State::status=/var/lib/dpkg/status",
    )  # fmt: skip
    if _apt((*private, "update"), folder) and _apt((*private, "download", package), folder):
        return _only_deb(package, folder)
    raise FontError(_advice(package))


def _apt(arguments: Sequence[str], folder: Path) -> bool:
    try:
        done = subprocess.run(
            ("apt-get", "-q", "-o", "APT::Sandbox::User=", *arguments),
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _only_deb(package: str, folder: Path) -> Path:
    for archive in folder.glob(f"{package}_*.deb"):
        return archive
    raise FontError(_advice(package))


def _extract(archive: Path, names: Sequence[str], into: Path) -> list[str]:
    wanted = set(names)
    command = ("dpkg-deb", "--fsys-tarfile", str(archive))
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking:
        with tarfile.open(fileobj=unpacking.stdout, mode="r|") as members:
            for member in members:
                name = PurePosixPath(member.name).name
                data = members.extractfile(member) if name in wanted and member.isfile() else None
                if data:
                    _write(into / name, data.read())
                    wanted.discard(name)
                if not wanted:
                    break
        unpacking.terminate()
    if wanted:
        message = f"软件包 {archive.name} 里没有 {'、'.join(sorted(wanted))}，请改用其他字体"
        raise FontError(message)
    return list(names)


def _write(target: Path, data: bytes) -> None:
    # Renaming last: a face is either whole or absent, whoever stops the program.
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(target)


def _advice(package: str) -> str:
    return (
        f"无法用 apt-get 下载 {package}(需要 Debian/Ubuntu 及网络)。"
        "请把仿宋、楷体、黑体、小标宋字体文件(ttf/otf)放进该目录后重试"
    )


if __name__ == "__main__":
    sys.exit(main())
