"""A page of a public address is made once a minute; what is private is never kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import serving
from app.pages import finding
from app.serving import Served
from directory_data.gazetteer import Gazetteer
from search import wall
from tests.conftest import SAMPLE, MakeApp, load, publish_now

PUBLIC = "/find?near=Lewisham&need=accommodation&when=weekend&at=2026-11-20T16:30"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the one question is really asked."""
    times: list[int] = []
    real = finding.match

    def counted(*given: object) -> object:
        times.append(1)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(finding, "match", counted)
    return times


@pytest.fixture
def holder(sample_app: Flask) -> Iterator[Served]:
    with sample_app.app_context():
        found = serving.served()
        found.edition()
        found._ready.clear()
        yield found
        found._ready.clear()


@pytest.mark.usefixtures("holder")
def test_a_public_address_is_answered_once_a_minute(
    sample_app: Flask, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = wall.now_minute()
    client = sample_app.test_client()
    monkeypatch.setattr(wall, "now_minute", lambda: now)
    first, second = client.get(PUBLIC).data, client.get(PUBLIC).data
    assert first == second
    assert len(asked) == 1
    client.get(f"{PUBLIC}&page=1")
    client.get(PUBLIC.replace("16:30", "16:31"))
    assert len(asked) == 2
    monkeypatch.setattr(wall, "now_minute", lambda: now + 1)
    client.get(PUBLIC)
    assert len(asked) == 3


def test_nothing_private_is_kept(sample_app: Flask, holder: Served, asked: list[int]) -> None:
    client = sample_app.test_client()
    for _ in range(2):
        for said in ({"age": "44"}, {"q": "zebra sentinel"}, {"need": "abuse"}):
            assert client.post("/find", data={"near": "Lewisham", **said}).status_code == 200
    assert len(asked) == 6
    assert not holder._ready


def test_a_new_edition_is_on_the_next_page(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path, asked: list[int]
) -> None:
    app = make_app(tmp_path)
    load(app, SAMPLE / "wisbech.json")
    publish_now(app, places)
    client = app.test_client()
    before = client.get(PUBLIC).data
    load(app, SAMPLE / "lewisham.json")
    publish_now(app, places)
    assert client.get(PUBLIC).data != before
    assert len(asked) == 2
