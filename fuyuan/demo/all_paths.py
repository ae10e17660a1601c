"""One case through each path: the stories are lived day by day, on one calendar, by one office."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from fuyuan.demo.checks import (
    check_letters,
    check_next_steps,
    check_notices,
    check_runs,
    export_event_logs,
    export_letters,
)
from fuyuan.demo.office import PATIENCE_SECONDS, DemoFailedError, Office, Show, run_show
from fuyuan.demo.quiet import settle
from fuyuan.demo.senses import filed_as, open_questions, stages_of, waiting_for
from fuyuan.demo.stories import STORIES
from fuyuan.demo.story import Answer, OfficeDay, Report, Step, Story, office_days
from fuyuan.demo.summary import show_paths
from rules.catalogue import paths
from rules.recipients import OF_ONE_CASE
from rules.vocabulary.question import Actor

INTAKE = "收件登记/intake"
DAYS = tuple(office_days(STORIES))
CHECKS_BESIDE_STORIES = 9
# Who hears of every case.
READERS = tuple(actor for actor in Actor if actor not in OF_ONE_CASE)


def run(keep: Path | None) -> int:
    """Play every story in a home of its own; 0 only if every step held."""
    steps = sum(len(steps) for day in DAYS for steps in day.steps.values())
    show = Show(
        starts_on=DAYS[0].on,
        readers=READERS,
        expected=len(DAYS) + steps + 2 * len(STORIES) + CHECKS_BESIDE_STORIES,
        play=_play,
    )
    return run_show(show, keep)


@dataclass(slots=True, kw_only=True)
class Told:
    """How far a story has got today."""

    story: Story
    steps: list[Step]
    number: str
    answered: set[tuple[int, str]] = field(default_factory=set)


def _play(office: Office) -> None:
    for day in DAYS:
        _live(office, day)
    for story in STORIES:
        _check_story(office, story)
    show_paths(office, STORIES)
    check_runs(office)
    check_next_steps(office)
    check_notices(office)
    export_letters(office)
    export_event_logs(office)


def _live(office: Office, day: OfficeDay) -> None:
    """A day of the office: the night's watch, what comes in, what is answered."""
    office.caption(f"{day.on}")
    office.turn_to(day.on)
    settle(office)
    office.advance()
    for story in day.opening:
        office.say(f"{day.on}　收件：{story.title}")
        office.start(INTAKE, {"filing": story.filed(), "procedure": paths()[story.path].title})
    settle(office)
    told = [
        Told(story=story, steps=list(day.steps[story.code]), number=_number(story))
        for story in STORIES
        if day.steps.get(story.code)
    ]
    _tell(office, day, told)
    settle(office)


def _number(story: Story) -> str:
    found = filed_as(story.code)
    if found is None:
        message = f"“{story.title}”没有登记编号"
        raise DemoFailedError(message)
    return found[1]


def _tell(office: Office, day: OfficeDay, told: list[Told]) -> None:
    """Take each story's next step as soon as it can be taken, until the day is done."""
    moved = time.monotonic()
    while any(one.steps for one in told):
        for one in told:
            if one.steps and _take(office, day, one):
                one.steps.pop(0)
                moved = time.monotonic()
                office.advance()
        if time.monotonic() - moved > PATIENCE_SECONDS:
            stuck = [
                f"{one.story.code}：{one.steps[0]}，待办 {open_questions(one.number)}"
                for one in told
                if one.steps
            ]
            message = "\n".join([f"{day.on} 等待答复超时", *stuck])
            raise DemoFailedError(message)
        time.sleep(0.3)


def _take(office: Office, day: OfficeDay, told: Told) -> bool:
    match told.steps[0]:
        case Answer() as answer:
            return _answer(office, day, told, answer)
        case Report() as report:
            settle(office)
            office.start(report.deployment, {"case_number": told.number, **report.entered(day.on)})
            settle(office)
            return True


def _answer(office: Office, day: OfficeDay, told: Told, answer: Answer) -> bool:
    waiting = waiting_for(told.number, answer.question, answer.occasion)
    if waiting is None or waiting.run_id is None:
        return False
    if waiting.errors:
        message = f"{told.story.code}：“{answer.question}”的答复未被接受：{waiting.errors}"
        raise DemoFailedError(message)
    if (waiting.todo_id, waiting.run_id) in told.answered:
        return False  # The run has the answer and has not read it yet.
    if not office.answer(waiting.run_id, answer.entered(day.on)):
        return False
    told.answered.add((waiting.todo_id, waiting.run_id))
    return True


def _check_story(office: Office, story: Story) -> None:
    number = _number(story)
    stages, known = stages_of(number), paths()
    ends = "，".join(
        f"{known[path].title}→{known[path].stages[stage].title}" for path, stage in stages.items()
    )
    office.hold(f"{story.title}：{number} {ends}", that=stages == story.ends)
    check_letters(office, number)
