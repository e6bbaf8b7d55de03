"""Confidential places are secret by construction (answers.md section 3)."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import serving
from app.publishing.making import RefusedError
from directory_data.gazetteer import Gazetteer
from search.edition import current_folder
from tests.conftest import MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases

Json = dict[str, Any]

SECRET = {"address_1": "14 Quiet Sentinel Close", "postal_code": "SE13 6JP", "city": "Lewisham"}
ELSEWHERE = {"address_1": "9 Faraway Witness Road", "postal_code": "AB10 1AB", "city": "Aberdeen"}


def refuge(visibility: str | None, address: Json, **changes: Any) -> Json:
    """A service under `abuse` at one place, beside a public one in the same file."""
    extension: Json = {"council": "E09000023"}
    if visibility is not None:
        extension["visibility"] = visibility
    location = {
        "id": "11111111-1111-4111-8111-111111111111",
        "name": "The Sentinel Building",
        "location_type": "physical",
        "latitude": changes.pop("latitude", 51.4567891),
        "longitude": changes.pop("longitude", -0.0123456),
        "transportation": "Behind the sentinel station",
        "addresses": [{**address, "country": "GB", "address_type": "physical"}],
        "saturday": extension,
    }
    service: Json = {
        "id": "22222222-2222-4222-8222-222222222222",
        "name": "Larch Safe House",
        "status": "active",
        "description": "A safe place to stay.",
        "assured_date": "2026-10-01",
        "organization": {"id": "33333333-3333-4333-8333-333333333333", "name": "Larch Trust"},
        "phones": [{"number": "01632 960123"}],
        "contacts": [
            {
                "name": "Jo Sentinelworth",
                "email": "jo@sentinel.example.org",
                "phones": [{"number": "01632 960777"}],
                "saturday": {"audience": "worker"},
            }
        ],
        "saturday": {"needs": ["refuge"], "worker_only": {"notes": "Ring the night desk on 01632 960888"}},
        "service_at_locations": [{"id": "44444444-4444-4444-8444-444444444444", "location": location}],
    }
    service.update(changes)
    kitchen: Json = {
        "id": "55555555-5555-4555-8555-555555555555",
        "name": "Open Kitchen",
        "status": "active",
        "description": "Hot food for anyone.",
        "organization": {"id": "66666666-6666-4666-8666-666666666666", "name": "Kitchen Trust"},
        "saturday": {"needs": ["food"]},
        "service_at_locations": [
            {
                "id": "77777777-7777-4777-8777-777777777777",
                "location": {
                    "location_type": "physical",
                    "addresses": [
                        {
                            "address_1": "2 Sample Lane",
                            "city": "Lewisham",
                            "postal_code": "SE13 5JH",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
    }
    return {"version": "3.1", "services": [service, kitchen]}


@pytest.fixture
def published(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Callable[[Json], tuple[Flask, Path]]:
    """Publishes a document in a new app; gives the app and the folder of its edition."""
    count = 0

    def publish(document: Json) -> tuple[Flask, Path]:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        (folder / "in.json").write_text(json.dumps(document), "utf-8")
        app = make_app(folder)
        load(app, folder / "in.json")
        publish_now(app, places)
        found = current_folder(folder / "editions")
        assert found is not None
        return app, found

    return publish


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every byte of an edition, but for the Whoosh files' random names."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "index" not in path.relative_to(folder).parts
    }


@pytest.mark.parametrize("visibility", ["hidden", None, "area"])
def test_swapping_a_secret_position_leaves_every_public_byte_the_same(
    published: Callable[[Json], tuple[Flask, Path]], visibility: str | None
) -> None:
    here, folder = published(refuge(visibility, SECRET))
    there, other = published(refuge(visibility, ELSEWHERE, latitude=57.1492211, longitude=-2.0941234))
    assert folder.name == other.name
    assert bytes_of(folder) == bytes_of(other)
    body = {"at": "2026-11-20T12:00", "near": "SE13 6JP", "needs": ["abuse"], "when": "weekend"}
    answers = [app.test_client().post("/api/match", json=body).data for app in (here, there)]
    assert answers[0] == answers[1]
    pages = [
        app.test_client().get("/services/44444444-4444-4444-8444-444444444444").data for app in (here, there)
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("visibility", ["hidden", None, "area"])
def test_nothing_of_a_secret_stands_in_an_edition(
    published: Callable[[Json], tuple[Flask, Path]], visibility: str | None
) -> None:
    _, folder = published(refuge(visibility, SECRET))
    secrets = (b"Sentinel", b"sentinel", b"SE13 6JP", b"51.456", b"-0.0123", b"960777", b"960888")
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not [secret for secret in secrets if secret in held], path.name


def test_a_public_position_does_change_the_bytes(published: Callable[[Json], tuple[Flask, Path]]) -> None:
    _, folder = published(refuge("public", SECRET))
    _, other = published(refuge("public", ELSEWHERE, latitude=57.1492211, longitude=-2.0941234))
    assert folder.name != other.name


def test_a_hidden_place_has_no_distance_and_is_never_cut_by_miles(
    published: Callable[[Json], tuple[Flask, Path]],
) -> None:
    app, _ = published(refuge("hidden", SECRET))
    body = {"at": "2026-11-20T12:00", "near": "AB10 1AB", "miles": 1, "needs": ["abuse"]}
    answer = app.test_client().post("/api/match", json=body).json
    assert answer is not None
    result = answer["results"][0]
    assert result["name"] == "Larch Safe House"
    assert result["distance_m"] is None
    assert result["area"] == ""


def test_an_area_only_place_shows_its_council_and_no_more(
    published: Callable[[Json], tuple[Flask, Path]],
) -> None:
    app, _ = published(refuge("area", SECRET))
    with app.app_context():
        record = serving.current().record(0)
    assert (record["area"], record["council"], record["point"]) == ("Lewisham", "E09000023", None)


LEAKS = [
    ({"description": "Ring 01632 960 777 after six."}, "a worker-only number"),
    ({"description": "Ring +44 1632 960888."}, "a worker-only number"),
    ({"description": "We are at 14, Quiet Sentinel Close."}, "a secret address"),
    ({"description": "Near se136jp."}, "a secret postcode"),
    ({"description": "At 51.4567, north."}, "a secret coordinate"),
    ({"description": "Ask for Jo Sentinelworth."}, "a worker's name"),
    ({"alert": "Write to JO@sentinel.example.org"}, "a worker-only address for mail"),
]


@pytest.mark.parametrize("visibility", ["hidden", None, "area"])
@pytest.mark.parametrize(("change", "kind"), LEAKS)
def test_publishing_is_refused_when_a_secret_stands_in_public_text(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path, change: Json, kind: str, visibility: str | None
) -> None:
    document = refuge(visibility, SECRET, **change)
    (tmp_path / "in.json").write_text(json.dumps(document), "utf-8")
    app = make_app(tmp_path)
    load(app, tmp_path / "in.json")
    with pytest.raises(RefusedError) as error:
        publish_now(app, places)
    assert [(refusal.service, kind in refusal.why) for refusal in error.value.refusals] == [
        ("Larch Safe House", True)
    ]
    assert current_folder(tmp_path / "editions") is None


def test_a_refusal_leaves_the_edition_before_serving(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path
) -> None:
    good, bad = refuge("hidden", SECRET), refuge("hidden", SECRET, alert="Come to SE13 6JP")
    for name, document in (("good", good), ("bad", bad)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), "utf-8")
    app = make_app(tmp_path)
    load(app, tmp_path / "good.json")
    before = publish_now(app, places)
    load(app, tmp_path / "bad.json")
    with pytest.raises(RefusedError):
        publish_now(app, places)
    with app.app_context():
        assert serving.current().id == before
    assert [path.name for path in (tmp_path / "editions").glob(".draft*")] == []


@pytest.mark.parametrize("visibility", ["hidden", None, "area"])
def test_the_same_address_made_public_by_another_row_is_refused(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path, visibility: str | None
) -> None:
    document = refuge(visibility, SECRET)
    twin = copy.deepcopy(document["services"][1])
    twin["service_at_locations"][0]["location"]["addresses"] = [
        {**SECRET, "country": "GB", "address_type": "physical"}
    ]
    document["services"][1] = twin
    (tmp_path / "in.json").write_text(json.dumps(document), "utf-8")
    app = make_app(tmp_path)
    load(app, tmp_path / "in.json")
    with pytest.raises(RefusedError) as error:
        publish_now(app, places)
    assert error.value.refusals[0].service == "Open Kitchen"
