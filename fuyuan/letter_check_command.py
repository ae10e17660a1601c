"""`fuyuan letter check`: all templates against their declared facts."""

import json
import sys
from typing import Annotated

import typer

from fuyuan.terminal import INTERRUPTED, follow

Codes = Annotated[
    list[str] | None, typer.Argument(help="只查这些文书（代码），不写则查全部和没有用处的文件")
]
OfRegion = Annotated[
    str, typer.Option("--region", help="只查一个地区的写法，不写则通用的和各地区的")
]


def check(
    codes: Codes = None,
    *,
    region: OfRegion = "",
    quick: Annotated[
        bool, typer.Option("--quick", help="只填写，不排版：约半分钟，全部查要一两分钟")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """查模板：没有声明的事实、没有用到的事实、写错的标记和块、放不下的内容、缺字、走不到的分支。"""
    from fuyuan.template_check import reporting
    from fuyuan.template_check.checking import TemplateCheck
    from fuyuan.template_check.findings import has_errors

    work = TemplateCheck(codes or (), region=region, is_quick=quick)
    try:
        for _ in follow(work.steps(), "查模板", work.length):
            pass
    except KeyboardInterrupt:
        reporting.show(work.so_far())
        typer.secho("已中断：没有查完，以上是到此为止查出的。", fg="yellow", err=True)
        sys.exit(INTERRUPTED)
    checked = work.so_far()
    if as_json:
        typer.echo(json.dumps(reporting.as_json(checked), ensure_ascii=False, indent=2))
    else:
        reporting.show(checked)
    sys.exit(has_errors(checked.findings))
