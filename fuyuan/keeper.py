"""`python -m fuyuan.keeper`: takes in dropped files, delivers triggers, sends notices, all day."""

import logging
import signal
import threading
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

from prefect.client.orchestration import get_client

from fuyuan.checks import Checks
from fuyuan.inbox import take_in_dropped_files
from fuyuan.mail_door import take_in_mailed_files
from models.ledger import ledger
from tasks import clock
from tasks.letter_batch import Outcome, finish_pending
from tasks.outbox.bounces import read_bounces
from tasks.outbox.dispatch import Dispatcher
from tasks.recovery import carry_on
from tasks.triggers import deliver, enqueue, is_anything_waiting
from tasks.voice import look_through

log = logging.getLogger("fuyuan.keeper")
TICK_SECONDS = 1.0
SWEEP_EVERY = 300
CHECK_SECONDS = 60.0
MAIL_SECONDS = 60.0
LOOK_EVERY = 10
BOOT = uuid4().hex[:8]
WATCH = "期限监测/deadline_watch"


def main() -> None:
    """Keep going until told to stop; what fails once is tried again at the next tick."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    voice = threading.Thread(target=Dispatcher().run, args=(stop,), name="voice")
    voice.start()
    # Apart from the rest, for they may wait for a server that hangs.
    guard = threading.Thread(target=_guard, args=(stop,), name="guard")
    post = threading.Thread(target=_post, args=(stop,), name="post")
    guard.start()
    post.start()
    ticks = 0
    while not stop.is_set():
        if ticks % SWEEP_EVERY == 0:
            _attempt("补完文书", _finish_letters)
            _attempt("清查停滞案件", _sweep)
        if ticks % LOOK_EVERY == 0:
            _attempt("整理通知", look_through)
        for title, chore in CHORES:
            _attempt(title, chore)
        ticks += 1
        stop.wait(TICK_SECONDS)
    voice.join()
    guard.join()
    post.join()


def _guard(stop: threading.Event) -> None:
    """Look whether all else is alive."""
    checks = Checks()
    while not stop.wait(CHECK_SECONDS):
        _attempt("查看运行情况", checks.run)


def _post(stop: threading.Event) -> None:
    """Read the mailboxes."""
    while not stop.wait(MAIL_SECONDS):
        _attempt("读取收件信箱", lambda: take_in_mailed_files().understood)
        _attempt("读取退信", read_bounces)


def _attempt(title: str, chore: Callable[[], int]) -> None:
    try:
        if done := chore():
            log.info("%s：%d", title, done)
    except Exception as error:  # noqa: BLE001  (the server or a folder may be away; the ledger waits)
        log.warning("%s未成：%s", title, type(error).__name__)


def _deliver() -> int:
    # A client introduces itself to the server; every second that costs both more than all else.
    if not is_anything_waiting():
        return 0
    with get_client(sync_client=True) as client:
        return deliver(client)


def _order_watch() -> int:
    # The cron schedule may fall into a night in which the machine is off.
    with ledger() as session:
        enqueue(session, key=f"watch:{clock.today()}", deployment=WATCH, parameters={})
    return 0


def _finish_letters() -> int:
    """Finish what a killed program left reserved; what fails is named, and tried again later."""
    done = Counter[Outcome]()
    for each in finish_pending():
        done[each.outcome] += 1
        if each.outcome is Outcome.REFUSED:
            log.warning("文书%d未成：%s", each.letter_id, each.kind)
    return done[Outcome.FINISHED]


def _sweep() -> int:
    _order_watch()
    with get_client(sync_client=True) as client:
        return carry_on(client, incident=f"{clock.today()}/{BOOT}")


def recover_now() -> int:
    """Finish letters and carry on, now, every case that nothing will move; returns how many."""
    _finish_letters()
    with get_client(sync_client=True) as client:
        found = carry_on(client, incident=uuid4().hex[:8])
        deliver(client)
    return found


CHORES: tuple[tuple[str, Callable[[], int]], ...] = (
    ("收取投件", take_in_dropped_files),
    ("启动流程", _deliver),
)

if __name__ == "__main__":
    main()
