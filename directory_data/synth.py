"""A made-up directory of any size, spread over the country as its postcodes are.

For benchmarks and tests: names and words are put together at random from ordinary ones, hours and
rules from every kind that docs/answers.md has. The same number and seed give the same directory.
Every service is marked `sample`, and numbers are Ofcom's drama numbers.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from uuid import UUID

from directory_data.gazetteer import Gazetteer

Json = dict[str, object]

FIRST = (
    "Alder Birch Cedar Daisy Elm Fern Gorse Hazel Iris Juniper Larch Maple Nettle Oak Poplar Quince Rowan "
    "Sorrel Teal Willow Yarrow"
).split()
SECOND = (
    "Bank Bridge Corner Court Cross Field Gate Green Hall Hill House Lane Lodge Mill Park Place Quay Row "
    "Street Way Yard"
).split()
KINDS = (
    "Centre Project Kitchen Hostel Shelter Clinic Advice Club Trust Hub Drop-in Line Pharmacy Workshop "
    "Team Pantry Studio Group Cafe Office"
).split()
COMMON = (
    "help people with a bed food hot meals showers clothes advice benefits debt forms phone calls letters "
    "housing rent deposits keys tools work training courses reading writing maths computers job "
    "interviews doctor nurse medicine scripts counselling groups recovery alcohol drugs support women men "
    "families children visits mentors walking garden music art friendly free quiet open warm welcome come "
    "ring ask first door morning afternoon evening weekend week month town city"
).split()
FREQUENT_DAYS = (
    "MO,TU,WE,TH,FR",
    "MO,TU,WE,TH,FR,SA",
    "SA,SU",
    "MO,WE,FR",
    "TU,TH",
    "SA",
    "SU",
    "MO,TU,WE,TH,FR,SA,SU",
)
TIMES = (
    ("09:00", "17:00"),
    ("09:30", "16:30"),
    ("10:00", "14:00"),
    ("12:00", "13:30"),
    ("18:00", "21:00"),
    ("08:30", "18:30"),
    ("22:00", "08:00"),
    ("00:00", "24:00"),
)
ODD = (
    {"freq": "MONTHLY", "byday": "2SA", "opens_at": "10:00", "closes_at": "12:00"},
    {"freq": "MONTHLY", "byday": "-1FR", "opens_at": "14:00", "closes_at": "16:00"},
    {
        "freq": "WEEKLY",
        "interval": 2,
        "byday": "WE",
        "dtstart": "2026-01-07",
        "opens_at": "11:00",
        "closes_at": "15:00",
    },
    {"freq": "WEEKLY", "interval": 2, "byday": "TH", "opens_at": "11:00", "closes_at": "15:00"},
    {"freq": "MONTHLY", "bymonthday": "1,-1", "opens_at": "09:00", "closes_at": "11:00"},
    {"description": "Most mornings, ring to check"},
)
RULES: tuple[Json, ...] = (
    {"attribute": "gender", "op": "is", "value": "woman", "strength": "must", "say": "For women"},
    {"attribute": "gender", "op": "is", "value": "man", "strength": "must", "say": "For men"},
    {
        "attribute": "supervision",
        "op": "in",
        "value": ["licence", "order"],
        "strength": "must",
        "say": "For people who see probation",
    },
    {
        "attribute": "substance",
        "op": "includes",
        "value": ["alcohol"],
        "strength": "must",
        "say": "For people with a drink problem",
    },
    {
        "attribute": "substance",
        "op": "excludes",
        "value": ["drugs"],
        "strength": "usually",
        "say": "Nobody uses drugs here",
    },
    {
        "attribute": "veteran",
        "op": "is",
        "value": "yes",
        "strength": "must",
        "say": "For people who were in the forces",
    },
    {
        "attribute": "care_leaver",
        "op": "is",
        "value": "yes",
        "strength": "prefers",
        "say": "People who were in care come first",
    },
    {
        "attribute": "rough_sleeping",
        "op": "in",
        "value": ["tonight", "lately"],
        "strength": "usually",
        "say": "For people sleeping outside",
    },
    {
        "attribute": "with_you",
        "op": "excludes",
        "value": ["children"],
        "strength": "must",
        "say": "No children",
    },
    {
        "attribute": "sentence",
        "op": "is",
        "value": "under-12-months",
        "strength": "usually",
        "say": "For short sentences",
    },
    {
        "attribute": "public_funds",
        "op": "is",
        "value": "can",
        "strength": "usually",
        "say": "You need to be able to get benefits",
    },
)
AGES = ((18, None), (16, 25), (25, None), (16, 35), (18, 65), (50, None), (16, 17))
SOMETIMES = 0.15


def need_codes() -> list[str]:
    """Every finer need, in the order of the content."""
    told = json.loads((files("directory_data") / "content" / "needs.json").read_text("utf-8"))
    return [each["code"] for each in told["needs"]]


def services(number: int, seed: int, gazetteer: Gazetteer, today: date, council: str = "") -> Iterator[Json]:
    """`number` HSDS services with `saturday` objects, as `directory import` takes them. `council`: the
    code of the only one that they lie in."""
    random = Random(seed)  # noqa: S311  a made-up directory has nothing to hide
    postcodes = gazetteer.sample_postcodes(random, number, council)
    needs = need_codes()
    for ordinal, postcode in enumerate(postcodes):
        yield service(random, ordinal, postcode, gazetteer, needs, today)


def service(
    random: Random, ordinal: int, postcode: str, gazetteer: Gazetteer, needs: list[str], today: date
) -> Json:
    """One made-up service."""
    located = gazetteer.postcode(postcode)
    council = "" if located is None else located.council
    name = f"{random.choice(FIRST)} {random.choice(SECOND)} {random.choice(KINDS)}"
    remote = random.random() < 0.05
    organization = uuid(random)
    made: Json = {
        "id": uuid(random),
        "name": name,
        "status": "active" if random.random() < 0.98 else "temporarily closed",
        "description": f"{' '.join(random.choices(COMMON, k=random.randint(20, 45))).capitalize()}.",
        "assured_date": str(today - timedelta(days=int(random.triangular(0, 420, 40)))),
        "assurer_email": "desk@checks.example.org",
        "organization": {"id": organization, "name": f"{random.choice(FIRST)} {random.choice(SECOND)} Trust"},
        "schedules": schedules(random, today),
        "phones": [{"number": f"01632 960{ordinal % 1000:03d}"}],
        "saturday": extension(random, needs, council, today),
    }
    if random.random() < 0.3:
        low, high = random.choice(AGES)
        made["minimum_age"] = low
        if high is not None:
            made["maximum_age"] = high
    if random.random() < SOMETIMES:
        made["required_documents"] = [
            {
                "document": "something with your name on it",
                "saturday": {"accepts": ["bank-card", "release-papers", "passport"]},
            }
        ]
    if random.random() < SOMETIMES:
        made["languages"] = [{"code": random.choice(("pl", "es", "pt", "ro", "cy"))}]
    if not remote:
        made["service_at_locations"] = [
            {"id": uuid(random), "location": location(random, ordinal, postcode, council)}
        ]
    return made


def extension(random: Random, needs: list[str], council: str, today: date) -> Json:
    """The `saturday` object of a service."""
    made: Json = {"needs": sorted(random.sample(needs, random.choice((1, 1, 2, 3)))), "sample": True}
    count = random.choice((0, 0, 0, 1, 1, 2, 3))
    if count:
        made["eligibility_rules"] = random.sample(RULES, count)
    if random.random() < 0.4:
        made["referral_routes"] = sorted(
            random.sample(["self", "agency", "probation", "council", "outreach", "gp"], random.randint(1, 3))
        )
    if council and random.random() < 0.25:
        made["catchment"] = [council]
    if random.random() < 0.5:
        made["pets"] = random.choice(("yes", "no", "ask", "assistance-dogs"))
    if random.random() < 0.3:
        made["accepts_convictions"] = random.choice(("yes", "yes", "case-by-case", "no"))
    if random.random() < SOMETIMES:
        made["risk_exclusions"] = ["arson"]
    if random.random() < 0.02:
        made["paused_since"] = str(today - timedelta(days=20))
    if random.random() < 0.02:
        made["valid_to"] = str(today + timedelta(days=random.randint(-30, 60)))
    if random.random() < 0.02:
        made["reach"] = "anywhere"
    if random.random() < 0.02:
        made["start_dates"] = [str(today + timedelta(days=random.randint(-20, 60))) for _ in range(2)]
    return made


def schedules(random: Random, today: date) -> list[Json]:
    """Hours of one or two kinds, now and then with a dated difference, or none at all."""
    kind = random.random()
    if kind < 0.08:
        return []
    if kind < 0.2:
        return [dict(random.choice(ODD))]
    opens, closes = random.choice(TIMES)
    if random.random() < 0.5 and opens < closes != "24:00":
        minutes = random.choice(("00", "15", "30", "45"))
        opens, closes = f"{opens[:3]}{minutes}", f"{closes[:3]}{minutes}"
    made: Json = {
        "freq": "WEEKLY",
        "byday": random.choice(FREQUENT_DAYS),
        "opens_at": opens,
        "closes_at": closes,
    }
    extra: Json = {"on_bank_holidays": random.choice(("open", "closed", "unknown"))}
    if random.random() < 0.1:
        day = str(today + timedelta(days=random.randint(0, 40)))
        extra["exceptions"] = [
            random.choice(
                (
                    {"date": day, "status": "closed"},
                    {"date": day, "status": "unknown"},
                    {"date": day, "status": "open", "opens_at": "11:00", "closes_at": "13:00"},
                )
            )
        ]
    made["saturday"] = extra
    found = [made]
    if random.random() < 0.2:
        found.append(
            {
                "freq": "WEEKLY",
                "byday": "MO,TU,WE,TH,FR,SA,SU",
                "opens_at": "08:00",
                "closes_at": "20:00",
                "saturday": {"channel": "phone", "on_bank_holidays": "open"},
            }
        )
    return found


def location(random: Random, ordinal: int, postcode: str, council: str) -> Json:
    """A place, now and then a confidential one."""
    seen = random.random()
    visibility = "public" if seen < 0.98 else "area" if seen < 0.99 else "hidden"
    made: Json = {"visibility": visibility, "step_free": random.choice(("yes", "no", "unknown"))}
    if council:
        made["council"] = council
    return {
        "id": uuid(random),
        "location_type": "physical",
        "addresses": [
            {
                "address_1": f"{ordinal} Made Up Row",
                "city": "Sample",
                "postal_code": postcode,
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "saturday": made,
    }


def uuid(random: Random) -> str:
    """A made-up id."""
    return str(UUID(int=random.getrandbits(128), version=4))
