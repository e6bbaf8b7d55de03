"""Nothing of a secret enters a pack: two directories that differ only in it publish the same bytes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import orjson
import pytest
from flask import Flask

from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from directory_data.gazetteer import Gazetteer
from search.edition import current_folder, open_edition
from tests.conftest import MakeApp, load, publish_now
from tests.unit.test_publishing_secrets import ELSEWHERE, SECRET, refuge

Publish = Callable[[dict[str, Any]], Path]
#: What may differ from one publishing of the same content to the next (answers.md section 3).
CHANGING = ("published_at", "version", "expires", "key", "signature")


@pytest.fixture
def published(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Publish:
    """Publishes a document with its packs in a new app; gives the public tree."""
    count = 0

    def publish(document: dict[str, Any]) -> Path:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        (folder / "in.json").write_text(json.dumps(document), "utf-8")
        app: Flask = make_app(folder)
        load(app, folder / "in.json")
        publish_now(app, places)
        editions = folder / "editions"
        found = current_folder(editions)
        assert found is not None
        publish_packs(open_edition(found), editions, folder / "gazetteer")
        return pointing.public(editions)

    return publish


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every public byte but those that change by themselves. The key is each site's own."""
    own = ("key.json", "key.json.br", "key.json.gz")
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name not in own}
    for name in [name for name in found if name.startswith("current.json")]:
        held = found.pop(name)
        if name == "current.json":
            told = orjson.loads(held)
            found[name] = orjson.dumps({key: told[key] for key in told if key not in CHANGING})
    return found


@pytest.mark.parametrize("visibility", ["hidden", None, "area"])
def test_swapping_a_secret_position_leaves_every_byte_of_the_packs_the_same(
    published: Publish, visibility: str | None
) -> None:
    here = bytes_of(published(refuge(visibility, SECRET)))
    there = bytes_of(published(refuge(visibility, ELSEWHERE, latitude=57.1492211, longitude=-2.0941234)))
    assert list(here) == list(there)
    assert here == there
    secrets = (b"Sentinel", b"sentinel", b"51.456", b"51456789", b"-0.0123", b"960777", b"960888", b"Quiet")
    for name, body in here.items():
        text = brotli.decompress(body) if name.endswith(".br") else body
        assert name.endswith(".gz") or not [each for each in secrets if each in text], name


def test_a_public_position_does_change_the_bytes(published: Publish) -> None:
    here = bytes_of(published(refuge("public", SECRET)))
    there = bytes_of(published(refuge("public", ELSEWHERE, latitude=57.1492211, longitude=-2.0941234)))
    assert here != there
