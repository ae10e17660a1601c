"""`fuyuan letter issue`: make a letter from the facts in a file."""

from pathlib import Path
from typing import Annotated

import typer

DOOR = "命令行"


def issue(
    code: Annotated[str, typer.Argument(help="文书代码（fuyuan letter kinds 第一列）")],
    file: Annotated[Path, typer.Option("--file", help="文书内容的 JSON 文件；- 为标准输入")],
    by: Annotated[str, typer.Option("--by", help="制作人，记入时间线")],
    *,
    case: Annotated[str, typer.Option("--case", help="案号（登记号）或短码")] = "",
    region: Annotated[
        str, typer.Option("--region", help="不属于案件的文书：地区", envvar="FUYUAN_REGION")
    ] = "wujiagang",
    occasion: Annotated[
        str, typer.Option(help="次别，如 2026年第1次；不写则内容相同的只制作一份")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不制作")] = False,
) -> None:
    """制作一份文书：检查内容，编文号，出 PDF 和 DOCX；重复执行只有一份。"""
    from fuyuan.terminal import prepare, read_object
    from tasks.by_hand import Order, check_by_hand, issue_by_hand, letter_by_hand
    from tasks.letters import letter_path

    prepare()
    order = Order(
        code=code,
        facts=read_object(file, template=f"fuyuan letter form {code}"),
        issued_by=by,
        door=DOOR,
        case_number=case,
        region=region,
        occasion=occasion,
    )
    if dry_run:
        checked = check_by_hand(order)
        typer.secho(f"《{checked.title}》检查通过，没有制作；去掉 --dry-run 即制作。", fg="yellow")
        return
    issued = issue_by_hand(order)
    number = f"（{issued.number}）" if issued.number else ""
    done = "已制作" if issued.is_new else "此前已经制作，没有重复"
    typer.echo(f"{done}：《{issued.title}》{number}，编号 {issued.letter_id}")
    if letter_by_hand(code).is_restricted:
        typer.echo(f"限制接触：用 fuyuan letter fetch {issued.letter_id} 调取，须写明理由")
        return
    for suffix in ("pdf", "docx"):
        typer.echo(str(letter_path(issued.letter_id, suffix)))
