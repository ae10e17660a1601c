"""`fuyuan up`: everything in one terminal, until Ctrl-C."""

import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from fuyuan.environment import Ports
from fuyuan.stack import Stack
from models.home import folder, home
from models.outbox import ALARM
from models.schema import upgrade
from tasks import clock
from tasks.alarms import Kind, end_alarm, raise_alarm
from tasks.errors import FuyuanError
from tasks.outbox.dispatch import send_waiting
from tasks.rendering.errors import FontError
from tasks.rendering.faces import font_directory, typefaces
from tasks.rendering.fonts import fetch_fonts

READY = """
府院通已启动。数据目录：{home}

  Prefect 界面（答复待办、手工收件）  {prefect}
  窗口（案件、文书下载、待办）        {desk}
  投件文件夹（放入登记表即自动收件）  {inbox}

接下来：
  1. 收件：另开一个终端，运行  {fuyuan} import examples/court_export.xlsx
     （先加 --dry-run 看检查结果）；或把登记表放进投件文件夹；或在 Prefect 界面运行“收件登记”。
  2. 每件收件自动登记编号、出具收件凭证，停在“八看审查”等人答复：
     在 Prefect 界面 Runs 里点开名为“案号｜八看审查”的运行，右上角 ⋮ 选 Resume 填表；
     或在窗口的待办里填；或  {fuyuan} todo  后用  {fuyuan} answer  答复。
  3. 看一件案子：  {fuyuan} case 案号

按 Ctrl-C 停止；案件都在数据目录里，下次启动接着办。
"""


def run() -> None:
    """Start, say what to do next, and stay until interrupted."""
    # Both, for a shell starts background jobs with Ctrl-C ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _as_interrupt)
    with _only_one():
        upgrade()
        typer.echo("准备公文字体（首次约 60 MB）……")
        _prepare_fonts()
        ports = Ports.configured()
        stack = Stack(ports=ports, tell=typer.echo)
        try:
            stack.start()
            end_alarm(Kind.PROGRAM_DIES, noticed_at=clock.now())
            typer.echo(
                READY.format(
                    home=home(),
                    prefect=ports.prefect_url,
                    desk=ports.desk_url,
                    inbox=folder("inbox"),
                    fuyuan=_command(),
                )
            )
            _watch(stack)
        except KeyboardInterrupt:
            typer.echo("正在停止……")
        finally:
            stack.stop()
    typer.echo("已停止。")


def _watch(stack: Stack) -> None:
    """Keep everything running. Raises FuyuanError for a program that cannot be kept, and tells."""
    try:
        stack.watch()
    except FuyuanError:
        # Told from here: of the others nobody is left to do it.
        if raise_alarm(Kind.PROGRAM_DIES):
            send_waiting(template=ALARM)
        raise


def _prepare_fonts() -> None:
    """Fetch the free faces; where that cannot be, the office's own will do. Raises FontError."""
    try:
        fetch_fonts(font_directory())
    except FontError as error:
        typefaces()
        typer.secho(f"{error}\n改用本机已有的字体。", fg="yellow", err=True)


def _command() -> str:
    return os.path.relpath(os.path.join(os.path.dirname(sys.executable), "fuyuan"))  # noqa: PTH118, PTH120


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _only_one() -> Iterator[None]:
    with (home() / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = (
                f"数据目录 {home()} 已有一个府院通在运行：请先停掉它，或用 FUYUAN_HOME 换一个目录"
            )
            raise FuyuanError(message) from None
        yield
