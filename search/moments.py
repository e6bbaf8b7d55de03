"""What every distinct set of hours comes to at one moment, for one window: the same for everyone.

Worked out for all sets of an edition at once, a few milliseconds a minute, and kept for those who
ask in the same minute. Nothing of any person or place is part of it.
"""

from dataclasses import dataclass, field

import numpy as np

from .kept import Kept
from .rules.model import Window
from .stretches import NEVER, Flags, Ints, Table, View

OPEN, UNKNOWN, CLOSED = 0, 1, 2
LEAST = 15  # minutes of a window that count
DAY = 1440
#: Windows and minutes kept at hand.
MOST = 32
Key = tuple[str, int, int, int]


@dataclass(frozen=True)
class Then:
    """Set by set: status for the window; the day of the first opening (-1 open then, NEVER none);
    the minute of the next; and until when it is open at `at`, 0 for not at all or without end."""

    status: Ints
    turn: Ints
    next: Ints
    until: Ints
    held: Flags  # open at `at` at all


@dataclass(frozen=True)
class Moments:
    """The open and the doubtful stretches of all sets, asked about one moment at a time."""

    open: Table
    doubtful: Table
    endless: int  # the minute at which what never ends is cut off
    _kept: Kept[Key, Then] = field(default_factory=lambda: Kept(MOST))

    def then(self, span: Window, at: int) -> Then:
        """What all sets come to (`search.rules.opening`, by columns)."""
        key = (span["name"], span["start"], span["end"], at)
        return self._kept.get(key) or self._kept.keep(key, self._worked_out(span, at))

    def _worked_out(self, span: Window, at: int) -> Then:
        start, end, first, last = span["start"], span["end"], span["first"], span["last"]
        sets = np.arange(len(self.open.first) - 1, dtype=np.int64)
        opened, doubtful = View(self.open, sets), View(self.doubtful, sets)
        moment = max(at, start)
        open_then = opened.at(moment)[0]
        following = np.where(open_then, NEVER, opened.next(moment))
        if span["moment"]:
            is_open, doubt = opened.at(start)[0], doubtful.at(start)[0]
        elif first >= 0:
            is_open = opened.counting(start, end, first, last) >= min(LEAST, end - start)
            doubt = doubtful.counting(start, end, first, last) > 0
        else:
            is_open = opened.minutes(start, end) >= min(LEAST, end - start)
            doubt = doubtful.minutes(start, end) > 0
        held, _, ends = opened.at(at)
        return Then(
            status=np.where(is_open, OPEN, np.where(doubt, UNKNOWN, CLOSED)),
            turn=np.where(open_then, -1, np.where(following < NEVER, following // DAY, NEVER)),
            next=following,
            until=np.where(ends < self.endless, ends, 0),
            held=held,
        )
