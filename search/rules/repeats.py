"""On which days a schedule recurs: the RRULE parts that HSDS carries (answers.md section 1).

As RFC 5545 has them, except that a date that the rule does not match never counts only because
the schedule starts on it, and that what cannot be read for certain is not read at all.
"""

from typing import Final

from .civil import day_of, month_length, weekday, year_month_date
from .model import Schedule

LONGEST_COUNT: Final = 36525  # days walked from the anchor of a `count`; older ones are not read


def anchor(schedule: Schedule) -> int | None:
    """The day that `interval` and `count` start from: dtstart, else valid_from."""
    if schedule["dtstart"] is not None:
        return schedule["dtstart"]
    return schedule["valid_from"]


def frequency(schedule: Schedule) -> str:
    """`freq` as meant: `byday` alone is weekly, with an ordinal (2SA) monthly; `dtstart` alone is that
    one date (ONCE); "" where no day is said at all."""
    if schedule["freq"] != "":
        return schedule["freq"]
    if any(item["n"] != 0 for item in schedule["byday"]):
        return "MONTHLY"
    if len(schedule["byday"]) > 0:
        return "WEEKLY"
    if len(schedule["bymonthday"]) > 0:
        return "DAILY"
    return "ONCE" if schedule["dtstart"] is not None else ""


def readable(schedule: Schedule, first: int) -> bool:
    """Whether the days are certain. Without an anchor where one is needed they are never guessed.

    `first` is the first day anyone asks about: a `count` from a century before it is not read.
    """
    freq = frequency(schedule)
    if not schedule["known"] or schedule["interval"] < 1:
        return False
    if freq == "ONCE":
        return not recurs(schedule)
    if freq not in ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]:
        return False
    start = anchor(schedule)
    if schedule["count"] is not None and (start is None or first - start > LONGEST_COUNT):
        return False
    if schedule["interval"] > 1 and (start is None or (schedule["freq"] == "" and freq == "DAILY")):
        return False
    if freq in ["DAILY", "WEEKLY"]:
        if any(item["n"] != 0 for item in schedule["byday"]):
            return False
    # RFC 5545 takes a missing weekday or date from dtstart, and from nothing else.
    said = len(schedule["byday"]) > 0 or len(schedule["bymonthday"]) > 0
    return freq == "DAILY" or said or schedule["dtstart"] is not None


def recurs(schedule: Schedule) -> bool:
    """Whether more is said than one date, of a schedule that does not say how it recurs."""
    if schedule["interval"] > 1 or len(schedule["bymonth"]) > 0:
        return True
    if schedule["count"] is not None and schedule["count"] != 1:
        return True
    return schedule["until"] is not None and schedule["until"] != schedule["dtstart"]


def is_every_week(schedule: Schedule) -> bool:
    """Whether a readable schedule is the same in every week of its range."""
    if schedule["interval"] != 1 or schedule["count"] is not None:
        return False
    if len(schedule["bymonthday"]) > 0 or len(schedule["bymonth"]) > 0:
        return False
    return frequency(schedule) in ["DAILY", "WEEKLY"]


def weekdays(schedule: Schedule) -> list[bool]:
    """For Monday to Sunday, whether a readable DAILY or WEEKLY schedule lets that weekday stand."""
    if len(schedule["byday"]) > 0:
        named = [item["day"] for item in schedule["byday"]]
        return [of_week in named for of_week in range(7)]
    start = schedule["dtstart"]
    if frequency(schedule) == "WEEKLY" and len(schedule["bymonthday"]) == 0 and start is not None:
        own = weekday(start)
        return [of_week == own for of_week in range(7)]
    return [True, True, True, True, True, True, True]


def starts_on(schedule: Schedule) -> int | None:
    """The first day it may recur: the later of dtstart and valid_from; None when it has always."""
    dtstart = schedule["dtstart"]
    valid_from = schedule["valid_from"]
    if dtstart is None:
        return valid_from
    if valid_from is None:
        return dtstart
    return max(dtstart, valid_from)


def ends_on(schedule: Schedule) -> int | None:
    """The last day it may recur: the earlier of until and valid_to; None when it goes on."""
    until = schedule["until"]
    valid_to = schedule["valid_to"]
    if until is None:
        return valid_to
    if valid_to is None:
        return until
    return min(until, valid_to)


def in_step(schedule: Schedule, freq: str, day: int) -> bool:
    """Whether the day lies in a day, week, month or year that `interval` lets stand."""
    interval = schedule["interval"]
    start = anchor(schedule)
    if interval == 1 or start is None:
        return True
    if freq == "DAILY":
        return (day - start) % interval == 0
    if freq == "WEEKLY":
        return ((day + 3) // 7 - (start + 3) // 7) % interval == 0
    here = year_month_date(day)
    there = year_month_date(start)
    if freq == "MONTHLY":
        return ((here[0] - there[0]) * 12 + here[1] - there[1]) % interval == 0
    return (here[0] - there[0]) % interval == 0


def is_nth(n: int, index: int, length: int) -> bool:
    """Whether the day at `index` (from 0) of a month or year of `length` days is the nth of its
    weekday there; a negative n counts from the end, 0 is every one."""
    if n == 0:
        return True
    if n > 0:
        return index // 7 == n - 1
    return (length - 1 - index) // 7 == -n - 1


def on_named_weekday(schedule: Schedule, freq: str, day: int, parts: list[int]) -> bool:
    """Whether `byday` lets the day stand: ordinals count in the month, or in the year when yearly
    without `bymonth`."""
    if len(schedule["byday"]) == 0:
        return True
    index = parts[2] - 1
    length = month_length(parts[0], parts[1])
    if freq == "YEARLY" and len(schedule["bymonth"]) == 0:
        first = day_of(parts[0], 1, 1)
        index = day - first
        length = day_of(parts[0] + 1, 1, 1) - first
    of_week = weekday(day)
    return any(item["day"] == of_week and is_nth(item["n"], index, length) for item in schedule["byday"])


def on_named_date(schedule: Schedule, freq: str, parts: list[int]) -> bool:
    """Whether `bymonth` and `bymonthday` let the day stand; where neither they nor `byday` say it,
    month and date are those of dtstart."""
    bymonth = schedule["bymonth"]
    if len(bymonth) > 0 and parts[1] not in bymonth:
        return False
    if len(schedule["bymonthday"]) > 0:
        from_end = parts[2] - month_length(parts[0], parts[1]) - 1
        return parts[2] in schedule["bymonthday"] or from_end in schedule["bymonthday"]
    start = schedule["dtstart"]
    if len(schedule["byday"]) > 0 or start is None or freq in ["DAILY", "WEEKLY"]:
        return True
    own = year_month_date(start)
    return parts[2] == own[2] and (freq == "MONTHLY" or len(bymonth) > 0 or parts[1] == own[1])


def matches(schedule: Schedule, day: int) -> bool:
    """Whether a readable schedule's rule names the day, its range and count aside."""
    freq = frequency(schedule)
    if freq == "ONCE":
        return day == schedule["dtstart"]
    if not in_step(schedule, freq, day):
        return False
    if freq in ["DAILY", "WEEKLY"]:
        if not weekdays(schedule)[weekday(day)]:
            return False
        if len(schedule["bymonthday"]) == 0 and len(schedule["bymonth"]) == 0:
            return True
        return on_named_date(schedule, freq, year_month_date(day))
    parts = year_month_date(day)
    return on_named_weekday(schedule, freq, day, parts) and on_named_date(schedule, freq, parts)


def occurrences(schedule: Schedule, first: int, last: int) -> list[int]:
    """The days first…last, both included, on which a readable schedule recurs."""
    end = ends_on(schedule)
    stop = last if end is None else min(last, end)
    begin = starts_on(schedule)
    found: list[int] = []
    count = schedule["count"]
    start = anchor(schedule)
    if count is not None and start is not None:
        left = count
        day = start
        while day <= stop and left > 0:
            if matches(schedule, day):
                left = left - 1
                if day >= first and (begin is None or day >= begin):
                    found.append(day)
            day = day + 1
        return found
    low = first if begin is None else max(first, begin)
    for each in range(low, stop + 1):
        if matches(schedule, each):
            found.append(each)
    return found
