"""Tokens → openings. A text is read whole or not at all.

    text    := [activity] [channel] group (separator group)* [bank holidays] [appointment]
    group   := days times | days "closed" | "closed" days | "except" days [times]
    days    := item (join item)* ["except" days]      item := day | day "-" day | "weekdays" …
             | ordinal (join ordinal)* day "of the month"
    times   := time "-" time (join time "-" time)* | "24 hours"

Times may stand before days all through ("9am-5pm Monday to Friday, 10am-1pm Saturday").
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from .clock import WHOLE_DAY, Span, span
from .tokens import Kind, Token

EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)


class UncertainError(Exception):
    """The text may mean something else."""


@dataclass
class Openings:
    """What a text says: weekly stretches by weekday, monthly ones by which weekday of the month."""

    weekly: dict[int, list[Span]] = field(default_factory=dict)
    monthly: dict[tuple[int, int], list[Span]] = field(default_factory=dict)
    on_bank_holidays: str = ""
    kind: str = ""
    channel: str = ""


@dataclass
class Days:
    weekly: list[int] = field(default_factory=list)
    monthly: list[tuple[int, int]] = field(default_factory=list)


def one_activity(read: list[Token]) -> list[Token]:
    """The tokens without the name of what happens there, where it heads the text or the text has one
    stretch of time. "Drop-in Mon 10-12, food parcels Tue 1-3" are two things: UncertainError."""
    named = [at for at, token in enumerate(read) if token.kind == "activity"]
    together = all(later - earlier == 1 for earlier, later in pairwise(named))
    if named and not together:
        raise UncertainError
    dashes = sum(token.kind == "dash" and at and read[at - 1].kind == "time" for at, token in enumerate(read))
    if named and named[0] > 0 and dashes > 1:
        raise UncertainError
    return [token for token in read if token.kind != "activity"]


class Reader:
    """Reads tokens from left to right."""

    def __init__(self, read: list[Token]) -> None:
        self.read = read
        self.at = 0
        self.on_24 = any(t.kind == "time" and t.mark == "exact" and t.hour not in (12, 24) for t in read)
        self.groups = 0
        self.shut_days: set[int] = set()
        self.out = Openings()

    def kind(self, ahead: int = 0) -> Kind | None:
        place = self.at + ahead
        return self.read[place].kind if place < len(self.read) else None

    def take(self) -> Token:
        self.at += 1
        return self.read[self.at - 1]

    def skip(self, *kinds: Kind) -> bool:
        """Step over these; True when one of them ends a sentence."""
        ended = False
        while self.kind() in kinds:
            ended = self.take().kind == "stop" or ended
        return ended

    def text(self) -> Openings:
        self.skip("noise", "stop")
        if self.kind() == "channel":
            self.out.channel = self.take().value
            self.skip("noise", "stop")
        self.lead_kind()
        times_first = self.kind() == "time" or (self.kind() == "lead" and self.kind(1) == "time")
        if self.kind() == "allday" and self.all_that_is_left():
            self.out.weekly = {day: [WHOLE_DAY] for day in EVERY_DAY}
            return self.out
        while self.kind() is not None:
            self.group(times_first)
        said_open = bool(self.out.weekly or self.out.monthly)
        cut_off = bool(self.read) and self.read[-1].kind == "join"
        if not said_open or cut_off or self.shut_days & set(self.out.weekly):
            raise UncertainError
        return self.out

    def lead_kind(self) -> None:
        """ "By appointment: Monday …" at the head speaks for the whole text."""
        if self.kind() == "appointment":
            self.take()
            self.skip("stop", "noise", "join")
            self.out.kind = "appointment"

    def all_that_is_left(self) -> bool:
        return all(token.kind in ("stop", "noise", "allday") for token in self.read[self.at :])

    def group(self, times_first: bool) -> None:
        if self.kind() == "except":
            self.exception()
        elif self.kind() == "closed":
            self.shut()
        elif times_first:
            spans = self.times()
            self.skip("noise")
            self.add(self.days(), spans)
        else:
            self.days_first()
        self.groups += 1
        self.ending(times_first)

    def days_first(self) -> None:
        days = self.days()
        self.skip("stop", "noise")
        if self.kind() == "closed":
            self.take()
            if days.monthly:
                raise UncertainError
            self.shut_days |= set(days.weekly)
            return
        if self.kind() == "dash" and self.kind(1) == "time":
            self.take()
        if self.kind() == "join" and self.kind(1) == "time":
            self.take()
        self.add(days, self.times())

    def ending(self, times_first: bool) -> None:
        """Between groups: separators, then what speaks for the whole text."""
        ended = self.skip("stop", "noise")
        joined = self.kind() == "join"
        ended = self.skip("join", "stop", "noise") or ended
        while self.kind() in ("bank-holidays", "appointment"):
            token = self.take()
            alone = self.groups == 1 or ended
            if token.kind == "bank-holidays" and (token.value == "closed" or alone):
                self.out.on_bank_holidays = token.value
            elif token.kind == "appointment" and alone:
                self.out.kind = "appointment"
            else:
                raise UncertainError
            self.skip("stop", "noise", "join")
            if self.kind() not in ("bank-holidays", "appointment", None):
                raise UncertainError
        if times_first and self.kind() == "time" and not joined and not ended:
            raise UncertainError

    def days(self) -> Days:
        days = Days()
        self.lead_in()
        while True:
            self.day_item(days)
            ahead = 0
            while self.kind(ahead) == "join":
                ahead += 1
            if ahead == 0 or self.kind(ahead) not in ("day", "days", "ordinal", "every"):
                break
            self.at += ahead
        if days.monthly:
            if self.kind() != "of-month" or days.weekly:
                raise UncertainError
            self.take()
        if self.kind() == "except" and self.kind(1) in ("day", "days"):
            self.take()
            left_out = self.days().weekly
            if not set(left_out) < set(days.weekly) or self.kind() in ("stop", None):
                raise UncertainError
            days.weekly = [day for day in days.weekly if day not in left_out]
        everything: list[object] = [*days.weekly, *days.monthly]
        if len(everything) != len(set(everything)):
            raise UncertainError
        return days

    def lead_in(self) -> None:
        """ "on Mondays", "from Monday to Friday"; but "from Monday 10-2" may say when it starts."""
        if self.kind() == "lead":
            lead = self.take().value
            if lead == "at" or (lead == "from" and self.kind(1) != "dash"):
                raise UncertainError

    def day_item(self, days: Days) -> None:
        if self.kind() == "every":  # "every 2nd Tuesday" may be a fortnight
            self.take()
            if self.kind() != "day":
                raise UncertainError
        if self.kind() == "ordinal":
            numbers = [int(self.take().value)]
            while self.kind() == "join" and self.kind(1) == "ordinal":
                self.take()
                numbers.append(int(self.take().value))
            if self.kind() != "day":
                raise UncertainError
            weekday = self.take().days[0]
            days.monthly += [(number, weekday) for number in numbers]
        elif self.kind() == "days":
            days.weekly += self.take().days
        elif self.kind() == "day":
            first = self.take().days[0]
            if self.kind() != "dash" or self.kind(1) != "day":
                days.weekly.append(first)
                return
            self.take()
            last = self.take().days[0]
            if first == last:
                raise UncertainError
            days.weekly += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        else:
            raise UncertainError

    def times(self) -> list[Span]:
        if self.kind() == "allday":
            self.take()
            return [WHOLE_DAY]
        spans = [self.one_span()]
        while True:
            ahead = 0
            while self.kind(ahead) == "join":
                ahead += 1
            if self.kind(ahead) != "time":
                return spans
            self.at += ahead
            spans.append(self.one_span())

    def one_span(self) -> Span:
        if self.kind() == "lead" and self.take().value == "on":
            raise UncertainError
        if [self.kind(), self.kind(1), self.kind(2)] != ["time", "dash", "time"]:
            raise UncertainError
        start, _, end = self.take(), self.take(), self.take()
        found = span(start, end, self.on_24)
        if found is None:
            raise UncertainError
        if self.kind() == "dash":
            raise UncertainError
        return found

    def add(self, days: Days, spans: list[Span]) -> None:
        for day in days.weekly:
            self.out.weekly.setdefault(day, []).extend(spans)
        for nth in days.monthly:
            self.out.monthly.setdefault(nth, []).extend(spans)

    def exception(self) -> None:
        """ "… except Thursdays 10am-12:30pm": those days differ from what was said of them."""
        self.take()
        days = self.days()
        if days.monthly or not set(days.weekly) <= set(self.out.weekly):
            raise UncertainError
        self.skip("stop")
        spans = self.times() if self.kind() in ("time", "allday") else []
        for day in days.weekly:
            del self.out.weekly[day]
        if spans:
            self.add(days, spans)

    def shut(self) -> None:
        """ "closed Sundays": only where nothing said that they are open."""
        self.take()
        days = self.days()
        self.shut_days |= set(days.weekly)
        if days.monthly or self.kind() in ("time", "lead", "dash", "allday"):
            raise UncertainError


def openings(read: list[Token]) -> Openings:
    """Openings of the tokens. Raises UncertainError where they could mean something else."""
    found = Reader(one_activity(read)).text()
    for spans in [*found.weekly.values(), *found.monthly.values()]:
        ordered = sorted(spans)
        for earlier, later in pairwise(ordered):
            ends = earlier[1] if earlier[1] > earlier[0] else earlier[1] + 1440
            if later[0] < ends:  # two stretches that overlap: one of them is a misreading
                raise UncertainError
    return found
