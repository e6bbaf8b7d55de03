"""Which sentence says what is open (answers.md section 1, Words): keys and values, no English.

Day-words (today, tomorrow, Monday) are relative to `at`, the moment asked about, whatever the window.
"""

from typing import Final

from .civil import weekday
from .hours import dated_on, spans_on
from .model import Cover, Hours, Message, Span, Stretch

DAY: Final = 1440
WEEK: Final = 10080


def nearness(day: int, at: int) -> str:
    """How a day is named: today, tomorrow, by its weekday up to 6 days ahead, else by its date."""
    ahead = day - at // DAY
    if ahead == 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    if 1 < ahead <= 6:
        return "weekday"
    return "date"


def never_ends(stretch: Stretch, cover: Cover) -> bool:
    """Open for a week or more and up to the end of what the hours speak for: no end is known."""
    return stretch["end"] >= (cover["last"] + 1) * DAY and stretch["end"] - stretch["start"] >= WEEK


def open_words(channel: str, stretch: Stretch, at: int, cover: Cover) -> Message:
    """ "Open now until 5pm", "Phone line open until 8pm", "Open all day and night" (it goes on for
    a week or more)."""
    end = stretch["end"]
    if end - at >= WEEK or never_ends(stretch, cover):
        return {"key": f"open-all-{channel}", "values": {}}
    # Midnight ends the day before it: a person says "until midnight" of that evening.
    last = end - 1
    how = nearness(last // DAY, at)
    return {"key": f"open-until-{how}-{channel}", "values": {"until": end, "on": last}}


def opens_words(channel: str, start: int, at: int) -> Message:
    """ "Opens at 6pm today", "Opens tomorrow 9am", "Opens Monday 9am", "Opens Monday 14 December,
    9am". An opening at 0:00 has words of its own: "Monday midnight" may be either end of Monday."""
    how = nearness(start // DAY, at)
    if start % DAY == 0 and how != "today":
        return {"key": f"opens-midnight-{how}-{channel}", "values": {"start": start}}
    return {"key": f"opens-{how}-{channel}", "values": {"start": start}}


def kind_words(spans: list[Span], day: int) -> list[Message]:
    """What else a newcomer has to know of these spans of one date: last entry, by appointment."""
    found: list[Message] = []
    for span in spans:
        if span["kind"] == "last-entry":
            found.append({"key": "last-entry", "values": {"until": day * DAY + span["closes"]}})
    if len(spans) > 0 and all(span["kind"] == "appointment" for span in spans):
        found.append({"key": "by-appointment", "values": {}})
    return found


def kind_words_at(hours: Hours, cover: Cover, minute: int) -> list[Message]:
    """kind_words of the open spans that hold a minute."""
    found: list[Message] = []
    for day in range(minute // DAY - 1, minute // DAY + 1):
        if day < cover["first"] or day > cover["last"]:
            continue
        of_day = minute - day * DAY
        here = [
            s
            for s in spans_on(hours, day)
            if s["status"] == "open" and s["opens"] <= of_day and of_day < s["closes"]
        ]
        found = [*found, *kind_words(here, day)]
    return found


def next_start_words(starts: list[int], opens: int | None, at: int) -> list[Message]:
    """A course: "Next start Monday 11 January", with the time where it is known. `at` is the later of
    the moment asked about and the window's start; `opens` the first opening after it."""
    ahead = sorted([day for day in starts if day * DAY > at])
    if opens is not None and (len(ahead) == 0 or opens // DAY <= ahead[0]):
        return [{"key": "next-start-time", "values": {"start": opens}}]
    if len(ahead) > 0:
        return [{"key": "next-start", "values": {"start": ahead[0] * DAY}}]
    return []


def closed_words(paused: int | None, starts: list[int], point: int, at: int) -> Message:
    """Closed, and no opening is known after `point`, the later of the moment asked about and the
    window's start."""
    if paused is not None and at < paused * DAY and paused * DAY <= point:
        return {"key": "closed-from", "values": {"start": paused * DAY}}
    if paused is not None:
        return {"key": "closed-until-further-notice", "values": {}}
    if len(starts) > 0:
        return {"key": "no-start-known", "values": {}}
    return {"key": "no-opening-known", "values": {}}


def is_holiday_unknown(hours: Hours, minute: int) -> bool:
    """Whether a minute is unknown because of a bank holiday, of this date or of the night before."""
    for day in range(minute // DAY - 1, minute // DAY + 1):
        dated = dated_on(hours, day)
        of_day = minute - day * DAY
        if dated is not None and dated["why"] == "bank-holiday":
            if any(
                s["status"] == "unknown" and s["opens"] <= of_day and of_day < s["closes"]
                for s in dated["spans"]
            ):
                return True
    return False


def unknown_words(hours: list[Hours], cover: Cover, minute: int) -> list[Message]:
    """Why the hours at a minute are not known, and what to do: ring first, or the usual week where
    the minute is past what the edition was published for."""
    if minute >= (cover["last"] + 1) * DAY:
        return [{"key": "too-far-ahead", "values": {}}, *usual_words(hours)]
    if minute < cover["first"] * DAY:
        return [{"key": "too-long-ago", "values": {}}, *usual_words(hours)]
    if any(is_holiday_unknown(each, minute) for each in hours):
        return [{"key": "opening-holiday-unknown", "values": {}}]
    return [{"key": "opening-unknown", "values": {}}]


# -- the usual week ---------------------------------------------------------------------------


def joined_week(hours: Hours) -> list[list[Stretch]]:
    """For Monday to Sunday the open stretches of the usual week, joined within the day, in minutes
    of that day."""
    found: list[list[Stretch]] = []
    for of_week in range(7):
        day: list[Stretch] = []
        for slot in hours["week"]:
            size = len(day)
            if slot["day"] != of_week or slot["status"] != "open":
                continue
            if size > 0 and slot["opens"] <= day[size - 1]["end"]:
                before = day[size - 1]
                day[size - 1] = {
                    "start": before["start"],
                    "end": max(before["end"], slot["closes"]),
                    "status": "open",
                }
            else:
                day.append({"start": slot["opens"], "end": slot["closes"], "status": "open"})
        found.append(day)
    return found


def usual_words(hours: list[Hours]) -> list[Message]:
    """The usual week of the first channel that has one: "Usually Monday to Friday 9am to 5pm",
    one message for each run of days alike and each of its stretches."""
    for each in hours:
        week = joined_week(each)
        found: list[Message] = []
        for of_week in range(7):
            if of_week > 0 and week[of_week] == week[of_week - 1]:
                continue
            last = of_week
            while last < 6 and week[last + 1] == week[of_week]:
                last = last + 1
            for stretch in week[of_week]:
                found.append(usual_words_of(of_week, last, stretch))
        if len(found) > 0:
            return found
    return []


def usual_words_of(first: int, last: int, stretch: Stretch) -> Message:
    """One stretch that is usual from one weekday to another (0 is Monday)."""
    how = "day" if first == last else "days"
    if stretch["end"] - stretch["start"] == DAY and stretch["start"] == 0:
        how = f"{how}-whole"
    return {
        "key": f"usually-{how}",
        "values": {
            "first": monday() + first * DAY,
            "last": monday() + last * DAY,
            "opens": stretch["start"],
            "closes": stretch["end"],
        },
    }


def monday() -> int:
    """The first minute of some Monday: weekday names are printed from a minute."""
    return -weekday(0) * DAY
