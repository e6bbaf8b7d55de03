"""What every table shares: the database object, the kinds of column and SQLite's settings."""

from datetime import date, datetime
from typing import Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Date, DateTime, ForeignKey, Integer, MetaData, Numeric, String, Text, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints carry names, so that a migration can drop them on every database."""

Id = Annotated[str, mapped_column(String(36), primary_key=True)]
"""A UUID as lower-case text, the same in JSON, in SQLite and in PostgreSQL."""
LinkId = Annotated[str | None, mapped_column(String(36), index=True)]
"""The id of an object of any table, so without a foreign key (HSDS attribute and metadata)."""
Code = Annotated[str | None, mapped_column(String(64))]
Line = Annotated[str | None, mapped_column(String(2000))]
Words = Annotated[str | None, mapped_column(Text)]
Day = Annotated[date | None, mapped_column(Date)]
Moment = Annotated[datetime | None, mapped_column(DateTime(timezone=False))]
"""A moment in UTC, kept without its offset."""
Whole = Annotated[int | None, mapped_column(Integer)]
Money = Annotated[float | None, mapped_column(Numeric(12, 2, asdecimal=False))]
"""To a hundredth: exact in PostgreSQL, and a number in Python, as SQLite has it."""
Codes = Annotated[list[str] | None, mapped_column(JSON(none_as_null=True))]
"""A list of codes; None where the source said nothing."""
Data = Annotated[Any, mapped_column(JSON(none_as_null=True), nullable=True)]
"""JSON of our extension that no query looks into."""


class Base(DeclarativeBase):
    """Every table of the directory."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)


def owner(column: str) -> Any:
    """A foreign key to the object this one belongs to, and goes away with: `owner("service.id")`."""
    return mapped_column(String(36), ForeignKey(column, ondelete="CASCADE"), index=True)


def reference(column: str) -> Any:
    """A foreign key to an object that this one only mentions: it is emptied when that one goes."""
    return mapped_column(String(36), ForeignKey(column, ondelete="SET NULL"), index=True)


@event.listens_for(Engine, "connect")
def set_sqlite_pragmas(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """SQLite: foreign keys hold, readers do not wait for a writer, and a writer waits 10 seconds."""
    if not type(connection).__module__.startswith("sqlite3"):
        return
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
