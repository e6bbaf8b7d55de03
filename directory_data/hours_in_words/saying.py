"""Openings ↔ HSDS schedule fields ↔ plain words, so that a reading can be said back and checked."""

from typing import Final, TypedDict

from .clock import WHOLE_DAY, Span
from .grammar import Openings

CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHICH: Final = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}


class _Always(TypedDict):
    freq: str
    byday: str
    opens_at: str
    closes_at: str


class ReadSchedule(_Always, total=False):
    """HSDS schedule fields and, where they were said, those of our extension (contract.md).

    freq WEEKLY or MONTHLY; byday "MO,TU" or "1TU,3TU"; times "HH:MM", closes_at at or before
    opens_at is the next day, "00:00" to "24:00" a whole day.
    """

    on_bank_holidays: str
    kind: str
    channel: str


def _time(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _schedule(freq: str, byday: list[str], span: Span, found: Openings) -> ReadSchedule:
    closes = "24:00" if span == WHOLE_DAY else _time(span[1] % 1440)
    made = ReadSchedule(freq=freq, byday=",".join(byday), opens_at=_time(span[0]), closes_at=closes)
    if found.on_bank_holidays:
        made["on_bank_holidays"] = found.on_bank_holidays
    if found.kind:
        made["kind"] = found.kind
    if found.channel:
        made["channel"] = found.channel
    return made


def schedules(found: Openings) -> list[ReadSchedule]:
    """One schedule for each stretch, with all the days that have it; by first day, then opening."""
    weekly: dict[Span, list[int]] = {}
    for day in sorted(found.weekly):
        for span in found.weekly[day]:
            weekly.setdefault(span, []).append(day)
    monthly: dict[Span, list[tuple[int, int]]] = {}
    for nth in sorted(found.monthly, key=lambda which: (which[1], which[0] % 7)):
        for span in found.monthly[nth]:
            monthly.setdefault(span, []).append(nth)
    made = [
        (days[0], span[0], _schedule("WEEKLY", [CODES[day] for day in days], span, found))
        for span, days in weekly.items()
    ]
    made += [
        (
            nths[0][1],
            1440 + span[0],
            _schedule("MONTHLY", [f"{n}{CODES[day]}" for n, day in nths], span, found),
        )
        for span, nths in monthly.items()
    ]
    return [
        schedule for _, _, schedule in sorted(made, key=lambda row: (row[0], row[1], row[2]["closes_at"]))
    ]


def _clock(time: str) -> str:
    """12-hour clock as answers.md has it: 9am, 9:30am, midday, midnight."""
    hour, minute = int(time[:2]), int(time[3:])
    if minute == 0 and hour in (0, 24):
        return "midnight"
    if minute == 0 and hour == 12:
        return "midday"
    tail = f":{minute:02d}" if minute else ""
    return f"{(hour + 11) % 12 + 1}{tail}{'am' if hour < 12 else 'pm'}"


def _days(schedule: ReadSchedule) -> str:
    names = []
    for item in schedule["byday"].split(","):
        name = NAMES[CODES.index(item[-2:])]
        names.append(f"{WHICH[int(item[:-2])]} {name}" if len(item) > 2 else name)
    said = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"{said} of the month" if schedule["freq"] == "MONTHLY" else said


def in_words(read: list[ReadSchedule]) -> str:
    """The schedules said plainly: "Monday and Tuesday 10am to midday. Closed on bank holidays."

    `directory_data.hours_words.read_hours` of this gives the same schedules back. Expects what
    `read_hours` makes: one kind, channel and bank-holiday answer for all of them.
    """
    said = []
    for schedule in read:
        whole = schedule["opens_at"] == "00:00" and schedule["closes_at"] == "24:00"
        times = "24 hours" if whole else f"{_clock(schedule['opens_at'])} to {_clock(schedule['closes_at'])}"
        said.append(f"{_days(schedule)} {times}")
    holidays = {"closed": "Closed on bank holidays", "open": "Open on bank holidays"}
    if read and read[0].get("on_bank_holidays"):
        said.append(holidays[read[0]["on_bank_holidays"]])
    if read and read[0].get("kind") == "appointment":
        said.append("By appointment")
    head = "Phone line: " if read and read[0].get("channel") == "phone" else ""
    return head + ". ".join(said) + ("." if said else "")
