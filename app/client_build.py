"""Building the phone's half into the data folder (docs/decisions/0009)."""

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import brotli

from app.client import INDEX
from app.headers import HEADERS
from app.pages.assets import ICON, PWA, STYLE
from app.pages.sources import sources
from directory_data.gazetteer import SENTENCES
from pwa.build.bundle import Client, Given, build
from search.catalogue import english, parse

ROOT = PWA.parent
#: What the client is made of.
SOURCES = ("pwa", "search/rules", "directory_data/content/words")


def source_of() -> str:
    """A hash of everything that the client is made of."""
    digest = hashlib.sha256(json.dumps(HEADERS, sort_keys=True).encode())
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(ROOT)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def made() -> Client:
    """The client of the sources as they are."""
    places = {key: parse(key, text) for key, text in SENTENCES.items()}
    given = Given(
        catalogue=cast("dict[str, list[Mapping[str, str]]]", {**places, **english()}),
        sources=cast("list[Mapping[str, object]]", sources()),
        headers=HEADERS,
        urls={"style": STYLE.url, "icon": ICON.url},
    )
    return build(ROOT, given)


def prepare(folder: Path) -> bool:
    """Build the client into a folder, unless it holds the same already. Gives whether it was built.

    The index is replaced last, so that a server never names what is not there. Files of older clients
    stay for pages that are still open.
    """
    source = source_of()
    try:
        if json.loads((folder / INDEX).read_bytes())["source"] == source:
            return False
    except (FileNotFoundError, KeyError, ValueError):
        pass
    client = made()
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in client.files.items():
        _replace(folder / name, body)
        if not name.endswith(".png"):
            _replace(folder / f"{name}.br", brotli.compress(body))
            _replace(folder / f"{name}.gz", gzip.compress(body, 9, mtime=0))
    index = {"source": source, "script": client.script, "files": sorted(client.files)}
    _replace(folder / INDEX, json.dumps(index).encode())
    return True


def _replace(path: Path, body: bytes) -> None:
    handle, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(aside).chmod(0o644)
    Path(aside).replace(path)
