"""The shards of a pack back to records, details and hours (docs/decisions/0007).

What a phone reads. A value that may repeat stands once in a `table`; its `column` holds 0 for the
next one of the table, and n for the n-th. What comes out is the server's own record, value by value.
"""

from re import findall
from typing import Final

from .model import Dated, Hours, Point, Record, Slot, Span
from .packed import Apart, DetailRow, DetailShard, Lists, ListShard, Texts, Times, WordShard
from .plainly import distinct, plain_words, whole_words

MICRO: Final = 1000000


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
    fours = findall("[0-9a-f]{4}", packed)
    found: list[str] = []
    for i in range(len(fours) // 8):
        at = i * 8
        found.append(
            f"{fours[at]}{fours[at + 1]}-{fours[at + 2]}-{fours[at + 3]}-{fours[at + 4]}-"
            f"{fours[at + 5]}{fours[at + 6]}{fours[at + 7]}"
        )
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


def body_words(shard: ListShard, packed: WordShard) -> list[list[str]]:
    """The words of each body, in no order, some twice: those that other parts of the record spell in plain
    letters, and those of its own."""
    runners = [plain_words(name) for name in shard["organization"]["table"]]
    areas = [plain_words(setting["area"]) for setting in shard["setting"]["table"]]
    run_by = entries(shard["organization"]["column"])
    lies_in = entries(shard["setting"]["column"])
    found: list[list[str]] = []
    at = 0
    for row in range(0, len(packed["counts"])):
        words = [*runners[run_by[row]], *whole_words(shard["summaries"][row]), *areas[lies_in[row]]]
        number = 0
        for _ in range(0, packed["counts"][row]):
            number += packed["numbers"][at]
            words.append(packed["words"][number])
            at += 1
        found.append(words)
    for each in packed["dropped"]:
        found[each["row"]] = [word for word in found[each["row"]] if word not in each["words"]]
    return found


# -- records ------------------------------------------------------------------------------------


def taken_apart(shard: ListShard, words: WordShard | None) -> Apart:
    """A list shard taken apart: tables read, and for each row its place in them. No record is put
    together yet. Without `words` rows have none (nothing was typed)."""
    kept = hours_of(shard["times"])
    settings = [shard["setting"]["table"][entry] for entry in entries(shard["setting"]["column"])]
    return {
        "ids": identifiers(shard["ids"]),
        "names": shard["names"],
        "summaries": shard["summaries"],
        "organizations": texts(shard["organization"]),
        "settings": settings,
        "extras": [shard["extra"]["table"][entry] for entry in entries(shard["extra"]["column"])],
        "phones": [shard["phones"]["table"][entry] for entry in entries(shard["phones"]["column"])],
        "needs": [[shard["codes"][code] for code in each] for each in shard["needs"]["table"]],
        "need": entries(shard["needs"]["column"]),
        "clauses": shard["clauses"],
        "rules": shard["rules"]["table"],
        "rule": entries(shard["rules"]["column"]),
        "hours": [[kept[each] for each in channels] for channels in shard["hours"]["table"]],
        "hour": entries(shard["hours"]["column"]),
        "catchments": lists(shard["catchment"]),
        "routes": lists(shard["routes"]),
        "points": positions(shard),
        "checked": [shard["checked_last"] - ago if ago >= 0 else None for ago in shard["checked"]],
        "checkers": texts(shard["checked_by"]),
        "name_words": name_words(shard["names"], words) if words is not None else [],
        "body_words": body_words(shard, words) if words is not None else [],
    }


def rows_for(held: Apart, needs: list[str]) -> list[int]:
    """The rows that have one of some needs; all of them where none is asked for."""
    if len(needs) == 0:
        return [row for row in range(0, len(held["ids"]))]
    wanted = [any(need in needs for need in each) for each in held["needs"]]
    return [row for row in range(0, len(held["ids"])) if wanted[held["need"][row]]]


def record_at(held: Apart, row: int, service_id: str, location_id: str | None) -> Record:
    """The record of one row."""
    setting = held["settings"][row]
    extra = held["extras"][row]
    typed = len(held["name_words"]) > 0
    return {
        "id": held["ids"][row],
        "service_id": service_id,
        "location_id": location_id,
        "name": held["names"][row],
        "organization": held["organizations"][row],
        "summary": held["summaries"][row],
        "needs": held["needs"][held["need"][row]],
        "point": held["points"][row],
        "area": setting["area"],
        "council": setting["council"],
        "nation": setting["nation"],
        "in_person": setting["in_person"],
        "channels": setting["channels"],
        "reach": setting["reach"],
        "catchment": held["catchments"][row],
        "clauses": [held["clauses"][clause] for clause in held["rules"][held["rule"][row]]],
        "hours": held["hours"][held["hour"][row]],
        "hours_said": extra["hours_said"],
        "paused": extra["paused"],
        "paused_why": extra["paused_why"],
        "valid_to": extra["valid_to"],
        "starts": extra["starts"],
        "routes": held["routes"][row],
        "phones": held["phones"][row],
        "bring": extra["bring"],
        "notes": extra["notes"],
        "checked": held["checked"][row],
        "checked_by": held["checkers"][row],
        "sample": setting["sample"],
        "words": {
            "name": held["name_words"][row] if typed else [],
            "body": held["body_words"][row] if typed else [],
        },
    }


def service_ids(detail: DetailShard) -> list[str]:
    """The id of each row's service."""
    held = identifiers(detail["services"])
    return [held[entry] for entry in entries(detail["service"])]


def location_ids(detail: DetailShard) -> list[str | None]:
    """The id of each row's location, None for a row that has none."""
    return located(identifiers(detail["locations"]), entries(detail["location"]))


def records(shard: ListShard, words: WordShard | None, detail: DetailShard | None) -> list[Record]:
    """The records of a shard, in its order.

    Without `words` they have none (nothing was typed); without `detail` no `service_id` ("") and
    no `location_id`, which no list needs.
    """
    held = taken_apart(shard, words)
    services: list[str] = []
    locations: list[str | None] = []
    if detail is not None:
        services = service_ids(detail)
        locations = location_ids(detail)
    return [
        record_at(
            held,
            row,
            services[row] if detail is not None else "",
            locations[row] if detail is not None else None,
        )
        for row in range(0, len(held["ids"]))
    ]


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
