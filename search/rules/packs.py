"""The shards of a pack back to records, details and hours (docs/decisions/0007).

What a phone reads. A value that may repeat stands once in a `table`; its `column` holds 0 for the
next one of the table, and n for the n-th. What comes out is the server's own record, value by value.
"""

from typing import Final

from .model import Dated, Hours, Point, Record, Slot, Span
from .packed import DetailRow, DetailShard, Lists, ListShard, Texts, Times, WordShard
from .plainly import distinct, plain_words, sorted_words, whole_words

MICRO: Final = 1000000
DIGITS: Final = 32  # hexadecimal digits of an id
DASHES: Final = [8, 12, 16, 20]


# -- columns ------------------------------------------------------------------------------------


def entries(column: list[int]) -> list[int]:
    """For each row the place in its table: 0 is the next that no row before it has had."""
    found: list[int] = []
    fresh = 0
    for number in column:
        if number == 0:
            found.append(fresh)
            fresh += 1
        else:
            found.append(number - 1)
    return found


def texts(packed: Texts) -> list[str]:
    """A column of texts, row by row."""
    return [packed["table"][entry] for entry in entries(packed["column"])]


def lists(packed: Lists) -> list[list[str]]:
    """A column of lists of texts, row by row."""
    return [packed["table"][entry] for entry in entries(packed["column"])]


def identifiers(packed: str) -> list[str]:
    """Ids out of 32 hexadecimal digits each, with the dashes of a UUID."""
    found: list[str] = []
    text = ""
    count = 0
    for digit in packed:
        text = f"{text}-{digit}" if count in DASHES else text + digit
        count += 1
        if count == DIGITS:
            found.append(text)
            text = ""
            count = 0
    return found


def located(ids: list[str], found: list[int]) -> list[str | None]:
    """The id of each row's location, None for a row that has none."""
    return [ids[entry] if entry >= 0 else None for entry in found]


def positions(shard: ListShard) -> list[Point | None]:
    """The position of each row."""
    found: list[Point | None] = []
    near = 0
    whole = 0
    for kind in shard["placed"]:
        if kind == 1:
            found.append(
                {
                    "lat": (shard["south"] + shard["lat"][near]) / MICRO,
                    "lon": (shard["west"] + shard["lon"][near]) / MICRO,
                }
            )
            near += 1
        elif kind == 2:
            found.append(shard["points"][whole])
            whole += 1
        else:
            found.append(None)
    return found


# -- hours --------------------------------------------------------------------------------------


def week_of(packed: list[int], spans: list[Span]) -> list[Slot]:
    """A usual week: a day and a span, in turn."""
    found: list[Slot] = []
    for index in range(0, len(packed) // 2):
        span = spans[packed[index * 2 + 1]]
        found.append(
            {
                "day": packed[index * 2],
                "opens": span["opens"],
                "closes": span["closes"],
                "kind": span["kind"],
                "status": span["status"],
            }
        )
    return found


def hours_of(times: Times) -> list[Hours]:
    """Every distinct hours of a shard."""
    weeks = [week_of(week, times["spans"]) for week in times["weeks"]]
    dated: list[Dated] = [
        {
            "day": row["day"],
            "why": row["why"],
            "say": row["say"],
            "spans": [times["spans"][span] for span in row["spans"]],
        }
        for row in times["dated"]
    ]
    dates = [[dated[entry] for entry in each] for each in times["dates"]]
    return [
        {
            "channel": row["channel"],
            "known": row["known"],
            "week": weeks[row["week"]],
            "dates": dates[row["dates"]],
        }
        for row in times["hours"]
    ]


# -- words --------------------------------------------------------------------------------------


def name_words(names: list[str], packed: WordShard) -> list[list[str]]:
    """The words of each name."""
    found = [distinct(plain_words(name)) for name in names]
    for each in packed["names"]:
        found[each["row"]] = each["words"]
    return found


def spelt(organization: str, summary: str, area: str) -> list[str]:
    """The words of a body that other parts of the record spell in plain letters."""
    return [*plain_words(organization), *whole_words(summary), *plain_words(area)]


def body_words(shard: ListShard, areas: list[str], packed: WordShard) -> list[list[str]]:
    """The words of each body, sorted: those spelt already, and those of its own."""
    organizations = texts(shard["organization"])
    found: list[list[str]] = []
    at = 0
    for row in range(0, len(packed["counts"])):
        words = spelt(organizations[row], shard["summaries"][row], areas[row])
        number = 0
        for _ in range(0, packed["counts"][row]):
            number += packed["numbers"][at]
            words.append(packed["words"][number])
            at += 1
        found.append(words)
    for each in packed["dropped"]:
        found[each["row"]] = [word for word in found[each["row"]] if word not in each["words"]]
    return [sorted_words(words) for words in found]


# -- records ------------------------------------------------------------------------------------


def records(shard: ListShard, words: WordShard | None, detail: DetailShard | None) -> list[Record]:
    """The records of a shard, in its order.

    Without `words` they have none (nothing was typed); without `detail` no `service_id` ("") and
    no `location_id`, which no list needs.
    """
    ids = identifiers(shard["ids"])
    size = len(ids)
    settings = [shard["setting"]["table"][entry] for entry in entries(shard["setting"]["column"])]
    extras = [shard["extra"]["table"][entry] for entry in entries(shard["extra"]["column"])]
    phones = [shard["phones"]["table"][entry] for entry in entries(shard["phones"]["column"])]
    needs = [[shard["codes"][code] for code in each] for each in shard["needs"]["table"]]
    rules = [[shard["clauses"][clause] for clause in each] for each in shard["rules"]["table"]]
    kept = hours_of(shard["times"])
    hours = [[kept[each] for each in channels] for channels in shard["hours"]["table"]]
    need = entries(shard["needs"]["column"])
    rule = entries(shard["rules"]["column"])
    hour = entries(shard["hours"]["column"])
    organizations = texts(shard["organization"])
    catchments = lists(shard["catchment"])
    routes = lists(shard["routes"])
    points = positions(shard)
    checkers = texts(shard["checked_by"])
    services: list[str] = []
    locations: list[str | None] = []
    if detail is not None:
        held = identifiers(detail["services"])
        services = [held[entry] for entry in entries(detail["service"])]
        locations = located(identifiers(detail["locations"]), entries(detail["location"]))
    names: list[list[str]] = []
    bodies: list[list[str]] = []
    if words is not None:
        names = name_words(shard["names"], words)
        bodies = body_words(shard, [setting["area"] for setting in settings], words)
    found: list[Record] = []
    for row in range(0, size):
        setting = settings[row]
        extra = extras[row]
        ago = shard["checked"][row]
        found.append(
            {
                "id": ids[row],
                "service_id": services[row] if detail is not None else "",
                "location_id": locations[row] if detail is not None else None,
                "name": shard["names"][row],
                "organization": organizations[row],
                "summary": shard["summaries"][row],
                "needs": needs[need[row]],
                "point": points[row],
                "area": setting["area"],
                "council": setting["council"],
                "nation": setting["nation"],
                "in_person": setting["in_person"],
                "channels": setting["channels"],
                "reach": setting["reach"],
                "catchment": catchments[row],
                "clauses": rules[rule[row]],
                "hours": hours[hour[row]],
                "hours_said": extra["hours_said"],
                "paused": extra["paused"],
                "paused_why": extra["paused_why"],
                "valid_to": extra["valid_to"],
                "starts": extra["starts"],
                "routes": routes[row],
                "phones": phones[row],
                "bring": extra["bring"],
                "notes": extra["notes"],
                "checked": shard["checked_last"] - ago if ago >= 0 else None,
                "checked_by": checkers[row],
                "sample": setting["sample"],
                "words": {
                    "name": names[row] if words is not None else [],
                    "body": bodies[row] if words is not None else [],
                },
            }
        )
    return found


def described(summary: str, rest: str, follows: int) -> str:
    """A description: the summary and what follows it, or the whole of it."""
    return summary + rest if follows == 1 else rest


def details(shard: DetailShard, listed: ListShard) -> list[DetailRow]:
    """What the pages of some rows add, in their order. `listed`: the list shard of the same rows."""
    settings = [listed["setting"]["table"][entry] for entry in entries(listed["setting"]["column"])]
    address = lists(shard["address"])
    alternatives = lists(shard["alternatives"])
    costs = [shard["costs"]["table"][entry] for entry in entries(shard["costs"]["column"])]
    features = [shard["features"]["table"][entry] for entry in entries(shard["features"]["column"])]
    languages = lists(shard["languages"])
    rest = texts(shard["description"])
    directions = texts(shard["directions"])
    email = texts(shard["email"])
    environment = texts(shard["environment"])
    fees = texts(shard["fees"])
    first_visit = texts(shard["first_visit"])
    how = texts(shard["how"])
    if_refused = texts(shard["if_refused"])
    interpreters = texts(shard["interpreters"])
    place_name = texts(shard["place_name"])
    postcode = texts(shard["postcode"])
    setting = texts(shard["setting"])
    url = texts(shard["url"])
    visibility = texts(shard["visibility"])
    wait = texts(shard["wait"])
    return [
        {
            "address": address[row],
            "alternatives": alternatives[row],
            "costs": costs[row],
            "council_name": settings[row]["area"],
            "description": described(listed["summaries"][row], rest[row], shard["follows"][row]),
            "directions": directions[row],
            "email": email[row],
            "environment": environment[row],
            "features": features[row],
            "fees": fees[row],
            "first_visit": first_visit[row],
            "how": how[row],
            "if_refused": if_refused[row],
            "interpreters": interpreters[row],
            "languages": languages[row],
            "place_name": place_name[row],
            "postcode": postcode[row],
            "setting": setting[row],
            "url": url[row],
            "visibility": visibility[row],
            "wait": wait[row],
        }
        for row in range(0, len(shard["service"]))
    ]
