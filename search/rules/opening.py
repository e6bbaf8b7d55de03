"""Hours and a window to what is open, until when, when next, and the words for it.

Source: answers.md section 1 (Windows, Words) and docs/decisions/0003-readings.md, Time.
"""

from typing import Final, TypedDict

from .hours import is_paused, next_start, spans_on, stretches, united
from .model import Cover, Hours, Message, Open, State, Stretch, Window
from .opening_words import (
    closed_words,
    kind_words,
    kind_words_at,
    never_ends,
    next_start_words,
    open_words,
    opens_words,
    unknown_words,
)

DAY: Final = 1440
ENOUGH: Final = 15  # minutes of a window that a service has to be open for
EVENING: Final = 1020  # 5pm
NEVER: Final = 1073741824
CHANNELS: Final = ["in-person", "phone", "text", "video"]


class Held(TypedDict):
    """A channel that is open at a moment, and the stretch that holds it."""

    hours: Hours
    stretch: Stretch


class Coming(TypedDict):
    """A channel and the minute at which it opens."""

    hours: Hours
    start: int


# -- counting and listing ---------------------------------------------------------------------


def belongs(stretch: Stretch, window: Window) -> bool:
    """Whether a whole stretch may count: in a weekend it has to touch a non-working day, or to
    start between 5pm and midnight of the evening before."""
    if window["first"] < 0:
        return True
    if stretch["start"] < (window["last"] + 1) * DAY and stretch["end"] > window["first"] * DAY:
        return True
    evening = (window["first"] - 1) * DAY + EVENING
    return evening <= stretch["start"] and stretch["start"] < window["first"] * DAY


def by_channel(found: list[Stretch], lists: list[list[Stretch]], window: Window) -> list[Stretch]:
    """Stretches of all channels, united out of `lists`. Of one that may not count for a weekend as a
    whole, what goes on from where a channel starts that may by itself."""
    if window["first"] < 0 or len(lists) == 1:
        return found
    return [stretch if belongs(stretch, window) else rest_of(stretch, lists, window) for stretch in found]


def rest_of(stretch: Stretch, lists: list[list[Stretch]], window: Window) -> Stretch:
    """A stretch from the first channel's start inside it that may count; whole where there is none."""
    start = stretch["end"]
    for each in lists:
        for piece in each:
            if piece["status"] == stretch["status"] and piece["start"] > stretch["start"]:
                if belongs(piece, window):
                    start = min(start, piece["start"])
    if start == stretch["end"]:
        return stretch
    return {"start": start, "end": stretch["end"], "status": stretch["status"]}


def looked_from(window: Window) -> int:
    """The first minute whose stretches decide: a weekend that is running is still judged from its
    beginning, and what ends there joins what starts there."""
    if window["first"] < 0:
        return window["start"]
    return (window["first"] - 1) * DAY + EVENING - 1


def listed(found: list[Stretch], window: Window) -> list[Stretch]:
    """The stretches a card lists, cut to the window; of a moment, what holds it, for a day at most.

    `found` are whole and joined; those of a weekend that do not count are left out.
    """
    start = window["start"]
    end = start + DAY if window["moment"] else window["end"]
    touch = start + 1 if window["moment"] else window["end"]
    return [
        {"start": max(s["start"], start), "end": min(s["end"], end), "status": s["status"]}
        for s in found
        if s["start"] < touch and s["end"] > start and belongs(s, window)
    ]


def enough(cut: list[Stretch], window: Window) -> bool:
    """Whether listed stretches are open for 15 minutes in all, or for all that remains."""
    minutes = 0
    for stretch in cut:
        if stretch["status"] == "open":
            minutes = minutes + stretch["end"] - stretch["start"]
    if window["moment"]:
        return minutes > 0
    return minutes > 0 and minutes >= min(ENOUGH, window["end"] - window["start"])


def counts_for(found: list[Stretch], window: Window) -> bool:
    """Whether a service with these whole, joined stretches counts for the window: open at the
    moment, or for 15 minutes of the window in all, or for all that remains of it."""
    return enough(listed(found, window), window)


def status_of(cut: list[Stretch], window: Window) -> State:
    """Of a window: open if the service counts for it, else unknown if any unknown stretch lies in
    it, else closed. `cut`: the listed stretches."""
    if enough(cut, window):
        return "open"
    if any(stretch["status"] == "unknown" for stretch in cut):
        return "unknown"
    return "closed"


# -- moments ----------------------------------------------------------------------------------


def in_order(hours: list[Hours], channel: str) -> list[Hours]:
    """The channels asked about ("" is any), in the order in which words prefer them."""
    if len(hours) == 1 and channel == "" and hours[0]["channel"] in CHANNELS:
        return hours
    return [h for c in CHANNELS for h in hours if h["channel"] == c and (channel == "" or channel == c)]


def held_at(hours: list[Hours], lists: list[list[Stretch]], minute: int) -> Held | None:
    """The first channel that is open at a minute; `lists` are the stretches of each."""
    for index in range(len(hours)):
        for stretch in lists[index]:
            if stretch["status"] == "open" and stretch["start"] <= minute and minute < stretch["end"]:
                return {"hours": hours[index], "stretch": stretch}
    return None


def first_after(hours: list[Hours], cover: Cover, paused: int | None, after: int) -> Coming | None:
    """The first opening later than a minute, and the first channel that then opens."""
    best: Coming | None = None
    for each in hours:
        start = next_start(each, cover, paused, after)
        if start is not None and (best is None or start < best["start"]):
            best = {"start": start, "hours": each}
    return best


# -- words ------------------------------------------------------------------------------------


def coming_words(coming: Coming, at: int) -> list[Message]:
    """When a channel opens, and what else a newcomer has to know of that."""
    start = coming["start"]
    day = start // DAY
    spans = [s for s in spans_on(coming["hours"], day) if s["opens"] == start - day * DAY]
    return [opens_words(coming["hours"]["channel"], start, at), *kind_words(spans, day)]


def held_words(held: Held, at: int, cover: Cover) -> list[Message]:
    """Until when a channel is open, and what else a newcomer has to know of that."""
    said = open_words(held["hours"]["channel"], held["stretch"], at, cover)
    return [said, *kind_words_at(held["hours"], cover, at)]


# -- the answer -------------------------------------------------------------------------------


def ahead_words(starts: list[int], coming: Coming | None, point: int, at: int) -> list[Message]:
    """The next opening, or the next start of a course; [] when none is known."""
    if len(starts) > 0:
        return next_start_words(starts, None if coming is None else coming["start"], point)
    if coming is None:
        return []
    return coming_words(coming, at)


def then_words(then: Held, now: Held | None, at: int, cover: Cover) -> list[Message]:
    """What the window's start adds to what is open at `at`: another channel, or a later stretch."""
    if then["stretch"]["start"] > at:
        return coming_words({"hours": then["hours"], "start": then["stretch"]["start"]}, at)
    if now is None or now["hours"]["channel"] != then["hours"]["channel"]:
        return held_words(then, at, cover)
    return []


def first_unknown(cut: list[Stretch]) -> int:
    """The first minute of listed stretches that is unknown; one of them is."""
    for stretch in cut:
        if stretch["status"] == "unknown":
            return stretch["start"]
    raise ValueError("nothing is unknown")


def nothing_known(window: Window) -> Open:
    """Hours that are not on record, or that nobody has checked for over a year."""
    end = window["start"] + DAY if window["moment"] else window["end"]
    return {
        "status": "unknown",
        "channel": "",
        "until": None,
        "next": None,
        "say": [{"key": "opening-unknown", "values": {}}],
        "stretches": [{"start": window["start"], "end": end, "status": "unknown"}],
        "from_day": NEVER,
    }


def shut(paused: int, point: int, at: int) -> Open:
    """A service that is paused then, and of whose hours nothing else is known."""
    return {
        "status": "closed",
        "channel": "",
        "until": None,
        "next": None,
        "say": [closed_words(paused, [], point, at)],
        "stretches": [],
        "from_day": NEVER,
    }


def opening(
    hours: list[Hours],
    starts: list[int],
    paused: int | None,
    counts: bool,
    channel: str,
    window: Window,
    at: int,
    cover: Cover,
) -> Open:
    """What is known of one service at one place for a window, and the words for it.

    `starts`: the days a course starts, [] when it is none. `paused`: the first day of a pause.
    `counts`: False when the last check is over a year old, and hours count as unknown. `channel`:
    the one asked for, "" for any; when it has no hours on record they are unknown.
    """
    mine = in_order(hours, channel)
    point = max(at, window["start"])
    if not counts or len(mine) == 0:
        if paused is not None and is_paused(paused, point // DAY):
            return shut(paused, point, at)
        return nothing_known(window)
    low = looked_from(window)
    lists = [stretches(each, cover, paused, low, window["end"]) for each in mine]
    cut = listed(by_channel(united(lists), lists, window), window)
    status = status_of(cut, window)
    at_lists = lists
    if window["start"] != at:
        at_lists = [stretches(each, cover, paused, at, at + 1) for each in mine]
    now = held_at(mine, at_lists, at)
    then = held_at(mine, lists if point == window["start"] else at_lists, point)

    said: list[Message] = []
    if now is not None:
        said = [*said, *held_words(now, at, cover)]
    if status == "unknown":
        said = [*said, *unknown_words(mine, cover, first_unknown(cut))]
    if then is not None:
        said = [*said, *then_words(then, now, at, cover)]
    coming: Coming | None = None
    # Open at that moment and yet not for the window: say when it opens again all the same.
    if then is None or status != "open":
        coming = first_after(mine, cover, paused, point)
        ahead = ahead_words(starts, coming, point, at)
        if len(ahead) == 0 and status == "closed" and (len(said) == 0 or paused is not None):
            ahead = [closed_words(paused, starts, point, at)]
        said = [*said, *ahead]
    return {
        "status": status,
        "channel": deciding_channel(now, then, coming),
        "until": until_of(now, cover),
        "next": coming["start"] if then is None and coming is not None else None,
        "say": said,
        "stretches": cut,
        "from_day": from_day(status, then, coming),
    }


def deciding_channel(now: Held | None, then: Held | None, coming: Coming | None) -> str:
    """The channel that the answer is about: open at `at`, else at the window's start, else next."""
    if now is not None:
        return now["hours"]["channel"]
    if then is not None:
        return then["hours"]["channel"]
    if coming is not None:
        return coming["hours"]["channel"]
    return ""


def until_of(now: Held | None, cover: Cover) -> int | None:
    """The end of the stretch that holds `at`; None when there is none, or no end is known."""
    if now is None or never_ends(now["stretch"], cover):
        return None
    return now["stretch"]["end"]


def from_day(status: State, then: Held | None, coming: Coming | None) -> int:
    """What orders by time: -1 open at the moment, else the day of the next opening; unknown hours
    make no difference."""
    if status == "unknown":
        return NEVER
    if then is not None:
        return -1
    if coming is not None:
        return coming["start"] // DAY
    return NEVER
