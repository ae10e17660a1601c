"""A flow that says where it runs, and takes as long as it is told, or dies with its process."""

import os
import signal
import time
from pathlib import Path

from prefect import flow


@flow(name="慢流程")
def slow(seconds: float, folder: str, name: str) -> None:
    """Note the process, and at the end that it came there."""
    began = Path(folder) / f"{name}.{os.getpid()}"
    began.touch()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.02)
    (Path(folder) / f"{name}.end").touch()


@flow(name="自毁流程")
def deadly(folder: str) -> None:
    """Kill its own process."""
    (Path(folder) / f"deadly.{os.getpid()}").touch()
    os.kill(os.getpid(), signal.SIGKILL)
