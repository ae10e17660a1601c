"""What the commands share: the ledger made ready, JSON read and written, progress shown."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

# What a shell expects of a command that Ctrl-C ended.
INTERRUPTED = 130
T = TypeVar("T")

Region = Annotated[str, typer.Option("--region", help="地区配置代码", envvar="FUYUAN_REGION")]


def prepare() -> None:
    """Bring the ledger's tables up to date."""
    from models.schema import upgrade

    upgrade()


def follow(things: Iterable[T], what: str, total: int | None) -> Iterable[T]:
    """Pass things on and show a person how far they are: a `tasks.progress.Follow`."""
    from rich.console import Console
    from rich.progress import track

    # Beside the result, which may be piped into a file; drawn for people only.
    console = Console(stderr=True)
    return track(things, what, total=total, console=console, disable=not console.is_terminal)


def read_object(file: Path, *, template: str = "fuyuan question 代码") -> dict[str, Any]:
    """A JSON object from a file, or from the standard input for `-`. Raises FuyuanError.

    `template` is the command that shows what belongs into it.
    """
    from tasks.errors import FuyuanError

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
        value = json.loads(text)
    except OSError as error:
        message = f"读不到文件 {file}：{error.strerror}"
        raise FuyuanError(message) from None
    except ValueError:
        message = f"{file} 不是有效的 JSON：请用 {template} 查看模板"
        raise FuyuanError(message) from None
    if not isinstance(value, dict):
        message = f"{file} 应为一个 JSON 对象（花括号），每栏一项"
        raise FuyuanError(message)
    return value


def print_json(value: Any) -> None:
    """Print a value as JSON, its Chinese readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
