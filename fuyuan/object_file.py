"""An answer from a JSON file, as every command that takes one reads it."""

import json
import sys
from pathlib import Path
from typing import Any


def read_object(file: Path) -> dict[str, Any]:
    """The object in a file, or in standard input for `-`. Raises FuyuanError."""
    from tasks.errors import FuyuanError

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
        value = json.loads(text)
    except OSError as error:
        message = f"读不到文件 {file}：{error.strerror}"
        raise FuyuanError(message) from None
    except ValueError:
        message = f"{file} 不是有效的 JSON：请用 fuyuan question 代码 查看模板"
        raise FuyuanError(message) from None
    if not isinstance(value, dict):
        message = f"{file} 应为一个 JSON 对象（花括号），每栏一项"
        raise FuyuanError(message)
    return value
