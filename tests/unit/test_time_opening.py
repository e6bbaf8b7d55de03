"""Stretches, windows and openings against a slow oracle that writes down every minute."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import Phase, assume, example, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from search.rules.hours import endless, next_start, status_at, stretches, united
from search.rules.model import Cover, Dated, Hours, Slot, Window
from search.rules.opening import NEVER, opening
from search.rules.windows import window

DAY = 1440
FIRST = 20784  # 2026-11-27, a Friday
LAST = FIRST + 16
COVER: Cover = {"first": FIRST, "last": LAST}
PHASES = (Phase.explicit, Phase.generate)
STATES = {State.OPEN: "open", State.CLOSED: "closed", State.UNKNOWN: "unknown"}
NAMES = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

opens = st.sampled_from([0, 1, 480, 540, 720, 1020, 1080, 1320, 1439])
lengths = st.sampled_from([1, 7, 8, 15, 60, 480, 600, 1440])
statuses = st.sampled_from(["open", "open", "open", "unknown"])


@st.composite
def spans(draw: Any) -> Any:
    start = draw(opens)
    return {
        "opens": start,
        "closes": start + draw(lengths),
        "kind": "turn-up",
        "status": draw(statuses),
    }


@st.composite
def slots(draw: Any) -> Any:
    return {**draw(spans()), "day": draw(st.integers(0, 6))}


@st.composite
def compiled(draw: Any, channel: str = "in-person") -> Hours:
    """Hours as an edition holds them: a usual week, often one that never ends, and dates that differ."""
    week: list[Slot] = draw(st.lists(slots(), max_size=6))
    if draw(st.integers(0, 3)) == 0:
        status = draw(statuses)
        week = [
            {"day": day, "opens": 0, "closes": DAY, "kind": "turn-up", "status": status} for day in range(7)
        ]
        week += draw(st.lists(slots(), max_size=3))
    days = draw(st.lists(st.integers(FIRST, LAST), unique=True, max_size=4))
    dates: list[Dated] = [
        {"day": day, "why": "exception", "say": "", "spans": draw(st.lists(spans(), max_size=2))}
        for day in sorted(days)
    ]
    known = draw(st.sampled_from([True, True, True, True, False]))
    week = sorted(week, key=lambda slot: (slot["day"], slot["opens"])) if known else []
    return {"channel": channel, "known": known, "week": week, "dates": dates}


def on(days: Iterable[int], channel: str, start: int, end: int) -> Hours:
    """Some weekdays (0 is Monday) from one minute to another."""
    week: list[Slot] = [
        {"day": day, "opens": start, "closes": end, "kind": "turn-up", "status": "open"} for day in days
    ]
    return {"channel": channel, "known": True, "week": week, "dates": []}


def by_minute(hours: Hours, paused: int | None) -> list[str]:
    """The status of every minute from the day before the cover to two days after it."""
    base = (FIRST - 1) * DAY
    found = ["closed"] * ((LAST - FIRST + 6) * DAY)
    for status in ("unknown", "open"):
        for day in range(FIRST - 1, LAST + 4):
            if paused is not None and day >= paused:
                continue
            dated = [each for each in hours["dates"] if each["day"] == day]
            whole = [{"opens": 0, "closes": DAY, "status": "unknown"}]
            if day < FIRST or day > LAST:
                todays: Any = whole
            elif dated:
                todays = dated[0]["spans"]
            elif hours["known"]:
                todays = [slot for slot in hours["week"] if slot["day"] == (day + 3) % 7]
            else:
                todays = whole
            for span in todays:
                if span["status"] == status:
                    for minute in range(span["opens"], span["closes"]):
                        at = day * DAY + minute - base
                        if at < len(found):
                            found[at] = status
    return found


def runs(minutes: list[str], first: int, last: int) -> list[tuple[int, int, str]]:
    """Whole runs of one status that touch [first, last), in absolute minutes."""
    base = (FIRST - 1) * DAY
    found: list[tuple[int, int, str]] = []
    start = 0
    for at in range(1, len(minutes) + 1):
        if at == len(minutes) or minutes[at] != minutes[start]:
            if minutes[start] != "closed" and base + at > first and base + start < last:
                found.append((base + start, base + at, minutes[start]))
            start = at
    return found


moments = st.integers(FIRST * DAY, (LAST + 1) * DAY - 1)
# The small hours of the first day belong to a night that the cover does not hold.
moments_inside = st.integers((FIRST + 1) * DAY, (LAST + 1) * DAY - 1)
pauses = st.none() | st.integers(FIRST, LAST + 3) | st.just(0)


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(compiled(), pauses, moments, st.integers(0, 4000))
def test_stretches_are_the_runs_of_minutes(hours: Hours, paused: int | None, first: int, length: int) -> None:
    last = min(first + max(length, 1), (LAST + 2) * DAY)
    minutes = by_minute(hours, paused)
    edges = (FIRST * DAY, (LAST + 1) * DAY)
    found = [(s["start"], s["end"], s["status"]) for s in stretches(hours, COVER, paused, first, last)]
    expected = runs(minutes, first, last)
    assert [s[2] for s in found] == [s[2] for s in expected]
    for got, want in zip(found, expected, strict=True):
        inside = [edges[0] < end < edges[1] for end in (*got[:2], *want[:2])]
        # An unknown run goes on for ever outside the cover: only what lies inside it is held to.
        assert got[0] == want[0] or (got[2] == "unknown" and not inside[0] and not inside[2])
        assert got[1] == want[1] or (got[2] == "unknown" and not inside[1] and not inside[3])
    assert status_at(hours, COVER, paused, first) == minutes[first - (FIRST - 1) * DAY]


def test_a_week_that_never_ends_is_quick_only_where_nothing_outlasts_its_day() -> None:
    """Open all week, and on Friday until 8am of a Saturday that is shut: it is open until 8am."""
    whole: list[Slot] = [
        {"day": day, "opens": 0, "closes": DAY, "kind": "turn-up", "status": "open"} for day in range(7)
    ]
    evening: Slot = {"day": 0, "opens": 480, "closes": 1200, "kind": "turn-up", "status": "open"}
    night: Slot = {"day": 4, "opens": 1320, "closes": 1920, "kind": "turn-up", "status": "open"}
    shut: Dated = {"day": FIRST + 1, "why": "exception", "say": "", "spans": []}
    hours: Hours = {"channel": "phone", "known": True, "week": [*whole, evening], "dates": [shut]}
    saturday = (FIRST + 1) * DAY
    assert endless(hours) == "open"
    assert stretches(hours, COVER, None, saturday, saturday + 600) == []
    hours["week"] = [*whole, night]
    assert endless(hours) == ""
    assert [s["end"] for s in stretches(hours, COVER, None, saturday, saturday + 600)] == [saturday + 480]


@settings(max_examples=60, deadline=None, phases=PHASES)
# A door that shuts as a phone line opens on the evening before a weekend, or while it is open.
@example(
    on(range(5), "in-person", 540, 1020),
    on(range(5), "phone", 1020, 1320),
    None,
    FIRST * DAY + 990,
    "weekend",
    0,
    [],
)
@example(
    on(range(5), "in-person", 540, 1080),
    on(range(5), "phone", 1050, 1320),
    None,
    FIRST * DAY + 1200,
    "weekend",
    0,
    [],
)
# On the first morning after it the door opens as the line of the night shuts.
@example(
    on(range(5), "in-person", 420, 1020),
    on([6], "phone", 1320, 1860),
    None,
    (FIRST + 3) * DAY + 450,
    "weekend",
    0,
    [],
)
@given(
    compiled(),
    st.none() | compiled(channel="phone"),
    pauses,
    moments,
    st.sampled_from(["now", "today", "tonight", "tomorrow", "weekend", "date"]),
    st.integers(0, 4),
    st.sampled_from([[], [FIRST + 3], [FIRST], [FIRST + 7, FIRST + 10]]),
)
def test_an_opening_is_what_the_minutes_say(
    hours: Hours, other: Hours | None, paused: int | None, at: int, name: str, ahead: int, holidays: list[int]
) -> None:
    both = [hours] if other is None else [hours, other]
    span = window(name, (at // DAY + ahead) * DAY, at, holidays)
    end = span["end"] + 1 if span["moment"] else span["end"]
    if end > (LAST + 3) * DAY:
        return
    base = (FIRST - 1) * DAY
    minutes = [by_minute(each, paused) for each in both]
    together = [
        "open" if "open" in each else "unknown" if "unknown" in each else "closed"
        for each in zip(*minutes, strict=True)
    ]
    found = opening(both, [], paused, True, "", span, at, COVER)
    looked = min(span["start"], (span["first"] - 1) * DAY + 1020) if name == "weekend" else span["start"]
    alone = [run for each in minutes for run in runs(each, looked, end) if counts(run, span)]
    kept = []
    for run in runs(together, span["start"], end):
        # What does not count as a whole counts from where some channel's own run does.
        inside = [each[0] for each in alone if each[2] == run[2] and run[0] < each[0] < run[1]]
        if counts(run, span):
            kept.append(run)
        elif inside and min(inside) < end and run[1] > span["start"]:
            kept.append((min(inside), run[1], run[2]))
    opened = sum(min(run[1], end) - max(run[0], span["start"]) for run in kept if run[2] == "open")
    if opened > 0 and opened >= min(15, end - span["start"]):
        status = "open"
    else:
        status = "unknown" if any(run[2] == "unknown" for run in kept) else "closed"
    assert found["status"] == status
    point = max(at, span["start"])
    now = [minute[at - base] for minute in minutes]
    if "open" in now:
        first = both[now.index("open")]
        (holds,) = runs(minutes[now.index("open")], at, at + 1)
        assert found["channel"] == first["channel"]
        endless = holds[1] >= (LAST + 1) * DAY and holds[1] - holds[0] >= 7 * DAY
        assert found["until"] == (None if endless else holds[1])
    else:
        assert found["until"] is None
    starts = [
        base + at_
        for at_ in range(point - base + 1, len(together))
        if together[at_] == "open" and together[at_ - 1] != "open"
    ]
    if together[point - base] == "open":
        assert found["next"] is None
    else:
        assert found["next"] == (starts[0] if starts else None)
    turn = -1 if together[point - base] == "open" else starts[0] // DAY if starts else NEVER
    assert found["from_day"] == (NEVER if status == "unknown" else turn)
    assert len(found["say"]) > 0
    if not span["moment"]:
        listed = [(s["start"], s["end"], s["status"]) for s in found["stretches"]]
        assert listed == [(max(r[0], span["start"]), min(r[1], end), r[2]) for r in kept]


def counts(run: tuple[int, int, str], span: Window) -> bool:
    """Of a weekend: touches a non-working day, or starts from 5pm on the evening before."""
    if span["name"] != "weekend":
        return True
    first, last = span["first"] * DAY, (span["last"] + 1) * DAY
    return (run[0] < last and run[1] > first) or first - 420 <= run[0] < first


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(compiled(), moments)
def test_the_next_start_is_the_first_minute_that_begins_an_open_span(hours: Hours, after: int) -> None:
    starts = [
        day * DAY + span["opens"]
        for day in range(FIRST, LAST + 1)
        for span in (
            [each for dated in hours["dates"] if dated["day"] == day for each in dated["spans"]]
            if any(dated["day"] == day for dated in hours["dates"])
            else [slot for slot in hours["week"] if slot["day"] == (day + 3) % 7]
        )
        if span["status"] == "open" and day * DAY + span["opens"] > after
    ]
    assert next_start(hours, COVER, None, after) == (min(starts) if starts else None)


@settings(max_examples=100, deadline=None, phases=PHASES)
@given(st.lists(compiled(), min_size=1, max_size=3), moments)
def test_united_stretches_neither_overlap_nor_touch_their_like(channels: list[Hours], first: int) -> None:
    found = united([stretches(each, COVER, None, first, first + 3 * DAY) for each in channels])
    for before, after in pairwise(found):
        assert before["end"] <= after["start"]
        assert before["end"] < after["start"] or before["status"] != after["status"]
    assert all(stretch["start"] < stretch["end"] for stretch in found)


# -- opening-hours-py, which shares no code with us -------------------------------------------


@st.composite
def plain_weeks(draw: Any) -> list[Slot]:
    """One stretch on each of some weekdays, over midnight or not, that never meets the next."""
    named = draw(st.lists(st.integers(0, 6), unique=True, min_size=1))
    found: list[Slot] = []
    for day in sorted(named):
        start = draw(st.sampled_from([360, 540, 615, 1320]))
        length = draw(st.sampled_from([30, 60, 119]) if start < 1320 else st.sampled_from([60, 240, 420]))
        found.append(
            {"day": day, "opens": start, "closes": start + length, "kind": "turn-up", "status": "open"}
        )
    return found


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(plain_weeks(), st.sampled_from(["off", "unknown"]), st.integers(FIRST, LAST), moments_inside)
def test_weekly_and_holiday_hours_are_those_of_opening_hours(
    week: list[Slot], on_holiday: str, holiday: int, at: int
) -> None:
    then: list[str] = []
    usual = [f"{NAMES[s['day']]} {clock(s['opens'])}-{clock(s['closes'])}" for s in week]
    date = datetime(1970, 1, 1) + timedelta(days=holiday)
    spans_then: Any = []
    for slot in week:
        if slot["day"] == (holiday + 3) % 7:
            times = (
                f" {clock(slot['opens'])}-{clock(slot['closes'])} unknown"
                if on_holiday == "unknown"
                else " off"
            )
            then.append(f"{date:%Y %b %d}{times}")
            if on_holiday == "unknown":
                spans_then.append({**slot, "status": "unknown"})
    hours: Hours = {
        "channel": "in-person",
        "known": True,
        "week": week,
        "dates": [{"day": holiday, "why": "bank-holiday", "say": "", "spans": spans_then}],
    }
    # A night that runs into a replaced date, or out of it, that library reads otherwise than we do:
    # with us what started the evening before stays (answers.md section 1).
    assume(at // DAY not in (holiday, holiday + 1) or all(s["closes"] <= DAY for s in week))
    # ", " adds a rule: after ";" a day of its own would end the night that runs into it.
    oracle = OpeningHours("; ".join([", ".join(usual), *then]))
    when = datetime(1970, 1, 1) + timedelta(minutes=at)
    assert status_at(hours, COVER, None, at) == STATES[oracle.state(when)[0]]
