"""Walking a case through its trial in the tests, day by day."""

import datetime as dt
import functools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fuyuan.rehearsal import answer, turn_to, work
from models.case import Case, CasePath
from models.deadline import RunningDeadline
from models.history import Event, Todo
from models.home import database_url
from models.ledger import engine
from models.letter import IssuedLetter
from rules.vocabulary.region import load_region
from tests.building import filing, rows, stored
from tests.flows.answers import checks, docketing
from tests.procedures import litigation_answers as say

PLAINTIFF, AGENCY, OTHER = "周某1", "区教育局", "区自然资源局"
JUDGMENT = (say.step("作出判决"), say.judged("2026-11-12"))
Given = tuple[str, dict[str, Any]]
Situation = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An installation as it lay on its disk, the day it was, and its case."""

    files: dict[Path, bytes]
    today: str
    number: str


_kept: dict[str, Kept] = {}


def kept(build: Situation) -> Situation:
    """Walk to a situation once; whoever wants it again gets a copy of its installation."""

    @functools.wraps(build)
    def situation(*given: Any, **changes: Any) -> str:
        region = load_region("wujiagang")
        key = repr((build.__qualname__, given, changes, region.reports_to_bureau))
        if key not in _kept:
            number = build(*given, **changes)
            _kept[key] = Kept(files=_files(), today=os.environ["FUYUAN_TODAY"], number=number)
            return number
        _lay_out(_kept[key])
        return _kept[key].number

    return situation


def _home() -> Path:
    engine(database_url()).dispose()  # So that all of it lies in the file.
    return Path(os.environ["FUYUAN_HOME"])


def _files() -> dict[Path, bytes]:
    home = _home()
    paths = (path for path in home.rglob("*") if path.is_file())
    return {path.relative_to(home): path.read_bytes() for path in paths}


def _lay_out(situation: Kept) -> None:
    home = _home()
    for path, content in situation.files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    os.environ["FUYUAN_TODAY"] = situation.today


@kept
def docketed(*, region: str = "wujiagang", **changes: Any) -> str:
    """The number of a case that is docketed today, 2026-11-06."""
    stored(filing(**changes), region=region)
    work()
    [case] = rows(Case)
    tell(case.number, checks(mediable="否"), docketing())
    return str(case.number)


@kept
def answering(**changes: Any) -> str:
    """The number of a case whose only defendant was served on 2026-11-09."""
    number = docketed(**changes)
    tell(number, say.setup())
    on("2026-11-09")
    tell(number, say.served())
    return number


@kept
def under_trial(procedure: str = "普通程序", **changes: Any) -> str:
    """The number of a case whose defence is in, on 2026-11-12."""
    number = docketed(**changes)
    tell(number, say.setup(procedure=procedure))
    on("2026-11-09")
    tell(number, say.served())
    on("2026-11-12")
    tell(number, say.received("2026-11-12"), say.forwarded("2026-11-12"))
    return number


@kept
def decided(*given: Given, **changes: Any) -> str:
    """The number of a case decided on 2026-11-12, its decision not served yet."""
    number = under_trial(**changes)
    tell(number, *given)
    return number


def served_on_all(number: str, plaintiff: str = "2026-11-12", agency: str = "2026-11-12") -> None:
    tell(number, say.delivered(PLAINTIFF, plaintiff))
    tell(number, say.delivered(AGENCY, agency, last="是"))


@kept
def appealed(*given: Given) -> str:
    """The number of a case whose appeal lies with the higher court, on 2026-12-01."""
    number = decided(*(given or JUDGMENT))
    served_on_all(number)
    on("2026-11-20")
    tell(number, say.appealed("2026-11-20"))
    send_up(number)
    return number


def send_up(number: str) -> None:
    on("2026-12-01")
    tell(number, say.sent_up("2026-12-01"))
    tell(number, say.transferred("2026-12-01", "2026-12-01", "2026-12-01"))


def tell(number: str, *answers: Given) -> None:
    for given in answers:
        answer(number, *given)


def on(day: str) -> None:
    turn_to(dt.date.fromisoformat(day))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def stages() -> dict[str, str]:
    return {row.path: row.stage for row in rows(CasePath)}


def stage(path: str = "litigation") -> str:
    return stages()[path]


def asked(path: str = "litigation") -> list[str]:
    return [todo.question for todo in rows(Todo, state="open", path=path)]


def clocks(rule: str) -> list[tuple[str, dt.date | None, str]]:
    """Whose clocks of a rule run until when, and how they stand; oldest first."""
    return [(row.recipient, row.due_on, row.state) for row in rows(RunningDeadline, rule=rule)]


def told(kind: str) -> list[str]:
    return [row.text for row in rows(Event, kind=kind)]


def letters() -> list[str]:
    """The codes of the letters issued, after the first of its kind with its occasion."""
    issued = rows(IssuedLetter, state="issued")
    return [row.code if row.occasion == "1" else f"{row.code} {row.occasion}" for row in issued]


def facts_of(code: str) -> dict[str, Any]:
    """What the first letter of a kind says."""
    return dict(json.loads(rows(IssuedLetter, code=code)[0].facts))
