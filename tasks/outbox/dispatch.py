"""Keeping every channel moving: a slow one holds up nobody but itself."""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4

from tasks.outbox.claims import (
    Parcel,
    Sent,
    claim,
    release,
    settle_and_begin,
    settle_lapsed,
    waiting_channels,
)
from tasks.outbox.couriers import carry
from tasks.outbox.verdict import Fate

log = logging.getLogger("fuyuan.outbox")
BATCH = 40
# So many messages at once through one channel; the robots take one at a time.
WIDTH = 4
# Messages a minute that the makers of the robots allow (their documentation, not verified).
A_MINUTE = {"wecombot": 20, "dingtalk": 20, "feishu": 100}
TICK_SECONDS = 1.0


def _name() -> str:
    return uuid4().hex


def send_waiting(limit: int = BATCH) -> int:
    """Send what is due, up to so many a channel; returns how many notices were settled."""
    settle_lapsed()
    channels = waiting_channels()
    if not channels:
        return 0
    dispatcher, stop = _name(), threading.Event()
    with ThreadPoolExecutor(len(channels)) as lanes:
        return sum(lanes.map(lambda each: _send_batch(each, dispatcher, limit, stop), channels))


@dataclass(slots=True)
class Dispatcher:
    """Sends until told to stop; several may run side by side, here and on other machines."""

    name: str = field(default_factory=_name)
    lanes: dict[str, Future[None]] = field(default_factory=dict)

    def run(self, stop: threading.Event) -> None:
        """Start a lane for each channel that has something to send, and none twice."""
        with ThreadPoolExecutor(thread_name_prefix="lane") as pool:
            while not stop.is_set():
                try:
                    self._start_lanes(pool, stop)
                except Exception as error:  # noqa: BLE001  (the ledger may be busy; it keeps what waits)
                    log.warning("通知暂未发送：%s", type(error).__name__)
                stop.wait(TICK_SECONDS)

    def _start_lanes(self, pool: ThreadPoolExecutor, stop: threading.Event) -> None:
        settle_lapsed()
        for channel in waiting_channels():
            if channel not in self.lanes or self.lanes[channel].done():
                self.lanes[channel] = pool.submit(self._empty, channel, stop)

    def _empty(self, channel: str, stop: threading.Event) -> None:
        try:
            while not stop.is_set() and _send_batch(channel, self.name, BATCH, stop):
                continue
        except Exception as error:  # noqa: BLE001  (what was claimed is free again when its lease ends)
            log.warning("渠道%s暂停：%s", channel.partition(":")[0], type(error).__name__)


def _send_batch(channel: str, dispatcher: str, limit: int, stop: threading.Event) -> int:
    """Claim a batch and send it, several at once where the channel bears it."""
    parcels = claim(channel, dispatcher, limit)
    rate = A_MINUTE.get(channel.partition(":")[0])
    width = 1 if rate else min(WIDTH, len(parcels))
    if not width:
        return 0
    pause = 60 / rate if rate else 0.0
    with ThreadPoolExecutor(width) as hands:
        shares = [parcels[hand::width] for hand in range(width)]
        sent = hands.map(lambda share: _send_share(share, dispatcher, pause, stop), shares)
        return sum(sent)


def _send_share(
    parcels: Sequence[Parcel], dispatcher: str, pause: float, stop: threading.Event
) -> int:
    """One after the other; what became of one is recorded with the beginning of the next."""
    done, sent = None, 0
    for number, parcel in enumerate(parcels):
        if done and pause:
            settle_and_begin(done, None, dispatcher)
            done = None
            stop.wait(pause)
        if stop.is_set():
            release(parcels[number:], dispatcher)
            break
        if settle_and_begin(done, parcel, dispatcher):
            verdict, trace = carry(parcel.url, parcel.subject, parcel.body)
            done = Sent(parcel=parcel, verdict=verdict, trace=trace)
            sent += verdict.fate is not Fate.AGAIN
        else:
            done = None
    settle_and_begin(done, None, dispatcher)
    return sent
