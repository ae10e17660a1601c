"""`fuyuan demo`: the tour and the smoke test, over a real server, answered through its own API."""

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import select

from fuyuan.demo_senses import (
    count_waiting,
    free_port,
    letters_of,
    listener,
    number_of,
    stages_of,
    waiting_run,
)
from fuyuan.demo_stories import STORIES, WHO, Story
from fuyuan.environment import ROOT, Ports
from fuyuan.importing import DEFAULT_REGION, import_file
from fuyuan.stack import Stack
from models.case import Case
from models.ledger import reading
from models.letter import IssuedLetter
from models.outbox import Notice
from models.schema import upgrade
from rules.catalogue import paths
from rules.vocabulary.question import Actor
from tasks.answers import record_answer
from tasks.contacts import add_contact
from tasks.errors import AlreadyAnsweredError, FuyuanError
from tasks.letters import letter_path
from tasks.rendering.faces import font_directory
from tasks.rendering.fonts import fetch_fonts

STARTS_ON, TURNED_TO = "2026-11-06", "2026-12-09"
SAMPLE = ROOT / "examples" / "court_export.xlsx"
ACCEPTED, DUPLICATES, REJECTED = 35, 1, 4
PATIENCE_SECONDS = 150.0
LETTERS = "演示文书"
WATCH = "期限监测/deadline_watch"


class DemoFailedError(FuyuanError):
    """A step of the demo did not hold."""


@dataclass(slots=True, kw_only=True)
class Demo:
    """One run of the tour."""

    home: Path
    api: str
    progress: Progress
    bar: Any
    checks: int = 0
    received: list[dict[str, Any]] = field(default_factory=list)

    def hold(self, claim: str, *, that: bool) -> None:
        """Count a check, or fail the demo with it."""
        if not that:
            message = f"未通过：{claim}"
            raise DemoFailedError(message)
        self.checks += 1
        self.progress.console.print(f"  [green]✓[/green] {claim}", highlight=False)
        self.progress.advance(self.bar)


def run(keep: Path | None) -> int:
    """Play the tour in a home of its own; 0 only if every step held."""
    console = Console(highlight=False)
    home, clock = _furnish(console, keep)
    ports = Ports(prefect=free_port(), desk=free_port())
    began = time.monotonic()
    stack = Stack(ports=ports, tell=console.print)
    try:
        with _progress(console) as progress:
            demo = Demo(
                home=home,
                api=f"{ports.prefect_url}/api",
                progress=progress,
                bar=progress.add_task("演示", total=_expected_checks()),
            )
            _play(demo, stack, clock)
    except FuyuanError as error:
        console.print(f"[red]{error}[/red]\n日志在 {home / 'logs'}")
        return 1
    finally:
        stack.stop()
    seconds = time.monotonic() - began
    console.print(f"全部 {demo.checks} 项检查通过，用时 {seconds:.0f} 秒。")
    console.print(f"文书在 {home / LETTERS}")
    return 0


def _furnish(console: Console, keep: Path | None) -> tuple[Path, Path]:
    """Fonts, a home, a calendar that can be turned."""
    fonts = font_directory().resolve()
    console.print("准备公文字体（首次约 60 MB）……")
    fetch_fonts(fonts)
    home = (keep or Path(tempfile.mkdtemp(prefix="fuyuan-demo-"))).resolve()
    home.mkdir(parents=True, exist_ok=True)
    clock = home / "today"
    clock.write_text(STARTS_ON)
    os.environ.update(FUYUAN_HOME=str(home), FUYUAN_FONTS=str(fonts), FUYUAN_TODAY=f"@{clock}")
    os.environ.pop("FUYUAN_DATABASE_URL", None)
    upgrade()
    return home, clock


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console,
    )


def _expected_checks() -> int:
    return 10 + 2 * len(STORIES)


def _play(demo: Demo, stack: Stack, clock: Path) -> None:
    with listener(demo.received) as url:
        add_contact(role=Actor.STUDIO.value, organ="", label="演示工作室", url=url)
        stack.start()
        demo.hold("服务、执行器、值守、窗口已启动，流程已部署", that=True)
        _import(demo)
        _answer_in_rounds(demo, {story.case: list(story.answers) for story in STORIES})
        demo.hold("各案按故事答复完毕，全部经 Prefect 恢复接口", that=True)
        _refuse_second_answer(demo)
        _turn_calendar(demo, clock)
        for story in STORIES:
            _check_story(demo, story)
        _check_notices(demo)
        _export_letters(demo)


def _import(demo: Demo) -> None:
    trial = import_file(SAMPLE, region=DEFAULT_REGION, dry_run=True).as_json()
    counts = (trial["accepted"], trial["duplicates"], trial["rejected"])
    demo.hold(
        f"试检查：收{counts[0]}、重复{counts[1]}、退回{counts[2]}，未收件",
        that=counts == (ACCEPTED, DUPLICATES, REJECTED),
    )
    import_file(SAMPLE, region=DEFAULT_REGION)
    again = import_file(SAMPLE, region=DEFAULT_REGION)
    demo.hold("同一文件再次导入，一件也不重复收", that=not again.stored)
    _wait("全部收件登记并停在八看审查", lambda: count_waiting("eight_checks") == ACCEPTED)
    demo.hold(f"{ACCEPTED} 件自动启动，各自登记编号、出具凭证，停在八看审查", that=True)


def _answer_in_rounds(demo: Demo, remaining: dict[int, list[tuple[str, dict[str, Any]]]]) -> None:
    """Answer each case's next question as soon as it waits, until all stories are told."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(remaining.values()):
        for case, answers in remaining.items():
            run_id = waiting_run(case, answers[0][0]) if answers else None
            if run_id and _resume(demo, run_id, answers[0][1]):
                answers.pop(0)
        if time.monotonic() > deadline:
            stuck = {case: answers[0][0] for case, answers in remaining.items() if answers}
            message = f"等待答复超时：{stuck}"
            raise DemoFailedError(message)
        time.sleep(0.3)


def _resume(demo: Demo, run_id: str, answer: dict[str, Any]) -> bool:
    """Answer as the UI does; false while the run is still on its way to sleep."""
    answered = _call(demo, "POST", f"flow_runs/{run_id}/resume", {"run_input": answer})
    status, reason = answered["status"], answered["details"].get("reason", "")
    if status == "REJECT" and "schema not found" not in reason:
        message = f"表单被拒绝：{reason}"
        raise DemoFailedError(message)
    return bool(status == "ACCEPT")


def _call(demo: Demo, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Call Prefect's API; a busy embedded database answers 503 and is asked again."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answered = httpx.request(
            method, f"{demo.api}/{path}", json=body, timeout=60, trust_env=False
        )
        if answered.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            answered.raise_for_status()
            return answered.json()
        if time.monotonic() > deadline:
            message = "Prefect 服务一直忙，没有应答"
            raise DemoFailedError(message)
        time.sleep(0.2)


def _refuse_second_answer(demo: Demo) -> None:
    story = STORIES[0]
    number = number_of(story.case)
    code, answer = story.answers[0]
    try:
        record_answer(number, code, answer, door="命令行")
    except AlreadyAnsweredError as refused:
        demo.hold(f"重复答复被拒绝：{refused}", that=WHO in str(refused))
    else:
        demo.hold("重复答复被拒绝", that=False)


def _turn_calendar(demo: Demo, clock: Path) -> None:
    """A month passes; the watch finds the mediation that nobody prolonged."""
    clock.write_text(TURNED_TO)
    watch = _call(demo, "GET", f"deployments/name/{WATCH}")
    _call(demo, "POST", f"deployments/{watch['id']}/create_flow_run", {})
    expired = STORIES[-1]
    _wait(
        "调解期满的案件转到立案庭",
        lambda: waiting_run(expired.case, "docketing") is not None,
    )
    demo.hold(f"日历拨到{TURNED_TO}：调解期满的案件由期限监测自动转登记立案", that=True)


def _check_story(demo: Demo, story: Story) -> None:
    number = number_of(story.case)
    _wait(f"{number}到达终点", lambda: stages_of(number) == story.ends)
    known = paths()
    ends = "，".join(
        f"{known[path].title}→{known[path].stages[stage].title}"
        for path, stage in story.ends.items()
    )
    demo.hold(f"{story.title}：{number} {ends}", that=True)
    _wait(f"{number}的文书齐备", lambda: story.letters <= set(letters_of(number)))
    letters = letters_of(number)
    whole = all(
        letter_path(row_id, "pdf").read_bytes().startswith(b"%PDF")
        and letter_path(row_id, "docx").read_bytes().startswith(b"PK")
        for row_id in letters.values()
    )
    demo.hold(f"　文书 {len(letters)} 种，PDF 与 DOCX 俱全", that=whole)


def _check_notices(demo: Demo) -> None:
    def settled() -> bool:
        with reading() as session:
            return not session.scalars(
                select(Notice.id).where(Notice.state.in_(["queued", "sending"]))
            ).first()

    _wait("通知全部送出", settled)
    with reading() as session:
        accepted = session.scalars(select(Notice).where(Notice.state == "accepted")).all()
        names = [name for (name,) in session.execute(select(Case.plaintiff_names))]
    told = Counter(body["message"].strip() for body in demo.received)
    bodies = list(told)
    demo.hold(
        f"通知 {len(accepted)} 条，每条恰好送出一次",
        that=told == Counter(notice.body for notice in accepted) and bool(accepted),
    )
    demo.hold(
        "通知里没有任何当事人姓名",
        that=not any(name in body for name in names for body in bodies),
    )


def _export_letters(demo: Demo) -> None:
    target = demo.home / LETTERS
    target.mkdir(exist_ok=True)
    with reading() as session:
        rows = session.execute(
            select(IssuedLetter.id, IssuedLetter.title, IssuedLetter.occasion, Case.number)
            .join(Case, Case.id == IssuedLetter.case_id)
            .where(IssuedLetter.state == "issued")
        ).all()
    for letter_id, title, occasion, number in rows:
        for suffix in ("pdf", "docx"):
            name = f"{number}_{title}_{occasion}.{suffix}"
            shutil.copyfile(letter_path(letter_id, suffix), target / name)
    demo.hold(f"文书 {len(rows)} 份（PDF、DOCX）放在 {target}", that=bool(rows))


def _wait(what: str, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            message = f"等待超时：{what}"
            raise DemoFailedError(message)
        time.sleep(0.3)
