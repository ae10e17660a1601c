"""When people are left in peace: the hours of a region, and its days of rest."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)
# Longer than any holiday with the weekends around it; a calendar that never ends holds nobody.
LONGEST_REST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """No notice from `since` to `until` (the same: at any hour), nor on rest days if so said."""

    since: dt.time
    until: dt.time
    on_rest_days: bool

    def next_allowed(
        self,
        moment: dt.datetime,
        rests: Callable[[dt.date], bool],
        *,
        before: dt.date | None = None,
    ) -> dt.datetime:
        """The first moment, from this one on, at which a notice may go.

        `moment` is aware, in the civil time of the region. What would come only on the day on
        which it is wanted, or after it, is held for the hours alone and not for rest days.
        """
        awake = self._awake(moment)
        if not self.on_rest_days:
            return awake
        allowed = awake
        for _ in range(LONGEST_REST):
            if not rests(allowed.date()):
                break
            allowed = self._awake(self._midnight(allowed.date() + ONE_DAY, allowed))
        if before is not None and allowed.date() >= before:
            return awake
        return allowed

    def _awake(self, moment: dt.datetime) -> dt.datetime:
        time = moment.time()
        if self.since <= self.until:
            is_quiet, day = self.since <= time < self.until, moment.date()
        else:
            is_quiet = time >= self.since or time < self.until
            day = moment.date() + ONE_DAY if time >= self.since else moment.date()
        return dt.datetime.combine(day, self.until, moment.tzinfo) if is_quiet else moment

    @staticmethod
    def _midnight(day: dt.date, moment: dt.datetime) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(), moment.tzinfo)
