"""Two clock times as written → the stretch they mean, or None where that is not certain.

How missing am and pm are read (minutes after midnight throughout):

- "1-3pm": the end's half day, where that runs forward (13:00 to 15:00); else the other half
  ("10-2pm" is 10:00 to 14:00). "9-10pm" could be 9am to 10pm: the shorter reading is taken, which lies
  inside the longer one, so that "open" is true in both.
- "10am - 2": the first 2 o'clock after 10am on that day.
- Neither ("10-2", "9-5"): every reading inside the ordinary day, 06:00 to 23:00, is tried. One reading
  is certain; two ("7-9" may be breakfast or evening) are not.
- A text that writes any time on the 24-hour clock is read by it throughout.
- What nobody means by it is not read: an opening before 5am, more than 18 hours, a closing at "12am"
  after a morning start, "8pm to 12pm".
"""

from typing import Final

from .tokens import Token

ORDINARY_DAY: Final = (6 * 60, 23 * 60)
EARLIEST: Final = 5 * 60
EVENING: Final = 17 * 60
NIGHT_ENDS: Final = 11 * 60
SHORTEST: Final = 15
LONGEST: Final = 18 * 60
WHOLE_DAY: Final = (0, 1440)
Span = tuple[int, int]


def half_day(token: Token, mark: str) -> int:
    """Minutes after midnight of an hour on the 12-hour clock, read as `mark` (am or pm)."""
    return (token.hour % 12 + (12 if mark == "pm" else 0)) * 60 + token.minute


def readings(token: Token, on_24: bool) -> list[int]:
    """Every minute of the day that this time may mean."""
    if token.mark in ("am", "pm"):
        return [half_day(token, token.mark)]
    if token.mark == "exact" or on_24:
        return [token.hour * 60 + token.minute]
    return [half_day(token, "am"), half_day(token, "pm")]


def _shared(opens: list[int], closes: list[int], both_bare: bool) -> Span | None:
    """The one reading that lies inside every other, of those that run forward in one day."""
    spans = [(start, end) for start in opens for end in closes if start < end]
    if both_bare:
        first, last = ORDINARY_DAY
        spans = [span for span in spans if first <= span[0] and span[1] <= last]
    for span in spans:
        if all(other[0] <= span[0] and span[1] <= other[1] for other in spans):
            return span
    return None


def span(start: Token, end: Token, on_24: bool) -> Span | None:
    """[opens, closes) in minutes; closes at or under opens is the next day. None: not certain."""
    opens, closes = readings(start, on_24), readings(end, on_24)
    if len(opens) == 1 and len(closes) == 1:
        return _plain(opens[0], closes[0], end)
    if end.mark == "am" or (start.mark == "am" and end.mark == "bare" and len(closes) == 2):
        spans = [(one, two) for one in opens[:1] for two in sorted(closes) if one < two]
        return _plain(spans[0][0], spans[0][1], end) if spans else None
    found = _shared(opens, closes, len(opens) == 2 and len(closes) == 2)
    return _plain(found[0], found[1], end) if found else None


def _plain(opens: int, closes: int, end: Token) -> Span | None:
    if opens % 1440 == 0 and closes in (0, 1439, 1440) and end.mark == "exact":
        return WHOLE_DAY
    if closes == 0 and opens >= EVENING:
        closes = 1440
    if closes > opens:
        certain = opens >= EARLIEST and SHORTEST <= closes - opens <= LONGEST
        return (opens, closes) if certain else None
    overnight = opens >= EVENING and closes <= NIGHT_ENDS
    return (opens, closes) if overnight and opens < 1440 else None
