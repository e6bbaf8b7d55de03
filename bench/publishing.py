"""Importing and publishing a made-up directory."""

import time
from datetime import date
from pathlib import Path

import orjson

from app import create_app, store
from app.config import Settings
from app.models import Base, db
from app.publishing.publish import publish
from directory_data import importing, synth
from directory_data.gazetteer import Gazetteer
from search import wall

from .report import Figure

TODAY = date(2026, 11, 20)
AT = "2026-11-20T09:00"


def settings(folder: Path, size: int) -> Settings:
    """The settings of the directory of one size."""
    home = folder / str(size)
    return Settings(
        database_url=f"sqlite:///{home / 'bench.db'}",
        data_dir=home,
        secret_key="only for benchmarks",
        production=False,
        base_url="http://127.0.0.1:8000",
    )


def measure(folder: Path, places: Gazetteer, size: int) -> list[Figure]:
    """Make, import and publish `size` services."""
    home = folder / str(size)
    home.mkdir()
    (home / "gazetteer").symlink_to(folder / "gazetteer")
    path = home / "made-up.ndjson"
    with path.open("wb") as file:
        for service in synth.services(size, 1, places, TODAY):
            file.write(orjson.dumps(service, option=orjson.OPT_APPEND_NEWLINE))
    app = create_app(settings(folder, size))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        start = time.process_time()
        batch = importing.read(path)
        refusals = batch.refusals or store.write(db.engine, batch)
        assert not refusals, refusals[:3]
        imported = time.process_time() - start
        del batch
        start = time.process_time()
        publish(db.session(), home / "editions", places, at=wall.minute_of(AT))
        published = time.process_time() - start
        db.engine.dispose()
    return [
        Figure(f"import of {size:,} services", imported, "s"),
        Figure(f"publish of {size:,} services", published, "s"),
    ]
