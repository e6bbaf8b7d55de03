"""Schedules, exceptions and bank holidays to a usual week and the dates that differ from it.

Source: answers.md section 1 and docs/decisions/0003-readings.md, Time. Done once, when an edition is
published; what comes out is all that anyone asks afterwards.
"""

from typing import Final, TypedDict

from .civil import day_of, weekday, year_month_date
from .model import Cover, Dated, Hours, Schedule, ScheduleException, Slot, Span
from .repeats import ends_on, is_every_week, occurrences, readable, starts_on, weekdays

DAY: Final = 1440
CHANNELS: Final = ["in-person", "phone", "text", "video"]


class Row(TypedDict):
    """One schedule, read: what it puts on a day, and on which days of first…last.

    `week` says it for Monday to Sunday; `irregular` rows hold their `days` instead.
    """

    first: int
    last: int
    week: list[bool]
    irregular: bool
    days: list[int]
    span: Span
    on_bank_holidays: str


# -- levels -----------------------------------------------------------------------------------


def nearest(levels: list[list[Schedule]]) -> list[Schedule]:
    """For each channel the schedules of the nearest level that has any (nearest level first)."""
    found: list[Schedule] = []
    settled: list[str] = []
    for level in levels:
        here: list[str] = []
        for schedule in level:
            if schedule["channel"] not in settled:
                found.append(schedule)
                here.append(schedule["channel"])
        settled = [*settled, *here]
    return found


def outside(piece: ScheduleException, nearer: list[ScheduleException]) -> list[ScheduleException]:
    """What is left of an exception when the dates that nearer ones speak for are cut out."""
    left: list[ScheduleException] = []
    first = piece["first"]
    for cut in sorted([c for c in nearer if c["channel"] == piece["channel"]], key=lambda c: c["first"]):
        if cut["last"] < first or cut["first"] > piece["last"]:
            continue
        if cut["first"] > first:
            left.append(between(piece, first, cut["first"] - 1))
        first = cut["last"] + 1
    if first <= piece["last"]:
        left.append(between(piece, first, piece["last"]))
    return left


def between(piece: ScheduleException, first: int, last: int) -> ScheduleException:
    """The same exception for other dates."""
    return {
        "channel": piece["channel"],
        "first": first,
        "last": last,
        "status": piece["status"],
        "opens": piece["opens"],
        "closes": piece["closes"],
        "say": piece["say"],
    }


def nearest_exceptions(levels: list[list[ScheduleException]]) -> list[ScheduleException]:
    """The exceptions of all levels, where for one date and channel the nearest level wins."""
    found: list[ScheduleException] = []
    for level in levels:
        here: list[ScheduleException] = []
        for piece in level:
            for left in outside(piece, found):
                here.append(left)
        found = [*found, *here]
    return found


# -- bank holidays ----------------------------------------------------------------------------


def hour_holidays(listed: list[int], nation: str, cover: Cover) -> list[int]:
    """The days that count as bank holidays for hours, sorted: those listed for the nation, and
    always 25 and 26 December and 1 January (and 2 January in Scotland), within the cover."""
    found = [day for day in listed]
    last_year = year_month_date(cover["last"])[0]
    for year in range(year_month_date(cover["first"])[0], last_year + 1):
        found.append(day_of(year, 12, 25))
        found.append(day_of(year, 12, 26))
        found.append(day_of(year, 1, 1))
        if nation == "scotland":
            found.append(day_of(year, 1, 2))
    return distinct([day for day in found if cover["first"] <= day <= cover["last"]])


def distinct(days: list[int]) -> list[int]:
    """Sorted, each once."""
    found: list[int] = []
    for day in sorted(days):
        if len(found) == 0 or found[len(found) - 1] != day:
            found.append(day)
    return found


# -- spans ------------------------------------------------------------------------------------


def span_of(opens: int | None, closes: int | None, kind: str, status: str) -> Span:
    """Times as a span: closing at or before opening is the next day; a day to the last minute is
    whole; times that are missing or make no sense leave the whole date unknown."""
    if opens is None or closes is None or opens < 0 or opens >= DAY or closes < 0 or closes > opens + DAY:
        return {"opens": 0, "closes": DAY, "kind": kind, "status": "unknown"}
    if opens == 0 and closes in [0, DAY - 1, DAY]:
        return {"opens": 0, "closes": DAY, "kind": kind, "status": status}
    if closes <= opens:
        return {"opens": opens, "closes": closes + DAY, "kind": kind, "status": status}
    return {"opens": opens, "closes": closes, "kind": kind, "status": status}


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans of one date share a minute."""
    return a["opens"] < b["closes"] and b["opens"] < a["closes"]


def tidy(spans: list[Span]) -> list[Span]:
    """Spans of one date in order, each once; where there is a last entry the door is open to a
    newcomer for that only, so that others that overlap it are dropped."""
    if len(spans) < 2:
        return spans
    entries = [s for s in spans if s["kind"] == "last-entry"]
    kept = [s for s in spans if s["kind"] == "last-entry" or not any(overlaps(s, e) for e in entries)]
    found: list[Span] = []
    for span in sorted(kept, key=lambda s: (s["opens"], s["closes"], s["kind"], s["status"])):
        if len(found) == 0 or found[len(found) - 1] != span:
            found.append(span)
    return found


# -- reading schedules ------------------------------------------------------------------------


def row_of(schedule: Schedule, cover: Cover) -> Row:
    """One schedule, read. One that cannot be read is unknown at every moment of its range."""
    begin = starts_on(schedule)
    end = ends_on(schedule)
    first = cover["first"] if begin is None else max(cover["first"], begin)
    last = cover["last"] if end is None else min(cover["last"], end)
    span = span_of(schedule["opens"], schedule["closes"], schedule["kind"], "open")
    week = [True, True, True, True, True, True, True]
    days: list[int] = []
    irregular = False
    if not readable(schedule, cover["first"]):
        span = {"opens": 0, "closes": DAY, "kind": schedule["kind"], "status": "unknown"}
    elif is_every_week(schedule):
        week = weekdays(schedule)
    else:
        irregular = True
        days = occurrences(schedule, first, last)
    return {
        "first": first,
        "last": last,
        "week": week,
        "irregular": irregular,
        "days": days,
        "span": span,
        "on_bank_holidays": schedule["on_bank_holidays"],
    }


def holds(days: list[int], day: int) -> bool:
    """Whether a sorted list holds a day (binary search: a daily row has hundreds)."""
    low = 0
    high = len(days)
    while low < high:
        middle = (low + high) // 2
        if days[middle] < day:
            low = middle + 1
        else:
            high = middle
    return low < len(days) and days[low] == day


def falls_on(row: Row, day: int) -> bool:
    """Whether a row puts its span on a date."""
    if row["irregular"]:
        return holds(row["days"], day)
    return row["first"] <= day <= row["last"] and row["week"][weekday(day)]


def spans_by_rows(rows: list[Row], day: int, holiday: bool) -> list[Span]:
    """The regular spans that start on a date. On a bank holiday a row says what becomes of its own:
    open as usual, closed, or (unless it says) unknown."""
    found: list[Span] = []
    for row in rows:
        if not falls_on(row, day):
            continue
        span = row["span"]
        if not holiday or row["on_bank_holidays"] == "open":
            found.append(span)
        elif row["on_bank_holidays"] != "closed":
            found.append(
                {
                    "opens": span["opens"],
                    "closes": span["closes"],
                    "kind": span["kind"],
                    "status": "unknown",
                }
            )
    return tidy(found)


def spans_by_exception(exceptions: list[ScheduleException], kind: str) -> list[Span]:
    """The spans that exceptions of one date put there: open ones united, an unknown one beside
    them; closed ones add nothing."""
    found: list[Span] = []
    for piece in exceptions:
        if piece["status"] == "open":
            found.append(span_of(piece["opens"], piece["closes"], kind, "open"))
        elif piece["status"] != "closed":
            found.append(span_of(piece["opens"], piece["closes"], kind, "unknown"))
    return tidy(found)


# -- the usual week ---------------------------------------------------------------------------


def longest_stand(rows: list[Row], cover: Cover) -> int:
    """The first day of the longest time within the cover in which no regular row begins or ends."""
    edges = [cover["first"], cover["last"] + 1]
    for row in rows:
        if not row["irregular"] and row["first"] <= row["last"]:
            edges.append(row["first"])
            edges.append(row["last"] + 1)
    best = cover["first"]
    length = 0
    before = cover["first"]
    for edge in distinct(edges):
        if edge - before > length:
            best = before
            length = edge - before
        before = edge
    return best


def usual(rows: list[Row], day: int) -> list[Row]:
    """The regular rows that hold on a day: they make the usual week."""
    return [r for r in rows if not r["irregular"] and r["first"] <= day <= r["last"]]


def week_of(rows: list[Row]) -> list[list[Span]]:
    """For Monday to Sunday the spans of the rows that make the usual week."""
    return [tidy([r["span"] for r in rows if r["week"][of_week]]) for of_week in range(7)]


def unusual_days(rows: list[Row], base: list[Row], day: int, cover: Cover) -> list[int]:
    """The dates of the cover on which other rows hold than those of the usual week."""
    found: list[int] = []
    for row in rows:
        if row["irregular"]:
            found = [*found, *row["days"]]
        elif not row["first"] <= day <= row["last"]:
            for each in range(row["first"], row["last"] + 1):
                if row["week"][weekday(each)]:
                    found.append(each)
    for row_held in base:
        for early in range(cover["first"], row_held["first"]):
            if row_held["week"][weekday(early)]:
                found.append(early)
        for late in range(row_held["last"] + 1, cover["last"] + 1):
            if row_held["week"][weekday(late)]:
                found.append(late)
    return found


# -- one channel ------------------------------------------------------------------------------


def kind_of_exceptions(schedules: list[Schedule]) -> str:
    """An exception says no kind: by appointment where all of the channel is, else turn up."""
    if len(schedules) > 0 and all(s["kind"] == "appointment" for s in schedules):
        return "appointment"
    return "turn-up"


def excepted(exceptions: list[ScheduleException], kind: str, cover: Cover) -> list[Dated]:
    """The dates of the cover that exceptions speak for, sorted."""
    days: list[int] = []
    for piece in exceptions:
        for day in range(max(piece["first"], cover["first"]), min(piece["last"], cover["last"]) + 1):
            days.append(day)
    found: list[Dated] = []
    for each in distinct(days):
        here = [e for e in exceptions if e["first"] <= each <= e["last"]]
        found.append(
            {
                "day": each,
                "why": "exception",
                "say": first_said(here),
                "spans": spans_by_exception(here, kind),
            }
        )
    return found


def first_said(exceptions: list[ScheduleException]) -> str:
    """The provider's own words for a date: the first that are not empty."""
    for piece in exceptions:
        if piece["say"] != "":
            return piece["say"]
    return ""


def merged_dates(regular: list[Dated], exceptions: list[Dated]) -> list[Dated]:
    """Both, sorted by day; where both speak of a date the exception alone stands."""
    if len(exceptions) == 0:
        return regular
    named = [dated["day"] for dated in exceptions]
    kept = [dated for dated in regular if dated["day"] not in named]
    return sorted([*kept, *exceptions], key=lambda dated: dated["day"])


def regular_dates(rows: list[Row], holidays: list[int], cover: Cover) -> list[Dated]:
    """The dates on which the rows, bank holidays heeded, differ from the usual week they make."""
    stand = longest_stand(rows, cover)
    base = usual(rows, stand)
    week = week_of(base)
    days = unusual_days(rows, base, stand, cover)
    touched: list[int] = []
    if any(row["on_bank_holidays"] != "open" for row in rows):
        touched = [day for day in holidays if cover["first"] <= day <= cover["last"]]
    found: list[Dated] = []
    for day in distinct([*days, *touched]):
        holiday = day in touched
        spans = spans_by_rows(rows, day, holiday)
        if spans != week[weekday(day)]:
            why = "schedule"
            if holiday and any(r["on_bank_holidays"] != "open" and falls_on(r, day) for r in rows):
                why = "bank-holiday"
            found.append({"day": day, "why": why, "say": "", "spans": spans})
    return found


def slots_of(week: list[list[Span]]) -> list[Slot]:
    """The usual week as one sorted list."""
    return [
        {
            "day": of_week,
            "opens": span["opens"],
            "closes": span["closes"],
            "kind": span["kind"],
            "status": span["status"],
        }
        for of_week in range(7)
        for span in week[of_week]
    ]


def is_all_unknown(week: list[Slot]) -> bool:
    """Whether nothing is known of any minute of the week."""
    if any(slot["status"] == "open" for slot in week):
        return False
    named = [slot["day"] for slot in week if slot["closes"] - slot["opens"] == DAY]
    return all(of_week in named for of_week in range(7))


def channel_hours(
    channel: str,
    schedules: list[Schedule],
    exceptions: list[ScheduleException],
    holidays: list[int],
    cover: Cover,
) -> Hours:
    """The hours of one channel that recurs. With exceptions and no schedule, other dates are unknown."""
    special = excepted(exceptions, kind_of_exceptions(schedules), cover)
    if len(schedules) == 0:
        return {"channel": channel, "known": False, "week": [], "dates": special}
    rows = [row_of(schedule, cover) for schedule in schedules]
    week = slots_of(week_of(usual(rows, longest_stand(rows, cover))))
    known = not is_all_unknown(week)
    return {
        "channel": channel,
        "known": known,
        "week": week if known else [],
        "dates": merged_dates(regular_dates(rows, holidays, cover), special),
    }


def course_hours(
    channel: str,
    schedules: list[Schedule],
    exceptions: list[ScheduleException],
    starts: list[int],
    holidays: list[int],
    cover: Cover,
) -> Hours:
    """The hours of a course: on its start dates only, at the times that are scheduled for them.

    A date without times in any channel is unknown, whole: `schedules` are those of all channels.
    """
    rows = [row_of(s, cover) for s in schedules]
    mine = [row_of(s, cover) for s in schedules if s["channel"] == channel]
    found: list[Dated] = []
    for day in distinct(starts):
        if day < cover["first"] or day > cover["last"]:
            continue
        spans = spans_by_rows(mine, day, day in holidays)
        if not any(falls_on(row, day) for row in rows):
            spans = [span_of(None, None, "turn-up", "unknown")]
        found.append({"day": day, "why": "schedule", "say": "", "spans": spans})
    own = [s for s in schedules if s["channel"] == channel]
    special = excepted(exceptions, kind_of_exceptions(own), cover)
    return {"channel": channel, "known": True, "week": [], "dates": merged_dates(found, special)}


def compile_hours(
    schedules: list[Schedule],
    exceptions: list[ScheduleException],
    starts: list[int],
    holidays: list[int],
    cover: Cover,
) -> list[Hours]:
    """The hours of one service at one place, one entry a channel, for the days of `cover`.

    `schedules` and `exceptions` are those that hold (nearest, nearest_exceptions); `starts` the
    days a course starts, [] when it is none; `holidays` as hour_holidays makes them. No schedule,
    exception or start date: [], and nothing is known.
    """
    named = [*[s["channel"] for s in schedules], *[e["channel"] for e in exceptions]]
    if len(starts) > 0 and len(named) == 0:
        named = ["in-person"]
    channels = [c for c in CHANNELS if c in named]
    found: list[Hours] = []
    for channel in channels:
        special = [e for e in exceptions if e["channel"] == channel]
        if len(starts) > 0:
            found.append(course_hours(channel, schedules, special, starts, holidays, cover))
        else:
            mine = [s for s in schedules if s["channel"] == channel]
            found.append(channel_hours(channel, mine, special, holidays, cover))
    return found
