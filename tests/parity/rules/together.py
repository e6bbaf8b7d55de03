"""Arguments that only make sense together: typed words and their spellings, lists of one length."""

from typing import Any, cast

from pwa.views.shapes import Detail
from search.rules.answering import Survey, Surveyed
from search.rules.civil import year_month_date
from search.rules.model import (
    AskedFact,
    Clause,
    HelpAnswer,
    Hours,
    Knowledge,
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
from search.rules.spelling import start_of
from search.rules.weighing import Weight
from search.rules.words import SMALL

from . import pools
from .fields import day, minute, word
from .making import TOGETHER, WHOLE, Made, maker


def words(made: Made, most: int) -> list[str]:
    return [word(made) for _ in range(made.whole(1, most))]


def phrases(made: Made) -> list[Phrase]:
    return cast(list[Phrase], maker(list[Phrase], ("words", "phrases"))(made))


def ordered(told: list[Phrase]) -> list[Phrase]:
    """Phrases as they are published: in the order of their words."""
    return sorted(told, key=lambda phrase: phrase["words"])


def spread(made: Made, phrase: list[str]) -> list[str]:
    """A phrase as somebody may type it: with a small word more, or run together."""
    at = made.whole(1, max(1, len(phrase) - 1))
    if len(phrase) > 1 and made.chance(0.2):
        return ["".join(phrase[:2]), *phrase[2:]]
    return [*phrase[:at], made.pick(SMALL), *phrase[at:]] if made.chance(0.4) else phrase


def typed(made: Made) -> tuple[list[str], list[list[str]], list[int]]:
    """Typed words, spellings for each, and what phrases cover already."""
    found = words(made, 5)
    spelled = [words(made, 2) if made.chance(0.3) else [] for _ in found]
    return found, spelled, [made.pick([0, 0, 0, -1]) for _ in found]


def stands(made: Made) -> list[object]:
    found, spelled, spans = typed(made)
    first = made.whole(0, len(found) - 1)
    phrase = found[first : first + made.whole(1, 3)] if made.chance(0.7) else words(made, 3)
    if made.chance(0.3):
        found = [*found[: first + 1], made.pick(SMALL), *found[first + 1 :]]
        spelled = [*spelled[: first + 1], [], *spelled[first + 1 :]]
        spans = [*spans, 0]
    return [spread(made, phrase), first, found, spelled, spans]


def stands_in(made: Made) -> list[object]:
    """A word, its beginning, and a text that may hold it, in another form or in part."""
    typed_word = word(made)
    text = words(made, 4)
    if made.chance(0.6):
        text.append(made.pick([typed_word, f"{typed_word}s", f"{typed_word}ing", f"x{typed_word}"]))
    return [typed_word, start_of(typed_word), text]


def longest(made: Made) -> list[object]:
    found, spelled, spans = typed(made)
    known = ordered([*phrases(made), {"words": found[:2], "needs": []}])
    return [made.whole(0, len(found) - 1), found, spelled, spans, known]


def cover(made: Made) -> list[object]:
    found, spelled, spans = typed(made)
    begun = [ordered([*phrases(made), {"words": found[n : n + 2], "needs": []}]) for n in range(len(found))]
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
        list(left),
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
    told = ordered([*phrases(made), {"words": phrase, "needs": ["basics"]}])
    known = sorted({*phrase, *words(made, 5)})
    return [[*spread(made, typed), *words(made, 2)], told, needs, known, words(made, 3)]


def known_by(made: Made) -> list[object]:
    """A word and phrases in their order, of which one may begin with it or run together to it."""
    asked, other = word(made), word(made)
    told = ordered([*phrases(made), {"words": [asked], "needs": ["basics"]}])
    if made.chance(0.4):
        told = ordered([*told, {"words": [asked, other], "needs": ["food"]}])
        return [made.pick([asked, asked + other, asked[:3]]), told]
    return [made.pick([asked, asked[:3]]), told]


def by_word(made: Made) -> list[object]:
    """As `known_by`, or a word that begins two phrases of one word, which may mean the same."""
    if made.chance(0.3):
        begun = made.pick(["hoste", "depre", "host"])
        told = [{"words": [begun + end], "needs": [made.pick(["food", "basics"])]} for end in ("rk", "lm")]
        return [begun, ordered([*phrases(made), *told]), made_needs(made)]
    return [*known_by(made), made_needs(made)]


def starting(made: Made) -> list[object]:
    asked, told = known_by(made)
    return [asked, words(made, 2), told]


def between(made: Made) -> list[object]:
    asked, told = known_by(made)
    return [asked, made.pick([asked, word(made)]), told]


def together(made: Made) -> list[object]:
    found = words(made, 4)
    return [[*found, word(made)], made.whole(0, len(found) - 1)]


def said(made: Made) -> list[object]:
    """A window, and a moment that may be its start."""
    window = cast(dict[str, object], WHOLE["Window"](made))
    return [window, window["start"] if made.chance(0.5) else minute(made)]


def surveyed(made: Made, clauses: int) -> dict[str, Any]:
    """A row of a survey with so many clauses in all, seen in the next days."""
    row = cast(dict[str, Any], maker(Surveyed, ("row",))(made))
    row["seen"]["held"]["clauses"] = [number for number in range(clauses) if made.chance(0.5)]
    row["visit"] = made.base + made.whole(0, 3)
    return row


def weighed_row(made: Made) -> list[object]:
    """A row that only a birthday still to come keeps out, or nearly."""
    row = surveyed(made, 3)
    weights = cast(list[Any], [maker(Weight, ("weight",))(made) for _ in range(3)])
    question = cast(dict[str, Any], maker(Question, ("question",))(made))
    if made.chance(0.8):
        adult = cast(dict[str, Any], maker(Clause, ("clause",))(made))
        adult |= {"attribute": "age", "op": "at-least", "value": 18, "strength": "must", "unless": []}
        never = {**adult, "attribute": "convictions", "value": "no"}
        row["seen"]["held"] |= {"clauses": [0]}
        row["seen"]["held"]["record"]["clauses"] = [adult, never] if made.chance(0.3) else [adult]
        weights[0] |= {"level": 3}
        birthday = row["visit"] + made.whole(0, 9)
        question["person"] |= {"age": 17, "turns_age": 18, "turns_on": birthday}
    return [row, weights, question]


def answer_of(made: Made) -> list[object]:
    """A survey whose rows have the clauses that it holds."""
    held = cast(dict[str, Any], maker(Survey, ("survey",))(made))
    knowledge = cast(dict[str, Any], maker(Knowledge, ("knowledge",))(made))
    held |= {
        "clauses": [maker(Clause, ("clause",))(made) for _ in range(3)],
        "rows": [surveyed(made, 3) for _ in range(made.whole(0, 5))],
        "bound": [surveyed(made, 3) for _ in range(made.whole(0, 2))],
        "duty": made.whole(-1, len(knowledge["duties"]) - 1),
    }
    question = cast(dict[str, Any], maker(Question, ("question",))(made))
    if held["rows"] and made.chance(0.3):  # a referral is all that somebody waits for
        wanted = {"attribute": "referral", "op": "in", "value": ["probation"], "strength": "usually"}
        held["clauses"][0] |= {**wanted, "unless": []}
        question["person"] |= {"helper": "self"}
        held["rows"][0]["seen"]["held"]["clauses"] = [0]
        held["rows"][0]["seen"] |= {"inside": True}
    return [held, knowledge, question, made.pick([1, 1, 2]), made.pick([1, 2, 20]), made.whole(0, 3)]


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


def in_group(made: Made) -> list[object]:
    """A help line, and a pathway of which a need may be the line's."""
    needs = cast(list[Need], maker(list[Need], ("needs",))(made))
    answer = cast(HelpAnswer, maker(HelpAnswer, ("answer",))(made))
    if needs and made.chance(0.5):
        need = made.pick(needs)
        answer["line"]["needs"] = [need["code"]]
        return [answer, need["pathway"], needs]
    return [answer, made.pick(pools.ANY_CODE), needs]


TOGETHER.update(
    {
        "plain.in_group": in_group,
        "cards.where": where,
        "service.address": address,
        "eligibility.eligibility": eligibility,
        "words.plan": plan,
        "windows.said": said,
        "answering.answer_of": answer_of,
        "answering.weighed_row": weighed_row,
        "asking.next_question": next_question,
        "recurrence.is_all_unknown": is_all_unknown,
        "words.stands": stands,
        "words.meant_by_word": by_word,
        "words.first_from": known_by,
        "words.between": between,
        "words.starting": starting,
        "words.together": together,
        "words.longest": longest,
        "words.stands_in": stands_in,
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
