"""The coming week of a service, channel by channel, and the later dates that differ."""

from typing import Final

from search.rules.hours import dated_on, is_paused, spans_on
from search.rules.model import Cover, Dated, Hours, Span
from search.rules.saying import say

from .shapes import Catalogue, Row, Week
from .words import listed, plain, timed

DAY: Final = 1440
AHEAD: Final = 60  # days of differing dates that are shown
MOST: Final = 8
WEEK: Final = 7
FEW: Final = 3  # open on fewer of the coming days than this: its later dates are told too


def span_say(span: Span, catalogue: Catalogue) -> str:
    """One stretch of a day in words: "6pm to 8am the next day", or that its times are not known."""
    if span["status"] == "unknown":
        return plain("hours-unknown", catalogue)
    if span["opens"] == 0 and span["closes"] == DAY:
        return plain("hours-all-day", catalogue)
    key = "hours-span"
    if span["kind"] == "last-entry":
        key = "hours-last-entry"
    elif span["kind"] == "appointment":
        key = "hours-appointment"
    elif span["closes"] > DAY:
        key = "hours-overnight"
    return say({"key": key, "values": {"opens": span["opens"], "closes": span["closes"]}}, catalogue)


def spans_say(spans: list[Span], catalogue: Catalogue) -> str:
    """A day's stretches in words; that it is shut when there is none."""
    if len(spans) == 0:
        return plain("hours-shut", catalogue)
    whole = [
        span for span in spans if span["status"] == "open" and span["opens"] == 0 and span["closes"] == DAY
    ]
    if len(whole) > 0:
        return plain("hours-all-day", catalogue)
    return listed([span_say(span, catalogue) for span in spans], catalogue)


def day_say(spans: list[Span], dated: Dated | None, catalogue: Catalogue) -> str:
    """One date's hours, with the provider's own words where the date differs."""
    said = spans_say(spans, catalogue)
    if dated is None:
        return said
    if dated["why"] == "bank-holiday" and any(span["status"] == "unknown" for span in spans):
        said = plain("opening-holiday-unknown", catalogue)
    return said if dated["say"] == "" else f"{said}. {dated['say']}"


def day_row(
    hours: Hours, day: int, today: int, cover: Cover, paused: int | None, catalogue: Catalogue
) -> Row:
    """One of the coming days as it will be, not as the usual week has it."""
    said = plain("hours-unknown", catalogue)
    if is_paused(paused, day):
        said = plain("hours-shut", catalogue)
    elif cover["first"] <= day and day <= cover["last"]:
        said = day_say(spans_on(hours, day), dated_on(hours, day), catalogue)
    key = "week-today" if day == today else "week-day"
    return {"day": timed(key, day * DAY, catalogue), "say": said, "today": day == today}


def later(hours: Hours, today: int, last: int, paused: int | None, catalogue: Catalogue) -> list[Row]:
    """Dates after the coming week that differ, no later than the last that is known; the dates themselves
    where it opens on few."""
    open_days = [day for day in range(today, today + WEEK) if len(spans_on(hours, day)) > 0]
    found: list[Row] = []
    for dated in hours["dates"]:
        soon = today + WEEK <= dated["day"] and dated["day"] <= min(today + AHEAD, last)
        listed_so = dated["why"] != "schedule" or (len(dated["spans"]) > 0 and len(open_days) < FEW)
        if soon and listed_so and not is_paused(paused, dated["day"]) and len(found) < MOST:
            said = day_say(dated["spans"], dated, catalogue)
            found.append(
                {"day": timed("pick-day", dated["day"] * DAY, catalogue), "say": said, "today": False}
            )
    return found


def week(hours: Hours, today: int, cover: Cover, paused: int | None, catalogue: Catalogue) -> Week:
    """One channel's table: the seven days from `today`, and the later dates that differ."""
    return {
        "title": plain(f"week-{hours['channel']}", catalogue),
        "rows": [day_row(hours, day, today, cover, paused, catalogue) for day in range(today, today + WEEK)],
        "dates_title": plain("dates", catalogue),
        "dates": later(hours, today, cover["last"], paused, catalogue),
    }
