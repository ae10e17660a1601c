"""`fuyuan verify`: what the ledger vouches for, held against what is there."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from fuyuan.terminal import follow

if TYPE_CHECKING:
    from tasks.letter_verification import Checked

verify = typer.Typer(help="核对：账里记的与实际在的是否一致", no_args_is_help=True)


@verify.callback()
def whole() -> None:
    """核对账里记的与实际在的；每样东西一个子命令。"""


@verify.command("letters")
def letters(
    *,
    case: Annotated[str, typer.Option("--case", help="只核对一件案子：案号或短码")] = "",
    repair: Annotated[
        bool, typer.Option("--repair", help="损坏、缺失的文件，能逐字节重制的予以重写")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """逐份重新制作已出的文书，与台账的散列值和文件比较；有损坏、缺失、矛盾的以 1 退出。"""
    from models.schema import upgrade
    from tasks.letter_verification import count_letters, verify_letters

    upgrade()
    total = count_letters(case)
    counted: Counter[str] = Counter()
    noted: list[Checked] = []
    for checked in follow(verify_letters(case, repair=repair), "核对文书", total):
        counted.update(_counts(checked))
        if _is_noteworthy(checked):
            noted.append(checked)
    if as_json:
        typer.echo(_as_json(total, counted, noted))
    else:
        _show(total, counted, noted)
    sys.exit(any(checked.is_broken for checked in noted))


def _counts(checked: "Checked") -> Iterator[str]:
    yield checked.again.value
    if checked.template_changed:
        yield "模板此后改过"
    for state in checked.files.values():
        yield f"文件{state.value}"


def _is_noteworthy(checked: "Checked") -> bool:
    from tasks.letter_verification import Again, FileState

    return checked.again is not Again.SAME or set(checked.files.values()) != {FileState.INTACT}


def _as_json(total: int, counted: "Counter[str]", noted: "list[Checked]") -> str:
    import dataclasses

    content = {
        "checked": total,
        "counts": dict(counted),
        "noted": [dataclasses.asdict(each) | {"is_broken": each.is_broken} for each in noted],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _show(total: int, counted: "Counter[str]", noted: "list[Checked]") -> None:
    from fuyuan.year_view import print_table

    typer.echo(f"核对文书{total}份：" + "，".join(f"{k}{n}" for k, n in counted.most_common()))
    if not noted:
        return
    print_table(
        f"需要看的（{len(noted)}份）",
        ("编号", "案号", "文书", "PDF", "DOCX", "重制", "原因", "怎么办"),
        [
            (
                each.letter_id,
                each.case_number,
                each.name,
                each.files["pdf"].value,
                each.files["docx"].value,
                each.again.value,
                "；".join(each.reasons),
                _remedy(each),
            )
            for each in noted
        ],
    )


def _remedy(checked: "Checked") -> str:
    from tasks.letter_verification import Again, FileState

    states = set(checked.files.values())
    if checked.is_repairable:
        return "加 --repair 按原样重写"
    if states & {FileState.DAMAGED, FileState.MISSING}:
        return "从备份恢复文件"
    if checked.again is Again.CONTRADICTED:
        return "文件完好，核查台账被谁改动过"
    return "已按原样重写" if FileState.REPAIRED in states else "文件完好，不必处理"
