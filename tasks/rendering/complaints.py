"""What went wrong in a template, told in Chinese with the file and the line."""

import traceback
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError

from tasks.rendering.errors import TemplateError
from tasks.rendering.template_files import shown

# Whatever the words of a template can raise while it is read or filled in.
FAILURES = (JinjaError, RecursionError, TypeError, ValueError, AttributeError, ArithmeticError)


def explained(error: Exception, template: str, root: Path) -> TemplateError:
    """Return the error that a person can act on, for what Jinja or a filter raised."""
    match error:
        case TemplateNotFound():
            return _at(error, f"没有文书模板 {error.name}：请检查 templates/ 目录", root)
        case TemplateSyntaxError():
            name = shown(Path(error.filename), root) if error.filename else str(error.name)
            message = f"文书模板 {name} 第{error.lineno}行写法有误：{error.message}"
            return TemplateError(message, file=name, line=error.lineno)
        case UnicodeDecodeError():
            return _at(error, f"文书 {template}：模板文件不是 UTF-8 编码，请另存为 UTF-8", root)
        case RecursionError():
            words = '模板引用了自己：地区模板应写 {% extends "!base/…" %}'
            return _at(error, f"文书 {template}：{words}", root)
        case TemplateRuntimeError():
            return _at(error, f"文书 {template}（{{place}}）：{error}", root)
        case _:
            what = f"有一项事实的类型或者写法不对：{error}"
            return _at(error, f"文书 {template}（{{place}}）：{what}", root)


def _at(error: Exception, message: str, root: Path) -> TemplateError:
    file, line = _place(error.__traceback__, root)
    place = f"{file} 第{line}行" if file else "位置不明"
    return TemplateError(message.replace("{place}", place), file=file, line=line)


def _place(trace: TracebackType | None, root: Path) -> tuple[str, int]:
    """Return the file and line of the innermost template that was being filled in."""
    frames = traceback.extract_tb(trace)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    if not inside:
        return "", 0
    return shown(Path(inside[-1].filename), root), inside[-1].lineno or 0
