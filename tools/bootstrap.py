"""Make `.venv` from the lock file with nothing but Python 3.11 or newer; run by the Makefile.

Debian's python3 comes without pip. As root the missing package is installed; anybody else gets
pip's own wheel from Debian's archive, which apt downloads and verifies without privileges.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def main() -> int:
    """Install what a lock file names; returns the exit code."""
    lock = ROOT / sys.argv[1]
    if sys.version_info < OLDEST:
        return say(f"需要 Python 3.11 或更新的版本，现为 {sys.version.split()[0]}")
    if not (VENV / "bin" / "python").exists():
        print("建立 Python 环境……", flush=True)
        make_environment()
    print("安装依赖（首次约一两分钟）……", flush=True)
    # The lock is whole, so nothing is resolved; older pips stumble over extras when they do.
    pip("install", "--quiet", "--no-deps", "--require-hashes", "-r", str(lock))
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    return 0


def make_environment() -> None:
    """Create the environment, with pip whatever this machine lacks."""
    try:
        import ensurepip  # noqa: F401, PLC0415  (Debian leaves it out)
    except ImportError:
        make_environment_from_archive()
    else:
        venv.create(VENV, with_pip=True)


def make_environment_from_archive() -> None:
    """Create the environment with pip's wheel from Debian's archive."""
    if shutil.which("apt-get") is None:
        sys.exit(say("这个 Python 没有 pip：请先安装 python3-venv（或 ensurepip）"))
    venv.create(VENV, with_pip=False)
    with tempfile.TemporaryDirectory() as folder:
        wheel = fetch_pip_wheel(Path(folder))
        environment = {**os.environ, "PYTHONPATH": str(wheel)}
        command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "pip"]
        subprocess.run(command, check=True, env=environment)


def fetch_pip_wheel(folder: Path) -> Path:
    """Download and unpack Debian's python3-pip-whl below a folder; needs no root."""
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    private = [f"-oDir::State={folder}/state", f"-oDir::Cache={folder}/cache", "-qq"]
    private += ["-oAPT::Sandbox::User="]
    subprocess.run(["apt-get", *private, "update"], check=True, cwd=folder)
    subprocess.run(["apt-get", *private, "download", "python3-pip-whl"], check=True, cwd=folder)
    package = next(folder.glob("python3-pip-whl_*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "unpacked")], check=True)
    return next((folder / "unpacked").rglob("pip-*.whl"))


def pip(*arguments: str) -> None:
    """Run the environment's pip, or end with its exit code."""
    command = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([*command, *arguments], check=False, env=quiet)
    if done.returncode:
        sys.exit(say("依赖没有装好：请检查网络或软件包镜像的设置（pip config），然后重试"))


def say(message: str) -> int:
    """Print an error; the exit code that goes with it."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
