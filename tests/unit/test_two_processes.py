"""Two web processes on one database and one data folder: both see a new edition within a second."""

import json
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask

from app.publishing.packs import pointing
from directory_data.gazetteer import Gazetteer
from search import wall
from tests.browser.phone import Server, serving
from tests.conftest import SAMPLE, MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases

SECONDS = 1.0


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    load(made, SAMPLE / "wisbech.json")
    publish_now(made, places)
    return made


def edition(server: Server) -> str:
    with urlopen(f"{server.base}/healthz") as response:
        return str(json.load(response)["edition"])


def test_both_see_a_new_edition_within_a_second(app: Flask, places: Gazetteer) -> None:
    data = app.config["SATURDAY"].data_dir
    with serving(data) as one, serving(data) as other:
        before = edition(one)
        assert edition(other) == before
        load(app, SAMPLE / "cambridge.json")
        new = publish_now(app, places)
        end = time.monotonic() + SECONDS
        assert new != before
        assert [edition(one), edition(other)] == [new, new]
        assert time.monotonic() < end


def test_what_is_withdrawn_is_gone_from_both_at_once(app: Flask) -> None:
    settings = app.config["SATURDAY"]
    shown = app.test_client().post("/api/match", json={}).get_json()["results"][0]
    with serving(settings.data_dir) as one, serving(settings.data_dir) as other:
        for server in (one, other):
            assert shown["name"] in server.page(f"/services/{shown['id']}")
        pointing.withdraw(settings.editions, [shown["id"]], "unsafe", "Cy", wall.now_minute())
        for server in (one, other):
            assert shown["name"] not in server.page(f"/services/{shown['id']}")
