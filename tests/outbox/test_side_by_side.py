"""Dispatchers side by side, slow channels, and dispatchers that die anywhere."""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks import clock
from tasks.notify import queue_notice
from tasks.outbox import claims, dispatch
from tasks.outbox.claims import CLAIM_LEASE, SENDING_LEASE, claim, settle_lapsed, waiting_channels
from tasks.outbox.dispatch import Dispatcher, send_waiting
from tasks.records import find_case
from tests.building import registered, rows
from tests.notices import STUDIO, queued, reader
from tests.outbox.servers import answering, web_server_that
from tests.processes import at_once, kill_when_it_speaks
from tests.receivers import web_hook

pytestmark = pytest.mark.usefixtures("no_proxy")
KILLS = 200
MANY = dispatch.WIDTH * dispatch.HANDFUL * 2
SEED = 4711


@pytest.mark.usefixtures("any_home")
class TestSideBySide:
    def test_two_dispatchers_share_a_backlog_and_send_each_once(self):
        with web_hook() as server:
            reader(f"json://127.0.0.1:{server.port}/x")
            queued(registered(), *map(str, range(120)))
            told = at_once(drained, [(), ()])
        assert sum(told) == 120
        assert len(server.messages) == 120
        assert len({json.loads(message)["message"] for message in server.messages}) == 1
        assert Counter(row.state for row in rows(Notice)) == {"accepted": 120}

    def test_what_one_has_claimed_the_other_does_not_see(self):
        reader("inhouse://desk")
        queued(registered(), *"甲乙丙")
        assert [len(claim("inhouse:", "one", 2)), len(claim("inhouse:", "two", 9))] == [2, 1]
        assert waiting_channels() == []

    def test_a_claim_that_lapsed_is_free_again(self, monkeypatch: pytest.MonkeyPatch):
        reader("inhouse://desk")
        queued(registered(), "甲")
        [parcel] = claim("inhouse:", "one", 9)
        monkeypatch.setattr(clock, "now", later(CLAIM_LEASE))
        assert len(claim("inhouse:", "two", 9)) == 1
        with claims.writing() as connection:
            begun = claims.settle_and_begin(connection, [], [parcel], "one")
        assert begun == set(), "it is another's by now"

    def test_who_comes_back_late_tells_what_became_of_it(self, monkeypatch: pytest.MonkeyPatch):
        with web_hook() as server:
            reader(f"json://127.0.0.1:{server.port}/x")
            queued(registered(), "甲")

            def carry(*arguments: Any) -> Any:
                outcome = real(*arguments)
                monkeypatch.setattr(clock, "now", later(SENDING_LEASE))
                assert settle_lapsed() == 1
                assert rows(Notice)[0].state == "unknown"
                return outcome

            real = dispatch.carry
            monkeypatch.setattr(dispatch, "carry", carry)
            assert send_waiting() == 1
        assert rows(Notice)[0].state == "accepted"


@pytest.mark.usefixtures("home")
class TestChannelsAreApart:
    def test_a_slow_one_holds_up_nobody_else(self):
        may_go = threading.Event()

        def wait(handler: Any, body: str) -> None:
            may_go.wait(30)
            answering(200)(handler, body)

        with web_server_that(wait) as slow, web_hook() as quick:
            reader(f"json://127.0.0.1:{slow.port}/x?rto=60", label="慢")
            # Another host name is another channel, wherever it leads.
            reader("inhouse://desk", label="快")
            queued(registered(), *map(str, range(10)))
            stop = threading.Event()
            running = threading.Thread(target=Dispatcher().run, args=(stop,))
            running.start()
            try:
                until(lambda: states("快") == {"accepted": 10})
                assert states("慢").keys() <= {"queued", "sending"}
            finally:
                may_go.set()
                stop.set()
                running.join()
        assert quick.messages == []
        assert set(states("慢")) <= {"accepted", "queued"}, "what was begun was finished"

    def test_told_to_stop_what_was_begun_and_not_sent_is_given_back_too(self):
        stop = threading.Event()

        def answer(handler: Any, body: str) -> None:
            stop.set()
            answering(200)(handler, body)

        with web_server_that(answer) as server:
            reader(f"json://127.0.0.1:{server.port}/x")
            queued(registered(), *map(str, range(MANY)))
            [channel] = waiting_channels()
            # A backlog, of which each hand begins a handful.
            dispatch.send_channel(channel, "one", stop)
        found = Counter((row.state, row.attempts, row.claimed_by) for row in rows(Notice))
        assert found == {
            ("accepted", 1, ""): len(server.messages),
            ("queued", 0, ""): MANY - len(server.messages),
        }
        assert 1 <= len(server.messages) <= dispatch.WIDTH

    def test_told_to_stop_it_gives_back_what_it_claimed(self):
        stop = threading.Event()

        def answer(handler: Any, body: str) -> None:
            stop.set()
            answering(200)(handler, body)

        with web_server_that(answer) as server:
            reader(f"json://127.0.0.1:{server.port}/x")
            queued(registered(), *map(str, range(30)))
            Dispatcher().run(stop)
        left = [row for row in rows(Notice) if row.state == "queued"]
        assert left
        assert {(row.claimed_by, row.lease_until) for row in left} == {("", None)}
        assert len(left) + len(server.messages) == 30


MOMENTS = ("claimed", "begun", "carried", "settled")
EACH = 6


@pytest.mark.usefixtures("postgresql_home")
def test_who_looks_for_the_lapsed_waits_for_nobody_who_writes(monkeypatch: pytest.MonkeyPatch):
    reader("inhouse://desk")
    queued(registered(), *"甲乙")
    parcels = claim("inhouse:", "one", 9)
    with claims.writing() as connection:
        claims.settle_and_begin(connection, [], parcels, "one")
    monkeypatch.setattr(clock, "now", later(SENDING_LEASE))
    with ThreadPoolExecutor(1) as hand, ledger() as session:
        first = session.get_one(Notice, parcels[0].id, with_for_update=True)
        first.detail = "正在写"
        session.flush()
        looked = hand.submit(settle_lapsed)
        # So long only for one that waits.
        assert looked.result(timeout=20) == 1
    assert settle_lapsed() == 1
    assert Counter(row.state for row in rows(Notice)) == {"unknown": 2}


@pytest.mark.usefixtures("any_home")
def test_killed_anywhere_nothing_is_lost_and_nothing_is_sent_twice(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
):
    """As many kills as the databases share, at moments drawn beforehand; another works beside."""
    chance = random.Random(f"{SEED}{request.node.name}")
    moments = [(chance.choice(MOMENTS), chance.randint(1, 3)) for _ in range(KILLS // 2)]
    with web_hook() as server:
        reader(f"json://127.0.0.1:{server.port}/x")
        died_at = killed_beside_another(moments)
        monkeypatch.setattr(clock, "now", later(CLAIM_LEASE))
        while send_waiting():
            continue
    found = Counter(row.state for row in rows(Notice))
    assert found.keys() <= {"accepted", "unknown"}
    assert found.total() == len(moments) * EACH, "none is lost"
    assert {row.attempts for row in rows(Notice)} == {1}, "none is tried again on a guess"
    arrived = Counter(title for each in server.messages if (title := title_of(each)))
    assert set(arrived.values()) == {1}, "none is sent twice"
    assert {row.subject for row in rows(Notice, state="accepted")} <= arrived.keys()
    assert all(died_at[moment] for moment in MOMENTS), died_at


def killed_beside_another(moments: list[tuple[str, int]]) -> Counter[str]:
    """Where dispatchers died, each with notices of its own to send."""
    number, stop, died_at = registered(), threading.Event(), Counter[str]()
    beside = threading.Thread(target=Dispatcher().run, args=(stop,))
    beside.start()
    try:
        for n, (moment, nth) in enumerate(moments):
            told_apart(number, [f"{n}-{m}" for m in range(EACH)])
            died_at[kill_when_it_speaks(send_and_die, moment, nth)] += 1
            forget_leases()
    finally:
        stop.set()
        beside.join()
    return died_at


def title_of(message: str) -> str:
    """Empty for words that were cut off when their sender died."""
    try:
        return str(json.loads(message)["title"])
    except json.JSONDecodeError:
        return ""


def told_apart(number: str, titles: list[str]) -> None:
    with ledger() as session:
        case = find_case(session, number)
        for title in titles:
            queue_notice(
                session, case, event_key=title, template="todo_opened", role=STUDIO, title=title
            )


def send_and_die(say: Callable[[str], None], moment: str, nth: int) -> None:
    """Say so when something has happened so many times (a claim: once), and be killed."""
    left = dict.fromkeys(MOMENTS, nth) | {"claimed": 1}

    def happened(what: str) -> None:
        left[what] -= 1
        if what == moment and left[what] <= 0:
            say(moment)

    def telling(real: Callable[..., Any], *names: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            for name in names or _written(*arguments[1:3]):
                happened(name)
            return result

        return call

    dispatch.claim = telling(dispatch.claim, "claimed")
    dispatch.carry = telling(dispatch.carry, "carried")
    dispatch.settle_and_begin = telling(dispatch.settle_and_begin)
    send_waiting(EACH)
    say("end")


def _written(done: list[Any], following: list[Any]) -> list[str]:
    return ["settled"] * bool(done) + ["begun"] * bool(following)


def forget_leases() -> None:
    """As after the leases' end; the clock itself stays, so that nothing else moves."""
    with ledger() as session:
        # What the dispatcher beside is just writing is left to it: each would wait for the other.
        leased = session.query(Notice).filter(Notice.lease_until.is_not(None))
        for row in leased.with_for_update(skip_locked=True):
            row.lease_until = clock.now() - SENDING_LEASE
    settle_lapsed()


def drained() -> int:
    total = 0
    while done := send_waiting():
        total += done
    return total


def later(wait: Any) -> Callable[[], Any]:
    moment = clock.now() + wait * 1.1
    return lambda: moment


def states(label: str) -> Counter[str]:
    [contact] = rows(Contact, label=label)
    return Counter(row.state for row in rows(Notice, contact_id=contact.id))


def until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        threading.Event().wait(0.05)
    raise AssertionError
