"""The tour and the smoke test: the sample is imported, six cases are answered to their ends."""

import datetime as dt
import time
from pathlib import Path
from typing import Any

from fuyuan.demo.checks import check_letters, check_notices, export_letters
from fuyuan.demo.office import PATIENCE_SECONDS, DemoFailedError, Office, Show, run_show, wait
from fuyuan.demo.senses import count_waiting, letters_of, number_of, stages_of, waiting_run
from fuyuan.demo.tour_stories import STORIES, WHO, TourStory
from fuyuan.environment import ROOT
from fuyuan.importing import DEFAULT_REGION, import_file
from rules.catalogue import paths
from rules.vocabulary.question import Actor
from tasks.answers import record_answer
from tasks.errors import AlreadyAnsweredError

STARTS_ON, TURNED_TO = dt.date(2026, 11, 6), dt.date(2026, 12, 9)
SAMPLE = ROOT / "examples" / "court_export.xlsx"
ACCEPTED, DUPLICATES, REJECTED = 35, 1, 4
CHECKS_BESIDE_STORIES = 10


def run(keep: Path | None) -> int:
    """Play the tour in a home of its own; 0 only if every step held."""
    show = Show(
        starts_on=STARTS_ON,
        readers=(Actor.STUDIO,),
        expected=CHECKS_BESIDE_STORIES + 2 * len(STORIES),
        play=_play,
    )
    return run_show(show, keep)


def _play(office: Office) -> None:
    _import(office)
    _answer_in_rounds(office, {story.case: list(story.answers) for story in STORIES})
    office.hold("各案按故事答复完毕，全部经 Prefect 恢复接口", that=True)
    _refuse_second_answer(office)
    _turn_calendar(office)
    for story in STORIES:
        _check_story(office, story)
    check_notices(office)
    export_letters(office)


def _import(office: Office) -> None:
    trial = import_file(SAMPLE, region=DEFAULT_REGION, dry_run=True).as_json()
    counts = (trial["accepted"], trial["duplicates"], trial["rejected"])
    office.hold(
        f"试检查：收{counts[0]}、重复{counts[1]}、退回{counts[2]}，未收件",
        that=counts == (ACCEPTED, DUPLICATES, REJECTED),
    )
    import_file(SAMPLE, region=DEFAULT_REGION)
    again = import_file(SAMPLE, region=DEFAULT_REGION)
    office.hold("同一文件再次导入，一件也不重复收", that=not again.stored)
    wait("全部收件登记并停在八看审查", lambda: count_waiting("eight_checks") == ACCEPTED)
    office.hold(f"{ACCEPTED} 件自动启动，各自登记编号、出具凭证，停在八看审查", that=True)


def _answer_in_rounds(
    office: Office, remaining: dict[int, list[tuple[str, dict[str, Any]]]]
) -> None:
    """Answer each case's next question as soon as it waits, until all stories are told."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(remaining.values()):
        for case, answers in remaining.items():
            run_id = waiting_run(case, answers[0][0]) if answers else None
            if run_id and office.answer(run_id, answers[0][1]):
                answers.pop(0)
        if time.monotonic() > deadline:
            stuck = {case: answers[0][0] for case, answers in remaining.items() if answers}
            message = f"等待答复超时：{stuck}"
            raise DemoFailedError(message)
        time.sleep(0.3)


def _refuse_second_answer(office: Office) -> None:
    story = STORIES[0]
    number = number_of(story.case)
    code, answer = story.answers[0]
    try:
        record_answer(number, code, answer, door="命令行")
    except AlreadyAnsweredError as refused:
        office.hold(f"重复答复被拒绝：{refused}", that=WHO in str(refused))
    else:
        office.hold("重复答复被拒绝", that=False)


def _turn_calendar(office: Office) -> None:
    """A month passes; the watch finds the mediation that nobody prolonged."""
    office.turn_to(TURNED_TO)
    expired = STORIES[-1]
    wait(
        "调解期满的案件转到立案庭",
        lambda: waiting_run(expired.case, "docketing") is not None,
    )
    office.hold(f"日历拨到{TURNED_TO}：调解期满的案件由期限监测自动转登记立案", that=True)


def _check_story(office: Office, story: TourStory) -> None:
    number = number_of(story.case)
    wait(f"{number}到达终点", lambda: story.ends.items() <= stages_of(number).items())
    known = paths()
    ends = "，".join(
        f"{known[path].title}→{known[path].stages[stage].title}"
        for path, stage in story.ends.items()
    )
    office.hold(f"{story.title}：{number} {ends}", that=True)
    wait(f"{number}的文书齐备", lambda: story.letters <= letters_of(number))
    check_letters(office, number)
