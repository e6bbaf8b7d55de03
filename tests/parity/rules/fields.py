"""What stands in which field of a made-up case."""

from collections.abc import Callable, Mapping, Sequence

from . import pools
from .making import FIELDS, Made, Maker, of

DAY = 1440


def day(made: Made) -> int:
    """A day near the case's own."""
    if made.chance(0.7):
        return made.base + made.pick([-7, -1, 0, 0, 0, 1, 1, 2, 3, 5, 7])
    return made.base + (made.whole(-40, 60) if made.chance(0.8) else made.whole(-400, 800))


def of_day(made: Made) -> int:
    return made.pick(pools.MINUTES) if made.chance(0.7) else made.whole(0, 1439)


def minute(made: Made) -> int:
    return day(made) * DAY + of_day(made)


def closes(made: Made) -> int:
    return made.pick([DAY, of_day(made), of_day(made), of_day(made) + DAY])


def whole(low: int, high: int) -> Maker:
    return lambda made: made.whole(low, high)


def word(made: Made) -> str:
    """A word, now and then with a letter lost, doubled, swapped or put in."""
    found = made.familiar(pools.WORDS)
    if found == "" or made.chance(0.7):
        return found
    at = made.whole(0, len(found) - 1)
    choice = made.whole(0, 3)
    if choice == 0:
        return found[:at] + found[at + 1 :]
    if choice == 1:
        return found[:at] + found[at] + found[at:]
    if choice == 2:
        return found[:at] + found[at : at + 2][::-1] + found[at + 2 :]
    return found[:at] + made.pick(pools.LETTERS) + found[at + 1 :]


def text(made: Made) -> str:
    return made.pick(pools.TEXTS) if made.chance(0.8) else made.pick(pools.TEXTS) + made.pick(pools.TEXTS)


def metres(made: Made) -> int:
    return made.pick(
        [0, 40, 80, 1600, 1609, 1610, 4820, 4830, 16090, 16100, 40230, 40240, made.whole(0, 90000)]
    )


def latitude(made: Made) -> float:
    if made.chance(0.1):
        return made.pick([0.0, -0.0, 90.0, -90.0, 5e-324, 1e-9])
    return made.random.uniform(-90, 90) if made.chance(0.1) else 51.5 + made.random.uniform(-0.6, 0.6)


def longitude(made: Made) -> float:
    if made.chance(0.1):
        return made.pick([0.0, 180.0, -180.0, 179.9999999, 1e-9])
    return made.random.uniform(-180, 180) if made.chance(0.1) else made.random.uniform(-0.6, 0.6)


def value(made: Made) -> object:
    """The value of a clause: codes, a code, numbers, and now and then what makes no sense."""
    if made.chance(0.03):
        return made.pick([True, False])
    makers: list[Callable[[], object]] = [
        lambda: made.pick(pools.ANY_CODE),
        lambda: [made.pick(pools.ANY_CODE) for _ in range(made.whole(0, 3))],
        lambda: made.whole(0, 80),
        lambda: [made.whole(0, 80) for _ in range(made.whole(0, 3))],
        lambda: [made.pick(pools.ROUTES) for _ in range(made.whole(0, 3))],
        lambda: [made.pick([*pools.COUNCILS, *pools.SECTORS]) for _ in range(made.whole(0, 3))],
        lambda: made.pick(["pl", "pt-BR", "en-GB-oxendict", "yes", "no", ""]),
    ]
    return made.pick(makers)()


def key(keys: Sequence[str]) -> Maker:
    """A key that will do; now and then one that will not."""
    return lambda made: made.pick(pools.KEYS) if made.chance(0.05) else made.pick(keys)


for names, make in {
    "day at_day first last dtstart until valid_from valid_to checked turns_on supervision_ends released_on "
    "paused today starts holidays listed days saturday Alternative.first": day,
    "at start end next minute when_at published after moment point now Open.until open_at next_of "
    "hours.stretches.first hours.stretches.last hours.touching.first hours.long_runs.end closing_until "
    "HelpLine.seen Told.seen "
    "first_open strip.days.now": minute,
    "opens": of_day,
    "closes": closes,
    "of_week Weekday.day Slot.day": whole(0, 6),
    "n": whole(-2, 5),
    "bymonthday": whole(-3, 31),
    "bymonth month civil.day_of.month": whole(1, 12),
    "civil.day_of.date": whole(1, 31),
    "year": whole(1896, 2104),
    "distance limit farthest further_metres": metres,
    "age turns_age minimum_age maximum_age low high fact": whole(-1, 90),
    "count settles total page per_page most most_no index rank line text_class met sensitivity "
    "left left_over "
    "not_for_you_total closing_count unlock_count i j length size matched interval counts value.int": whole(
        0, 6
    ),
    "named.first named.end postcodes.first postcodes.end places.last AreaPlaces.sizes": whole(0, 4),
    "interval": of([1, 1, 1, 2, 3, 0]),
    "Schedule.count": of([None, 1, 3, 12]),
    "duty": whole(-1, 2),
    "hundredths": whole(0, 10000),
    "x miles": lambda made: made.random.uniform(0, 30000) if made.chance(0.5) else made.random.uniform(-3, 3),
    "distance.rounded.x": lambda made: made.pick(
        [5.0, 15.0, 4.999, 14.99999999, made.random.uniform(0, 30000)]
    ),
    "distance.arcsine.x": lambda made: made.random.random(),
    "distance.limit.miles": lambda made: made.random.uniform(0, 200),
    "lat": latitude,
    "lon": longitude,
    "midnight": lambda made: day(made) * DAY,
    "spelling.within.limit spelling.near.limit": whole(0, 2),
    "from_day": lambda made: made.pick([-1, 2**30, day(made)]),
}.items():
    FIELDS.update(dict.fromkeys(names.split(), make))

CODES: Mapping[str, Sequence[object]] = {
    "channel channels": pools.CHANNELS,
    "Question.channel eligibility.applies.channel eligibility.eligibility.channel opening.opening.channel "
    "opening.in_order.channel": ["", "", *pools.CHANNELS],
    "status on_bank_holidays State": pools.STATES,
    "kind": pools.KINDS,
    "nation": pools.NATIONS,
    "country countries HelpLine.nation Duty.country answering.help_openings.country": pools.COUNTRIES,
    "councils": pools.COUNCILS,
    "council local_connection": pools.COUNCILS,
    "sectors": pools.SECTORS,
    "catchment": [*pools.COUNCILS, *pools.SECTORS],
    "code": [*pools.COUNCILS, *pools.SECTORS],
    "freq": pools.FREQUENCIES,
    "why": ["exception", "bank-holiday", "schedule"],
    "strength": pools.STRENGTHS,
    "op": pools.OPERATORS,
    "attribute missing": pools.ATTRIBUTES,
    "AskedFact.attribute FactQuestion.attribute NextQuestion.attribute asked": [
        *pools.CODES,
        "age",
        "needs",
    ],
    "helper": pools.ROUTES,
    "routes referral_routes": pools.ROUTES,
    "verdict": pools.VERDICTS,
    "answer answer3": pools.ANSWERS,
    "group": pools.GROUPS,
    "Window.name window_name windows.plain.name windows.whole.name windows.window.name Question.when": [
        *pools.WINDOWS,
        *pools.WINDOWS,
        "never",
    ],
    "pets": pools.PETS,
    "step_free accepts accepts_convictions": [*pools.YES_NO, "case-by-case"],
    "reach": ["local", "local", "anywhere"],
    "precision": ["postcode", "sector", "town"],
    "id service_id location_id ids duty_ids closing_ids unlock_ids further_ids first_id "
    "alternatives": pools.IDS,
    "number": pools.NUMBERS,
    "needs need pathways pathway by Need.code results.needs_asked.codes "
    "facts.good_to_know.codes words.with_finer.codes meant.narrowed.codes "
    "meant.loosened.named named loose": pools.NEEDS,
    "language languages": ["pl", "pt-BR", "en-GB-oxendict", "cy", ""],
    "codes": [*pools.ANY_CODE, *pools.COUNCILS],
    "visibility": ["public", "area", "hidden"],
    "features": pools.YES_NO,
    "method": ["get", "post"],
    "query": ["", "near=SE13&when=now"],
    "FactQuestion.kind": ["one", "many", "age", "councils", "date"],
    "FactField.kind": ["one", "many", "value"],
    "input": ["text", "date"],
    "Field.name fields.value_of.name fields.values_of.name fields.choice.name": pools.FIELDS,
    "Field.value fields.choice.value": [
        "",
        "SE13",
        "now",
        "weekend",
        "2026-12-24",
        "3",
        "15",
        "7",
        "self",
        "gp",
        *pools.NEEDS[:4],
        *pools.COUNCILS[:3],
        *pools.ANY_CODE[:6],
    ],
    "asking.dated.name": ["turns_on", "supervision_ends"],
    "asking.days.chosen": ["", "now", "today", "tomorrow", "2026-11-21", "2026-12-24"],
    "results.place_say.miles": ["1", "15", ""],
    "NextStep.kind steps.step.kind": ["closing", "unlock", "further", "first-to-open", "duty", "help-line"],
    "Phone.channel HelpLine.channel phone_button.channel": ["phone", "text"],
    "Cost.amount": ["", "0.00", "2.50"],
    "spelling.ends.ending": ["s", "ss", "ing", "ed", "ies", ""],
    "page.str plain.text_part.page": ["about", "privacy"],
    "plain.text_part.name": ["what", "how", "kept", "sent", "nothing"],
    "plain.text_part.sentences": [0, 1, 2, 3],
    "results.title.words results.heading.words": ["", "bed"],
    "saying.number_words.kind": ["time", "day", "date", "longdate", "miles", "value", "number", "odd"],
    "Part.kind": ["text", "text", "value", "number", "miles", "time", "day", "date", "longdate"],
    "Part.name": ["a", "b", "minute"],
    "id_held": pools.CODES["id_held"],
    "saying.routes_words.codes": ["gp", "probation|court", "agency|gp|court", "in their words|gp", ""],
    "languages.spoken_in.asked languages.carrying.asked": ["", "pl", "en-GB", "xx"],
    "accepted": ["pl-PL", "pl", "de", "en-XA", "en-US"],
    "served": ["en-GB", "pl", "pt-BR", "en-XA"],
    "languages.primary.tag": ["pl", "pl-PL", "zh-Hant-TW", ""],
    "asking.day_or_moment.chosen": ["2026-12-24", "2026-12-24T19:00", "someday", ""],
    "frame.wrong_keys.status": [404, 422, 418, 503, 200],
}
for names, values in CODES.items():
    FIELDS.update(dict.fromkeys(names.split(), of(values)))

FIELDS.update(
    dict.fromkeys(
        "name text say summary organization area hours_said paused_why checked_by bring notes "
        "routes_said label ask help "
        "description url email address postcode place_name directions council_name fees option "
        "first_visit if_refused "
        "wait how suggestions place_note near_error heading advice field title value sentence "
        "sentences items names "
        "points first_name risk_exclusions risks ending near RequiredDocument.name words.listed.items "
        "str".split(),
        text,
    )
)
FIELDS.update(
    dict.fromkeys(
        "word other longer typed a b words body dictionary fillers phrase spelled spellings "
        "spelling_needs kept "
        "words.holds.name words.unit_class.name words.text_class.name Words.name".split(),
        word,
    )
)
FIELDS["spelling_needs"] = of(pools.NEEDS)
FIELDS["all Clause.value"] = FIELDS["all Condition.value"] = value
JUDGING = (
    "each_of is_number one_of_numbers one_of_codes compared holds may_refer takes_convictions paper_held"
)
for name in JUDGING.split():
    FIELDS[f"all eligibility.{name}.value"] = value
FIELDS["all implied.clause.value"] = value
FIELDS["keys of features"] = of(["step_free", "lift", "toilets", "parking", "other"])
FIELDS["keys of names"] = of(pools.IDS)
FIELDS["keys of councils"] = of(pools.COUNCILS)
FIELDS["all Knowledge.holidays"] = lambda made: {
    nation: sorted({day(made) for _ in range(made.whole(0, 4))}) for nation in pools.NATIONS
}
FIELDS["key"] = key(pools.PLAIN_KEYS)
FIELDS["words.counted.key"] = key(pools.COUNTED_KEYS)
FIELDS["words.named.key"] = key(pools.NAMED_KEYS)
FIELDS["words.timed.key"] = key(pools.TIMED_KEYS)
FIELDS["saying.date_words.key"] = key(["date-shape", "longdate-shape"])
for fact, codes in pools.CODES.items():
    FIELDS[f"Person.{fact}"] = of(["", "", "", "not-sure", *codes])
FIELDS["eligibility.holds.fact"] = of(pools.ANY_CODE)
FIELDS["all catalogue"] = lambda made: pools.CATALOGUE
FIELDS["all saying.plural.catalogue"] = lambda made: made.pick([{}, pools.POLISH])
FIELDS["saying.plural.count"] = lambda made: made.whole(0, 130)
FIELDS["saying.formed.key"] = of(["settles", "barred-more", "nav"])
FIELDS["saying.formed.count"] = lambda made: made.whole(0, 130)
