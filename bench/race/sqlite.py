"""SQLite with FTS5 for words and R*Tree for places."""

import json
import math
import sqlite3
from collections.abc import Iterable

from search.edition import Edition
from search.rules.model import Question
from search.rules.spelling import BEGINNING, LAST_LETTER, stem

from . import tables
from .question import ANSWER, Dialect, Parameters, Told, parameters, steps, told, units

#: A little less than a degree of latitude, so that a box errs to large.
METRES_A_DEGREE = 111_000

DIALECT = Dialect(
    least="min",
    greatest="max",
    each="json_each({}) AS x",
    has="EXISTS (SELECT 1 FROM json_each(c.value) v WHERE v.value = x.value)",
    told="json_extract(:facts, '$.' || c.attribute)",
    first="json_extract(c.value, '$[0]')",
)
SCHEMA = """
CREATE TABLE service (id INTEGER PRIMARY KEY, lat REAL, lon REAL, uncut INTEGER, last INTEGER,
  checked INTEGER, paused INTEGER, catchment TEXT, hours INTEGER, low INTEGER, high INTEGER);
CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east);
CREATE TABLE stretch (hours INTEGER, start INTEGER, finish INTEGER, status TEXT);
CREATE TABLE nohours (hours INTEGER PRIMARY KEY);
CREATE TABLE clause (id INTEGER PRIMARY KEY, attribute TEXT, op TEXT, strength TEXT, only_with INTEGER,
  low INTEGER, high INTEGER, value TEXT);
CREATE TABLE service_clause (service INTEGER, clause INTEGER);
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT, stem TEXT);
CREATE VIRTUAL TABLE said USING fts5(name, rest, content='', detail=column);
"""
#: Each step of the question, kept where the next can look it up: SQLite makes no good plan of them as one.
STEPS = """
CREATE TEMP TABLE near (id INTEGER PRIMARY KEY, hours INTEGER, checked INTEGER, paused INTEGER,
  far INTEGER, text INTEGER);
CREATE TEMP TABLE hours (hours INTEGER PRIMARY KEY, minutes INTEGER, doubt INTEGER, held INTEGER,
  opens INTEGER, none INTEGER);
CREATE TEMP TABLE answer (id INTEGER PRIMARY KEY, strength TEXT, said INTEGER);
CREATE TEMP TABLE verdict (id INTEGER PRIMARY KEY, barred INTEGER, ask INTEGER, met INTEGER);
CREATE TEMP TABLE state (id INTEGER PRIMARY KEY, far INTEGER, text INTEGER, barred INTEGER, ask INTEGER,
  met INTEGER, stale INTEGER, status INTEGER, turn INTEGER);
CREATE TEMP TABLE grouped (id INTEGER PRIMARY KEY, far INTEGER, text INTEGER, barred INTEGER, ask INTEGER,
  met INTEGER, stale INTEGER, status INTEGER, turn INTEGER, grp INTEGER, band INTEGER);
CREATE TEMP TABLE ordered (id INTEGER PRIMARY KEY, grp INTEGER, place INTEGER);
"""
INDEXES = """
CREATE INDEX uncut ON service (id) WHERE uncut;
CREATE INDEX stretched ON stretch (hours, status, start, finish);
CREATE INDEX clauses ON service_clause (service, clause);
CREATE INDEX words ON word (text);
CREATE INDEX stems ON word (stem);
ANALYZE;
"""
EARTH = 6371008.8  # metres, the mean radius of docs/answers.md
HALF = 60  # needs in one column of bits


class Sqlite:
    """The edition in a database in memory, asked by this process."""

    name = "SQLite with FTS5"

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._needs = {code: at for at, code in enumerate(edition.columns.need_codes)}
        if len(self._needs) > 2 * HALF:
            raise ValueError("more needs than two columns hold")
        self._connection = sqlite3.connect(":memory:")
        self._connection.create_function("metres", 4, _metres, deterministic=True)
        self._connection.executescript(SCHEMA)
        services = list(tables.services(edition))
        self._fill("service", 11, (self._row(each) for each in services))
        self._fill(
            "place",
            5,
            ((each.id, each.lat, each.lat, each.lon, each.lon) for each in services if each.lat is not None),
        )
        self._fill("stretch", 4, tables.stretches(edition))
        self._fill("nohours", 1, ((hours,) for hours in tables.without_hours(edition)))
        self._fill("clause", 8, ((*each[:-1], json.dumps(each.value)) for each in tables.clauses(edition)))
        self._fill("service_clause", 2, ((each.id, clause) for each in services for clause in each.clauses))
        self._fill("word", 3, tables.words(edition))
        self._connection.executemany(
            "INSERT INTO said (rowid, name, rest) VALUES (?, ?, ?)",
            ((each.id, _tokens(each.named), _tokens(each.said[len(each.named) :])) for each in services),
        )
        self._connection.executescript(INDEXES + STEPS)

    def _row(self, each: tables.Service) -> tuple[object, ...]:
        low, high = self._bits(each.needs)
        catchment = json.dumps(each.catchment)
        return (
            each.id, each.lat, each.lon, each.uncut, each.last, each.checked, each.paused, catchment,
            each.hours, low, high,
        )  # fmt: skip

    def _bits(self, needs: Iterable[str]) -> tuple[int, int]:
        bits = sum(1 << self._needs[need] for need in set(needs) if need in self._needs)
        return bits & ((1 << HALF) - 1), bits >> HALF

    def _fill(self, table: str, width: int, rows: Iterable[tuple[object, ...]]) -> None:
        self._connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * width)})", rows)

    def ask(self, question: Question) -> Told:
        """Groups, counts and the first page."""
        place, person, limit = question["place"], question["person"], question["limit"]
        assert place is not None and limit is not None
        south, north, west, east = box(place["lat"], place["lon"], limit)
        given = parameters(question, self._edition) | {
            "lat": place["lat"], "lon": place["lon"],
            "south": south, "north": north, "west": west, "east": east,
            "councils": json.dumps(place["councils"]),
            "sectors": json.dumps(place["sectors"]),
            "codes": json.dumps([*place["councils"], *place["sectors"]]),
            "facts": json.dumps({name: [person[name]] for name in ("gender", "supervision")}),  # type: ignore[literal-required]
        }  # fmt: skip
        for name, select in {"near": self._near(question, given), **steps(DIALECT)}.items():
            self._connection.execute(f"DELETE FROM {name}")
            self._connection.execute(f"INSERT INTO {name} {select}", given)
        return told(self._connection.execute(ANSWER).fetchall())

    def _near(self, question: Question, given: Parameters) -> str:
        wanted = "s.last >= :day"
        if question["needs"]:
            given["low"], given["high"] = self._bits(question["needs"])
            wanted += " AND (s.low & :low OR s.high & :high)"
        return f"""
WITH reached AS MATERIALIZED (
  SELECT s.* FROM place p JOIN service s ON s.id = p.id
  WHERE p.north >= :south AND p.south <= :north AND p.east >= :west AND p.west <= :east
    AND NOT s.uncut AND {wanted}
  UNION ALL
  SELECT s.* FROM service s WHERE s.uncut AND {wanted} AND (s.catchment = '[]' OR EXISTS (
    SELECT 1 FROM json_each(s.catchment) a JOIN json_each(:codes) b ON a.value = b.value))
),
placed AS MATERIALIZED (
  SELECT s.*, CAST(metres(s.lat, s.lon, :lat, :lon) / 10 + 0.5 AS INTEGER) * 10 AS far,
    {self._class(question, given)} AS text
  FROM reached s
)
SELECT id, hours, checked, paused, far, text FROM placed WHERE text < 9 AND (uncut OR far <= :limit)"""

    def _class(self, question: Question, given: Parameters) -> str:
        """The class of a service `s` of the words that were typed, 9 for none."""
        classes = ["0"]
        for at, unit in enumerate(units(question, self._edition)):
            for name, needs in (("typed", unit["needs"]), ("mended", unit["spelling_needs"])):
                given[f"{name}{at}_low"], given[f"{name}{at}_high"] = self._bits(needs)
            tests = [
                self._found(f"name{at}", unit["words"], "name : ", given),
                self._found(f"said{at}", unit["words"], "", given),
            ]
            spelt = [
                self._found(f"spelt{at}_{number}", each, "", given)
                for number, each in enumerate(unit["spellings"])
            ]
            mended = " OR ".join([f"s.low & :mended{at}_low OR s.high & :mended{at}_high", *spelt])
            classes.append(
                f"CASE WHEN s.low & :typed{at}_low OR s.high & :typed{at}_high OR {tests[0]} THEN 0"
                f" WHEN {tests[1]} THEN 1 WHEN {mended} THEN 2 ELSE 9 END"
            )
        return classes[0] if len(classes) == 1 else f"max({', '.join(classes)})"

    def _found(self, name: str, words: Iterable[str], column: str, given: Parameters) -> str:
        """A test of whether a service holds every one of the words."""
        groups = [self._numbers(word) for word in words]
        if not all(groups):
            return "0"
        given[name] = " AND ".join(
            f"{column}({' OR '.join(f'w{each}' for each in group)})" for group in groups
        )
        return f"s.id IN (SELECT rowid FROM said WHERE said MATCH :{name})"

    def _numbers(self, word: str) -> list[int]:
        if len(word) < BEGINNING:
            rows = self._connection.execute("SELECT id FROM word WHERE text = ?", (word,))
        else:
            rows = self._connection.execute(
                "SELECT id FROM word WHERE (text >= ? AND text < ?) OR stem = ?",
                (word, word + LAST_LETTER, stem(word)),
            )
        return [id_ for (id_,) in rows]


def _tokens(words: Iterable[int]) -> str:
    return " ".join(f"w{word}" for word in words)


def _metres(lat: float | None, lon: float | None, from_lat: float, from_lon: float) -> float | None:
    """Great circle by haversines, as docs/answers.md has it; None where there is no position."""
    if lat is None or lon is None:
        return None
    one, two = math.radians(lat), math.radians(from_lat)
    across = math.sin(math.radians(lon - from_lon) / 2)
    h = math.sin((one - two) / 2) ** 2 + math.cos(one) * math.cos(two) * across**2
    return 2 * EARTH * math.asin(math.sqrt(h))


def box(lat: float, lon: float, limit: int) -> tuple[float, float, float, float]:
    """South, north, west and east in degrees of a box that holds everything within `limit` metres."""
    high = (limit + 10) / METRES_A_DEGREE
    wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + high))))
    return lat - high, lat + high, lon - wide, lon + wide
