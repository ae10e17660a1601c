"""`fuyuan letter preview`: a letter as it would look, before anybody issues it."""

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from fuyuan.letter_options import Code, OfCase

# Facts written by hand for every letter; without them, facts are made up from the declarations.
SAMPLES = "fuyuan.letter_samples"
OfRegion = Annotated[
    str, typer.Option("--region", help="用哪个地区的模板；不写时为案件的地区，或 FUYUAN_REGION")
]
Out = Annotated[Path | None, typer.Option(help="放在哪个目录，默认为数据目录的 previews")]


def preview(
    code: Code,
    *,
    case: OfCase = "",
    region: OfRegion = "",
    open_: Annotated[bool, typer.Option("--open", help="随即打开")] = False,
    out: Out = None,
) -> None:
    """预览一份文书（PDF，每页印有“预览”）：不取文号，不留记录；还没有的内容用样例并标明。"""
    from models.schema import upgrade
    from tasks.letter_choice import letter_of_code
    from tasks.letter_preview import preview_case, preview_sample

    letter = letter_of_code(code)
    if case:
        upgrade()
        shown = preview_case(letter, case, region=region)
    else:
        shown = preview_sample(letter, region=region or _region(), given=samples().get(code))
    path = _folder(out) / f"预览_{code}.pdf"
    _write(path, shown.pdf)
    for line in _origin_lines(shown.origins) if case else ():
        typer.echo(line)
    if shown.missing_glyphs:
        typer.secho(f"字库缺字：{'、'.join(shown.missing_glyphs)}", fg="yellow")
    typer.echo(f"《{shown.title}》预览：{path}")
    if open_:
        _open(path)


def samples() -> Mapping[str, Mapping[str, Any]]:
    """Return the facts written by hand, by letter; none where the program has none."""
    return import_module(SAMPLES).samples() if find_spec(SAMPLES) else {}


def _region() -> str:
    import os

    return os.environ.get("FUYUAN_REGION") or "wujiagang"


def _folder(out: Path | None) -> Path:
    from models.home import folder

    if out is None:
        return folder("previews")
    out.mkdir(parents=True, exist_ok=True)
    return out


def _write(path: Path, content: bytes) -> None:
    from tasks.errors import FuyuanError

    try:
        path.write_bytes(content)
    except OSError as error:
        message = f"写不了文件 {path}：{error.strerror}"
        raise FuyuanError(message) from None


def _origin_lines(origins: Iterable[tuple[str, str]]) -> Iterator[str]:
    by_origin: dict[str, list[str]] = defaultdict(list)
    for title, origin in origins:
        by_origin[origin].append(title)
    for origin, titles in by_origin.items():
        yield f"{origin}：{'、'.join(titles)}"


def _open(path: Path) -> None:
    program = shutil.which("xdg-open")
    if program is None:
        typer.secho("这台机器没有 xdg-open，请自行打开上面的文件", fg="yellow", err=True)
        return
    subprocess.Popen((program, str(path)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
