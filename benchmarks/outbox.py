"""50,000 queued notices, two dispatchers side by side, against the bare Apprise calls.

    .venv/bin/python -m benchmarks.outbox --notices 50000 --database postgresql://...

Both send to the same web server on this machine, with as many calls at once, in turns. Without
`--database` the ledger is SQLite in a temporary folder. Trust the ratio, not the numbers; on a busy
machine that of CPU, which leaves out the database's own.
"""

import argparse
import multiprocessing
import os
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

from apprise import Apprise

from models import schema, tables
from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks import clock
from tasks.outbox.couriers import service_of
from tasks.outbox.dispatch import WIDTH, send_channel
from tasks.outbox.wire import listening
from tests.building import registered

assert tables  # Every table is known before one is written.
DISPATCHERS, WARM_UP = 2, 20
CHANNEL = "json:127.0.0.1"
ADDRESS = "json://127.0.0.1:{}/x"


def main() -> None:
    """Measure and print."""
    given = _arguments()
    os.environ["FUYUAN_NOTICE_HOSTS"] = os.environ["NO_PROXY"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as home:
        os.environ["FUYUAN_HOME"] = home
        if given.database:
            os.environ["FUYUAN_DATABASE_URL"] = given.database
        context = multiprocessing.get_context("spawn")
        ready = context.Queue()
        server = context.Process(target=_serve, args=(ready,), daemon=True)
        server.start()
        url = ADDRESS.format(ready.get())
        schema.upgrade()
        _queue(url, given.notices + DISPATCHERS * WARM_UP)
        bare, ours = _Pair(context, _bare, url), _Pair(context, _drain, url)
        share = given.notices // given.turns // DISPATCHERS
        # In turns, so that whatever else the machine does falls on both.
        for _ in range(given.turns):
            bare.send(share)
            ours.send(share)
        bare.stop()
        ours.stop()
        server.terminate()
    for name, pair in (("bare Apprise calls", bare), ("two dispatchers", ours)):
        rate, cost = given.notices / pair.seconds, 1000 * pair.cpu / given.notices
        print(f"{name}: {rate:.0f}/s, {cost:.2f} ms of CPU each")
    print(f"ratio {bare.seconds / ours.seconds:.2f} (target 0.8), of CPU {bare.cpu / ours.cpu:.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=50_000)
    parser.add_argument("--turns", type=int, default=10)
    parser.add_argument("--database", default="", help="a PostgreSQL URL of an empty database")
    return parser.parse_args()


class _Pair:
    """Two processes that do the same, each its share, and what they needed so far."""

    def __init__(self, context, work, url: str) -> None:
        self.seconds = self.cpu = 0.0
        self.pipes = []
        for _ in range(DISPATCHERS):
            ours, theirs = context.Pipe()
            context.Process(target=_work, args=(theirs, work, url), daemon=True).start()
            self.pipes.append(ours)
        for pipe in self.pipes:
            pipe.recv()

    def send(self, share: int) -> None:
        start = time.perf_counter()
        for pipe in self.pipes:
            pipe.send(share)
        self.cpu += sum(pipe.recv() for pipe in self.pipes)
        self.seconds += time.perf_counter() - start

    def stop(self) -> None:
        for pipe in self.pipes:
            pipe.send(0)


def _work(pipe, work, url: str) -> None:
    work(url, WARM_UP)  # Everything is loaded before the clock runs.
    pipe.send(None)
    while share := pipe.recv():
        start = time.process_time()
        work(url, share)
        pipe.send(time.process_time() - start)


def _bare(url: str, number: int) -> None:
    service_of(url)

    def call(_: int) -> None:
        courier = Apprise()
        courier.add(url)
        with listening():
            assert courier.notify(title="标题", body="正文", body_format="text")

    with ThreadPoolExecutor(WIDTH) as hands:
        list(hands.map(call, range(number)))


def _drain(_url: str, number: int) -> None:
    """As a lane of the dispatcher does."""
    sent = send_channel(CHANNEL, uuid4().hex, threading.Event(), most=number)
    assert sent == number, "the other has claimed what is left"


def _queue(url: str, number: int) -> None:
    registered()
    with ledger() as session:
        contact = Contact(role="值班", label="值班", url=url, channel=CHANNEL)
        session.add(contact)
        session.flush()
        rows = [
            {
                "case_id": 1,
                "contact_id": contact.id,
                "event_key": f"bench:{n}",
                "template": "todo_opened",
                "subject": "标题",
                "body": "正文",
                "queued_at": clock.now(),
            }
            for n in range(number)
        ]
        for start in range(0, number, 1000):
            session.bulk_insert_mappings(Notice, rows[start : start + 1000])


def _serve(ready) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128  # As servers have; of five, callers at once would lose some.

    server = Server(("127.0.0.1", 0), Handler)
    ready.put(server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    main()
