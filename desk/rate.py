"""How often a source may ask: so many requests in any minute, counted in this process."""

import threading
import time
from collections import deque

MINUTE = 60.0


class RateLimit:
    """The times of the last minute's requests, a source each; a refused request is not counted."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._times: dict[int, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, source: int, most: int) -> int:
        """Count a request of a source; seconds to wait if it is one too many, else 0."""
        now = time.monotonic()
        with self._lock:
            times = self._times.setdefault(source, deque())
            while times and now - times[0] >= MINUTE:
                times.popleft()
            if len(times) >= most:
                return max(1, round(MINUTE - (now - times[0])))
            times.append(now)
        return 0
