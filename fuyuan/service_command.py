"""`fuyuan service`: what waits to be served, what was served and how, the papers for it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

DOOR = "命令行"

service_app = typer.Typer(help="送达：登记、退回、回证、公告、送达地址确认书", no_args_is_help=True)

Letter = Annotated[int, typer.Argument(help="文书编号（fuyuan service list 第二列）")]
Recipient = Annotated[str, typer.Argument(help="受送达人：姓名、名称，或者登记编号（第一列）")]
By = Annotated[str, typer.Option(help="登记人")]
MethodName = Annotated[
    str, typer.Option("--method", help="直接、留置、邮寄、电子、委托、转交、公告")
]
Out = Annotated[Path | None, typer.Option(help="存到哪个文件夹，默认为数据目录的 service")]
Note = Annotated[str, typer.Option(help="说明：拒收事由、公告的原因和经过等")]


@service_app.command("list")
def list_(
    *,
    is_open: Annotated[bool, typer.Option("--open", help="只列没有送达的")] = False,
    case: Annotated[str, typer.Option(help="只看一件案子：案号或短码")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """列出送达登记：每名受送达人一行，待送达的注明已等几日。"""
    from fuyuan.service_screen import show_services
    from models.ledger import reading
    from models.schema import upgrade
    from tasks.records import find_case
    from tasks.service.listing import Wanted, service_lines

    upgrade()
    with reading() as session:
        case_id = find_case(session, case).id if case else None
        lines = service_lines(session, Wanted(case_id=case_id, is_open=is_open))
    if as_json:
        plain = [asdict(line) for line in lines]
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=str))
    else:
        show_services(lines)


@service_app.command()
def record(  # noqa: PLR0913  (each is an argument or an option)
    letter: Letter,
    recipient: Recipient,
    *,
    method: MethodName,
    on: Annotated[str, typer.Option(help="送达日期；公告送达的为发出公告之日")],
    by: By,
    sent: Annotated[str, typer.Option(help="交付、交邮日期；邮寄送达的必填")] = "",
    signer: Annotated[str, typer.Option(help="签收人身份，如 本人、负责收件的人")] = "",
    signed_by: Annotated[str, typer.Option(help="签收人")] = "",
    through: Annotated[str, typer.Option(help="受托法院、转交单位、公告载体")] = "",
    witness: Annotated[str, typer.Option(help="留置送达的见证人")] = "",
    filmed: Annotated[bool, typer.Option("--filmed", help="已拍照、录像")] = False,
    unknown: Annotated[bool, typer.Option("--unknown", help="受送达人下落不明")] = False,
    note: Note = "",
    evidence: Annotated[Path | None, typer.Option(help="凭证：PDF、JPG、PNG、MP4")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试登记，不保存")] = False,
) -> None:
    """登记一名受送达人的送达；由此起算的期限随即起算或者预填到待办。"""
    from models.schema import upgrade
    from tasks.service.evidence import read_evidence
    from tasks.service.recording import record_service
    from tasks.service.targets import Target

    upgrade()
    told = record_service(
        Target(letter_id=letter, recipient=recipient),
        _answer(
            method=_method(method),
            served_on=on,
            answered_by=by,
            sent_on=sent,
            signer=signer,
            signed_by=signed_by,
            through=through,
            witnesses=witness,
            is_filmed="是" if filmed else "",
            whereabouts_unknown="是" if unknown else "",
            note=note,
        ),
        door=DOOR,
        evidence=read_evidence(evidence) if evidence else None,
        dry_run=dry_run,
    )
    typer.echo(told.as_text())
    if dry_run:
        typer.secho("以上为试登记，没有保存；去掉 --dry-run 即登记。", fg="yellow")


@service_app.command()
def failed(  # noqa: PLR0913  (each is an argument or an option)
    letter: Letter,
    recipient: Recipient,
    *,
    method: MethodName,
    on: Annotated[str, typer.Option(help="退回、未成的日期")],
    reason: Annotated[str, typer.Option(help="原因，如 拒绝签收、下落不明；写错时列出全部")],
    by: By,
    note: Note = "",
    evidence: Annotated[Path | None, typer.Option(help="退件等凭证")] = None,
) -> None:
    """登记一次没有送到：再列一次待送达，并提示还可以用的方式。"""
    from models.schema import upgrade
    from tasks.service.attempts import fail_service
    from tasks.service.evidence import read_evidence
    from tasks.service.targets import Target

    upgrade()
    answer = _answer(
        method=_method(method),
        failed_on=on,
        reason=_reason(reason),
        answered_by=by,
        note=note,
    )
    target = Target(letter_id=letter, recipient=recipient)
    file = read_evidence(evidence) if evidence else None
    typer.echo(fail_service(target, answer, door=DOOR, evidence=file).as_text())


@service_app.command()
def evidence(
    letter: Letter,
    recipient: Recipient,
    file: Annotated[Path, typer.Argument(help="PDF、JPG、PNG、MP4")],
    *,
    by: By,
) -> None:
    """补交已登记送达的凭证：存一份，记下摘要，以后读取时核对。"""
    from models.schema import upgrade
    from tasks.service.attempts import attach_evidence
    from tasks.service.evidence import read_evidence
    from tasks.service.targets import Target

    upgrade()
    target = Target(letter_id=letter, recipient=recipient)
    typer.echo(attach_evidence(target, read_evidence(file), by=by, door=DOOR).as_text())


@service_app.command()
def address(  # noqa: PLR0913  (each is an argument or an option)
    case: Annotated[str, typer.Argument(help="案号（登记号）或短码")],
    party: Annotated[str, typer.Argument(help="当事人的姓名、名称；同名的写 起诉人2")],
    *,
    postal: Annotated[str, typer.Option(help="送达地址")],
    on: Annotated[str, typer.Option(help="确认日期")],
    by: By,
    electronic: Annotated[
        str, typer.Option(help="同意电子送达的，写手机号码、邮箱或者平台账号")
    ] = "",
    receiver: Annotated[str, typer.Option(help="指定的代收人")] = "",
    kept_at: Annotated[str, typer.Option(help="确认书存放的卷宗页码")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="重新确认，替换前一份")] = False,
) -> None:
    """登记一名当事人的送达地址确认书；写明电子地址即为同意电子送达。"""
    from models.schema import upgrade
    from tasks.service.addresses import confirm_address

    upgrade()
    answer = _answer(
        answered_by=by,
        confirmed_on=on,
        postal_address=postal,
        accepts_electronic="是" if electronic else "否",
        electronic_address=electronic,
        receiver=receiver,
        kept_at=kept_at,
    )
    whose = confirm_address(case, party, answer, door=DOOR, replaces=replace)
    consent = "同意电子送达" if electronic else "不同意电子送达"
    typer.echo(f"已登记：{whose}的送达地址确认书，{consent}")


@service_app.command()
def slip(
    letter: Letter,
    *,
    to: Annotated[str, typer.Option(help="只制作这名受送达人的")] = "",
    out: Out = None,
) -> None:
    """制作送达回证：没有送达的每人一份，PDF 和 DOCX，姓名、地址、文书已填好。"""
    from fuyuan.service_screen import save_papers
    from models.schema import upgrade
    from tasks.service.papers import slips

    upgrade()
    save_papers(slips(letter, to), out)


@service_app.command()
def notice(
    letter: Letter,
    recipient: Recipient,
    *,
    unknown: Annotated[bool, typer.Option("--unknown", help="受送达人下落不明")] = False,
    out: Out = None,
) -> None:
    """制作公告送达的文稿：先打印文字，再存成 PDF 和 DOCX；须有未送达的记录或者下落不明。"""
    from fuyuan.service_screen import save_papers
    from models.schema import upgrade
    from tasks.service.papers import notice_to

    upgrade()
    paper = notice_to(letter, recipient, is_unknown=unknown)
    typer.echo(paper.words)
    save_papers([paper], out)


def _answer(**given: str) -> dict[str, str]:
    """What was given, as a form has it: an option that was left out is not there."""
    return {name: value for name, value in given.items() if value}


def _method(text: str) -> str:
    """A way of service by its whole name or its first word."""
    from rules.service import Method

    return next((method.value for method in Method if method.value[:2] == text), text)


def _reason(text: str) -> str:
    """A reason by its whole name or its beginning; an unknown one is refused with all of them."""
    from rules.service import ReturnReason
    from tasks.errors import FuyuanError

    found = [reason.value for reason in ReturnReason if text and reason.value.startswith(text)]
    if len(found) != 1:
        known = "、".join(reason.value for reason in ReturnReason)
        message = f"没有原因“{text}”；可用：{known}"
        raise FuyuanError(message)
    return found[0]
