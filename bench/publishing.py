"""Importing and publishing a made-up directory, whole and one edit at a time, with its packs.

What is held to a time is the clock on the wall, from a process that runs to packs that phones can
fetch: that is what an editor waits for. Processor time of the publishing process stands beside it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson
from sqlalchemy import select, update

from app import create_app, store
from app.config import Settings
from app.history import said
from app.models import Base, Service, db
from app.publishing.packs.making import publish_packs
from app.publishing.publish import publish
from directory_data import importing, synth
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import current_folder, open_edition

from .report import Figure

TODAY = date(2026, 11, 20)
AT = "2026-11-20T09:00"
#: The directory whose publishing is held to a time.
WHOLE = 100_000
EDITS = 3
#: Seconds for all of it and for one edit, and the part of the whole that one edit may cost.
WHOLE_LIMIT, EDIT_LIMIT, FRACTION = 60, 2, 0.1


def settings(folder: Path, size: int | str) -> Settings:
    """The settings of the directory of one size, or of the sample."""
    home = folder / str(size)
    return Settings(
        database_url=f"sqlite:///{home / 'bench.db'}",
        data_dir=home,
        secret_key="only for benchmarks",
        production=False,
        base_url="http://127.0.0.1:8000",
    )


def made_up(home: Path, gazetteer: Path, places: Gazetteer, size: int, council: str = "") -> Path:
    """A data folder with the gazetteer, and `size` services as `import` takes them: of one council
    where its code is given."""
    home.mkdir()
    (home / "gazetteer").symlink_to(gazetteer)
    path = home / "made-up.ndjson"
    with path.open("wb") as file:
        for service in synth.services(size, 1, places, TODAY, council):
            file.write(orjson.dumps(service, option=orjson.OPT_APPEND_NEWLINE))
    return path


def measure(folder: Path, places: Gazetteer, size: int) -> list[Figure]:
    """Make, import and publish `size` services."""
    home = folder / str(size)
    path = made_up(home, folder / "gazetteer", places, size)
    app = create_app(settings(folder, size))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        imported = taken(lambda: bring(path))
        published = taken(lambda: issue(home, places))
        packed = taken(lambda: pack(home))
        edits = [edited(home, places, number) for number in range(EDITS)]
        db.engine.dispose()
    bounds = (WHOLE_LIMIT, EDIT_LIMIT, FRACTION) if size == WHOLE else (None, None, None)
    all_of_it = published + packed
    edition, packs, edit = (
        max(each, key=lambda one: one.clock) for each in zip(*((a, b, a + b) for a, b in edits), strict=True)
    )
    return [
        Figure(f"import of {size:,} services, processor", imported.processor, "s"),
        Figure(f"publish of {size:,} services: the edition", published.clock, "s"),
        Figure(f"publish of {size:,} services: its packs", packed.clock, "s"),
        Figure(f"publish of {size:,} services: both", all_of_it.clock, "s", bounds[0]),
        Figure(f"publish of {size:,} services: both, processor of its process", all_of_it.processor, "s"),
        Figure(f"one edit in {size:,}: the edition, slowest of {EDITS}", edition.clock, "s"),
        Figure(f"one edit in {size:,}: its packs, slowest of {EDITS}", packs.clock, "s"),
        Figure(f"one edit in {size:,}: both, slowest of {EDITS}", edit.clock, "s", bounds[1]),
        Figure(f"one edit in {size:,}: both, of the whole", edit.clock / all_of_it.clock, "times", bounds[2]),
    ]


@dataclass(frozen=True)
class Taken:
    """Seconds on the wall, and of this process's processor."""

    clock: float
    processor: float

    def __add__(self, other: "Taken") -> "Taken":
        """One after the other."""
        return Taken(self.clock + other.clock, self.processor + other.processor)


def taken(work: Callable[[], object]) -> Taken:
    """How long work takes."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


def bring(path: Path) -> None:
    """Import a file of services."""
    batch = importing.read(path)
    refusals = batch.refusals or store.write(db.engine, batch)
    assert not refusals, refusals[:3]


def issue(home: Path, places: Gazetteer) -> None:
    """Publish the edition, and let go of the moment that it was read at."""
    publish(db.session(), home / "editions", places, at=wall.minute_of(AT))
    db.session.rollback()


def pack(home: Path) -> None:
    """Publish the packs of the edition that serves."""
    folder = current_folder(home / "editions")
    assert folder is not None
    publish_packs(open_edition(folder), home / "editions", home / "gazetteer")


def edited(home: Path, places: Gazetteer, number: int) -> tuple[Taken, Taken]:
    """Change one service's name and words; how long the edition and the packs take."""
    service = Service.__table__.c
    some = db.session.scalars(select(service.id).order_by(service.id).offset(number * 17).limit(1)).one()
    told = {"name": f"Changed {number}", "description": f"Something new is said here. It is number {number}."}
    with said("bench", "edit", "to see what one edit costs"):
        db.session.execute(update(Service).where(service.id == some).values(told))
        db.session.commit()
    edition = taken(lambda: issue(home, places))
    return edition, taken(lambda: pack(home))
