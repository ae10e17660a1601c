"""`fuyuan`: what can be done from a terminal. Each command imports only what it needs."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from fuyuan.agency_command import agency_app
from fuyuan.batch_command import batch_app
from fuyuan.bundle_command import bundle
from fuyuan.contact_command import contact
from fuyuan.court_command import court_app
from fuyuan.duty_command import duty
from fuyuan.intake_command import intake_app
from fuyuan.lead_command import lead_app
from fuyuan.letter_command import letter
from fuyuan.letters_command import letters
from fuyuan.notify_command import notify
from fuyuan.numbers_command import numbers
from fuyuan.service_command import service_app
from fuyuan.source_command import source_app
from fuyuan.terminal import Region, follow
from fuyuan.terminal import prepare as _prepare
from fuyuan.terminal import print_json as _print_json
from fuyuan.terminal import read_object as _read_object
from fuyuan.verify_command import verify

app = typer.Typer(
    name="fuyuan",
    help="府院通：行政争议实质性化解的流程编排。先用 fuyuan up 启动，再用 fuyuan import 收件。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

# The errors these declare are written for people; any other is a defect and keeps its traceback.
OUR_OWN = frozenset({"rules", "models", "tasks"})

Source = Annotated[str, typer.Option("--source", help="来源名称：按它的列名对照读（见 --map）")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
CaseNumber = Annotated[str, typer.Argument(help="案号（登记号）或短码")]


def main() -> None:
    """Run the command line; an error we know is one line in Chinese and exit code 1."""
    try:
        app()
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in OUR_OWN:
            raise
        typer.secho(str(error), fg="red", err=True)
        sys.exit(1)


@app.command()
def up() -> None:
    """启动全部：Prefect 服务、执行器、值守、窗口；按 Ctrl-C 停止。"""
    from fuyuan.up import run

    run()


@app.command()
def demo(
    keep: Annotated[Path | None, typer.Option(help="演示数据目录，默认为临时目录")] = None,
    *,
    all_paths: Annotated[
        bool, typer.Option("--all-paths", help="每条路径各办一件到底，日历逐日拨动")
    ] = False,
) -> None:
    """演示与自检：临时目录里启动全部，导入样例，沿不同分支办几件案子，约两分钟。"""
    if all_paths:
        from fuyuan.demo.all_paths import run
    else:
        from fuyuan.demo.tour import run

    sys.exit(run(keep))


@app.command(name="import")
def import_(  # noqa: PLR0913  (each is an argument or an option)
    file: Annotated[Path, typer.Argument(help="法院导出的收案登记表：xlsx、xls、csv 或 json")],
    *,
    region: Region = "wujiagang",
    source: Source = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不收件")] = False,
    propose: Annotated[
        bool, typer.Option("--map", help="猜各列是什么并说明理由，确认后存为该来源的列名对照")
    ] = False,
    changes: Annotated[
        list[str] | None, typer.Option("--set", help="更正所猜：列名=项目，可写多次")
    ] = None,
    is_confirmed: Annotated[bool, typer.Option("--yes", help="不再询问，直接存下对照")] = False,
    as_json: AsJson = False,
) -> None:
    """收件：检查登记表，好的收下并自动启动“先登后调”，有问题的逐行说明。"""
    if propose:
        from fuyuan.mapping_command import run

        run(file, source=source, changes=changes or (), is_confirmed=is_confirmed)
        return
    from fuyuan.importing import import_file

    _prepare()
    imported = import_file(file, region=region, source=source, dry_run=dry_run, follow=follow)
    if as_json:
        _print_json(imported.as_json())
        return
    typer.echo(imported.as_text())
    if dry_run:
        typer.secho("以上为试检查，没有收件；去掉 --dry-run 即收件。", fg="yellow")


@app.command()
def case(number: CaseNumber, *, as_json: AsJson = False) -> None:
    """看一件案子：要素、阶段、待办、期限及依据、文书、时间线。"""
    from fuyuan.screens import case_json, show_case

    _prepare()
    if as_json:
        _print_json(case_json(number))
    else:
        show_case(number)


@app.command()
def cases(
    export: Annotated[Path | None, typer.Option(help="另存为 xlsx 案件总表")] = None,
) -> None:
    """列出全部案件及其所处阶段；--export 案件总表.xlsx 存成表格。"""
    _prepare()
    if export is None:
        from fuyuan.screens import show_cases

        show_cases()
        return
    from tasks.figures import export_cases

    typer.echo(f"{export}：{export_cases(export)} 件")


@app.command()
def todo(*, as_json: AsJson = False) -> None:
    """列出待办：什么事、等谁、到何时。"""
    from fuyuan.screens import show_todos, todos_json

    _prepare()
    if as_json:
        _print_json(todos_json())
    else:
        show_todos()


@app.command()
def question(code: Annotated[str, typer.Argument(help="问题代码，如 eight_checks")]) -> None:
    """说明一个问题：由谁答、依据、每一栏怎么填，并给出可填的 JSON 模板。"""
    from fuyuan.screens import show_question

    show_question(code)


@app.command()
def answer(
    number: CaseNumber,
    code: Annotated[str, typer.Argument(help="问题代码（fuyuan todo 第二列）")],
    file: Annotated[Path, typer.Option("--file", help="答复的 JSON 文件；- 为标准输入")],
) -> None:
    """答复一个待办；与在 Prefect 界面或窗口答复等效，先到的为准。"""
    from tasks.answers import record_answer

    _prepare()
    recorded = record_answer(number, code, _read_object(file), door="命令行")
    typer.echo(f"已记录：{recorded.case_number}“{recorded.heading}”，{recorded.answered_by}")


@app.command()
def withdraw(
    number: CaseNumber,
    file: Annotated[Path, typer.Option("--file", help="退出登记的 JSON 文件；- 为标准输入")],
) -> None:
    """登记一方退出诉前调解：案件立即转登记立案。"""
    from tasks.withdrawal import withdraw_consent

    _prepare()
    withdraw_consent(number, _read_object(file), door="命令行")
    typer.echo(f"已登记退出，{number}将转登记立案")


@app.command()
def correct(  # noqa: PLR0913  (each is an argument or an option)
    number: CaseNumber,
    question: Annotated[str, typer.Argument(help="问题代码；案件要素的日期填 case")],
    field: Annotated[str, typer.Argument(help="日期栏，如 signed_on、act_known_on")],
    to: Annotated[str, typer.Argument(help="正确的日期，如 2026-10-12")],
    *,
    by: Annotated[str, typer.Option(help="更正人")],
    reason: Annotated[str, typer.Option(help="理由和凭证")],
    occasion: Annotated[str, typer.Option(help="第几次答复")] = "1",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会改动什么，不更正")] = False,
) -> None:
    """更正送达、签收等日期：由此起算的期限全部重算，旧值和更正人留痕。"""
    from fuyuan.deadline_command import as_date
    from tasks.corrections import Wrong, correct_date

    _prepare()
    wrong = Wrong(
        question=question,
        field=field,
        to=as_date(to),
        corrected_by=by,
        reason=reason,
        door="命令行",
        occasion=occasion,
    )
    typer.echo(correct_date(number, wrong, dry_run=dry_run).as_text())
    if dry_run:
        typer.secho("以上为试算，没有更正；去掉 --dry-run 即更正。", fg="yellow")


@app.command()
def deadline(  # noqa: PLR0913  (each is an option)
    rule: Annotated[str, typer.Argument(help="期限代码，如 L_ANSWER_15D")],
    on: Annotated[str, typer.Argument(help="起算日，如 2026-09-20")],
    *,
    region: Region = "national",
    excluded_days: Annotated[int, typer.Option(help="扣除日数")] = 0,
    extended_days: Annotated[int, typer.Option(help="延长日数")] = 0,
    made_on: Annotated[str, typer.Option(help="行政行为作出日期")] = "",
    at: Annotated[str, typer.Option(help="时刻 HH:MM（按小时计的期限）")] = "",
    as_json: AsJson = False,
) -> None:
    """算一个期限，并逐步说明依据。"""
    from fuyuan.deadline_command import run

    typer.echo(
        run(
            rule,
            on,
            region=region,
            excluded_days=excluded_days,
            extended_days=extended_days,
            made_on=made_on or None,
            at=at or None,
            as_json=as_json,
        )
    )


app.add_typer(agency_app, name="agency")
app.add_typer(source_app, name="source")
app.add_typer(court_app, name="court")
region_app = typer.Typer(help="地区配置", no_args_is_help=True)
app.add_typer(region_app, name="region")


@region_app.command("show")
def region_show(name: Annotated[str, typer.Argument(help="地区代码，如 yicheng")]) -> None:
    """列出一个地区的有效配置，每一项注明出处。"""
    from fuyuan.deadline_command import region_report

    typer.echo(region_report(name))


app.add_typer(contact, name="contact")
app.add_typer(letter, name="letter")
app.add_typer(notify, name="notify")
app.add_typer(duty, name="duty")


@app.command()
def notices(
    case: Annotated[str, typer.Option(help="只看一件案子：案号或短码")] = "",
) -> None:
    """列出通知及其状态、凭据；“不知是否送出”的须人工核实，系统从不自动重发。"""
    from fuyuan.screens import show_notices

    _prepare()
    show_notices(case)


@app.command()
def recover() -> None:
    """接续：凡没有下一步的案件（例如 Prefect 数据库丢失后）重新启动其流程，不会重复发文。"""
    import os

    from fuyuan.environment import Ports, prefect_environment, require_running

    ports = Ports.configured()
    require_running(ports)
    _prepare()
    # Prefect reads its settings when it is imported.
    os.environ.update(prefect_environment(ports))
    from fuyuan.keeper import recover_now

    typer.echo(f"已接续 {recover_now()} 件")


calendar_app = typer.Typer(help="历法：各年节假日安排", no_args_is_help=True)
app.add_typer(calendar_app, name="calendar")

DryRun = Annotated[bool, typer.Option("--dry-run", help="只试算，不改动任何内容")]


@calendar_app.command("show")
def calendar_show(
    year: Annotated[int | None, typer.Argument(help="年度；不写则列出各年来源")] = None,
) -> None:
    """各年安排从哪里来、自何日起为暂定；写年度的，列出放假、调休和月历。"""
    from fuyuan.year_view import show

    show(year)


@calendar_app.command("adopt")
def calendar_adopt(
    file: Annotated[Path, typer.Argument(help="新年度的安排，如 2027.toml")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """录入新年度的节假日安排：先核对，再重算全部暂定期限并逐项报告。"""
    from fuyuan.calendar_command import adopt

    _prepare()
    _report_outcome(adopt(file, is_trial=dry_run), as_json=as_json)


@calendar_app.command("withdraw")
def calendar_withdraw(
    year: Annotated[int, typer.Argument(help="年度")],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """撤回本处录入的一年安排（最后录入的一份），据此确定的期限随之重算。"""
    from fuyuan.calendar_command import withdraw

    _prepare()
    _report_outcome(withdraw(year, is_trial=dry_run), as_json=as_json)


@calendar_app.command("template")
def calendar_template(year: Annotated[int, typer.Argument(help="年度，如 2027")]) -> None:
    """给出一年安排的空白模板，照通知填写后用 fuyuan calendar adopt 录入。"""
    from fuyuan.calendar_command import template

    typer.echo(template(year), nl=False)


@app.command()
def deadlines(
    *,
    case: Annotated[str, typer.Option(help="一件案子的全部期限：案号或短码")] = "",
    within: Annotated[int, typer.Option(min=0, help="不写案号时，只列几日以内到期的")] = 14,
    role: Annotated[str, typer.Option(help="只列某方办理的，如 法院")] = "",
    proof: Annotated[bool, typer.Option("--proof", help="附计算过程")] = False,
    ics: Annotated[bool, typer.Option("--ics", help="输出 iCalendar，供日历软件用")] = False,
    out: Annotated[Path | None, typer.Option(help="存成 iCalendar 文件")] = None,
    as_json: AsJson = False,
) -> None:
    """列出一件案子的期限，或全部案件近日到期的期限；--ics 供日历软件使用。"""
    from fuyuan.deadlines_command import Wanted, icalendar, lines_json, save, show_lines

    _prepare()
    # A calendar program shows its own days: it gets them all.
    wanted = Wanted(case=case, role=role, within=None if case or ics or out else within)
    if out is not None:
        save(icalendar(wanted), out)
        typer.echo(f"已存：{out}")
    elif ics:
        typer.echo(icalendar(wanted), nl=False)
    elif as_json:
        _print_json(lines_json(wanted))
    else:
        show_lines(wanted, with_proof=proof)


app.add_typer(service_app, name="service")
app.add_typer(bundle, name="bundle")
app.add_typer(intake_app, name="intake")
app.add_typer(batch_app, name="batch")
app.add_typer(lead_app, name="lead")

log_app = typer.Typer(help="流程事件日志（供流程挖掘，不含任何人的信息）", no_args_is_help=True)
app.add_typer(log_app, name="log")


@log_app.command("export")
def log_export(
    file: Annotated[Path, typer.Argument(help="输出文件：.xes 为 XES，.json 为 OCEL 2.0")],
    case: Annotated[str, typer.Option(help="只导出一件案子：案号或短码")] = "",
) -> None:
    """导出流程事件日志，供流程挖掘软件分析；不含姓名、案号和案情。"""
    from tasks.event_log import export_log

    _prepare()
    typer.echo(f"{file}：{export_log(file, case)} 条事件")


@app.command(name="check-paths")
def check_paths(
    path: Annotated[list[str] | None, typer.Option(help="只核查这条路径，可写多次")] = None,
    *,
    deep: Annotated[
        bool, typer.Option("--deep", help="走到更深：循环多走一次，用时多得多")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """核查每条路径的每一种走法：都到合法终点，没有死路、到不了的阶段、缺要素的文书。"""
    from fuyuan.model_check.checking import check_paths as check
    from fuyuan.model_check.reporting import as_json as reports_json
    from fuyuan.model_check.reporting import show

    reports = check(path or (), is_deep=deep)
    if as_json:
        _print_json(reports_json(reports))
    else:
        show(reports)
    sys.exit(any(report.defects for report in reports))


app.add_typer(letter, name="letter")
app.add_typer(letters, name="letters")
app.add_typer(numbers, name="numbers")
app.add_typer(verify, name="verify")


def _report_outcome(outcome: Any, *, as_json: bool) -> None:
    from fuyuan.calendar_command import show_outcome

    if as_json:
        _print_json(outcome.as_json())
    else:
        show_outcome(outcome)


if __name__ == "__main__":
    main()
