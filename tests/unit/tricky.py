"""A small made-up directory where much meets at the edges, and questions that go there.

Channels that touch and overlap at the hours that decide a weekend, pauses, last days and start dates
round the days asked about, rules with ways out of them, old checks; words as people type them.
"""

from random import Random
from typing import Any
from uuid import UUID

from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import Edition
from search.folding import fold
from search.person import parse_person
from search.rules.model import Question

Json = dict[str, Any]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TIMES = ("00:00", "00:30", "08:00", "09:00", "12:00", "16:50", "17:00", "17:10", "18:00", "20:00", "22:00")
CHANNELS = ("in-person", "in-person", "phone", "phone", "video", "text")
DATES = ("2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-05", "2026-12-25")
POSTCODES = ("SE13 6JP", "SE6 4TA", "SE4 1AA", "BR1 1AA", "CB1 1AA", "SE1 1AA", "E1 6AN")
NAMES = (
    "hostel food bank bed night shelter methadone clinic benefits advice garden women family drop in crisis "
    "loan debt housing mental health kitchen"
).split()
RULES: tuple[tuple[str, str, object], ...] = (
    ("gender", "is", "woman"),
    ("supervision", "is", "licence"),
    ("supervision", "in", ["licence", "order"]),
    ("substance", "includes", ["drugs"]),
    ("veteran", "is", "yes"),
    ("care_leaver", "is", "yes"),
    ("with_you", "excludes", ["children"]),
    ("local_connection", "includes", ["E09000023"]),
    ("days_since_release", "at-most", 28),
    ("age", "between", [18, 25]),
    ("id_held", "includes", ["passport"]),
    ("abuse", "is", "now"),
    ("mental_health", "includes", ["crisis"]),
)


def uuid(random: Random) -> str:
    """A made-up id."""
    return str(UUID(int=random.getrandbits(128), version=4))


def exception(random: Random, day: str) -> Json:
    """What differs on a date."""
    opens, closes = random.sample(TIMES, 2)
    return random.choice(
        (
            {"date": day, "status": "closed"},
            {"date": day, "status": "unknown"},
            {"date": day, "status": "open", "opens_at": opens, "closes_at": closes},
        )
    )


def schedule(random: Random) -> Json:
    """Hours of one channel on some weekdays, or on one date."""
    opens, closes = random.choice((random.sample(TIMES, 2), random.sample(TIMES, 2), ["00:00", "24:00"]))
    extra: Json = {"channel": random.choice(CHANNELS)}
    if random.random() < 0.6:
        extra["on_bank_holidays"] = random.choice(("open", "closed", "unknown"))
    if random.random() < 0.2:
        extra["kind"] = random.choice(("appointment", "last-entry"))
    if random.random() < 0.3:
        extra["exceptions"] = [exception(random, day) for day in random.sample(DATES, 2)]
    made: Json = {"opens_at": opens, "closes_at": closes, "saturday": extra}
    if random.random() < 0.1:
        return {**made, "dtstart": random.choice(DATES)}
    made |= {"freq": "WEEKLY", "byday": ",".join(random.sample(DAYS, random.choice((1, 2, 5, 7))))}
    if random.random() < 0.1:
        made[random.choice(("valid_from", "valid_to"))] = random.choice(DATES)
    return made


def evening(random: Random) -> list[Json]:
    """A door and a phone line that meet in the late afternoon of weekdays, or on a Monday morning."""
    days = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR"}
    shuts, rings = random.sample(("16:50", "17:00", "17:10", "18:00"), 2)
    night = {"freq": "WEEKLY", "byday": random.choice(("SU", "MO,SU")), "opens_at": "22:00"}
    door = {**days, "opens_at": random.choice(("08:00", "09:00")), "closes_at": shuts}
    line = random.choice(({**days, "opens_at": rings, "closes_at": "22:00"}, {**night, "closes_at": "08:00"}))
    return [door, {**line, "saturday": {"channel": "phone"}}]


def rule(random: Random) -> Json:
    """A rule, now and then with something that lifts it."""
    attribute, op, value = random.choice(RULES)
    strength = random.choice(("must", "must", "usually", "prefers"))
    said = f"About {attribute}."
    made: Json = {"attribute": attribute, "op": op, "value": value, "strength": strength, "say": said}
    if random.random() < 0.3:
        attribute, op, value = random.choice(RULES)
        made["unless"] = [{"attribute": attribute, "op": op, "value": value}]
    return made


def extension(random: Random, needs: list[str]) -> Json:
    """The `saturday` object of a service."""
    made: Json = {
        "needs": random.sample(needs, random.choice((1, 1, 2, 3))),
        "eligibility_rules": [rule(random) for _ in range(random.choice((0, 0, 1, 2)))],
    }
    routes = ["self", "agency", "probation", "peer-mentor", "council"]
    sometimes: tuple[tuple[float, str, object], ...] = (
        (0.3, "referral_routes", random.sample(routes, random.choice((1, 2)))),
        (
            0.2,
            "catchment",
            random.choice((["E09000023"], ["SE13 6"], ["E07000008"], ["E09000006", "SE13 6"])),
        ),
        (0.1, "reach", "anywhere"),
        (0.1, "risk_exclusions", ["arson"]),
        (0.4, "pets", random.choice(("yes", "no", "ask", "assistance-dogs"))),
        (0.2, "accepts_convictions", random.choice(("yes", "no", "case-by-case"))),
        (0.15, "paused_since", random.choice(DATES)),
        (0.15, "valid_to", random.choice(DATES)),
        (0.15, "start_dates", random.sample((*DATES, "2026-10-01", "2026-12-07"), 2)),
    )
    return made | {name: value for share, name, value in sometimes if random.random() < share}


def place(random: Random, ordinal: int) -> Json:
    """Where a service is, now and then not told."""
    visibility = random.choice(("public", "public", "public", "public", "area", "hidden"))
    known = visibility == "public"
    told = {"visibility": visibility, "step_free": random.choice(("yes", "no", "unknown"))}
    return {
        "id": uuid(random),
        "location_type": "physical",
        "addresses": [
            {
                "address_1": f"{ordinal} {'Quarry Street' if known else 'Hush Lane'}",
                "city": "London",
                "postal_code": random.choice(POSTCODES) if known else "SE23 3HZ",
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "saturday": told | ({"council": "E09000023"} if visibility == "area" else {}),
    }


def services(number: int, seed: int, needs: list[str]) -> list[Json]:
    """`number` services as `directory import` takes them."""
    random = Random(seed)
    found: list[Json] = []
    for ordinal in range(number):
        made: Json = {
            "id": uuid(random),
            "name": f"{random.choice(NAMES)} {random.choice(NAMES)} {ordinal}",
            "status": "active" if random.random() < 0.97 else "temporarily closed",
            "description": f"{' '.join(random.choices(NAMES, k=6))}.",
            "organization": {"id": uuid(random), "name": "Lantern Trust"},
            "schedules": evening(random)
            if random.random() < 0.2
            else [schedule(random) for _ in range(random.choice((0, 1, 1, 2, 2, 3)))],
            "saturday": extension(random, needs),
        }
        if random.random() < 0.9:
            made["assured_date"] = random.choice(("2026-11-01", "2026-05-30", "2026-03-01", "2025-11-27"))
        if random.random() < 0.3:
            made["minimum_age"] = random.choice((16, 18, 25))
        if random.random() < 0.2:
            made["maximum_age"] = random.choice((25, 30, 65))
        if random.random() < 0.1:
            accepts = random.choice(([], ["passport"], ["birth-certificate"]))
            made["required_documents"] = [{"document": "ID", "saturday": {"accepts": accepts}}]
        if random.random() < 0.85:
            made["service_at_locations"] = [{"id": uuid(random), "location": place(random, ordinal)}]
        found.append(made)
    return found


# -- questions ----------------------------------------------------------------------------------

MOMENTS = (
    "2026-11-27T16:30", "2026-11-27T16:55", "2026-11-27T17:00", "2026-11-27T17:40", "2026-11-27T23:00",
    "2026-11-28T02:10", "2026-11-30T00:05", "2026-11-30T07:50", "2026-11-30T08:50", "2026-11-26T12:00",
    "2026-12-24T16:30", "2027-06-11T16:00", "2028-05-01T10:00", "2026-01-05T12:00",
)  # fmt: skip
WHENS = (
    ("now", ""), ("weekend", ""), ("weekend", ""), ("weekend", ""), ("tonight", ""), ("today", ""),
    ("tomorrow", ""), ("date", "2026-11-28T00:00"), ("date", "2026-12-25T00:00"),
    ("moment", "2026-11-28T19:00"), ("moment", "2026-11-27T17:05"),
)  # fmt: skip


def misspelt(random: Random, word: str) -> str:
    """A word with a letter gone, doubled or other, or its end left off; or the word itself."""
    if len(word) < 4 or random.random() < 0.5:
        return word
    at = random.randrange(len(word))
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            f"{word[:at]}x{word[at + 1 :]}",
            word[: max(3, at)],
        )
    )


def words(random: Random, edition: Edition) -> list[str]:
    """What somebody types: mostly nothing, a phrase, or words of names."""
    kind = random.random()
    if kind < 0.25:
        phrase = random.choice(edition.knowledge["phrases"])["words"]
        return [misspelt(random, word) for word in phrase]
    if kind < 0.4:
        return [misspelt(random, random.choice(NAMES)) for _ in range(random.choice((1, 2, 3)))]
    return fold(random.choice(("help me", "i need a bed", "food near me"))) if kind < 0.45 else []


def person(random: Random) -> dict[str, object]:
    """A few facts, many, or none."""
    every = {
        "age": random.randint(15, 70),
        "gender": random.choice(("woman", "man", "not-sure")),
        "supervision": random.choice(("licence", "order", "none")),
        "supervision_ends": random.choice(("2026-11-28", "2026-11-30")),
        "turns": {"age": random.choice((18, 25)), "on": random.choice(("2026-11-29", "2026-12-06"))},
        "pet": random.choice(("dog", "none", "assistance-dog")),
        "substance": [random.choice(("drugs", "alcohol", "none"))],
        "access": ["wheelchair"],
        "id_held": [random.choice(("none", "passport"))],
        "veteran": random.choice(("yes", "no")),
        "with_you": ["children"],
        "released_on": random.choice(("2026-11-18", "2026-11-27", "2026-12-04")),
        "local_connection": [random.choice(("E09000023", "E07000008"))],
        "abuse": random.choice(("now", "no")),
        "care_leaver": random.choice(("yes", "no")),
        "mental_health": ["crisis"],
    }
    return {name: every[name] for name in random.sample(sorted(every), random.choice((0, 1, 3, 6, 12)))}


def question(random: Random, edition: Edition, places: Gazetteer) -> Question:
    """One question that goes to the edges."""
    text = random.choice(("SE13 6JP", "Lewisham", "CB1", "SE13", "Bromley", None))
    when, at = random.choice(WHENS)
    codes = [need["code"] for need in edition.knowledge["needs"]]
    helper = random.choice(("self", "self", "probation", "peer-mentor", "agency"))
    return Question(
        at=wall.minute_of(random.choice(MOMENTS)),
        when=when,
        when_at=wall.minute_of(at) if at else 0,
        place=None if text is None else places.find(text).place,
        limit=random.choice((None, 3000, 24140, 24140)),
        needs=random.sample(codes, random.choice((0, 0, 0, 1, 2))),
        words=words(random, edition),
        channel=random.choice(("", "", "", "phone", "in-person", "video")),
        asked=random.choice(([], ["pet", "age"])),
        person=parse_person(person(random), helper),
        anywhere_only=text is None and random.random() < 0.5,
        farthest=random.choice((None, 24140)),
    )
