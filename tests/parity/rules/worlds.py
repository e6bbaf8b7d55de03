"""A directory, a place, a moment and a person that fit one another: questions that have an answer.

What stands anywhere at random is open at no moment asked about and near nobody. Here hours lie round the
moment, records near the place, and needs and clauses are of the kind that is asked for.
"""

from typing import Any, cast

from search.person import nobody
from search.rules import answering, windows
from search.rules.model import Clause, Hours, Knowledge, Person, Place, Question, Record, Window

from . import pools
from .fields import DAY, of_day
from .making import TOGETHER, Made, maker

Shape = dict[str, Any]

PLACES = (51.46, -0.01)  # degrees, of whatever lies near
OPENS = (0, 480, 540, 600, 720, 1020, 1080, 1200, 1320, 1425)
LASTS = (5, 14, 15, 60, 120, 240, 480, 540, 720, DAY)
#: Rules that people know of themselves or do not: attribute, operator, value.
RULES: tuple[tuple[str, str, object], ...] = (
    ("gender", "is", "woman"),
    ("supervision", "in", ["licence", "order"]),
    ("pet", "is", "none"),
    ("veteran", "is", "yes"),
    ("age", "between", [16, 25]),
    ("age", "at-least", 18),
    ("substance", "excludes", ["drugs", "alcohol"]),
    ("convictions", "is", "case-by-case"),
    ("convictions", "is", "no"),
    ("referral", "is", ["probation", "agency"]),
    ("referral", "is", ["self", "gp"]),
    ("place", "in", pools.COUNCILS[:2]),
)
FACTS = ("gender", "supervision", "pet", "veteran", "age", "substance")


def near(made: Made) -> int:
    """A minute within a few days of the case's own."""
    return (made.base + made.pick([-1, 0, 0, 0, 1, 2, 3])) * DAY + of_day(made)


def holidays(made: Made) -> list[int]:
    """Few, in order."""
    return sorted({made.base + made.whole(-3, 6) for _ in range(made.pick([0, 0, 1, 2]))})


def asked_when(made: Made) -> tuple[str, int, int]:
    """The window's name, its own time, and the moment at which it is asked."""
    name = made.pick(pools.WINDOWS)
    when_at = near(made) if name in ("date", "moment") else 0
    return name, when_at // DAY * DAY if name == "date" else when_at, near(made)


def cover(made: Made) -> Shape:
    """Days that hold every window near the case's own; now and then they end inside it."""
    return {
        "first": made.base - made.pick([20, 40]),
        "last": made.base + (made.pick([1, 2, 4]) if made.chance(0.05) else 60),
    }


def span(made: Made) -> Shape:
    """A stretch of a day."""
    opens = made.pick(OPENS)
    closes = min(opens + made.pick(LASTS), opens + DAY)
    kind = made.pick(["turn-up", "turn-up", *pools.KINDS])
    return {"opens": opens, "closes": closes, "kind": kind, "status": made.pick(["open"] * 7 + ["unknown"])}


def spans(made: Made, most: int = 2) -> list[Shape]:
    found = [span(made) for _ in range(made.whole(0, most))]
    return sorted(found, key=lambda each: (each["opens"], each["closes"]))


def hours_of(made: Made, channel: str) -> Shape:
    """The week of one channel, and what differs on dates that are near."""
    known = made.chance(0.94)
    usual = made.pick([0.3, 0.7, 1.0])
    week = [{"day": day, **each} for day in range(7) if made.chance(usual) for each in spans(made)]
    if made.chance(0.08):
        whole = {"opens": 0, "closes": DAY, "kind": "turn-up", "status": "open"}
        week = [{"day": day, **whole} for day in range(7)]
    days = sorted({made.base + made.whole(-2, 8) for _ in range(made.pick([0, 0, 1, 3]))})
    why = ["exception", "bank-holiday", "schedule"]
    dates = [{"day": day, "why": made.pick(why), "say": "", "spans": spans(made)} for day in days]
    return {"channel": channel, "known": known, "week": week if known else [], "dates": dates}


def hours(made: Made) -> list[Hours]:
    """Of one channel or of several, in the order of publishing."""
    if made.chance(0.05):
        return cast(list[Hours], maker(list[Hours], ("hours",))(made))
    some = {made.pick(pools.CHANNELS) for _ in range(made.pick([1, 1, 2, 3]))}
    return cast(list[Hours], [hours_of(made, channel) for channel in pools.CHANNELS if channel in some])


def channel(made: Made) -> str:
    return "" if made.chance(0.85) else made.pick(pools.CHANNELS)


def paused(made: Made) -> int | None:
    return made.base + made.whole(-5, 9) if made.chance(0.06) else None


def starts(made: Made) -> list[int]:
    some = {made.base + made.whole(-9, 20) for _ in range(made.pick([1, 2]))}
    return sorted(some) if made.chance(0.08) else []


def opened(made: Made) -> list[object]:
    """What `opening` is asked: hours round a window that the cover holds."""
    name, when_at, at = asked_when(made)
    found = windows.window(name, when_at, at, holidays(made))
    counts = made.chance(0.93)
    return [hours(made), starts(made), paused(made), counts, channel(made), found, at, cover(made)]


# -- a directory -----------------------------------------------------------------------------------------


def clause(made: Made) -> Clause:
    """A rule about something that people may be asked."""
    attribute, op, value = made.pick(RULES)
    found = cast(Shape, maker(Clause, ("clauses",))(made))
    found |= {
        "attribute": attribute,
        "op": op,
        "value": value,
        "strength": made.pick(["must", "must", "must", "usually", "prefers"]),
        "in_person": made.chance(0.1),
        "only_with": made.chance(0.1),
    }
    if made.chance(0.85):
        found["unless"] = []
    return cast(Clause, found)


def point(made: Made, wide: float) -> Shape:
    lat, lon = PLACES
    return {"lat": lat + made.random.uniform(-wide, wide), "lon": lon + made.random.uniform(-wide, wide)}


def record(made: Made, needs: list[str]) -> Record:
    """A service near the place that has some of the needs."""
    found = cast(Shape, maker(Record, ("records",))(made))
    kept = hours(made)
    public = made.chance(0.85)
    found |= {
        "needs": [made.pick(needs), made.pick(needs)],
        "hours": kept,
        "channels": [each["channel"] for each in kept],
        "point": point(made, made.pick([0.01, 0.1, 0.6])) if public else None,
        "reach": "local" if made.chance(0.9) else "anywhere",
        "catchment": [] if made.chance(0.85) else [made.pick(pools.COUNCILS[:2])],
        "clauses": [clause(made) for _ in range(made.pick([0, 0, 1, 1, 2, 3]))],
        "paused": paused(made),
        "starts": starts(made),
        "valid_to": made.base + made.whole(-2, 9) if made.chance(0.05) else None,
        "checked": made.base - made.pick([1, 30, 200, 364, 366]) if made.chance(0.9) else None,
    }
    return cast(Record, found)


def knowledge(made: Made, needs: list[str]) -> Knowledge:
    """What an edition knows beside its records: mostly of the needs that are asked for."""
    found = cast(Shape, maker(Knowledge, ("knowledge",))(made))
    found |= {
        "cover": cover(made),
        "published": near(made) - 9 * DAY,
        "holidays": {nation: holidays(made) for nation in pools.NATIONS},
        "facts": [
            {
                "attribute": fact,
                "sensitivity": made.whole(0, 2),
                "needs": [] if made.chance(0.8) else [made.pick(needs)],
                "worker_only": made.chance(0.05),
                "never": made.chance(0.05),
                "ask": f"{fact}?",
            }
            for fact in FACTS
        ],
    }
    for each in [*found["duties"], *found["help_lines"]]:
        if made.chance(0.7):
            each["needs"] = [made.pick(needs)]
    return cast(Knowledge, found)


def person(made: Made) -> Shape:
    """Somebody of whom little is known."""
    helper = "self" if made.chance(0.7) else made.pick(pools.ROUTES)
    found = cast(Shape, dict(nobody(helper)))
    whole = cast(Shape, maker(Person, ("person",))(made))
    for fact in (*FACTS, "released_on"):
        if made.chance(0.2):
            found[fact] = whole[fact]
    if made.chance(0.1):
        found |= {"age": 17, "turns_age": 18, "turns_on": made.base + made.whole(0, 9)}
    return found


def typed(made: Made, records: list[Record], known: Knowledge) -> list[str]:
    """Words of a record's name, a phrase, or the name of a need; mostly none."""
    if made.chance(0.8):
        return []
    named = [each["words"] for each in [*known["phrases"], *known["needs"]]]
    return made.pick([made.pick(records)["words"]["name"][:2], *named[:3]])


def question(made: Made, needs: list[str], records: list[Record], known: Knowledge) -> Question:
    """A question about one of the needs, or about all, by somebody who stands near."""
    name, when_at, at = asked_when(made)
    somewhere = cast(Shape, maker(Place, ("place",))(made)) | point(made, 0.01)
    found: Shape = {
        "at": at,
        "when": name,
        "when_at": when_at,
        "place": somewhere if made.chance(0.9) else None,
        "limit": made.pick([None, 3000, 24140, 24140]),
        "needs": made.pick([[], [made.pick(needs)], [made.pick(needs)]]),
        "words": typed(made, records, known),
        "channel": channel(made),
        "asked": [made.pick(FACTS)] if made.chance(0.1) else [],
        "person": person(made),
        "anywhere_only": made.chance(0.05),
        "farthest": made.pick([None, 24140, 100_000]),
    }
    return cast(Question, found)


def world(made: Made) -> tuple[list[Record], Knowledge, Question]:
    """A directory and a question to it."""
    needs = [made.pick(pools.NEEDS) for _ in range(made.pick([1, 2, 3]))]
    records = [record(made, needs) for _ in range(made.pick([1, 2, 4, 8, 12]))]
    known = knowledge(made, needs)
    return records, known, question(made, needs, records, known)


# -- what the rules of an answer are asked ---------------------------------------------------------------


def paging(made: Made) -> list[object]:
    return [made.pick([1, 1, 1, 2]), made.pick([1, 2, 20]), made.pick([0, 1, 30])]


def whole_answer(made: Made) -> list[object]:
    return [*world(made), *paging(made)]


def survey(made: Made) -> list[object]:
    records, known, asked = world(made)
    return [answering.numbered(records), answering.clauses_of(records), asked, known]


def answer_of(made: Made) -> list[object]:
    records, known, asked = world(made)
    held = answering.survey(answering.numbered(records), answering.clauses_of(records), asked, known)
    return [held, known, asked, *paging(made)]


def one(made: Made) -> tuple[Record, Knowledge, Question, Window]:
    """A record, and the question to it with its window."""
    records, known, asked = world(made)
    return records[0], known, asked, answering.window_of(asked, known)


def judged(made: Made) -> list[object]:
    found, known, asked, when = one(made)
    return [found, asked, answering.plan_of(asked, known), when, known]


def result_of(made: Made) -> list[object]:
    found, known, asked, when = one(made)
    return [found, asked, when, known, answering.distance_to(found, asked["place"]), made.whole(0, 2)]


def opening_of(made: Made) -> list[object]:
    found, known, asked, when = one(made)
    return [found, asked, when, known, made.chance(0.9)]


def all_seen(made: Made) -> list[object]:
    records, known, asked = world(made)
    return [answering.numbered(records), asked, answering.plan_of(asked, known), asked["at"] // 1440]


def with_openings(made: Made) -> list[object]:
    records, known, asked = world(made)
    rows = answering.all_seen(
        answering.numbered(records), asked, answering.plan_of(asked, known), asked["at"] // 1440
    )
    return [rows, asked, known]


def in_order(made: Made) -> list[object]:
    records, known, asked = world(made)
    return [
        answering.survey(answering.numbered(records), answering.clauses_of(records), asked, known)["rows"]
    ]


OF_AN_ANSWER = (
    whole_answer,
    survey,
    answer_of,
    judged,
    result_of,
    opening_of,
    all_seen,
    with_openings,
    in_order,
)
TOGETHER["opening.opening"] = opened
TOGETHER.update({f"answering.{make.__name__}": make for make in OF_AN_ANSWER})
