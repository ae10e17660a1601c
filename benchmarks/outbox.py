"""50,000 queued notices, two dispatchers side by side, against the bare Apprise calls.

    .venv/bin/python benchmarks/outbox.py --notices 50000 --database postgresql://...

Both send to the same web server on this machine, with as many calls at once. Without `--database`
the ledger is SQLite in a temporary folder. Trust the ratio, not the numbers.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from apprise import Apprise

from models import schema, tables
from models.ledger import ledger
from models.outbox import Contact, Notice
from tasks import clock
from tasks.outbox.couriers import carry, service_of
from tasks.outbox.dispatch import WIDTH, send_waiting
from tasks.outbox.wire import listening
from tests.building import registered

assert tables  # Every table is known before one is written.
DISPATCHERS = 2
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
        bare = _timed(context, _bare, url, given.notices // given.sample)
        _queue(url, given.notices)
        ours = _timed(context, _drain, url, 0)
        server.terminate()
    bare_rate, our_rate = given.notices / given.sample / bare, given.notices / ours
    print(f"bare Apprise calls: {bare_rate:.0f}/s; two dispatchers: {our_rate:.0f}/s")
    print(f"ratio {our_rate / bare_rate:.2f} (target 0.8)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=50_000)
    parser.add_argument("--sample", type=int, default=10, help="bare calls: one in so many")
    parser.add_argument("--database", default="", help="a PostgreSQL URL of an empty database")
    return parser.parse_args()


def _timed(context, work, url: str, number: int) -> float:
    """Seconds that two processes need together, without their start."""
    barrier, done = context.Barrier(DISPATCHERS + 1), context.Queue()
    workers = [
        context.Process(target=work, args=(barrier, done, url, number // DISPATCHERS))
        for _ in range(DISPATCHERS)
    ]
    for worker in workers:
        worker.start()
    barrier.wait()
    start = time.perf_counter()
    for _ in workers:
        done.get()
    spent = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return spent


def _bare(barrier, done, url: str, number: int) -> None:
    service_of(url)  # Apprise is loaded before the clock runs.

    def call(_: int) -> None:
        courier = Apprise()
        courier.add(url)
        with listening():
            assert courier.notify(title="标题", body="正文", body_format="text")

    call(0)
    barrier.wait()
    with ThreadPoolExecutor(WIDTH) as hands:
        list(hands.map(call, range(number)))
    done.put(number)


def _drain(barrier, done, url: str, _number: int) -> None:
    carry(url, "标题", "正文")
    barrier.wait()
    total = 0
    while sent := send_waiting(400):
        total += sent
    done.put(total)


def _queue(url: str, number: int) -> None:
    registered()
    with ledger() as session:
        contact = Contact(role="值班", label="值班", url=url, channel="json:127.0.0.1")
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

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ready.put(server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    main()
