"""Keeping every channel moving: a slow one holds up nobody but itself."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from math import inf
from uuid import uuid4

from sqlalchemy import Connection

from tasks.outbox.claims import (
    Parcel,
    Sent,
    claim,
    release,
    settle_and_begin,
    settle_lapsed,
    waiting_channels,
    writing,
)
from tasks.outbox.couriers import carry
from tasks.outbox.verdict import Fate

log = logging.getLogger("fuyuan.outbox")
BATCH = 100
# So many messages at once through one channel; the robots take one at a time.
WIDTH = 8
# So many are begun at once by each hand while there is a backlog.
HANDFUL = 2
# Messages a minute that the makers of the robots allow (their documentation, not verified).
A_MINUTE = {"wecombot": 20, "dingtalk": 20, "feishu": 100}
TICK_SECONDS = 1.0


def _name() -> str:
    return uuid4().hex


def send_waiting(limit: int = BATCH, template: str = "") -> int:
    """Send what is due, up to so many a channel; returns how many notices were settled.

    With a template only what is written in it.
    """
    settle_lapsed()
    channels = waiting_channels(template)
    if not channels:
        return 0
    dispatcher, stop = _name(), threading.Event()

    def send(channel: str) -> int:
        return send_channel(channel, dispatcher, stop, most=limit, template=template)

    with ThreadPoolExecutor(len(channels)) as lanes:
        return sum(lanes.map(send, channels))


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
            send_channel(channel, self.name, stop)
        except Exception as error:  # noqa: BLE001  (what was claimed is free again when its lease ends)
            log.warning("渠道%s暂停：%s", channel.partition(":")[0], type(error).__name__)


def send_channel(
    channel: str,
    dispatcher: str,
    stop: threading.Event,
    *,
    most: float = inf,
    template: str = "",
) -> int:
    """Send what is due through one channel, up to `most`; several at once where it bears that.

    Returns how many notices were settled.
    """
    rate = A_MINUTE.get(channel.partition(":")[0])
    with writing() as connection:
        lane = _Lane(
            claim=partial(claim, channel, dispatcher, template=template),
            left=most,
            clerk=_Clerk(dispatcher, connection),
            pause=60 / rate if rate else 0.0,
            stop=stop,
        )
        try:
            return lane.send_all()
        finally:
            if lane.waiting:
                release(list(lane.waiting), dispatcher)


@dataclass(slots=True)
class _Clerk:
    """Writes for all hands of a lane at once: one transaction takes in whoever is waiting.

    Each hand still waits until its own words may leave, so no more is marked `sending` than is in
    the hands. While one writes, the others gather, and the next of them writes for all.
    """

    dispatcher: str
    connection: Connection
    waiting: list["_Entry"] = field(default_factory=list)
    queue: threading.Lock = field(default_factory=threading.Lock)
    pen: threading.Lock = field(default_factory=threading.Lock)

    def settle_and_begin(self, done: list[Sent], following: list[Parcel]) -> list[Parcel]:
        """As `claims.settle_and_begin`, for one hand: which of its next notices may be sent."""
        entry = _Entry(done=done, following=following)
        with self.queue:
            self.waiting.append(entry)
        with self.pen:
            if not entry.is_written:
                self._write()
        if entry.error is not None:
            raise entry.error
        return [parcel for parcel in following if parcel.id in entry.begun]

    def _write(self) -> None:
        with self.queue:
            entries, self.waiting = self.waiting, []
        try:
            begun = settle_and_begin(
                self.connection,
                [sent for entry in entries for sent in entry.done],
                [parcel for entry in entries for parcel in entry.following],
                self.dispatcher,
            )
        except Exception as error:  # noqa: BLE001  (it is raised again in each hand)
            for entry in entries:
                entry.error = error
        else:
            for entry in entries:
                entry.begun = begun
        for entry in entries:
            entry.is_written = True


@dataclass(slots=True, kw_only=True)
class _Entry:
    done: list[Sent]
    following: list[Parcel]
    begun: set[int] = field(default_factory=set)
    is_written: bool = False
    error: Exception | None = None


@dataclass(slots=True, kw_only=True)
class _Lane:
    """What one dispatcher sends through one channel: every hand takes the next.

    More is claimed before the last of a batch is gone, so that no hand waits for the slowest.
    """

    claim: Callable[[int], list[Parcel]]
    left: float
    clerk: _Clerk
    pause: float
    stop: threading.Event
    waiting: deque[Parcel] = field(default_factory=deque)
    taking: threading.Lock = field(default_factory=threading.Lock)

    def send_all(self) -> int:
        """Send everything with as many hands as there is work for; returns how many settled."""
        self._claim_more()
        width = 1 if self.pause else min(WIDTH, len(self.waiting))
        if width <= 1:
            return self.send()
        with ThreadPoolExecutor(width) as hands:
            return sum(each.result() for each in [hands.submit(self.send) for _ in range(width)])

    def send(self) -> int:
        """A handful after the other; what became of one is recorded as the next one begins."""
        done: list[Sent] = []
        sent = 0
        try:
            while parcels := self._next():
                if done and self.pause:
                    self.clerk.settle_and_begin(done, [])
                    done = []
                    self.stop.wait(self.pause)
                    if self.stop.is_set():
                        self.waiting.extendleft(reversed(parcels))
                        break
                done = list(self._carry(self.clerk.settle_and_begin(done, parcels)))
                sent += sum(each.verdict.fate is not Fate.AGAIN for each in done)
            if done:
                self.clerk.settle_and_begin(done, [])
        except BaseException:
            self.left = 0  # What cannot be written down must not be claimed.
            raise
        return sent

    def _next(self) -> list[Parcel]:
        with self.taking:
            if len(self.waiting) < WIDTH * HANDFUL:
                self._claim_more()
            # Of a backlog only: whoever dies leaves as many unknown as it has in its hands.
            handful = 1 if self.pause or len(self.waiting) < WIDTH * HANDFUL else HANDFUL
            parcels = [] if self.stop.is_set() else list(islice(self.waiting, handful))
            for _ in parcels:
                self.waiting.popleft()
            return parcels

    def _claim_more(self) -> None:
        number = int(min(BATCH, self.left))
        if not number or self.stop.is_set():
            return
        claimed = self.claim(number)
        # A channel whose queue is empty is looked at again at the next tick.
        self.left = self.left - len(claimed) if len(claimed) == number else 0
        self.waiting.extend(claimed)

    def _carry(self, parcels: list[Parcel]) -> Iterator[Sent]:
        for parcel in parcels:
            if self.stop.is_set():
                self.waiting.append(parcel)
            else:
                yield _sent(parcel)


def _sent(parcel: Parcel) -> Sent:
    verdict, trace = carry(parcel.url, parcel.subject, parcel.body)
    return Sent(parcel=parcel, verdict=verdict, trace=trace)
