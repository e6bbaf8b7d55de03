"""The tables as they were: which change a moment had seen, and a scratch database that holds them so."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, bindparam, create_engine, delete, func, insert, select, update
from sqlalchemy.engine import Engine

from app.database import Row, fill, lock
from app.models import Base, Change, Location, Publication, RowVersion
from search import wall

from .bodies import row_of
from .marking import UNRECORDED, recorded
from .recording import warn_of_a_future

SCRATCH = ".as-of-"
"""How the names of scratch folders begin."""
STRICT = ("public", "area", "hidden")
"""Visibilities, the strictest last."""


@dataclass(frozen=True)
class Known:
    """What is kept back in the past, by what was last known of a row, whether it is there now or gone.

    `visibilities`: location id → the least that its visibility is. `meant`: places at which anything
    confidential ever was: hidden wherever nobody states what they are. `workers`: table → ids of rows that
    are for workers.
    """

    visibilities: Mapping[str, str]
    meant: Collection[str]
    workers: Mapping[str, Collection[str]]


def reached(connection: Connection, minute: int) -> int | None:
    """The last change that a wall minute saw: all to its end, or just what the publishing of that minute
    saw. None before history began."""
    seen = connection.scalar(select(Publication.change_id).where(Publication.minute == minute))
    if seen:
        return seen
    end = (wall.naive(minute) + timedelta(minutes=1)).replace(tzinfo=wall.LONDON)
    before = end.astimezone(UTC).replace(tzinfo=None)
    return connection.scalar(select(func.max(Change.id)).where(Change.at < before))


def last_change(connection: Connection) -> int:
    """The number of the last change, 0 before history began. One that is to come is warned of."""
    last = connection.execute(select(Change.id, Change.at).order_by(Change.id.desc()).limit(1)).first()
    if last is None:
        return 0
    warn_of_a_future(last.at)
    return int(last.id)


def published(engine: Engine, minute: int, edition: str, change_id: int) -> None:
    """Keep what the publishing of a wall minute saw."""
    with engine.connect() as connection:
        lock(connection)
        connection.execute(delete(Publication).where(Publication.minute == minute))
        values = {"minute": minute, "edition": edition, "change_id": change_id}
        connection.execute(insert(Publication), values)
        connection.commit()


@contextmanager
def as_of(connection: Connection, change_id: int, beside: Path, known: Known) -> Iterator[Engine]:
    """A database of its own that holds the tables as a change left them, but for what is secret now.

    `connection` sees the tables as they are. The scratch file lies in a folder beside the data that nobody
    else can read, and is gone at the end.
    """
    with TemporaryDirectory(prefix=SCRATCH, dir=beside) as folder:
        scratch = create_engine(f"sqlite:///{folder}/as-of.db").execution_options(**{UNRECORDED: True})
        try:
            with scratch.connect() as past:
                Base.metadata.create_all(past)
                for table in recorded():
                    fill(past, table, _rows(connection, table, change_id))
                _keep_secret(past, known)
                past.commit()
            yield scratch
        finally:
            scratch.dispose()


def _rows(connection: Connection, table: Table, change_id: int) -> Iterator[Row]:
    """The rows of a table as a change left them."""
    version = RowVersion.__table__.c
    last = (
        select(version.row_id, func.max(version.change_id).label("change_id"))
        .where(version.name == table.name, version.change_id <= change_id)
        .group_by(version.row_id)
        .subquery()
    )
    found = (
        select(version.body)
        .join(last, (version.row_id == last.c.row_id) & (version.change_id == last.c.change_id))
        .where(version.name == table.name, version.body.is_not(None))
    )
    for body in connection.scalars(found.execution_options(yield_per=5_000)):
        yield row_of(table, body)


# -- what is secret now stays secret ---------------------------------------------------------------


def strictness(visibility: str | None) -> int:
    """How strict a visibility is: 0 for public, less where nobody states it."""
    return STRICT.index(visibility) if visibility in STRICT else -1


def _keep_secret(past: Connection, known: Known) -> None:
    """Places that are hidden now, or were when they were last known, are hidden in the past too; what is
    for workers was never for everyone."""
    for id_, said in past.execute(select(Location.id, Location.visibility)).all():
        meant = "hidden" if not said and id_ in known.meant else None
        strictest = max(said, known.visibilities.get(id_), meant, key=strictness)
        if strictest != said:
            past.execute(update(Location).where(Location.id == id_).values(visibility=strictest))
    for name, ids in known.workers.items():
        if ids:
            table = Base.metadata.tables[name]
            change = update(table).where(table.c.id == bindparam("row_id")).values(audience="worker")
            past.execute(change, [{"row_id": id_} for id_ in sorted(ids)])
