"""Records of an edition as columns: every distinct value once, as the JSON it is written as.

Read once for all shards of one batch; each is then put together from numbers (`fragments.py`), and
comes out the same whatever else its batch holds.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import numpy as np
import numpy.typing as npt
import orjson

from search.edition import Edition, Lines
from search.rules.model import Hours, Record
from search.rules.packed import DetailRow

from .wordings import Wordings

Ints = npt.NDArray[np.int64]
#: What an alternative is, as JSON, by the id of its service; None for one that is not there.
Named = Callable[[str], bytes | None]
SORTED = orjson.OPT_SORT_KEYS
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NONE = -1
MICRO = 1_000_000
EXTRA = ("bring", "hours_said", "notes", "paused", "paused_why", "starts", "valid_to")
SETTING = ("area", "channels", "council", "in_person", "nation", "reach", "sample")
DETAIL_TEXTS = (
    "description directions email environment fees first_visit how if_refused interpreters "
    "place_name postcode setting url visibility wait"
).split()
DETAIL_VALUES = "address alternatives costs features languages".split()


class Values:
    """Distinct values as JSON, and the number of each row's."""

    def __init__(self) -> None:
        self.table: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._texts: dict[str, int] = {}
        self._rows: list[int] = []

    def number(self, json: bytes) -> int:
        """The number of a value, known or new."""
        found = self._numbers.setdefault(json, len(self.table))
        if found == len(self.table):
            self.table.append(json)
        return found

    def add(self, value: object) -> None:
        """The value of the next row."""
        if type(value) is not str:
            self._rows.append(self.number(orjson.dumps(value, option=SORTED)))
            return
        found = self._texts.get(value)
        if found is None:  # a text that repeats is written as JSON once
            found = self._texts[value] = self.number(orjson.dumps(value))
        self._rows.append(found)

    def put(self, number: int) -> None:
        """The number of the next row's value."""
        self._rows.append(number)

    @cached_property
    def rows(self) -> Ints:
        """The number of each row's value, once all are added."""
        return np.array(self._rows, np.int64)


class Groups:
    """Distinct lists of members, the members distinct too."""

    def __init__(self) -> None:
        self.members = Values()
        self.lists: list[list[int]] = []
        self._numbers: dict[tuple[int, ...], int] = {}

    def number(self, members: list[int]) -> int:
        """The number of a list of members' numbers."""
        key = tuple(members)
        found = self._numbers.setdefault(key, len(self.lists))
        if found == len(self.lists):
            self.lists.append(members)
        return found

    def of(self, values: list[object]) -> int:
        """The number of a list of values."""
        return self.number([self.members.number(orjson.dumps(each, option=SORTED)) for each in values])


@dataclass
class Timetable:
    """Hours taken apart: sets of channels, their weeks and dates, down to spans."""

    first_day: int  # dated differences before it are left out
    spans: Values = field(default_factory=Values)
    weeks: Groups = field(default_factory=Groups)  # members: day and span, in turn
    dated: list[tuple[bytes, int]] = field(default_factory=list)  # JSON of day, why, say; spans' list
    dates: Groups = field(default_factory=Groups)
    dated_spans: Groups = field(default_factory=Groups)
    hours: list[tuple[bytes, int, int]] = field(default_factory=list)  # channel and known; week; dates
    sets: Groups = field(default_factory=Groups)
    _whole: dict[int, int] = field(default_factory=dict)
    _hours: dict[tuple[bytes, int, int], int] = field(default_factory=dict)
    _dated: dict[tuple[bytes, int], int] = field(default_factory=dict)

    def number(self, line: int, hours: Lines) -> int:
        """The number of a service's set of hours, which stands in a line: equal ones in the same."""
        if line not in self._whole:
            found = cast(list[Hours], hours[line])
            self._whole[line] = self.sets.number([self._one(each) for each in found])
        return self._whole[line]

    def _one(self, hours: Hours) -> int:
        week: list[int] = []
        for slot in hours["week"]:
            span = {name: slot[name] for name in ("opens", "closes", "kind", "status")}
            week += [slot["day"], self.spans.number(orjson.dumps(span, option=SORTED))]
        dates = []
        for each in hours["dates"]:
            if each["day"] >= self.first_day:
                spans = [self.spans.number(orjson.dumps(span, option=SORTED)) for span in each["spans"]]
                said = orjson.dumps({"day": each["day"], "why": each["why"], "say": each["say"]})
                dates.append(self._dated_number((said, self.dated_spans.number(spans))))
        head = orjson.dumps({"channel": hours["channel"], "known": hours["known"]})
        entry = (head, self.weeks.number(week), self.dates.number(dates))
        found = self._hours.setdefault(entry, len(self.hours))
        if found == len(self.hours):
            self.hours.append(entry)
        return found

    def _dated_number(self, entry: tuple[bytes, int]) -> int:
        found = self._dated.setdefault(entry, len(self.dated))
        if found == len(self.dated):
            self.dated.append(entry)
        return found


class Columns:
    """Everything of some records and details that shards are cut from. Rows are numbered as they are
    given here: number n is the n-th."""

    def __init__(self, edition: Edition, rows: Ints, first_day: int, named: Named) -> None:
        self.ids: list[bytes] = []
        self.names: list[bytes] = []
        self.summaries: list[bytes] = []
        self.texts = {
            name: Values() for name in ("organization", "checked_by", "catchment", "routes", "phones")
        }
        self.setting, self.extra = Values(), Values()
        self.needs, self.rules = Groups(), Groups()
        self.need_rows: list[int] = []
        self.rule_rows: list[int] = []
        self.hour_rows: list[int] = []
        self.times = Timetable(first_day)
        self.placed: list[int] = []
        self.position: list[tuple[int, int]] = []
        self.points: dict[int, bytes] = {}
        self.checked: list[int] = []
        self.wordings = Wordings()
        self.services, self.locations = Values(), Values()
        self.details = {name: Values() for name in (*DETAIL_TEXTS, *DETAIL_VALUES)}
        self.follows: list[int] = []
        self.named: dict[int, bytes] = {}  # number of a list of alternatives → JSON of what they are
        for row in rows.tolist():
            record = cast(Record, edition.records[row])  # its hours stand elsewhere
            self.hour_rows.append(self.times.number(int(edition.hours_of[row]), edition.hours))
            self._record(record)
            self._detail(cast(DetailRow, edition.details[row]), record, named)
        self.arrays = {
            name: np.array(getattr(self, f"{name}_rows"), np.int64) for name in ("need", "rule", "hour")
        }
        self.arrays["placed"] = np.array(self.placed, np.int64)
        self.arrays["checked"] = np.array(self.checked, np.int64)
        self.arrays["follows"] = np.array(self.follows, np.int64)
        self.where = np.array(self.position, np.int64).reshape(-1, 2)

    def _record(self, record: Record) -> None:
        self.ids.append(hexadecimal(record["id"]))
        self.names.append(orjson.dumps(record["name"]))
        self.summaries.append(orjson.dumps(record["summary"]))
        for name, values in self.texts.items():
            values.add(record[name])  # type: ignore[literal-required]
        self.setting.add({name: record[name] for name in SETTING})  # type: ignore[literal-required]
        self.extra.add({name: record[name] for name in EXTRA})  # type: ignore[literal-required]
        self.need_rows.append(self.needs.of(list(record["needs"])))
        self.rule_rows.append(self.rules.of(list(record["clauses"])))
        self._place(record)
        self.checked.append(NONE if record["checked"] is None else record["checked"])
        self.wordings.add(record)
        self.services.put(self.services.number(hexadecimal(record["service_id"])))
        location = record["location_id"]
        self.locations.put(NONE if location is None else self.locations.number(hexadecimal(location)))

    def _place(self, record: Record) -> None:
        point, row = record["point"], len(self.placed)
        if point is None:
            self.placed.append(0)
            self.position.append((0, 0))
            return
        lat, lon = round(point["lat"] * MICRO), round(point["lon"] * MICRO)
        self.position.append((lat, lon))
        exact = lat / MICRO == point["lat"] and lon / MICRO == point["lon"]
        self.placed.append(1 if exact else 2)
        if not exact:
            self.points[row] = orjson.dumps(point, option=SORTED)

    def _detail(self, detail: DetailRow, record: Record, named: Named) -> None:
        if detail["council_name"] != record["area"]:
            raise ValueError(f"{record['id']}: the council's name is not the area")
        follows = detail["description"].startswith(record["summary"])
        self.follows.append(int(follows))
        rest = detail["description"][len(record["summary"]) if follows else 0 :]
        for name, values in self.details.items():
            values.add(rest if name == "description" else detail[name])  # type: ignore[literal-required]
        told = [each for each in map(named, detail["alternatives"]) if each is not None]
        if told:
            number = self.details["alternatives"].number(orjson.dumps(detail["alternatives"]))
            self.named[number] = b",".join(told)


def hexadecimal(identity: str) -> bytes:
    """The 32 digits of an id. Raises ValueError for one that is no UUID as it is usually written."""
    if UUID.fullmatch(identity) is None:
        raise ValueError(f"{identity} is no UUID")
    return identity.replace("-", "").encode("ascii")
