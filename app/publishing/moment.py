"""Publishing at a moment: the tables as they are, or as history has them (docs/decisions/0015)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from app.database import begin_snapshot
from app.history import moments
from directory_data.gazetteer import Gazetteer
from search import wall

from . import locking, national, past_secrets
from .publish import publish
from .secrets import Secrets
from .writing import Written

NOW, THEN, BEFORE = "now", "then", "before"
"""Which tables were published: as they are; as they were; as they are, since history begins later."""


@dataclass(frozen=True)
class Published:
    """What was written, and from which tables."""

    written: Written
    tables: str


def publish_at(
    engine: Engine,
    data_dir: Path,
    gazetteer: Gazetteer,
    at: int | None = None,
    horizon: date | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Published:
    """Publish as of wall minute `at`, None for now. Everything is read at one moment, whoever writes
    meanwhile. Raises publish.RefusedError and locking.BusyError."""
    with locking.publishing(data_dir / "editions"):
        for remains in data_dir.glob(f"{moments.SCRATCH}*"):
            shutil.rmtree(remains, ignore_errors=True)
        return _publish_at(engine, data_dir, gazetteer, at, horizon, progress)


def _publish_at(
    engine: Engine,
    data_dir: Path,
    gazetteer: Gazetteer,
    at: int | None,
    horizon: date | None,
    progress: Callable[[int], None],
) -> Published:
    minute = wall.now_minute() if at is None else at
    past, found = minute < wall.now_minute(), None
    if past:
        with engine.connect() as connection:
            moments.last_change(connection)  # warns of one that is to come: it would be taken for no moment
            found = moments.reached(connection, minute)
    with _tables(engine, data_dir, found) as (session, besides):
        written = publish(
            session,
            data_dir / "editions",
            gazetteer,
            at=minute,
            horizon=horizon,
            progress=progress,
            besides=besides,
        )
        last = moments.last_change(session.connection())  # of the same moment as all that was read
    if at is None:
        moments.published(engine, minute, written.id, last)
    if found is not None:
        return Published(written, THEN)
    return Published(written, BEFORE if past else NOW)


@contextmanager
def _tables(engine: Engine, data_dir: Path, found: int | None) -> Iterator[tuple[Session, Secrets | None]]:
    """What is published from; and where that is the past, what is secret besides."""
    with Session(engine) as today:
        if found is None:
            yield today, None
            return
        begin_snapshot(today)
        past = past_secrets.collect(today, national.pathways())
        with (
            moments.as_of(today.connection(), found, data_dir, past.known) as tables,
            Session(tables) as then,
        ):
            yield then, past.secrets
