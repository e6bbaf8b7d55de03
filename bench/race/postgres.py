"""PostgreSQL with PostGIS."""

import json
from collections.abc import Iterable

import psycopg

from search.edition import Edition
from search.rules.model import Question
from search.rules.spelling import BEGINNING, LAST_LETTER, stem

from . import tables
from .question import ANSWER, Dialect, Parameters, Told, named, parameters, steps, told, units

DIALECT = Dialect(
    least="least",
    greatest="greatest",
    each="jsonb_array_elements_text(({})::jsonb) AS x(value)",
    has="(c.value ? x.value)",
    told="(:facts::jsonb -> c.attribute)",
    first="(c.value ->> 0)",
)
SCHEMA = """
CREATE EXTENSION postgis;
CREATE TABLE service (id int PRIMARY KEY, place geography(point), uncut bool, last int, checked int,
  paused int, catchment text[], hours int, needs text[], named int[], said int[]);
CREATE TABLE stretch (hours int, start int, finish int, status text);
CREATE TABLE nohours (hours int PRIMARY KEY);
CREATE TABLE clause (id int PRIMARY KEY, attribute text, op text, strength text, only_with bool,
  low int, high int, value jsonb);
CREATE TABLE service_clause (service int, clause int);
CREATE TABLE word (id int PRIMARY KEY, text text COLLATE "C", stem text COLLATE "C");
"""
INDEXES = """
CREATE INDEX ON service USING gist (place);
CREATE INDEX ON service (id) WHERE uncut;
CREATE INDEX ON service USING gin (needs);
CREATE INDEX ON service USING gin (said);
CREATE INDEX ON stretch (hours, start, finish, status);
CREATE INDEX ON service_clause (service, clause);
CREATE INDEX ON word (text);
CREATE INDEX ON word (stem);
"""


class Postgres:
    """The edition in a database, asked through one connection of one process without parallel workers."""

    name = "PostgreSQL with PostGIS"

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]], edition: Edition) -> None:
        self._connection, self._edition = connection, edition
        for text in (SCHEMA, "SET max_parallel_workers_per_gather = 0", "SET jit = off"):
            connection.execute(text)
        connection.prepare_threshold = None
        self._copy("service", (self._row(each) for each in tables.services(edition)))
        self._copy("stretch", tables.stretches(edition))
        self._copy("nohours", ((hours,) for hours in tables.without_hours(edition)))
        self._copy("clause", ((*each[:-1], json.dumps(each.value)) for each in tables.clauses(edition)))
        self._copy(
            "service_clause",
            ((each.id, clause) for each in tables.services(edition) for clause in each.clauses),
        )
        self._copy("word", tables.words(edition))
        connection.execute(INDEXES)
        for table in ("service", "stretch", "nohours", "clause", "service_clause", "word"):
            connection.execute(f"VACUUM ANALYZE {table}")

    @staticmethod
    def _row(each: tables.Service) -> tuple[object, ...]:
        place = None if each.lat is None else f"SRID=4326;POINT({each.lon!r} {each.lat!r})"
        return (
            each.id, place, each.uncut, each.last, each.checked, each.paused, each.catchment, each.hours,
            each.needs, each.named, each.said,
        )  # fmt: skip

    def _copy(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def ask(self, question: Question) -> Told:
        """Groups, counts and the first page."""
        place, person = question["place"], question["person"]
        assert place is not None
        given = parameters(question, self._edition) | {
            "lat": place["lat"],
            "lon": place["lon"],
            "councils": json.dumps(place["councils"]),
            "sectors": json.dumps(place["sectors"]),
            "codes": [*place["councils"], *place["sectors"]],
            "facts": json.dumps({name: [person[name]] for name in ("gender", "supervision")}),  # type: ignore[literal-required]
        }
        chain = [f"{name} AS MATERIALIZED ({select})" for name, select in steps(DIALECT).items()]
        text = f"WITH {', '.join([self._near(question, given), *chain])} {ANSWER}"
        return told(self._connection.execute(named(text, "%({})s"), given).fetchall())  # type: ignore[arg-type]

    def _near(self, question: Question, given: Parameters) -> str:
        """Services asked for and within reach. What is never cut by distance is found by itself."""
        words, classes = self._words(question, given)
        wanted = "s.last >= :day"
        if question["needs"]:
            given["needs"] = question["needs"]
            wanted += " AND s.needs && :needs::text[]"
        point = "ST_SetSRID(ST_MakePoint(:lon, :lat), 4326)::geography"
        columns = "s.id, s.hours, s.checked, s.paused, s.uncut, s.needs, s.named, s.said, s.place"
        return f"""{words}
reached AS (
  SELECT {columns} FROM service s
  WHERE NOT s.uncut AND ST_DWithin(s.place, {point}, :limit + 10, false) AND {wanted}
  UNION ALL
  SELECT {columns} FROM service s
  WHERE s.uncut AND {wanted} AND (s.catchment = '{{}}' OR s.catchment && :codes::text[])
),
placed AS (
  SELECT s.id, s.hours, s.checked, s.paused, s.uncut, {classes} AS text,
    (floor(ST_Distance(s.place, {point}, false) / 10 + 0.5) * 10)::int AS far
  FROM reached s
),
near AS MATERIALIZED (SELECT * FROM placed WHERE text < 9 AND (uncut OR far <= :limit))"""

    def _words(self, question: Question, given: Parameters) -> tuple[str, str]:
        """Common table expressions of the typed words' numbers, and the class of a service `s`."""
        found: list[str] = []

        def numbers(word: str) -> str:
            name = f"w{len(found)}"
            given[name] = word
            test = f"text = :{name}"
            if len(word) >= BEGINNING:
                given.update({f"{name}_end": word + LAST_LETTER, f"{name}_stem": stem(word)})
                test = f"(text >= :{name} AND text < :{name}_end) OR stem = :{name}_stem"
            found.append(
                f"{name} AS MATERIALIZED "
                f"(SELECT coalesce(array_agg(id), '{{}}') AS ids FROM word WHERE {test}),"
            )
            return f"(SELECT ids FROM {name})"

        def all_in(column: str, ids: list[str]) -> str:
            return "(" + " AND ".join(f"s.{column} && {each}" for each in ids) + ")"

        classes = []
        for at, unit in enumerate(units(question, self._edition)):
            given |= {f"needs{at}": unit["needs"], f"mended{at}": unit["spelling_needs"]}
            ids = [numbers(word) for word in unit["words"]]
            spelt = [all_in("said", [numbers(word) for word in words]) for words in unit["spellings"]]
            classes.append(
                f"CASE WHEN s.needs && :needs{at}::text[] OR {all_in('named', ids)} THEN 0"
                f" WHEN {all_in('said', ids)} THEN 1"
                f" WHEN {' OR '.join([f's.needs && :mended{at}::text[]', *spelt])} THEN 2 ELSE 9 END"
            )
        return "\n".join(found), f"greatest({', '.join(['0', *classes])})"
