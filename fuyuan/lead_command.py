"""`fuyuan lead`: leads that may become filings, by a person's word alone."""

from pathlib import Path
from typing import Annotated

import typer

from fuyuan.terminal import Region
from fuyuan.terminal import prepare as _prepare
from rules.information_batch import LeadSource

lead_app = typer.Typer(
    help="潜在争议线索（12345、信访、履职发现、移送来的）：自己不成案", no_args_is_help=True
)
Number = Annotated[int, typer.Argument(help="线索编号（fuyuan lead list 第一列）")]
LISTED = ("线索", "来源", "日期", "行政机关", "事由", "需要关注", "登记", "去向")


@lead_app.command("add")
def add(
    *,
    source: Annotated[LeadSource, typer.Option("--source", help="从哪里得知")],
    agency: Annotated[str, typer.Option("--agency", help="行政机关全称")],
    summary: Annotated[
        str, typer.Option("--summary", help="什么事；不写姓名、证件号码、电话、住址")
    ],
    on: Annotated[str, typer.Option("--on", help="得知日期，如 2026-10-12")],
    by: Annotated[str, typer.Option("--by", help="登记人")],
    risk: Annotated[str, typer.Option("--risk", help="需要关注的情形")] = "",
    region: Region = "wujiagang",
) -> None:
    """登记一条线索；同一条只登记一次，不成案、不起流程。"""
    from fuyuan.deadline_command import as_date
    from tasks.exchange.leads import add_lead

    _prepare()
    number, is_new = add_lead(
        region=region,
        source=source,
        agency=agency,
        summary=summary,
        noted_on=as_date(on),
        risk=risk,
        by=by,
    )
    typer.echo(f"线索{number}：{'已登记' if is_new else '此前已经登记，没有重复'}")


@lead_app.command("list")
def list_leads(
    *,
    is_open: Annotated[bool, typer.Option("--open", help="只列还没有转为收件的")] = False,
    region: Region = "wujiagang",
) -> None:
    """列出线索及其去向。"""
    from fuyuan.year_view import print_table
    from tasks.exchange.leads import leads

    _prepare()
    rows = [
        (
            each.id,
            f"移送（{each.source}）" if each.is_transferred else each.source,
            each.noted_on,
            each.agency,
            each.summary,
            each.risk,
            each.recorded_by,
            each.case_number or each.filing,
        )
        for each in leads(region, is_open=is_open)
    ]
    print_table(f"线索{len(rows)}条", LISTED, rows)


@lead_app.command("form")
def form(number: Number) -> None:
    """给出把一条线索转为收件要填的 JSON 模板。"""
    from fuyuan.terminal import print_json
    from tasks.exchange.leads import filing_template

    _prepare()
    print_json(filing_template(number))


@lead_app.command("to-case")
def to_case(
    number: Number,
    file: Annotated[Path, typer.Option("--file", help="填好的 JSON 文件；- 为标准输入")],
    by: Annotated[str, typer.Option("--by", help="由谁决定，留痕")],
) -> None:
    """把一条线索转为收件：自动登记、编号，两边互相对得上；一条线索只成一件。"""
    from fuyuan.terminal import read_object
    from tasks.exchange.leads import turn_into_filing

    _prepare()
    given = read_object(file, template=f"fuyuan lead form {number}")
    turned = turn_into_filing(number, given, by=by)
    done = "已收件" if turned.is_new else "此前已经收件，没有重复"
    typer.echo(f"线索{number}：{done}，{turned.filing}")
