"""Packs of an app in tests: published, and read back by what they are called."""

import hashlib
from pathlib import Path
from typing import Any

import orjson
from flask import Flask

from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from search.edition import Edition, current_folder, open_edition

Json = dict[str, Any]


def editions_of(app: Flask) -> Path:
    folder: Path = app.config["SATURDAY"].editions
    return folder


def whole(app: Flask) -> Edition:
    found = current_folder(editions_of(app))
    assert found is not None
    return open_edition(found)


def packed(app: Flask) -> Json:
    """Publish packs of the app's edition; the signed document."""
    return publish_packs(whole(app), editions_of(app), app.config["SATURDAY"].gazetteer).document


def file(app: Flask, sha: str) -> Json:
    body = (pointing.public(editions_of(app)) / f"{sha}.json").read_bytes()
    assert hashlib.sha256(body).hexdigest() == sha
    found: Json = orjson.loads(body)
    return found
