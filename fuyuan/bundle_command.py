"""`fuyuan bundle`: a case's papers as one file, a version for publication, and checking either."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from tasks.bundle.making import Bundle

MAKE = "make"


class MakeByDefault(TyperGroup):
    """`fuyuan bundle 案号` means `fuyuan bundle make 案号`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put the command in front that is meant when none is named."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args.insert(0, MAKE)
        return super().parse_args(ctx, args)


bundle = typer.Typer(
    cls=MakeByDefault,
    no_args_is_help=True,
    help="卷宗：一件案子的全部文书装成一份 PDF 和一个 ZIP。fuyuan bundle 案号 即制作",
)


@bundle.command(MAKE)
def make(
    case: Annotated[str, typer.Argument(help="案号（登记号）或短码")],
    *,
    out: Annotated[Path | None, typer.Option(help="放在哪个目录，默认数据目录的 bundles")] = None,
    redacted: Annotated[
        bool, typer.Option("--redacted", help="脱敏的公开版：检查出任何个人信息即不写出")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只列目录和检查结果，不写文件")
    ] = False,
) -> None:
    """制作卷宗：封面、卷内目录、文书、附录、备考表装成 PDF，连同各份文书和哈希清单打成 ZIP。"""
    from models.schema import upgrade
    from tasks.bundle.making import make_bundle

    upgrade()
    show(make_bundle(case, out=out, is_public=redacted, dry_run=dry_run))
    if dry_run:
        typer.secho("以上为试做，没有写出文件；去掉 --dry-run 即写出。", fg="yellow")


@bundle.command()
def verify(file: Annotated[Path, typer.Argument(help="fuyuan bundle 制作的 zip")]) -> None:
    """核对卷宗包：每个文件与清单里的哈希一致，不多不少。"""
    from tasks.bundle.package import verify as verified

    found = verified(file)
    for problem in found.problems:
        typer.secho(problem, fg="red", err=True)
    what = "公开版卷宗" if found.is_public else "卷宗"
    typer.echo(
        f"{what} {found.case_number}：{found.files} 个文件，清单 sha256 {found.manifest_sha256}"
    )
    if found.problems:
        typer.secho(f"有 {len(found.problems)} 处不符，不能采信", fg="red", err=True)
        sys.exit(1)
    typer.echo("全部与清单一致。清单本身没有签名：请与制作时记下的清单 sha256 核对。")


@bundle.command()
def check(
    file: Annotated[Path, typer.Argument(help="准备公开的文件：PDF、DOCX 或文本")],
    case: Annotated[str, typer.Option("--case", help="案号或短码")],
) -> None:
    """公开前的脱敏检查：在文件的文字和属性里查找本案的姓名、证件号码、电话、住址。"""
    from models.schema import upgrade
    from tasks.publication.checking import check_file

    upgrade()
    leaks = check_file(case, file)
    for leak in leaks:
        typer.secho(str(leak), fg="red", err=True)
    if leaks:
        typer.secho(f"有 {len(leaks)} 处，不能公开", fg="red", err=True)
        sys.exit(1)
    typer.echo("没有找到本案登记的姓名、证件号码、电话、住址。登记以外的人和事，请人工通读。")


def show(made: "Bundle") -> None:
    """Print the index, what was left out, and where the files are."""
    from fuyuan.year_view import print_table

    print_table(
        f"卷内目录 {made.case_number}（{made.pages}页）",
        ("序号", "文书名称", "文号", "责任者", "日期", "页号"),
        [
            (
                str(number),
                entry.title,
                entry.number,
                entry.author,
                str(entry.dated or ""),
                entry.pages,
            )
            for number, entry in enumerate(made.entries, 1)
        ],
    )
    for paper in made.withheld:
        typer.echo(f"未收入：{paper['title']}（{paper['reason']}）")
    if made.pdf and made.package:
        typer.echo(f"卷宗：{made.pdf}")
        typer.echo(f"卷宗包：{made.package}")
        typer.echo(f"清单 sha256：{made.manifest_sha256}（请另行记下，日后核对）")
