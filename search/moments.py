"""What every distinct set of hours comes to at one moment, for one window: the same for everyone.

For a window it is worked out for all sets of an edition at once, a few milliseconds, and kept for those who
ask in the same minute; what is open now, of the few sets that a next step may speak of, is not kept. Nothing
of any person or place is part of it.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .kept import Kept
from .lists import distinct
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
    and the minute of the next."""

    status: Ints
    turn: Ints
    next: Ints


@dataclass(frozen=True)
class Moments:
    """The open and the doubtful stretches of all sets, asked about one moment at a time."""

    open: Table
    doubtful: Table
    endless: int  # the minute at which what never ends is cut off
    _then: Kept[Key, Then] = field(default_factory=lambda: Kept(MOST))

    def then(self, span: Window, at: int) -> Then:
        """What all sets come to in a window (`search.rules.opening`, by columns): it changes with the
        clock only once the window runs."""
        moment = max(at, span["start"])
        key = (span["name"], span["start"], span["end"], moment)
        return self._then.get(key) or self._then.keep(key, self._in_window(span, moment))

    def now(self, at: int, sets: npt.NDArray[np.int32]) -> tuple[Flags, Ints]:
        """Whether each of some sets is open at a minute, and until when, 0 for without end."""
        distinct_sets, places = distinct(sets.ravel(), len(self.open))
        held, _, ends = View(self.open, distinct_sets).at(at)
        until = np.where(ends < self.endless, ends, 0)
        return held[places].reshape(sets.shape), until[places].reshape(sets.shape)

    def _all(self) -> Ints:
        return np.arange(len(self.open), dtype=np.int64)

    def _in_window(self, span: Window, moment: int) -> Then:
        start, end, first, last = span["start"], span["end"], span["first"], span["last"]
        opened, doubtful = View(self.open, self._all()), View(self.doubtful, self._all())
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
        return Then(
            status=np.where(is_open, OPEN, np.where(doubt, UNKNOWN, CLOSED)),
            turn=np.where(open_then, -1, np.where(following < NEVER, following // DAY, NEVER)),
            next=following,
        )
