"""Dispatchers side by side, slow channels, and dispatchers that die anywhere."""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks import clock
from tasks.outbox import claims, dispatch
from tasks.outbox.claims import CLAIM_LEASE, SENDING_LEASE, claim, settle_lapsed, waiting_channels
from tasks.outbox.dispatch import Dispatcher, send_waiting
from tests.building import registered, rows
from tests.notices import queued, reader
from tests.outbox.servers import answering, web_server_that
from tests.processes import at_once, kill_when_it_speaks
from tests.receivers import web_hook

pytestmark = pytest.mark.usefixtures("no_proxy")
KILLS = 200
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
        assert not claims.settle_and_begin(None, parcel, "one"), "it is another's by now"

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


@pytest.mark.usefixtures("any_home")
def test_killed_anywhere_nothing_is_lost_and_nothing_is_sent_twice(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
):
    """As many kills as the databases share, at moments drawn beforehand."""
    kills = KILLS // 2
    chance = random.Random(f"{SEED}{request.node.name}")
    with web_hook() as server:
        reader(f"json://127.0.0.1:{server.port}/x")
        number = registered()
        for n in range(kills):
            queued(number, f"kill-{n}")
            kill_when_it_speaks(send_and_die, chance.choice(MOMENTS))
            forget_leases()
        monkeypatch.setattr(clock, "now", later(CLAIM_LEASE))
        while send_waiting():
            continue
    found = Counter(row.state for row in rows(Notice))
    assert found.keys() <= {"accepted", "unknown"}
    assert found.total() == kills, "none is lost"
    assert {row.attempts for row in rows(Notice)} == {1}, "none is tried again on a guess"
    assert found["accepted"] <= len(server.messages) <= kills, "none is sent twice"


def send_and_die(say: Callable[[str], None], moment: str) -> None:
    def dying(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            result = real(*arguments)
            if name == moment:
                say(moment)
            return result

        return call

    dispatch.claim = dying("claimed", dispatch.claim)
    dispatch.carry = dying("carried", dispatch.carry)
    real = dispatch.settle_and_begin

    def settle_and_begin(done: Any, following: Any, name: str) -> bool:
        begun = real(done, following, name)
        if (moment == "settled" and done) or (moment == "begun" and begun):
            say(moment)
        return begun

    dispatch.settle_and_begin = settle_and_begin
    send_waiting()
    say("end")


def forget_leases() -> None:
    """As after the leases' end; the clock itself stays, so that nothing else moves."""
    with ledger() as session:
        for row in session.query(Notice).filter(Notice.lease_until.is_not(None)):
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
