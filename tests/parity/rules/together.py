"""Arguments that only make sense together: typed words and their spellings, lists of one length."""

from typing import Any, cast

from pwa.views.shapes import Detail
from search.rules.civil import year_month_date
from search.rules.model import (
    AskedFact,
    Clause,
    Hours,
    Need,
    Person,
    Phrase,
    Place,
    Question,
    Record,
    Result,
    Schedule,
    Span,
    Stretch,
)

from . import pools
from .fields import day, minute, word
from .making import TOGETHER, WHOLE, Made, maker


def words(made: Made, most: int) -> list[str]:
    return [word(made) for _ in range(made.whole(1, most))]


def phrases(made: Made) -> list[object]:
    return cast(list[object], maker(list[Phrase], ("words", "phrases"))(made))


def typed(made: Made) -> tuple[list[str], list[list[str]], list[int]]:
    """Typed words, spellings for each, and what phrases cover already."""
    found = words(made, 5)
    spelled = [words(made, 2) if made.chance(0.3) else [] for _ in found]
    return found, spelled, [made.pick([0, 0, 0, -1]) for _ in found]


def stands(made: Made) -> list[object]:
    found, spelled, spans = typed(made)
    first = made.whole(0, len(found) - 1)
    phrase = found[first : first + made.whole(1, 3)] if made.chance(0.7) else words(made, 3)
    return [phrase, first, found, spelled, spans]


def longest(made: Made) -> list[object]:
    found, spelled, spans = typed(made)
    return [
        made.whole(0, len(found) - 1),
        found,
        spelled,
        spans,
        [*phrases(made), {"words": found[:2], "needs": []}],
    ]


def cover(made: Made) -> list[object]:
    found, spelled, spans = typed(made)
    begun = [[*phrases(made), {"words": found[n : n + 2], "needs": []}] for n in range(len(found))]
    return [found, spelled, spans, begun]


def mended_unit(made: Made) -> list[object]:
    found, spelled, _ = typed(made)
    return [
        found,
        spelled,
        [*phrases(made), {"words": found, "needs": ["basics"]}],
        made_needs(made),
        words(made, 3),
    ]


def made_needs(made: Made) -> list[object]:
    return cast(list[object], maker(list[Need], ("needs",))(made))


def letters(made: Made) -> list[object]:
    found = list(word(made))
    return [found, len(found)]


def ends(made: Made) -> list[object]:
    found = list(word(made))
    return [
        found,
        made.whole(0, len(found)),
        made.pick(["s", "ss", "ing", "ed", "ies", "", *(["".join(found[-2:])])]),
    ]


def within(made: Made) -> list[object]:
    left, right = list(word(made)), list(word(made))
    if made.chance(0.5):
        right = left[: made.whole(0, len(left))] + right[:1] + left[made.whole(0, len(left)) :]
    return [left, made.whole(0, 1), right, made.whole(0, 1), made.whole(0, 2)]


def near(made: Made) -> list[object]:
    left = word(made)
    return [
        left,
        word(made) if made.chance(0.3) else left[:2] + left[3:] + made.pick(["", "e", "s"]),
        made.whole(0, 2),
    ]


def best(made: Made) -> list[object]:
    facts = cast(list[dict[str, object]], maker(list[AskedFact], ("facts",))(made))
    if made.chance(0.5):
        facts = [
            {**fact, "needs": [], "attribute": "pet", "never": False, "worker_only": False} for fact in facts
        ]
    counts = [made.whole(0, 3) for _ in facts]
    asked = [made.pick(list(pools.CODES)) for _ in range(made.whole(0, 2))]
    needs = [made.pick(pools.NEEDS) for _ in range(made.whole(0, 3))]
    person = cast(dict[str, object], maker(Person, ("person",))(made)) | {"pet": made.pick(["", "", "dog"])}
    return [counts, asked, needs, person, facts]


def held_at(made: Made) -> list[object]:
    hours = cast(list[object], maker(list[Hours], ("hours",))(made))
    lists = [maker(list[Stretch], ("stretch",))(made) for _ in hours]
    return [hours, lists, minute(made)]


def slots_of(made: Made) -> list[object]:
    return [[maker(list[Span], ("span",))(made) for _ in range(7)]]


def schedule_on(made: Made, with_day: bool) -> list[object]:
    here = day(made)
    freq = made.pick(["WEEKLY", "MONTHLY", "YEARLY", "DAILY"])
    head = [maker(Schedule, ("schedule",))(made), freq]
    return [*head, *([here] if with_day else []), year_month_date(here)]


def source(made: Made) -> list[object]:
    """Whose data: with its day, with its month, with neither; looked at, or not."""
    minute = day(made) * 1440
    told = {
        "words": made.pick(["Contains OS data.", "A list"]),
        "year": made.whole(2000, 2030),
        "month": made.pick([0, made.whole(1, 12)]),
        "of": made.pick([-1, -1, minute]),
        "checked": made.pick([-1, minute]),
    }
    return [told, pools.CATALOGUE]


def usual(made: Made) -> list[object]:
    """Days of a week, and a stretch that now and then is the whole of one."""
    first = made.whole(0, 6)
    opens = made.pick([0, made.whole(0, 1439)])
    closes = made.pick([1440, opens + made.whole(1, 900)])
    return [first, made.whole(first, 6), {"start": opens, "end": closes, "status": "open"}]


def week(made: Made) -> list[object]:
    today = day(made)
    cover = {"first": today - made.whole(0, 20), "last": today + made.whole(0, 40)}
    paused = today + made.whole(-5, 20) if made.chance(0.2) else None
    return [maker(Hours, ("hours",))(made), today, cover, paused, pools.CATALOGUE]


def next_question(made: Made) -> list[object]:
    """Facts that are all still to ask, and results that wait for one of them."""
    facts = maker(list[AskedFact], ("facts",))(made)
    names = [str(cast(dict[str, object], fact)["attribute"]) for fact in cast(list[object], facts)]
    missing = [[made.pick([*names, "pet"])] if made.chance(0.8) else [] for _ in range(made.whole(0, 5))]
    return [missing, [], [made.pick(pools.NEEDS)], maker(Person, ("person",))(made), facts]


def is_all_unknown(made: Made) -> list[object]:
    week = [
        {"day": day, "opens": 0, "closes": 1440, "kind": "turn-up", "status": "unknown"} for day in range(7)
    ]
    if made.chance(0.5):
        week[made.whole(0, 6)]["status"] = "open"
    return [[slot for slot in week if made.chance(0.9)]]


def plan(made: Made) -> list[object]:
    """Typed words of which some spell a phrase, well or badly."""
    phrase = [made.pick(pools.WORDS) for _ in range(made.whole(1, 3))]
    typed = [each[:3] + each[4:] if len(each) > 5 and made.chance(0.3) else each for each in phrase]
    needs = made_needs(made)
    told = [*phrases(made), {"words": phrase, "needs": ["basics"]}]
    return [[*typed, *words(made, 2)], told, needs, [*phrase, *words(made, 5)], words(made, 3)]


def said(made: Made) -> list[object]:
    """A window, and a moment that may be its start."""
    window = cast(dict[str, object], WHOLE["Window"](made))
    return [window, window["start"] if made.chance(0.5) else minute(made)]


def referral(made: Made) -> list[object]:
    """A result that waits for a referral alone, or nearly."""
    result: dict[str, Any] = cast(dict[str, Any], maker(Result, ("result",))(made))
    clause = cast(dict[str, Any], maker(Clause, ("clause",))(made))
    clause |= {"attribute": "referral", "op": "in", "value": ["probation"], "strength": "must", "unless": []}
    result["record"]["clauses"] = [clause, *result["record"]["clauses"][:1]]
    return [result, maker(Question, ("question",))(made), WHOLE["Window"](made)]


def eligibility(made: Made) -> list[object]:
    """Somebody who has a birthday soon, and rules about age."""
    person = cast(dict[str, Any], maker(Person, ("person",))(made))
    person |= {"age": 17, "turns_age": 18, "turns_on": made.base + made.whole(0, 9)}
    adult = cast(dict[str, Any], maker(Clause, ("clause",))(made))
    adult |= {"attribute": "age", "op": "at-least", "value": 18, "strength": "must", "unless": []}
    clauses = [adult, *cast(list[object], maker(list[Clause], ("clauses",))(made))]
    if made.chance(0.2):
        clauses = [adult, {**adult, "attribute": "convictions", "value": "no"}]
    place = maker(Place, ("place",))(made)
    return [
        clauses[: made.whole(1, 3)],
        person,
        made.pick([None, place]),
        made.base,
        made.pick(["", "phone"]),
    ]


def address(made: Made) -> list[object]:
    """A public place of which nothing but perhaps its area is told."""
    record = cast(dict[str, Any], maker(Record, ("record",))(made))
    detail = cast(dict[str, Any], maker(Detail, ("detail",))(made))
    record["in_person"] = made.chance(0.9)
    if made.chance(0.5):
        detail |= {"place_name": "", "address": [], "postcode": ""}
    return [record, detail, pools.CATALOGUE]


def where(made: Made) -> list[object]:
    """A result whose place is told, in part, or not at all."""
    result = cast(dict[str, Any], maker(Result, ("result",))(made))
    if made.chance(0.6):
        result["distance"] = None
        result["record"] |= {"in_person": True, "point": None, "area": made.pick(["", "Lewisham"])}
    return [result, pools.CATALOGUE]


TOGETHER.update(
    {
        "cards.where": where,
        "service.address": address,
        "eligibility.eligibility": eligibility,
        "words.plan": plan,
        "windows.said": said,
        "answering.needs_a_referral": referral,
        "asking.next_question": next_question,
        "recurrence.is_all_unknown": is_all_unknown,
        "words.stands": stands,
        "words.longest": longest,
        "words.cover": cover,
        "words.mended_unit": mended_unit,
        "spelling.ends": ends,
        "spelling.without_plural": letters,
        "spelling.without_tense": letters,
        "spelling.within": within,
        "spelling.near": near,
        "asking.best": best,
        "opening.held_at": held_at,
        "recurrence.slots_of": slots_of,
        "repeats.on_named_weekday": lambda made: schedule_on(made, True),
        "repeats.on_named_date": lambda made: schedule_on(made, False),
        "week.week": week,
        "plain.source_say": source,
        "opening_words.usual_words_of": usual,
    }
)
