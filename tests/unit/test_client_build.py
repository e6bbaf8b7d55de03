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
from app.pages.assets import DRAWINGS, ICON, STYLE, smaller
from pwa.build.bundle import Client, brief
from pwa.build.mangling import WORDS, declared, mangled
from pwa.build.rules import BundleError, bundle
from pwa.build.rules.scanning import bindings, scan
from search import catalogue
from tests.conftest import MakeApp

KB = 1000
KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
#: What printing.js fetches: the words and the script of a language, by their built-in addresses.
WORDS_FETCHED = ["files", "{ words, script }", "[words, script]", "files", "files"]


@pytest.fixture(scope="module")
def made() -> Client:
    """The client of the sources as they are, with a key of the usual size."""
    return client_build.made(key=KEY)


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


def test_the_worker_holds_no_text_of_an_error_that_nobody_reads(made: Client) -> None:
    script = named(made, "sw").decode()
    assert [
        text
        for text in ("nothing is unknown", "no such window", "no item", "floor of", "needs a list")
        if text in script
    ] == []
    assert script.count("throw new Error(") > 1


def test_the_client_fits_its_budget(made: Client) -> None:
    worker, script = packed(named(made, "sw.js")), packed(named(made, "page."))
    assert worker <= 45 * KB
    assert script <= 15 * KB
    rest = [named(made, "words."), named(made, "manifest"), STYLE.body, ICON.body]
    assert worker + script + sum(map(packed, rest)) <= 56.5 * KB
    assert packed(DRAWINGS.body) <= 1.4 * KB


def test_a_first_visit_fits_its_budget(made: Client, sample_app: Flask) -> None:
    """What a browser fetches with the first page: the page, style, icon, drawings, script, worker, words and
    manifest."""
    page = sample_app.test_client().get("/").data
    fetched = [named(made, stem) for stem in ("sw.js", "page.", "words.", "manifest")]
    assert sum(map(packed, [page, STYLE.body, ICON.body, DRAWINGS.body, *fetched])) <= 60 * KB


def test_building_twice_gives_the_same_bytes(made: Client) -> None:
    assert client_build.made(key=KEY) == made


def test_what_is_built_is_left_alone_until_its_sources_change(
    with_client: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_client.config["SATURDAY"].data_dir / "client"
    before = (folder / "client.json").stat().st_mtime_ns
    assert not client_build.prepare(folder)
    assert (folder / "client.json").stat().st_mtime_ns == before
    monkeypatch.setattr(client_build, "source_of", lambda *given: "another")
    assert client_build.prepare(folder)


def test_the_worker_has_no_way_from_a_page_to_the_network() -> None:
    """One module fetches editions and checks them; the others fall back for the files of the shell."""
    fetching = [
        path.name
        for path in sorted((ROOT / "pwa" / "worker").glob("*.js"))
        if re.search(r"\bfetch\(|\.addAll\(|XMLHttpRequest|importScripts", path.read_text("utf-8"))
    ]
    assert fetching == ["main.js", "printing.js", "trusted.js"]
    told = (ROOT / "pwa" / "worker" / "main.js").read_text("utf-8")
    assert re.findall(r"\bfetch\((.*?)\)", told) == ["request"]
    assert "[...FILES, ...FURTHER].includes(url.pathname)" in told
    words = (ROOT / "pwa" / "worker" / "printing.js").read_text("utf-8")
    assert re.findall(r"\b(?:fetch|addAll|taken|wordsOf)\((.*?)\)", words) == WORDS_FETCHED
    assert "const files = BUILT.further[tag] ?? BUILT.shell;" in words
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
    "AbortController Blob Infinity clearInterval clearTimeout "
    "Array Boolean Date Error Intl JSON Map Math NaN Number Object Promise RangeError Request Response Set "
    "String TextEncoder TypeError URL URLSearchParams Uint8Array MessageChannel atob caches console crypto "
    "document encodeURIComponent fetch history indexedDB isNaN location navigator parseInt self setInterval "
    "addEventListener undefined setTimeout".split()
)


@pytest.mark.parametrize("stem", ["sw.js", "page."])
def test_every_name_of_a_script_is_its_own_or_the_browsers(made: Client, stem: str) -> None:
    tokens = list(scan(named(made, stem).decode()))
    used = {tokens[each.place].text for each in bindings(tokens)}
    assert used - declared(tokens) - WORDS - GLOBALS == set()


def test_a_client_of_another_language_says_nothing_in_english() -> None:
    made = client_build.made(("en-XA",))
    told = "".join(body.decode() for name, body in made.files.items() if not name.endswith(".png"))
    sentences = [
        text for text in catalogue.texts(catalogue.WORDS).values() if text.count(" ") > 1 and "{" not in text
    ]
    assert len(sentences) > 200
    assert [text for text in sentences if text in told] == []
    manifest = json.loads(made.files["manifest.webmanifest"])
    assert manifest["lang"] == "en-XA" and "⟦" in manifest["shortcuts"][0]["name"]
    assert "⟦" in named(made, "sw.js").decode() and "⟦" in named(made, "page.").decode()


def test_each_language_has_words_and_a_script_of_its_own() -> None:
    made = client_build.made(("en-GB", "en-XA"))
    assert set(made.scripts) == {"en-GB", "en-XA"}
    assert {name.split(".")[0] for name in made.files} >= {"page", "page-en-XA", "words", "words-en-XA"}
    alone = client_build.made()
    assert named(alone, "words.") == named(made, "words.") and named(alone, "page.") == named(made, "page.")


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
    assert re.search(r"let\{first:\w,second:\w\}=\w+;", text)
    assert re.search(r"`\$\{\w\} first \$\{\w+\.other\}`", text)
    assert re.search(r"\{other:\w\}\.other\+'wanted'", text)


def test_two_names_never_become_one() -> None:
    text = shortened(
        "const top = 1;\n"
        "function a(one, two) {\n  const inner = (one) => one + two + top;\n  return inner(self.b);\n}\n"
        "export function b() {\n  try {\n    return a(top, 2);\n  } catch (wrong) {\n    throw wrong;\n  }\n}"
        "\n"
    )
    found = re.search(r"function (\w+)\((\w),(\w)\)\{let (\w)=\2=>\2\+\3\+(\w+);return \4\(self\.b\)\}", text)
    assert found is not None, text
    assert len({found[index] for index in range(1, 6)}) == 5
    assert re.search(r"catch\((\w)\)\{throw \1\}", text)


def test_a_parameter_named_as_something_outside_is_the_parameter() -> None:
    text = shortened(
        "function asked(given) {\n  return given.one;\n}\n"
        "function told(asked, { given }) {\n  return { asked, given }.asked + asked.two;\n}\n"
        "function kept(told, other = asked) {\n  return told(other);\n}\n"
        "export function all(each) {\n  return told(asked(each), kept(told, asked));\n}\n"
    )
    assert re.search(r"function (\w+)\(a,\{given:b\}\)\{return\{asked:a,given:b\}\.asked\+a\.two\}", text), (
        text
    )
    # Where a parameter has a default value nothing is taken for granted: it may mean what is outside.
    outer = re.search(r"function (\w+)\(a\)\{return a\.one\}", text)
    assert outer is not None
    assert re.search(rf"function \w+\(\w+,a={outer[1]}\)", text), text


def test_a_stylesheet_is_sent_without_what_no_browser_needs() -> None:
    style = (
        '/* a { b */ a , b >c{ color : red ;\n  content:" ; /* } " }\n'
        "@media (x) and (y) { a{ b:calc( 1px + 2px ) } }"
    )
    small = 'a,b >c{color : red;content:" ; /* } "}@media (x) and (y){a{b:calc( 1px + 2px )}}'
    assert smaller(style).strip() == small
    assert b"/*" not in STYLE.body and b"\n" not in STYLE.body


def test_every_sentence_is_fetched_but_those_that_the_server_says_alone(made: Client) -> None:
    longer = {short: key for key, short in made.short.items()}
    keys = {longer.get(key, key) for key in json.loads(named(made, "words."))}
    server = set(json.loads(client_build.SERVER_WORDS.read_bytes()))
    left_out = ("script-", "speechless-")
    assert {key for key in catalogue.english() if not key.startswith(left_out)} - keys == server
    told = (ROOT / "pwa" / "worker" / "answering.js").read_text("utf-8")
    statuses = {f"wrong-{status}" for status in re.findall(r"\bwrong\((\w+)", told)}
    assert statuses == {"wrong-404", "wrong-422", "wrong-500"}
    assert statuses <= keys


def test_an_import_that_is_not_there_fails_the_build() -> None:
    with pytest.raises(BundleError):
        bundle({"main": 'import { nothing } from "./other.js";\nnothing();\n'}, {"main": "main"}, "told")


def test_sentences_are_written_briefly() -> None:
    assert brief([{"kind": "text", "name": "Skip"}]) == "Skip"
    assert brief([{"kind": "text", "name": "At "}, {"kind": "time", "name": "end"}]) == [
        "At ",
        ["time", "end"],
    ]
