"""How fresh an entry is, and whether its hours still count (answers.md section 7)."""

from typing import Final

from .civil import months_between
from .model import Message, Trust

DAY: Final = 1440
STALE_AFTER: Final = 180  # days
HOURS_COUNT_FOR: Final = 365  # days


def said(checked: int, checked_by: str, day: int) -> Message:
    """When it was checked: "Checked on 30 October 2026 by …", or how long ago when that is long."""
    age = day - checked
    if age > STALE_AFTER:
        ending = "travel" if age <= HOURS_COUNT_FOR else "hours"
        return {"key": f"checked-long-ago-{ending}", "values": {"months": months_between(checked, day)}}
    if checked_by == "":
        return {"key": "checked-on", "values": {"checked": checked * DAY}}
    return {"key": "checked-on-by", "values": {"checked": checked * DAY, "by": checked_by}}


def trust(checked: int | None, checked_by: str, day: int) -> Trust:
    """How far an entry is to be trusted on a day.

    `checked`: the day of the last check, None when never. Never checked is stale, yet its hours
    count; past 180 days it is stale; past 365 its hours count as unknown.
    """
    if checked is None:
        return {
            "checked": None,
            "stale": True,
            "hours_count": True,
            "say": {"key": "never-checked", "values": {}},
        }
    age = day - checked
    return {
        "checked": checked,
        "stale": age > STALE_AFTER,
        "hours_count": age <= HOURS_COUNT_FOR,
        "say": said(checked, checked_by, day),
    }
