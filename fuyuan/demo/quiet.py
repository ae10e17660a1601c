"""When the office is quiet: nothing is promised, nothing runs, everything waits for somebody."""

import datetime as dt
import time

from fuyuan.demo.office import PATIENCE_SECONDS, DemoFailedError, Office
from fuyuan.demo.senses import count_pending_triggers

BUSY = ("SCHEDULED", "PENDING", "RUNNING", "CANCELLING")


def settle(office: Office) -> None:
    """Return when the office is quiet. Raises DemoFailedError when it does not come to rest."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _is_quiet(office):
        if time.monotonic() > deadline:
            message = f"等待超时：仍有 {_count_busy(office)} 个运行没有停下"
            raise DemoFailedError(message)
        time.sleep(0.3)


def _is_quiet(office: Office) -> bool:
    # A run promises others before it ends, and a promise is kept before it is struck out: whatever
    # moves between two looks is seen by the next.
    return not any(count_pending_triggers() or _count_busy(office) for _ in range(2))


def _count_busy(office: Office) -> int:
    """How many runs are due or under way; those of a schedule lie in the future."""
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC).isoformat()
    wanted = {"state": {"type": {"any_": list(BUSY)}}, "expected_start_time": {"before_": now}}
    return int(office.call("POST", "flow_runs/count", {"flow_runs": wanted}))
