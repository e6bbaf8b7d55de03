"""Named windows of time (answers.md section 1, Windows), in absolute wall minutes."""

from typing import Final

from .civil import weekday
from .model import Message, Window

DAY: Final = 1440
EVENING: Final = 1020  # a weekend begins at 5pm on the last working day before it
MORNING: Final = 540  # and ends at 9am on the first working day after it
NIGHT_FROM: Final = 1080  # tonight: 6pm
NIGHT_TO: Final = 480  # to 8am
SATURDAY: Final = 5


def non_working(day: int, holidays: list[int]) -> bool:
    """A Saturday, a Sunday or a listed bank holiday."""
    return weekday(day) >= SATURDAY or day in holidays


def run_around(saturday: int, holidays: list[int]) -> list[int]:
    """First and last of the unbroken non-working days round a Saturday."""
    first = saturday
    while non_working(first - 1, holidays):
        first = first - 1
    last = saturday
    while non_working(last + 1, holidays):
        last = last + 1
    return [first, last]


def weekend(at: int, holidays: list[int]) -> Window:
    """The weekend that is running, else the next one, not yet cut to `at`."""
    day = at // DAY
    saturday = day - (weekday(day) - SATURDAY) % 7
    run = run_around(saturday, holidays)
    if at >= (run[1] + 1) * DAY + MORNING:
        run = run_around(saturday + 7, holidays)
    return {
        "name": "weekend",
        "moment": False,
        "start": (run[0] - 1) * DAY + EVENING,
        "end": (run[1] + 1) * DAY + MORNING,
        "first": run[0],
        "last": run[1],
    }


def plain(name: str, start: int, end: int) -> Window:
    """A window that is a stretch of time and nothing else; a moment when it ends as it starts."""
    return {"name": name, "moment": start == end, "start": start, "end": end, "first": -1, "last": -1}


def whole(name: str, when_at: int, at: int, holidays: list[int]) -> Window:
    """The window by its name, before it is cut to `at`."""
    day = at // DAY
    if name == "now":
        return plain(name, at, at)
    if name == "moment":
        return plain(name, when_at, when_at)
    if name == "today":
        return plain(name, day * DAY, (day + 1) * DAY)
    if name == "tomorrow":
        return plain(name, (day + 1) * DAY, (day + 2) * DAY)
    if name == "date":
        return plain(name, when_at, when_at + DAY)
    if name == "tonight":
        evening = day - 1 if at - day * DAY < NIGHT_TO else day
        return plain(name, evening * DAY + NIGHT_FROM, (evening + 1) * DAY + NIGHT_TO)
    if name == "weekend":
        return weekend(at, holidays)
    raise ValueError(f"no such window: {name}")


def window(name: str, when_at: int, at: int, holidays: list[int]) -> Window:
    """The minutes meant by a window's name (now, today, tonight, tomorrow, weekend, date, moment).

    `when_at`: for `date` its first minute, for `moment` the minute. `holidays`: the days that are
    listed for the nation. Cut to start at `at` where that lies inside. ValueError: no such name.
    """
    found = whole(name, when_at, at, holidays)
    if found["start"] < at < found["end"]:
        return {
            "name": found["name"],
            "moment": False,
            "start": at,
            "end": found["end"],
            "first": found["first"],
            "last": found["last"],
        }
    return found


def default_name(at: int) -> str:
    """What a page asks about when nobody chose: the weekend from Thursday midday to Monday 9am."""
    day = at // DAY
    of_week = weekday(day) * DAY + at - day * DAY
    if of_week >= 3 * DAY + DAY // 2 or of_week < MORNING:
        return "weekend"
    return "now"


def said(found: Window, at: int) -> Message:
    """The window as a sentence: "This weekend: Friday 5pm to Monday 9am"."""
    name = found["name"]
    values: dict[str, int | str] = {"start": found["start"], "end": found["end"]}
    if name in ["weekend", "tonight"] and found["start"] == at:
        return {"key": f"window-{name}-running", "values": values}
    return {"key": f"window-{name}", "values": values}
