"""Shapes of made-up cases whose fields have to fit one another."""

from typing import Any

from search.rules.windows import window

from . import pools
from .fields import DAY, day, minute, text, word
from .making import MENDED, WHOLE, Made
from .pools import CATALOGUE

Shape = dict[str, Any]


def message(made: Made) -> object:
    """A key of the catalogue with the values that its sentence needs."""
    if made.chance(0.03):
        return {"key": "own-words", "values": {"text": ""}}
    key = made.pick(pools.KEYS)
    values: dict[str, object] = {}
    for part in CATALOGUE[key]:
        if part["kind"] != "text":
            if part["kind"] in ("time", "day", "date", "longdate"):
                values[part["name"]] = minute(made)
            elif part["kind"] in ("number", "miles") or made.chance(0.5):
                values[part["name"]] = made.whole(0, 300)
            else:
                values[part["name"]] = text(made)
    if made.chance(0.01):
        values = {}
    return {"key": key, "values": values}


def mended_hours(made: Made, hours: Shape) -> Shape:
    """Sorted, each date once, as compiled hours are; now and then open all day and night."""
    if made.chance(0.15):
        status = made.pick(["open", "open", "unknown"])
        hours["week"] = [
            {"day": n, "opens": 0, "closes": DAY, "kind": "turn-up", "status": status} for n in range(7)
        ]
    if made.chance(0.05) and hours["week"]:
        hours["week"] = (hours["week"] * 7)[:7]
    if made.chance(0.05):
        hours["week"] = [{**slot, "status": "unknown"} for slot in hours["week"]]
    for slot in hours["week"]:
        slot["closes"] = max(slot["closes"], slot["opens"] + 1)
    hours["week"] = sorted(hours["week"], key=lambda slot: (slot["day"], slot["opens"]))
    by_day = {dated["day"]: dated for dated in hours["dates"]}
    hours["dates"] = [by_day[each] for each in sorted(by_day)]
    return hours


def mended_stretch(made: Made, stretch: Shape) -> Shape:
    """An end after its start."""
    if stretch["end"] <= stretch["start"] and made.chance(0.97):
        stretch["end"] = stretch["start"] + made.pick([1, 15, 60, DAY, 7 * DAY])
    return stretch


def mended_cover(made: Made, cover: Shape) -> Shape:
    """Days round the case's own, in order but for once in a while."""
    first = made.base - made.pick([0, 1, 7, 30, 200])
    return {
        "first": first,
        "last": made.base + made.pick([5, 14, 60, 200]) if made.chance(0.98) else first - 1,
    }


def mended_span(made: Made, span: Shape) -> Shape:
    span["closes"] = max(span["closes"], span["opens"] + 1)
    return span


def mended_answer(made: Made, answer: Shape) -> Shape:
    """The counts of four groups."""
    answer["counts"] = [made.whole(0, 9) for _ in range(4)]
    return answer


def mended_row(made: Made, row: Shape) -> Shape:
    """A week of seven days; sorted days, all in the row's range."""
    row["week"] = [made.chance(0.6) for _ in range(7)]
    row["days"] = sorted(set(row["days"]))
    row["last"] = row["first"] + made.whole(-1, 60)
    return row


def mended_need(made: Made, need: Shape) -> Shape:
    """Now and then a pathway, which is its own parent."""
    if made.chance(0.4):
        need["pathway"] = need["code"]
    return need


def mended_phrase(made: Made, phrase: Shape) -> Shape:
    """At least one word."""
    if not phrase["words"]:
        phrase["words"] = [word(made)]
    return phrase


def mended_clause(made: Made, clause: Shape) -> Shape:
    """A value that may fit its attribute; often an age, which has most to it."""
    codes = pools.CODES.get(clause["attribute"])
    if made.chance(0.3):
        clause["attribute"] = "age"
        low = made.whole(14, 40)
        clause["op"] = made.pick(["between", "between", "at-least", "at-most", "is"])
        clause["value"] = [low, low + made.whole(-1, 30)] if clause["op"] == "between" else low
    elif made.chance(0.1):
        clause["attribute"] = "referral"
        clause["value"] = [made.pick(pools.ROUTES)]
    elif codes is not None and made.chance(0.7):
        clause["value"] = made.pick([made.pick(codes), [made.pick(codes) for _ in range(made.whole(0, 3))]])
    if "say" in clause and made.chance(0.3):
        clause["say"] = {"key": made.pick(["referral", "bring", "languages"]), "values": {}}
    return clause


def mended_question(made: Made, question: Shape) -> Shape:
    """Something asked about that window; mostly of anything, by any channel, with nothing typed."""
    if question["when"] == "date":
        question["when_at"] = question["when_at"] // DAY * DAY
    for name in ("needs", "words", "channel"):
        if made.chance(0.7):
            question[name] = "" if name == "channel" else []
    if made.chance(0.8):
        question["anywhere_only"] = False
        question["limit"] = made.pick([None, 3000, 24140])
        question["farthest"] = made.pick([None, 40000, 10_000_000])
    return question


def mended_person(made: Made, person: Shape) -> Shape:
    """Now and then somebody with a birthday ahead, and nothing else that bars."""
    if made.chance(0.4):
        person["age"] = made.whole(14, 26)
        person["turns_age"] = person["age"] + 1
        person["turns_on"] = made.base + made.whole(0, 12)
    return person


def mended_schedule(made: Made, schedule: Shape) -> Shape:
    """Mostly a plain one."""
    if made.chance(0.4):
        schedule |= {"interval": 1, "count": None, "bymonthday": [], "bymonth": [], "known": True}
    if made.chance(0.6):
        schedule["byday"] = [{"n": 0, "day": each["day"]} for each in schedule["byday"]]
    return schedule


MENDED.update(
    Hours=mended_hours, Stretch=mended_stretch, Cover=mended_cover, Span=mended_span, Slot=mended_span,
    Answer=mended_answer, Row=mended_row, Need=mended_need, Phrase=mended_phrase, Clause=mended_clause,
    Condition=mended_clause, Question=mended_question, Person=mended_person,
    Schedule=mended_schedule,
)  # fmt: skip


def made_window(made: Made) -> object:
    """A window as the rule makes it."""
    name = made.pick(pools.WINDOWS)
    when_at = day(made) * DAY if name == "date" else minute(made)
    return window(name, when_at, minute(made), [day(made) for _ in range(made.whole(0, 4))])


WHOLE["Window"] = made_window
WHOLE["Message"] = message
