"""Where the programs listen, and that nothing of Prefect leaves this machine."""

import socket
from pathlib import Path

import pytest

from fuyuan.environment import Ports, prefect_environment, require_free, server_environment
from tasks.errors import FuyuanError

pytestmark = pytest.mark.usefixtures("bare_home")
PORTS = Ports(prefect=4201, desk=4281)


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FUYUAN_PREFECT_PORT", "FUYUAN_DESK_PORT"):
        monkeypatch.delenv(name, raising=False)


def test_the_doors_are_where_they_always_were_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch,
):
    assert Ports.configured() == Ports(prefect=4200, desk=4280)
    monkeypatch.setenv("FUYUAN_PREFECT_PORT", "14200")
    assert Ports.configured() == Ports(prefect=14200, desk=4280)


@pytest.mark.parametrize("given", ["", "0", "65536", "-1", "4200.0", "http", "4200 "])
@pytest.mark.parametrize("name", ["FUYUAN_PREFECT_PORT", "FUYUAN_DESK_PORT"])
def test_what_is_no_port_is_refused_by_name(name: str, given: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(name, given)
    with pytest.raises(FuyuanError, match=f"环境变量{name}应为1至65535的端口号"):
        Ports.configured()


def test_a_taken_port_is_named_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(FuyuanError, match=f"端口{port}已被占用.*FUYUAN_DESK_PORT={port + 1}"):
            require_free("FUYUAN_DESK_PORT", port)
    require_free("FUYUAN_DESK_PORT", port)


@pytest.mark.parametrize("environment", [prefect_environment, server_environment])
def test_prefect_keeps_to_our_folder_and_to_this_machine(environment, bare_home: Path):
    given = environment(PORTS)
    assert given["PREFECT_HOME"] == str(bare_home / "prefect")
    assert given["PREFECT_API_URL"] == "http://127.0.0.1:4201/api"
    assert given["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert given["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert given["DO_NOT_TRACK"] == "1"
    assert given["FUYUAN_DESK_URL"] == "http://127.0.0.1:4281"


def test_the_server_cannot_reach_the_outside():
    given = server_environment(PORTS)
    assert given["HTTPS_PROXY"] == given["HTTP_PROXY"] == "http://127.0.0.1:9"
    assert "127.0.0.1" in given["NO_PROXY"]
