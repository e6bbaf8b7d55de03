"""Compiled hours to stretches of time, joined; and the status at a moment (answers.md section 1)."""

from typing import Final

from .civil import weekday
from .model import Cover, Dated, Hours, Span, State, Stretch

DAY: Final = 1440


def first_from(dates: list[Dated], day: int) -> int:
    """Index of the first dated entry on or after `day` (binary search: `dates` is sorted)."""
    low = 0
    high = len(dates)
    while low < high:
        middle = (low + high) // 2
        if dates[middle]["day"] < day:
            low = middle + 1
        else:
            high = middle
    return low


def dated_on(hours: Hours, day: int) -> Dated | None:
    """What differs on a date, if anything does."""
    dates = hours["dates"]
    index = first_from(dates, day)
    if index < len(dates) and dates[index]["day"] == day:
        return dates[index]
    return None


def usual_spans(hours: Hours, of_week: int) -> list[Span]:
    """The spans that usually start on a weekday (0 is Monday)."""
    if not hours["known"]:
        return [{"opens": 0, "closes": DAY, "kind": "turn-up", "status": "unknown"}]
    return [
        {"opens": s["opens"], "closes": s["closes"], "kind": s["kind"], "status": s["status"]}
        for s in hours["week"]
        if s["day"] == of_week
    ]


def spans_on(hours: Hours, day: int) -> list[Span]:
    """The spans that start on a date within the cover, in order."""
    dated = dated_on(hours, day)
    if dated is not None:
        return dated["spans"]
    return usual_spans(hours, weekday(day))


def is_paused(paused: int | None, day: int) -> bool:
    """No stretch starts on or after the day of a pause."""
    return paused is not None and paused <= day


def started(hours: Hours, cover: Cover, paused: int | None, first: int, last: int) -> list[Stretch]:
    """Every span that starts on the days first…last, as it stands; days outside the cover unknown."""
    found: list[Stretch] = []
    dates = hours["dates"]
    index = first_from(dates, max(first, cover["first"]))
    of_week = weekday(first)
    for day in range(first, last + 1):
        if is_paused(paused, day):
            break
        midnight = day * DAY
        if day < cover["first"] or day > cover["last"]:
            found.append({"start": midnight, "end": midnight + DAY, "status": "unknown"})
        elif index < len(dates) and dates[index]["day"] == day:
            for span in dates[index]["spans"]:
                found.append(placed(midnight, span["opens"], span["closes"], span["status"]))
            index = index + 1
        elif not hours["known"]:
            found.append({"start": midnight, "end": midnight + DAY, "status": "unknown"})
        else:
            for slot in hours["week"]:
                if slot["day"] == of_week:
                    found.append(placed(midnight, slot["opens"], slot["closes"], slot["status"]))
        of_week = (of_week + 1) % 7
    return found


def placed(midnight: int, opens: int, closes: int, status: str) -> Stretch:
    """A span at its date."""
    return {"start": midnight + opens, "end": midnight + closes, "status": status}


def merged(pieces: list[Stretch], status: str) -> list[Stretch]:
    """Those of one status, in order, joined where they touch or overlap."""
    found: list[Stretch] = []
    mine = [p for p in pieces if p["status"] == status]
    if len(mine) < 2:
        return mine
    for piece in mine if in_order(mine) else sorted(mine, key=lambda p: (p["start"], p["end"])):
        size = len(found)
        if size > 0 and piece["start"] <= found[size - 1]["end"]:
            before = found[size - 1]
            found[size - 1] = {
                "start": before["start"],
                "end": max(before["end"], piece["end"]),
                "status": status,
            }
        else:
            found.append(piece)
    return found


def in_order(pieces: list[Stretch]) -> bool:
    """Whether each starts after the one before it, as most do."""
    return all(pieces[index - 1]["start"] < pieces[index]["start"] for index in range(1, len(pieces)))


def without(unknown: list[Stretch], opened: list[Stretch]) -> list[Stretch]:
    """Unknown stretches with the open ones cut out; both are sorted and joined."""
    found: list[Stretch] = []
    for stretch in unknown:
        start = stretch["start"]
        for cut in opened:
            if cut["end"] <= start or cut["start"] >= stretch["end"]:
                continue
            if cut["start"] > start:
                found.append({"start": start, "end": cut["start"], "status": "unknown"})
            start = cut["end"]
        if start < stretch["end"]:
            found.append({"start": start, "end": stretch["end"], "status": "unknown"})
    return found


def joined(pieces: list[Stretch]) -> list[Stretch]:
    """Sorted stretches that no longer overlap: joined, and open beats unknown."""
    opened = merged(pieces, "open")
    unknown = merged(pieces, "unknown")
    if len(unknown) == 0:
        return opened
    if len(opened) == 0:
        return unknown
    return sorted([*opened, *without(unknown, opened)], key=lambda s: s["start"])


def united(lists: list[list[Stretch]]) -> list[Stretch]:
    """The stretches of several channels as one list: open beats unknown beats closed."""
    if len(lists) == 1:
        return lists[0]
    return joined([stretch for each in lists for stretch in each])


def endless(hours: Hours) -> str:
    """ "open" or "unknown" where the usual week is seven whole days of it, else "". What is open for
    some of a day that is open for all of it changes nothing."""
    if not hours["known"]:
        return "unknown"
    if len(hours["week"]) < 7:
        return ""
    if any(slot["closes"] > DAY for slot in hours["week"]):
        return ""
    if all(has_whole_day(hours, of_week, "open") for of_week in range(7)):
        return "open"
    if any(slot["status"] != "unknown" for slot in hours["week"]):
        return ""
    return "unknown" if all(has_whole_day(hours, of_week, "unknown") for of_week in range(7)) else ""


def has_whole_day(hours: Hours, of_week: int, status: str) -> bool:
    """Whether the usual week has a weekday (0 is Monday) from midnight to midnight."""
    return any(
        slot["day"] == of_week and slot["opens"] == 0 and slot["closes"] == DAY and slot["status"] == status
        for slot in hours["week"]
    )


def long_runs(hours: Hours, cover: Cover, paused: int | None, status: str, end: int) -> list[Stretch]:
    """All that starts in the cover when the usual week never ends: a run between dates that differ.

    Walks the dates and not the days, so that a service that never shuts costs no more than others.
    """
    found: list[Stretch] = []
    day = cover["first"]
    stop = cover["last"] if paused is None else min(cover["last"], paused - 1)
    found.append({"start": (day - 1) * DAY, "end": day * DAY, "status": "unknown"})
    for dated in hours["dates"]:
        if dated["day"] < day or dated["day"] > stop:
            continue
        if day < dated["day"]:
            found.append({"start": day * DAY, "end": dated["day"] * DAY, "status": status})
        for piece in started(hours, cover, paused, dated["day"], dated["day"]):
            found.append(piece)
        day = dated["day"] + 1
    if day <= stop:
        found.append({"start": day * DAY, "end": (stop + 1) * DAY, "status": status})
    if not is_paused(paused, cover["last"] + 1):
        past = cover["last"] + 1
        found.append(
            {"start": past * DAY, "end": max(past + 1, (end - 1) // DAY + 2) * DAY, "status": "unknown"}
        )
    return found


def touching(pieces: list[Stretch], first: int, end: int) -> list[Stretch]:
    """Those that share a minute with [first, end)."""
    return [p for p in pieces if p["end"] > first and p["start"] < end]


def beyond(paused: int | None, first: int, last: int) -> list[Stretch]:
    """Days outside the cover: unknown up to a pause, of which more is known."""
    stop = last
    if paused is not None and paused <= last:
        stop = paused - 1
    if stop < first:
        return []
    return [{"start": first * DAY, "end": (stop + 1) * DAY, "status": "unknown"}]


def stretches(hours: Hours, cover: Cover, paused: int | None, first: int, last: int) -> list[Stretch]:
    """One channel's joined stretches that touch the minutes [first, last), whole, in order.

    Whole: each keeps its own start and end, searched only as far as it runs; one that never ends
    ends with the cover. What lies outside the cover is unknown, for a day past what is asked about,
    and for a day before it where all of it lies outside.
    When last <= first the one minute `first` is asked about. `paused`: the first day on which
    nothing starts any more.
    """
    end = max(last, first + 1)
    status = endless(hours)
    low = first // DAY - 1
    high = (end - 1) // DAY
    if high < cover["first"] or low > cover["last"]:
        # Nothing known comes near: the days asked about stand for all that lie out there.
        return touching(beyond(paused, low, high + 1), first, end)
    if high > cover["last"]:
        high = high + 1
    if status != "" and low >= cover["first"] - 1:
        return touching(joined(long_runs(hours, cover, paused, status, end)), first, end)
    step = 1
    while True:
        found = touching(joined(started(hours, cover, paused, low, high)), first, end)
        size = len(found)
        if size == 0:
            return found
        # A span that starts a day earlier ends before 24:00 of the next; one a day later starts at 0:00.
        earlier = low >= cover["first"] and found[0]["start"] < (low + 1) * DAY
        later = high <= cover["last"] and found[size - 1]["end"] >= (high + 1) * DAY
        if not earlier and not later:
            return found
        if earlier:
            low = max(low - step, cover["first"] - 1)
        if later:
            high = min(high + step, cover["last"] + 1)
        step = step * 2


def status_at(hours: Hours, cover: Cover, paused: int | None, minute: int) -> State:
    """One channel at one minute: open, closed or unknown."""
    day = minute // DAY
    status: State = "closed"
    for piece in started(hours, cover, paused, day - 1, day):
        if piece["start"] <= minute and minute < piece["end"]:
            if piece["status"] == "open":
                return "open"
            status = "unknown"
    return status


def next_start(hours: Hours, cover: Cover, paused: int | None, after: int) -> int | None:
    """The first open span to start later than `after`; None when the cover holds none."""
    dates = hours["dates"]
    day = max(after // DAY, cover["first"])
    index = first_from(dates, day)
    weekly = hours["known"] and any(slot["status"] == "open" for slot in hours["week"])
    while day <= cover["last"] and not is_paused(paused, day):
        if not weekly and index >= len(dates):
            return None
        if not weekly:
            day = dates[index]["day"]
            if day > cover["last"] or is_paused(paused, day):
                return None
        best: int | None = None
        for span in spans_on(hours, day):
            start = day * DAY + span["opens"]
            if span["status"] == "open" and start > after and (best is None or start < best):
                best = start
        if best is not None:
            return best
        if index < len(dates) and dates[index]["day"] == day:
            index = index + 1
        day = day + 1
    return None
