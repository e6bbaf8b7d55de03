"""The weekend strip: what is open over a window, as positions and as sentences.

Positions are percentages in hundredths, so that an SVG of any width shows them and no style
attribute is needed. The same times are written beside it.
"""

from typing import Final

from search.rules.civil import weekday
from search.rules.model import Stretch, Window
from search.rules.saying import say

from .shapes import Block, Catalogue, Ground, Mark, Night, Strip
from .words import joined, listed, named, plain, timed

DAY: Final = 1440
HOUR: Final = 60
NARROWEST: Final = 180  # hundredths of a percent: a short opening is still seen
SIDE: Final = 350  # no name nearer to an edge than this
NIGHT_STARTS: Final = 20 * 60
NIGHT_LASTS: Final = 11 * 60


KEY_OF: Final = {"open": "strip-open", "phone": "strip-phone", "unknown": "strip-unknown"}


def span_of(window: Window) -> Stretch:
    """What the strip spans: a weekend from the 4pm before it to the midday after it (68 hours,
    more over a bank holiday), a night with an hour on each side, a moment with the day after it."""
    if window["moment"]:
        start = window["start"] // HOUR * HOUR
        return {"start": start, "end": start + DAY, "status": "open"}
    if window["first"] >= 0:
        start = window["first"] * DAY - 8 * HOUR
        return {"start": start, "end": (window["last"] + 1) * DAY + 12 * HOUR, "status": "open"}
    if window["name"] == "tonight":
        return {"start": window["end"] - 15 * HOUR, "end": window["end"] + HOUR, "status": "open"}
    start = window["start"] // DAY * DAY
    return {"start": start, "end": max(window["end"], start + DAY), "status": "open"}


def percent(hundredths: int) -> str:
    """Hundredths of a percent, as SVG has it."""
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def part(minute: int, span: Stretch) -> int:
    """Where a minute lies in the span, in hundredths of a percent from 0 to 10,000."""
    inside = min(max(minute, span["start"]), span["end"]) - span["start"]
    return inside * 10000 // (span["end"] - span["start"])


def blocks(pieces: list[Stretch], span: Stretch) -> list[Block]:
    """The stretches as blocks; a very short one is widened, and moved in at the right edge."""
    drawn: list[Block] = []
    for piece in pieces:
        if piece["end"] > span["start"] and piece["start"] < span["end"]:
            left = part(piece["start"], span)
            width = max(part(piece["end"], span) - left, NARROWEST)
            left = min(left, 10000 - width)
            drawn.append({"kind": piece["status"], "x": percent(left), "width": percent(width)})
    return drawn


def nights(span: Stretch) -> list[Night]:
    """The dark hours, 8pm to 7am, inside the span."""
    found: list[Night] = []
    for day in range(span["start"] // DAY - 1, span["end"] // DAY + 1):
        start = day * DAY + NIGHT_STARTS
        if start < span["end"] and start + NIGHT_LASTS > span["start"]:
            left = part(start, span)
            right = part(start + NIGHT_LASTS, span)
            found.append({"x": percent(left), "width": percent(right - left)})
    return found


def days(span: Stretch, now: int, catalogue: Catalogue) -> list[Mark]:
    """Names of the days under the strip, each in the middle of what is seen of it."""
    found: list[Mark] = []
    for day in range(span["start"] // DAY, (span["end"] - 1) // DAY + 1):
        left = part(day * DAY, span)
        right = part((day + 1) * DAY, span)
        middle = min(max((left + right) // 2, SIDE), 10000 - SIDE)
        found.append(
            {
                "x": percent(left),
                "middle": percent(middle),
                "line": left > 0,
                "kind": "st-text on" if now // DAY == day else "st-text",
                "name": plain(f"short-day-{weekday(day)}", catalogue),
            }
        )
    return found


def hours(span: Stretch, catalogue: Catalogue) -> list[Mark]:
    """Names of the hours under a strip of about one day, every six."""
    found: list[Mark] = []
    for index in range(span["start"] // (6 * HOUR), span["end"] // (6 * HOUR) + 1):
        minute = index * 6 * HOUR
        place = part(minute, span)
        if span["start"] <= minute and minute <= span["end"]:
            found.append(
                {
                    "x": percent(place),
                    "middle": percent(min(max(place, 500), 9500)),
                    "line": 0 < place and place < 10000,
                    "kind": "st-text",
                    "name": timed("strip-hour", minute, catalogue),
                }
            )
    return found


def times(pieces: list[Stretch], span: Stretch, catalogue: Catalogue) -> str:
    """The stretches in words, one sentence a kind for those that follow one another:
    "Open Friday 6pm to 8pm, Saturday 6pm to 8pm." One that fills the whole strip is said as that."""
    sentences: list[str] = []
    spans: list[str] = []
    kind = ""
    for piece in pieces:
        if piece["end"] > span["start"] and piece["start"] < span["end"]:
            if piece["start"] <= span["start"] and piece["end"] >= span["end"]:
                return plain(f"{KEY_OF[piece['status']]}-throughout", catalogue)
            if kind != piece["status"] and kind != "":
                sentences.append(named(KEY_OF[kind], listed(spans, catalogue), catalogue))
                spans = []
            kind = piece["status"]
            spans.append(time_of(piece, span, catalogue))
    if kind != "":
        sentences.append(named(KEY_OF[kind], listed(spans, catalogue), catalogue))
    return joined(sentences)


def time_of(piece: Stretch, span: Stretch, catalogue: Catalogue) -> str:
    """One stretch in words, with its second day where that is another one. Nothing is said of what
    began before the span: a phone may not know when."""
    same_day = (piece["end"] - 1) // DAY == piece["start"] // DAY
    key = "strip-span-one-day" if same_day else "strip-span"
    if piece["start"] < span["start"]:
        key = "strip-span-until"
    return say({"key": key, "values": {"start": piece["start"], "end": piece["end"]}}, catalogue)


def ground(window: Window, at: int, catalogue: Catalogue) -> Ground:
    """What every strip of a page stands on: its span, its nights and days, and now."""
    span = span_of(window)
    inside = span["start"] <= at and at <= span["end"]
    return {
        "span": span,
        "nights": nights(span),
        "days": days(span, at, catalogue)
        if span["end"] - span["start"] > 26 * HOUR
        else hours(span, catalogue),
        "now": percent(part(at, span)) if inside else "",
        "shut": plain("strip-shut", catalogue),
    }


def strip(pieces: list[Stretch], written: str, under: Ground) -> Strip:
    """The strip of one place. `pieces` are sorted; their `status` is open, phone or unknown.

    The label is what is written beside it, full sentences, for those who can't see it.
    """
    return {
        "label": written if written != "" else under["shut"],
        "blocks": blocks(pieces, under["span"]),
    }
