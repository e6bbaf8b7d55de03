"""The usual week of a service, channel by channel, and the dates that differ."""

from typing import Final

from search.rules.hours import usual_spans
from search.rules.model import Dated, Hours, Span
from search.rules.saying import say

from .shapes import Catalogue, Row, Week
from .words import listed, plain, timed

DAY: Final = 1440
AHEAD: Final = 60  # days of differing dates that are shown
MOST: Final = 12


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
    return listed([span_say(span, catalogue) for span in spans])


def date_row(dated: Dated, today: int, catalogue: Catalogue) -> Row:
    """One date that differs: its hours, and the provider's own words about it."""
    said = spans_say(dated["spans"], catalogue)
    if dated["why"] == "bank-holiday" and any(span["status"] == "unknown" for span in dated["spans"]):
        said = plain("opening-holiday-unknown", catalogue)
    return {
        "day": timed("pick-day", dated["day"] * DAY, catalogue),
        "say": said if dated["say"] == "" else f"{said}. {dated['say']}",
        "today": dated["day"] == today,
    }


def week(hours: Hours, today: int, of_week: int, catalogue: Catalogue) -> Week:
    """One channel's table. `today` is a day, `of_week` its weekday, 0 for Monday."""
    dates = [
        each
        for each in hours["dates"]
        if today <= each["day"] and each["day"] <= today + AHEAD and each["why"] != "schedule"
    ]
    return {
        "title": plain(f"week-{hours['channel']}", catalogue),
        "rows": [
            {
                "day": plain(f"weekday-{index}", catalogue),
                "say": spans_say(usual_spans(hours, index), catalogue),
                "today": index == of_week,
            }
            for index in range(0, 7)
        ],
        "dates_title": plain("dates", catalogue),
        "dates": [date_row(dates[index], today, catalogue) for index in range(0, min(MOST, len(dates)))],
    }
