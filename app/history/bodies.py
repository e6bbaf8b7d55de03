"""A row as history keeps it: a JSON object of the columns that say something, keys sorted."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Date, DateTime, Float, Numeric, Table

from app.models.base import Base

WHOSE = (
    "schedule_id service_at_location_id contact_id phone_id service_id location_id organization_id link_id "
    "resource_id"
).split()
"""Columns that say whose a row is, the nearest first."""
ROOTS = ("service", "organization", "location")
"""What belongs to nobody: a service mentions its organization, and may be told of without it."""


@cache
def _numbers(table: Table) -> Mapping[str, int | None]:
    """Columns that hold fractions → their decimals, None for all that there are. Both databases give
    back what went in so: 51 comes back as 51.0, and money to a hundredth."""
    return {
        column.name: kind.scale if isinstance(kind, Numeric) else None
        for column in table.columns
        if isinstance(kind := column.type, Numeric | Float)
    }


def body_of(table: Table, row: Mapping[str, Any]) -> str:
    """A row of a table, as it was given or as it is read back."""
    said = {name: value for name, value in row.items() if value is not None}
    for name, decimals in _numbers(table).items():
        if name in said:
            said[name] = float(said[name]) if decimals is None else round(float(said[name]), decimals)
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode("utf-8")


def row_of(table: Table, body: str) -> dict[str, Any]:
    """The row that a body tells of, every column of the table given; columns that are gone left out."""
    said = orjson.loads(body)
    reading = _readers(table)
    return {
        column.name: reading[column.name](value)
        if (value := said.get(column.name)) is not None and column.name in reading
        else value
        for column in table.columns
    }


@cache
def _readers(table: Table) -> Mapping[str, Callable[[str], date]]:
    """Columns whose values JSON holds as text → what reads them."""
    kinds: tuple[tuple[type, Callable[[str], date]], ...] = (
        (DateTime, datetime.fromisoformat),
        (Date, date.fromisoformat),
    )
    return {
        column.name: read for column in table.columns for kind, read in kinds if isinstance(column.type, kind)
    }


@cache
def _whose_columns(name: str) -> tuple[str, ...]:
    columns = Base.metadata.tables[name].c
    return () if name in ROOTS else tuple(column for column in WHOSE if column in columns)


def whose(name: str, row: Mapping[str, Any]) -> str | None:
    """The id of what a row of a table belongs to."""
    for column in _whose_columns(name):
        if row.get(column):
            return str(row[column])
    return None
