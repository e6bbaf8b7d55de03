"""What phones fetch: whole, signed, and the server's own records (docs/decisions/0007)."""

import base64
import gzip
import hashlib
from pathlib import Path
from typing import Any

import brotli
import orjson
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from flask import Flask

from app import serving
from app.pages.sources import sources
from app.publishing.national import first_carried
from app.publishing.packs import pointing
from app.publishing.signing import Signer, canonical
from directory_data import content
from directory_data.gazetteer import Gazetteer
from search import wall
from search.rules import packs
from search.rules.answering import distance_to
from search.rules.distance import limit
from search.rules.reach import on_catchment, reached_from_anywhere, uncut
from tests.conftest import SAMPLE, MakeApp, load, publish_now
from tests.pages.page import Page

from .packed import editions_of, file, packed, whole

Json = dict[str, Any]
SORTED = orjson.OPT_SORT_KEYS
LEWISHAM = "E09000023"


def unpacked(app: Flask, sha: str) -> list[tuple[Json, Json]]:
    """The records and details that a manifest names."""
    cuts: dict[int, Json] = {}
    for shard in file(app, sha)["shards"]:
        if "cut" in shard:
            cuts.setdefault(shard["cut"], {})[shard["kind"]] = file(app, shard["sha256"])
    found: list[tuple[Json, Json]] = []
    for cut in cuts.values():
        records = packs.records(cut["list"], cut["words"], cut["detail"])
        found += zip(records, packs.details(cut["detail"], cut["list"]), strict=True)  # type: ignore[arg-type]
    return found


def ids_of(app: Flask, sha: str) -> set[str]:
    """The ids of the records that a manifest names."""
    named = [each["sha256"] for each in file(app, sha)["shards"] if each["kind"] == "list"]
    return {id_ for each in named for id_ in packs.identifiers(file(app, each)["ids"])}


def lately(record: Json, first_day: int) -> Json:
    """A record of the server without the dated hours that no phone carries."""
    hours = [
        {**each, "dates": [dated for dated in each["dates"] if dated["day"] >= first_day]}
        for each in record["hours"]
    ]
    return {**record, "hours": hours}


@pytest.fixture(scope="module")
def document(made_up_app: Flask) -> Json:
    return packed(made_up_app)


@pytest.fixture(scope="module")
def sample_document(sample_app: Flask) -> Json:
    return packed(sample_app)


@pytest.mark.parametrize("which", ["made_up_app", "sample_app"])
def test_a_pack_gives_back_the_server_s_own_records_byte_for_byte(
    request: pytest.FixtureRequest, which: str
) -> None:
    app: Flask = request.getfixturevalue(which)
    told = request.getfixturevalue("document" if which == "made_up_app" else "sample_document")
    edition = whole(app)
    first_day = first_carried(edition.knowledge["published"] // 1440)
    seen = set()
    entries = [told["national"], *told["areas"].values()]
    for number, entry in enumerate(entries):
        seen |= ids_of(app, entry["sha256"])
        if number % 12:  # neighbours share most of their shards
            continue
        rows = unpacked(app, entry["sha256"])
        assert len(rows) == entry["rows"]
        for record, detail in rows:
            row = edition.rows[record["id"]]
            want = lately(edition.record(row), first_day)
            # Which words stand in its texts is the same; their order says nothing, and a phone sorts none.
            record["words"]["body"] = sorted({*record["words"]["body"]})
            assert orjson.dumps(record, option=SORTED) == orjson.dumps(want, option=SORTED)
            assert orjson.dumps(detail, option=SORTED) == orjson.dumps(edition.details[row], option=SORTED)
    assert seen == set(edition.rows)


def test_without_words_and_details_a_list_is_the_same_but_for_them(
    made_up_app: Flask, document: Json
) -> None:
    shards = file(made_up_app, document["areas"][LEWISHAM]["sha256"])["shards"]
    shard = next(file(made_up_app, each["sha256"]) for each in shards if each["kind"] == "list")
    edition = whole(made_up_app)
    first_day = first_carried(edition.knowledge["published"] // 1440)
    for record in packs.records(shard, None, None):  # type: ignore[arg-type]
        want = lately(edition.record(edition.rows[record["id"]]), first_day)
        bare = {**want, "service_id": "", "location_id": None, "words": {"name": [], "body": []}}
        assert orjson.dumps(record, option=SORTED) == orjson.dumps(bare, option=SORTED)


@pytest.mark.parametrize("near", ["SE13 6JP", "SE6 1", "SE12", "Lewisham", "Catford", "BR1 4", "Sydenham"])
def test_an_area_carries_all_that_a_page_can_show_for_its_places(
    made_up_app: Flask, document: Json, places: Gazetteer, near: str
) -> None:
    place = places.find(near).place
    assert place is not None and LEWISHAM in place["councils"]
    manifests = [document["national"]["sha256"], document["areas"][LEWISHAM]["sha256"]]
    held = {record["id"] for sha in manifests for record, _ in unpacked(made_up_app, sha)}
    edition = whole(made_up_app)
    for row in range(len(edition.records)):
        record = edition.record(row)
        if uncut(record):
            reached = on_catchment(record["catchment"], place) != "no"  # type: ignore[arg-type]
        else:
            away = distance_to(record, place)  # type: ignore[arg-type]
            reached = away is not None and away <= limit(15)
        assert not reached or record["id"] in held, record["name"]


def test_the_national_part_is_what_is_reached_from_anywhere(made_up_app: Flask, document: Json) -> None:
    edition = whole(made_up_app)
    want = {
        edition.record(row)["id"]
        for row in range(len(edition.records))
        if reached_from_anywhere(edition.record(row))
    }
    found = {record["id"] for record, _ in unpacked(made_up_app, document["national"]["sha256"])}
    assert found == want and len(want) > 10


def test_an_area_counts_the_places_that_say_they_lie_in_it(sample_app: Flask, sample_document: Json) -> None:
    """A hidden place says nothing of where it is: it is counted nowhere."""
    edition = whole(sample_app)
    records = [edition.record(row) for row in range(len(edition.records))]
    told = [record["council"] for record in records if not reached_from_anywhere(record)]
    for code, entry in sample_document["areas"].items():
        assert entry["own"] == told.count(code), code
    counted = {code for code, entry in sample_document["areas"].items() if entry["own"] > 0}
    assert counted == {covered["council"] for covered in content.coverage()}


def test_the_areas_page_lists_those_that_have_places_of_their_own(
    sample_app: Flask, sample_document: Json
) -> None:
    assert sum(entry["rows"] > 0 for entry in sample_document["areas"].values()) > 100
    assert all(entry["rows"] > 0 for entry in sample_document["areas"].values())
    page = Page(sample_app.test_client().get("/areas").text)
    buttons = [each for each in page.every("button") if "data-save-area" in each.attributes]
    said = [each.attributes["data-save-area"] for each in buttons]
    by_name = sorted(content.coverage(), key=lambda covered: covered["name"])
    assert said == [covered["council"] for covered in by_name]


def test_national_knowledge_is_the_server_s(sample_app: Flask, sample_document: Json) -> None:
    shards = file(sample_app, sample_document["national"]["sha256"])["shards"]
    common = next(file(sample_app, each["sha256"]) for each in shards if each["kind"] == "knowledge")
    edition = whole(sample_app)
    first_day = first_carried(edition.knowledge["published"] // 1440)
    lines = [lately(dict(line), first_day) for line in edition.knowledge["help_lines"]]
    want = {**edition.knowledge, "help_lines": lines, "phrases": [], "dictionary": []}
    want["cover"] = {**edition.knowledge["cover"], "first": first_day}
    for name in ("published", "cover"):
        assert sample_document[name] == want.pop(name), name
    assert sample_document["sample"] is True
    assert orjson.dumps(common["knowledge"], option=SORTED) == orjson.dumps(want, option=SORTED)
    assert common["extra"] == edition.extra
    assert common["sources"] == sources()
    days = [dated["day"] for line in lines for each in line["hours"] for dated in each["dates"]]
    assert days and min(days) >= first_day


def test_every_file_is_there_in_three_forms_that_are_the_same(
    sample_app: Flask, sample_document: Json
) -> None:
    folder = pointing.public(editions_of(sample_app))
    plain = sorted(folder.glob("*.json"))
    assert len(plain) > 400
    for path in plain[::40]:
        body = path.read_bytes()
        assert brotli.decompress((folder / f"{path.name}.br").read_bytes()) == body
        assert gzip.decompress((folder / f"{path.name}.gz").read_bytes()) == body


def verified(app: Flask, told: Json) -> None:
    """Raises InvalidSignature unless the published key signed the document."""
    key = orjson.loads((pointing.public(editions_of(app)) / "key.json").read_bytes())
    x, y = (int.from_bytes(base64.urlsafe_b64decode(key[name] + "=="), "big") for name in "xy")
    raw = base64.b64decode(told["signature"])
    assert len(raw) == 64 and key["kid"] == told["key"]
    signature = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    public.verify(signature, canonical(told), ec.ECDSA(hashes.SHA256()))


def test_the_document_is_signed_by_the_published_key_and_no_field_can_be_changed(
    sample_app: Flask, sample_document: Json
) -> None:
    verified(sample_app, sample_document)
    for field in ("edition", "version", "expires", "withdrawn", "areas"):
        with pytest.raises(InvalidSignature):
            verified(sample_app, {**sample_document, field: "other"})


def test_the_key_is_made_once_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "signing.pem"
    first = Signer.of(path).key_id()
    assert path.stat().st_mode & 0o777 == 0o600
    assert Signer.of(path).key_id() == first
    assert [each.name for each in tmp_path.iterdir()] == ["signing.pem"]


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    load(made, SAMPLE / "wisbech.json")
    publish_now(made, places)
    return made


def test_the_version_only_grows_and_equal_content_has_equal_files(app: Flask) -> None:
    first = packed(app)
    names = {path.name for path in pointing.public(editions_of(app)).iterdir()}
    second = packed(app)
    assert second["version"] == first["version"] + 1
    assert {path.name for path in pointing.public(editions_of(app)).iterdir()} == names
    changing = ("version", "signature")
    assert {k: v for k, v in first.items() if k not in changing} == {
        k: v for k, v in second.items() if k not in changing
    }


def test_the_version_grows_even_where_the_last_document_was_lost(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = wall.minute_of("2026-12-01T12:00")
    monkeypatch.setattr(wall, "now_minute", lambda: now)
    first = packed(app)
    (pointing.public(editions_of(app)) / "current.json").unlink()
    assert packed(app)["version"] == first["version"] == now


def test_what_is_published_of_the_past_expires_as_late_as_the_rest(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "now_minute", lambda: wall.minute_of("2027-06-01T12:00"))
    told = packed(app)
    assert (told["published_at"], told["expires"]) == ("2026-11-20T09:00", "2027-08-30")


def test_a_failure_half_way_leaves_the_document_before(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packed(app)
    load(app, SAMPLE / "cambridge.json")
    publish_now(app, Gazetteer.open(app.config["SATURDAY"].gazetteer))
    real = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name.endswith(".json"):
            raise OSError(28, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="No space"):
            packed(app)
    assert pointing.current(editions_of(app)) == first
    for entry in [first["national"], *first["areas"].values()]:
        assert file(app, entry["sha256"])["shards"]
    assert packed(app)["edition"] != first["edition"]


# -- served ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("", None),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=1, br;q=0.1", "gzip"),
    ],
)
def test_a_file_is_sent_in_the_form_that_is_asked_for(app: Flask, asked: str, encoding: str | None) -> None:
    sha = packed(app)["national"]["sha256"]
    response = app.test_client().get(f"/editions/{sha}.json", headers={"Accept-Encoding": asked})
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    body = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](response.data)
    assert hashlib.sha256(body).hexdigest() == sha


def test_the_document_is_asked_for_each_time_and_costs_nothing_when_unchanged(app: Flask) -> None:
    packed(app)
    client = app.test_client()
    for name in ("current.json", "key.json"):
        first = client.get(f"/editions/{name}")
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(f"/editions/{name}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["signing.pem", "withdrawn.ndjson", "..%2fsigning.pem", "f" * 64 + ".json", "x.json"]
)
def test_nothing_else_is_served(app: Flask, name: str) -> None:
    packed(app)
    assert app.test_client().get(f"/editions/{name}").status_code == 404


# -- withdrawn ------------------------------------------------------------------------------------


def test_what_is_withdrawn_is_gone_from_pages_match_and_the_document_at_once(app: Flask) -> None:
    before, client = packed(app), app.test_client()
    body = {"at": "2026-11-20T12:00", "per_page": 50}
    found = client.post("/api/match", json=body).json
    assert found is not None
    gone = found["results"][0]["id"]
    assert client.get(f"/services/{gone}").status_code == 200
    told = ["directory", "withdraw", gone, "--why", "Asked for", "--by", "Jo"]
    run = app.test_cli_runner().invoke(args=told)
    assert run.exit_code == 0, run.output
    after = client.get("/editions/current.json").json
    assert after is not None
    assert (after["withdrawn"], after["edition"]) == ([gone], before["edition"])
    assert after["version"] > before["version"]
    verified(app, after)
    assert client.get(f"/services/{gone}").status_code == 404
    left = client.post("/api/match", json=body).json
    assert left is not None
    assert gone not in [each["id"] for each in left["results"]]
    assert len(left["results"]) == len(found["results"]) - 1
    assert "Asked for" not in str(after) and pointing.withdrawals(editions_of(app))[0].by == "Jo"


def test_what_is_withdrawn_is_in_no_pack_until_it_is_shown_again(app: Flask) -> None:
    before = packed(app)
    edition = whole(app)
    records = [edition.record(row) for row in range(len(edition.records))]
    service = records[0]["service_id"]
    ids = {record["id"] for record in records if record["service_id"] == service}
    runner = app.test_cli_runner()
    assert runner.invoke(args=["directory", "withdraw", service, "--why", "No"]).exit_code == 0
    areas = packed(app)["areas"].values()
    held = {record["id"] for entry in areas for record, _ in unpacked(app, entry["sha256"])}
    assert not held & ids
    assert runner.invoke(args=["directory", "withdraw", service, "--why", "Yes", "--undo"]).exit_code == 0
    after = packed(app)
    assert after["withdrawn"] == [] and after["areas"] == before["areas"]
    with app.app_context():
        assert ids <= set(serving.current().rows)


@pytest.mark.parametrize(
    "arguments", [["nothing-known", "--why", "x"], ["nothing-known", "--why", "x", "--undo"]]
)
def test_withdrawing_what_is_not_there_is_refused(app: Flask, arguments: list[str]) -> None:
    packed(app)
    run = app.test_cli_runner().invoke(args=["directory", "withdraw", *arguments])
    assert run.exit_code == 1
    assert pointing.withdrawals(editions_of(app)) == []
