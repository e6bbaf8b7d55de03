"""Building the phone's half into the data folder (docs/decisions/0009)."""

import base64
import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import brotli

from app.client import INDEX, WORKER
from app.headers import HEADERS
from app.pages.assets import DRAWINGS, ICON, PWA, STYLE
from app.publishing.packs.pointing import FORMAT, signer
from directory_data import content
from pwa.build.bundle import WORKER as WORKER_PARTS
from pwa.build.bundle import Client, Given, Spoken, build
from pwa.build.tracing import worker_map
from pwa.views.lines import FEW
from search.catalogue import WORDS
from search.languages import ENGLISH, catalogue_of, name_of

ROOT = PWA.parent
#: What the client is made of.
SOURCES = ("pwa", "search/rules")
#: Words that no phone says.
SERVER_WORDS = WORDS / "server.json"
ONLY_ENGLISH = (ENGLISH,)
NO_KEY: Mapping[str, str] = {}
EMERGENCY = "emergency"


def source_of(languages: Sequence[str] = ONLY_ENGLISH, key: Mapping[str, str] = NO_KEY) -> str:
    """A hash of everything that the client is made of."""
    said = {tag: catalogue_of(tag) for tag in languages}
    digest = hashlib.sha256(
        json.dumps([HEADERS, list(languages), said, FORMAT, at_hand(), dict(key)], sort_keys=True).encode()
    )
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(ROOT)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def spoken(tag: str) -> Spoken:
    """A language as phones take it."""
    server = json.loads(SERVER_WORDS.read_bytes())
    words = {key: parts for key, parts in catalogue_of(tag).items() if key not in server}
    return Spoken(tag, name_of(tag), cast("dict[str, list[Mapping[str, str]]]", words))


def at_hand() -> dict[str, list[list[str]]]:
    """What every phone says though nothing is saved on it: lines that are open at any hour and whose numbers
    were seen, as many as a page shows, and the pathways."""
    usable = [each for each in content.help_lines() if each["verified"] and each["channel"] == "phone"]
    lines = [each for each in usable if each["any_hour"]]
    lines.sort(key=lambda each: (each["rank"], each["id"]))
    names = ("id", "name", "number", "say")
    told = [[str(line[name]) for name in names] for line in lines]  # type: ignore[literal-required]
    shown = told[:FEW] + [line for line in told[FEW:] if line[0] == EMERGENCY]
    return {"lines": shown, "pathways": [[each["code"], each["name"]] for each in content.pathways()]}


def point(key: Mapping[str, str]) -> str:
    """A key as WebCrypto takes it raw: the uncompressed point, in base64. "" for none."""
    halves = [base64.urlsafe_b64decode(f"{key[name]}==") for name in ("x", "y") if name in key]
    return base64.b64encode(b"\x04" + b"".join(halves)).decode("ascii") if halves else ""


def made(languages: Sequence[str] = ONLY_ENGLISH, key: Mapping[str, str] = NO_KEY) -> Client:
    """The client of the sources as they are, in some languages, everybody's first. `key`: the JWK of the
    only key that it trusts."""
    given = Given(
        languages=[spoken(tag) for tag in languages],
        headers=HEADERS,
        urls={"style": STYLE.url, "icon": ICON.url, "drawings": DRAWINGS.url},
        key=point(key),
        format=FORMAT,
        at_hand=at_hand(),
    )
    return build(ROOT, given)


def trusted(folder: Path) -> dict[str, str]:
    """The key of the editions beside a client, made where there is none (docs/decisions/0009, Trust)."""
    return signer(folder.parent / "editions").jwk()


def trusts_another(folder: Path) -> bool:
    """Whether a client is built that does not trust what is signed now."""
    index = folder / INDEX
    return index.exists() and json.loads(index.read_bytes()).get("key") != trusted(folder)["kid"]


def prepare(folder: Path, languages: Sequence[str] = ONLY_ENGLISH) -> bool:
    """Build the client into a folder, unless it holds the same already. Gives whether it was built. It
    trusts the key of the editions beside it.

    The index is replaced last, so that a server never names what is not there. Files of older clients
    stay for pages that are still open. The worker's source map lies beside it and is not in the index: it
    is served to nobody.
    """
    key = trusted(folder)
    source = source_of(languages, key)
    try:
        if json.loads((folder / INDEX).read_bytes())["source"] == source:
            return False
    except (FileNotFoundError, KeyError, ValueError):
        pass
    client = made(languages, key)
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in client.files.items():
        _replace(folder / name, body)
        if not name.endswith(".png"):
            _replace(folder / f"{name}.br", brotli.compress(body))
            _replace(folder / f"{name}.gz", gzip.compress(body, 9, mtime=0))
    told = worker_map(ROOT, client.modules, WORKER_PARTS, client.files[WORKER].decode())
    _replace(folder / f"{WORKER}.map", told.encode())
    index = {
        "source": source,
        "key": key["kid"],
        "scripts": dict(client.scripts),
        "files": sorted(client.files),
    }
    _replace(folder / INDEX, json.dumps(index).encode())
    return True


def _replace(path: Path, body: bytes) -> None:
    handle, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(aside).chmod(0o644)
    Path(aside).replace(path)
