"""The same directory on SQLite and on PostgreSQL: one edition, byte for byte."""

from pathlib import Path

import pytest
from flask import Flask

from app import config
from directory_data.gazetteer import Gazetteer
from search.edition import current_folder
from tests.conftest import SAMPLE, app_maker, load, publish_now
from tests.databases import Database
from tests.postgres_server import Server


def contents(app: Flask) -> dict[str, bytes]:
    """Every file of the edition that serves."""
    folder = current_folder(app.config["SATURDAY"].editions)
    assert folder is not None
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_sample_gives_the_same_bytes_from_either(
    gazetteer_folder: Path, places: Gazetteer, postgres_server: Server, tmp_path: Path
) -> None:
    found = []
    for database in (Database("sqlite", None), Database("postgresql", postgres_server)):
        folder = tmp_path / database.kind
        folder.mkdir()
        app = app_maker(gazetteer_folder, database)(folder)
        load(app, *sorted(SAMPLE.glob("*.json")))
        publish_now(app, places)
        found.append(contents(app))
    assert len(found[0]) > 10 and any(name.startswith("index/") for name in found[0])
    assert found[0] == found[1]


@pytest.mark.parametrize("short", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg_however_it_is_named(short: str) -> None:
    assert config.database_url(f"{short}://a:b@host/name") == "postgresql+psycopg://a:b@host/name"


@pytest.mark.parametrize(
    "url", ["mysql://a:sentinel@host/name", "sentinel", "postgresql+psycopg2://h/sentinel"]
)
def test_another_database_is_refused_by_name_and_no_password_is_said(url: str) -> None:
    with pytest.raises(config.SettingError, match="DATABASE_URL") as refused:
        config.database_url(url)
    assert "sentinel" not in str(refused.value)
