"""The client as it is built and handed out."""

import json
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import client_build
from app.client_build import ROOT
from app.headers import HEADERS
from app.pages.assets import ICON, STYLE
from pwa.build.bundle import Client, brief
from pwa.build.mangling import WORDS, declared, mangled
from pwa.build.rules import BundleError, bundle
from pwa.build.rules.scanning import bindings, scan
from tests.conftest import MakeApp

KB = 1000


@pytest.fixture(scope="module")
def made() -> Client:
    """The client of the sources as they are."""
    return client_build.made()


@pytest.fixture(scope="module")
def with_client(make_app: MakeApp, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app without an edition, whose client is built."""
    folder = tmp_path_factory.mktemp("client")
    app = make_app(folder)
    assert client_build.prepare(folder / "client")
    return app


@pytest.fixture
def client(with_client: Flask) -> FlaskClient:
    return with_client.test_client()


def packed(body: bytes) -> int:
    return len(brotli.compress(body))


def named(made: Client, stem: str) -> bytes:
    return next(body for name, body in made.files.items() if name.startswith(stem))


def test_the_client_fits_its_budget(made: Client) -> None:
    worker, script = packed(named(made, "sw.js")), packed(named(made, "page."))
    assert worker <= 45 * KB
    assert script <= 15 * KB
    rest = [named(made, "words."), named(made, "manifest"), STYLE.body, ICON.body]
    assert worker + script + sum(map(packed, rest)) <= 57 * KB


def test_building_twice_gives_the_same_bytes(made: Client) -> None:
    assert client_build.made() == made


def test_what_is_built_is_left_alone_until_its_sources_change(
    with_client: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_client.config["SATURDAY"].data_dir / "client"
    before = (folder / "client.json").stat().st_mtime_ns
    assert not client_build.prepare(folder)
    assert (folder / "client.json").stat().st_mtime_ns == before
    monkeypatch.setattr(client_build, "source_of", lambda: "another")
    assert client_build.prepare(folder)


def test_the_worker_has_no_way_from_a_page_to_the_network() -> None:
    """One module fetches editions and checks them; the others fall back for the files of the shell."""
    fetching = [
        path.name
        for path in sorted((ROOT / "pwa" / "worker").glob("*.js"))
        if re.search(r"\bfetch\(|\.add(All)?\(\w*FILES|XMLHttpRequest|importScripts", path.read_text("utf-8"))
    ]
    assert fetching == ["main.js", "printing.js", "trusted.js"]
    told = (ROOT / "pwa" / "worker" / "main.js").read_text("utf-8")
    assert re.findall(r"\bfetch\((.*?)\)", told) == ["request"]
    assert "FILES.includes(url.pathname)" in told
    words = (ROOT / "pwa" / "worker" / "printing.js").read_text("utf-8")
    assert re.findall(r"\bfetch\((.*?)\)", words) == ["BUILT.shell.words"]
    assert "navigationPreload" not in told
    assert "skipWaiting" not in told


def test_the_worker_is_asked_for_anew_and_hashed_files_are_kept(client: FlaskClient) -> None:
    worker = client.get("/sw.js", headers={"Accept-Encoding": "br"})
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert worker.headers["Content-Encoding"] == "br"
    assert client.get("/sw.js").data == brotli.decompress(worker.data)
    again = client.get("/sw.js", headers={"If-None-Match": client.get("/sw.js").headers["ETag"]})
    assert again.status_code == 304
    script = re.search(r'<script src="([^"]+)" defer></script>', client.get("/about").text)
    assert script is not None
    kept = client.get(script[1])
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/client/sw.js", "/client/client.json", "/client/..%2ftest.db", "/client/page.js"):
        assert client.get(path).status_code == 404


def test_the_manifest_is_discreet_and_its_icons_are_there(client: FlaskClient) -> None:
    response = client.get("/manifest.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.data)
    assert (manifest["name"], manifest["short_name"]) == ("Saturday", "Saturday")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable", "monochrome"}
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).data[:8] == b"\x89PNG\r\n\x1a\n"
    assert [each["name"] for each in manifest["shortcuts"]] == ["Tonight", "This weekend"]


def test_without_a_client_pages_name_no_script(make_app: MakeApp, tmp_path: Path) -> None:
    client = make_app(tmp_path).test_client()
    assert "<script" not in client.get("/about").text
    assert "manifest" not in client.get("/about").text
    assert client.get("/sw.js").status_code == 404


def test_pages_made_by_the_phone_carry_the_servers_headers(made: Client) -> None:
    worker = named(made, "sw.js").decode()
    for name, value in HEADERS.items():
        assert json.dumps({name: value})[1:-1].replace('": "', '":"') in worker


GLOBALS = frozenset(
    "Array Boolean Date Error Intl JSON Map Math NaN Number Object Promise RangeError Response Set String "
    "TextEncoder TypeError URL URLSearchParams Uint8Array MessageChannel atob caches console crypto document "
    "encodeURIComponent fetch history indexedDB isNaN location navigator parseInt self setInterval "
    "addEventListener undefined".split()
)


@pytest.mark.parametrize("stem", ["sw.js", "page."])
def test_every_name_of_a_script_is_its_own_or_the_browsers(made: Client, stem: str) -> None:
    tokens = list(scan(named(made, stem).decode()))
    used = {tokens[each.place].text for each in bindings(tokens)}
    assert used - declared(tokens) - WORDS - GLOBALS == set()


# -- short names -------------------------------------------------------------------------------------


def shortened(text: str) -> str:
    return mangled(bundle({"main": text}, {"main": "main"}, "told", minify=True))


def test_fields_keys_strings_and_globals_keep_their_names() -> None:
    text = shortened(
        "const wanted = { wanted: 1, other: Math.max(2, 3) };\n"
        "export function asked(wanted, other) {\n"
        "  const { first, second: renamed } = wanted;\n"
        "  return `${first} first ${wanted.other}` + renamed + { other }.other + 'wanted';\n"
        "}\n"
    )
    assert "{wanted:1,other:Math.max(2,3)}" in text
    assert re.search(r"const\{first:\w,second:\w\}=\w+;", text)
    assert re.search(r"`\$\{\w\} first \$\{\w+\.other\}`", text)
    assert re.search(r"\{other:\w\}\.other\+'wanted'", text)


def test_two_names_never_become_one() -> None:
    text = shortened(
        "const top = 1;\n"
        "function a(one, two) {\n  const inner = (one) => one + two + top;\n  return inner(self.b);\n}\n"
        "export function b() {\n  try {\n    return a(top, 2);\n  } catch (wrong) {\n    throw wrong;\n  }\n}"
        "\n"
    )
    found = re.search(
        r"function (\w+)\((\w),(\w)\)\{const (\w)=\(\2\)=>\2\+\3\+(\w+);return \4\(self\.b\);", text
    )
    assert found is not None, text
    assert len({found[index] for index in range(1, 6)}) == 5
    assert re.search(r"catch\((\w)\)\{throw \1;\}", text)


def test_an_import_that_is_not_there_fails_the_build() -> None:
    with pytest.raises(BundleError):
        bundle({"main": 'import { nothing } from "./other.js";\nnothing();\n'}, {"main": "main"}, "told")


def test_sentences_are_written_briefly() -> None:
    assert brief([{"kind": "text", "name": "Skip"}]) == "Skip"
    assert brief([{"kind": "text", "name": "At "}, {"kind": "time", "name": "end"}]) == [
        "At ",
        ["time", "end"],
    ]
