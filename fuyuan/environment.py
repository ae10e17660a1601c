"""The environment in which Prefect's own programs run: local, quiet, below our data directory."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from models.home import folder, home
from tasks.errors import FuyuanError

LOOPBACK = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where the two doors are."""

    prefect: int
    desk: int

    @classmethod
    def configured(cls) -> "Ports":
        """From `FUYUAN_PREFECT_PORT` and `FUYUAN_DESK_PORT`. Raises FuyuanError."""
        return cls(prefect=_port("FUYUAN_PREFECT_PORT", 4200), desk=_port("FUYUAN_DESK_PORT", 4280))

    @property
    def prefect_url(self) -> str:
        """The Prefect UI."""
        return f"http://{LOOPBACK}:{self.prefect}"

    @property
    def desk_url(self) -> str:
        """The desk."""
        return f"http://{LOOPBACK}:{self.desk}"


def _port(name: str, default: int) -> int:
    given = os.environ.get(name, str(default))
    if not given.isdigit() or not 0 < int(given) < 65536:  # noqa: PLR2004  (the range of ports)
        message = f"环境变量{name}应为1至65535的端口号，现为“{given}”"
        raise FuyuanError(message)
    return int(given)


def require_free(name: str, port: int) -> None:
    """Raise FuyuanError if somebody listens on a port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            message = (
                f"端口{port}已被占用：请停掉占用它的程序，或换一个端口，"
                f"例如 {name}={port + 1} make up"
            )
            raise FuyuanError(message) from None


def require_running(ports: Ports) -> None:
    """Raise FuyuanError unless Prefect's server answers where it should."""
    try:
        socket.create_connection((LOOPBACK, ports.prefect), timeout=2).close()
    except OSError:
        message = f"Prefect 服务没有在端口{ports.prefect}运行：请先 make up，再运行这个命令"
        raise FuyuanError(message) from None


def prefect_environment(ports: Ports) -> dict[str, str]:
    """What every program of ours is started with: nothing of Prefect leaves this machine."""
    prefect_home = folder("prefect")
    return {
        **os.environ,
        "FUYUAN_HOME": str(home()),
        "FUYUAN_ROOT": str(ROOT),
        # Behind a proxy the office names the address people use; the links in notices carry it.
        "FUYUAN_DESK_URL": os.environ.get("FUYUAN_DESK_URL") or ports.desk_url,
        "FUYUAN_PREFECT_URL": ports.prefect_url,
        # Where Prefect's automations reach the desk, whatever address people use.
        "FUYUAN_DESK_PORT": str(ports.desk),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "PYTHONUNBUFFERED": "1",
        "PREFECT_HOME": str(prefect_home),
        "PREFECT_PROFILES_PATH": str(prefect_home / "profiles.toml"),
        "PREFECT_API_URL": f"{ports.prefect_url}/api",
        "PREFECT_SERVER_API_HOST": LOOPBACK,
        # Without it the UI calls port 4200 whatever port it was served from.
        "PREFECT_SERVER_API_PORT": str(ports.prefect),
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        # A busy embedded database is asked again at once and often (fuyuan.server_program).
        "PREFECT_CLIENT_MAX_RETRIES": "40",
        # A request the server lost under SQLite is given up after ten seconds, not after sixty, and
        # asked again (ADR 0002).
        "PREFECT_API_REQUEST_TIMEOUT": "10",
        # Looking through all sleeping runs every five seconds costs 72 % of a core at 10,000.
        "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_LOOP_SECONDS": "3600",
        # Nothing is late by seconds here, and the service locks the embedded database.
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_SERVER_DATABASE_SQLALCHEMY_POOL_SIZE": "50",
        "PREFECT_LOGGING_LEVEL": os.environ.get("PREFECT_LOGGING_LEVEL", "WARNING"),
    }


def server_environment(ports: Ports) -> dict[str, str]:
    """What Prefect's server alone is started with: the outside is refused here and now."""
    nowhere, here = "http://127.0.0.1:9", "127.0.0.1,localhost"
    return {
        **prefect_environment(ports),
        "HTTPS_PROXY": nowhere,
        "HTTP_PROXY": nowhere,
        "NO_PROXY": here,
        "no_proxy": here,
    }
