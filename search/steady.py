"""How long what is known of some hours stays the same while the clock runs.

`search.rules.opening` is asked about a minute, `at`, beside a window. Most of the time the next minute
would be answered alike: what is said names days, openings and ends, and no answer counts minutes down.
"""

from .rules.hours import spans_on
from .rules.model import Cover, Hours

DAY = 1440
WEEK = 7 * DAY


def steady_until(hours: list[Hours], cover: Cover, at: int) -> int:
    """The first minute after `at` at which the hours may be answered otherwise for a window that
    stays the same: midnight, a span's beginning or end, or when its end comes within a week."""
    today = at // DAY
    found = (today + 1) * DAY
    for each in hours:
        for day in range(today - 1, today + 1):
            for span in spans_on(each, day):
                for minute in (day * DAY + span["opens"], day * DAY + span["closes"]):
                    if at < minute < found:
                        found = minute
        found = min(found, _week_before(each, cover, at, found))
    return found


def _week_before(hours: Hours, cover: Cover, at: int, before: int) -> int:
    """The first minute from `at` to `before` that is less than a week ahead of something's end."""
    for day in range((at + WEEK) // DAY - 1, (at + WEEK) // DAY + 2):
        if cover["first"] <= day <= cover["last"]:
            for span in spans_on(hours, day):
                minute = day * DAY + span["closes"] - WEEK + 1
                if at < minute < before:
                    before = minute
    return before
