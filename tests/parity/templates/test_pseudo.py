"""Every page in the pseudo-language, by Jinja and by the compiled templates: what has no key stands out."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from flask import Flask

from pwa.build.bundle import ICONS, Spoken, manifest, of_script, page_script
from pwa.views.frame import phone_site
from pwa.views.plain import error_page
from pwa.views.words import plain
from search.languages import catalogue_of, everything, plain_texts
from search.wall import minute_of
from tests.pages.strange import Own, Seen, brackets, of_directory, shown

from . import visits
from .node import Printer
from .visits import AREAS, Visit, Visitor, visiting

LANGUAGE = "en-XA"
ROOT = Path(__file__).resolve().parents[3]
#: Classes that the page script gives to what it makes: two words each, and no sentence.
CLASSES = {"btn quiet", "soft small"}
#: What somebody typed in `visits`, and a page repeats.
TYPED = (
    *AREAS,
    *("Lewishamm Spa Town", "SE13 6ZZ", "SE13 6", "Newport", "Lewisham", "HMP Belmarsh", "SE13 6JP", "SE13"),
    *("food", "a bed & <b>breakfast</b>", "quote \" and ' and \\ and ${x} `", "zzzz", '"Nowhere"', "Nowhere"),
    *("Cambridge & <around>", 'Not "here" & <there>.', "Because.", "bed"),
)


@pytest.fixture(scope="module")
def own(sample_app: Flask) -> Own:
    return Own(of_directory(sample_app))


@pytest.fixture
def stranger(pseudo_app: Flask) -> Iterator[Visitor]:
    """Somebody whose browser asks for the pseudo-language."""
    with visiting(pseudo_app) as found:
        found.accept(LANGUAGE)
        yield found


class Checked:
    """Looks at pages: the same bytes by both runtimes, and nothing on them that has no key."""

    def __init__(self, own: Own, printer: Printer, compiled: int) -> None:
        self.own, self.printer, self.compiled = own, printer, compiled

    def every(self, pages: Iterable[Visit], *typed: str) -> int:
        """How many pages there were. Fails at the first that says what no key gives."""
        count = 0
        for page in pages:
            html = page.body.decode("utf-8")
            assert self.printer.page(self.compiled, page.template, page.context) == html, page.what
            self.one(html, page.what, *typed)
            count += 1
        return count

    def one(self, html: str, what: str, *typed: str) -> None:
        """One page."""
        escaped = self.own.escaped(html, *TYPED, *typed)
        assert escaped == [], f"{what}: {shown(escaped)}"
        assert brackets(html), what
        assert Seen(html).language == LANGUAGE, what


@pytest.fixture
def checked(own: Own, printer: Printer, compiled: int) -> Checked:
    return Checked(own, printer, compiled)


def test_pages_that_ask_nothing(stranger: Visitor, checked: Checked) -> None:
    assert checked.every(visits.plain(stranger)) == 5


def test_areas(stranger: Visitor, pseudo_app: Flask, checked: Checked) -> None:
    assert checked.every(visits.areas(stranger, pseudo_app)) == 6


def test_lists(stranger: Visitor, pseudo_app: Flask, checked: Checked) -> None:
    _, needs, pathways = visits.ids_and_needs(pseudo_app)
    assert checked.every(visits.needs(stranger, needs)) == len(needs)
    assert checked.every(islice(visits.pathways(stranger, pathways), 0, None, 5)) == 448


def test_odd_questions(stranger: Visitor, checked: Checked) -> None:
    assert checked.every(visits.odd(stranger)) > 10


def test_every_service(stranger: Visitor, pseudo_app: Flask, checked: Checked) -> None:
    ids, _, _ = visits.ids_and_needs(pseudo_app)
    assert checked.every(islice(visits.services(stranger, ids), 0, None, 3)) > len(ids)


def test_every_error_page(stranger: Visitor, pseudo_app: Flask, checked: Checked) -> None:
    assert checked.every(visits.wrong(stranger, pseudo_app)) > 30


def test_what_piotr_asks(stranger: Visitor, pseudo_app: Flask, checked: Checked) -> None:
    """J9 in the pseudo-language: lists, the one question, and every place that they name."""
    pages = list(visits.piotr(stranger))
    assert checked.every(pages, "bed") == 9
    assert any('name="public_funds"' in page.body.decode() for page in pages)
    ids = {found for page in pages for found in re.findall(r'data-id="([^"]+)"', page.body.decode())}
    assert len(ids) > 20
    services = (stranger.post(f"/services/{id_}", visits.PIOTR) for id_ in sorted(ids))
    assert checked.every(services) == len(ids)


@pytest.mark.parametrize(
    ("saved", "later"), [([], 0), (["Lewisham"], 0), (["Lewisham"], 40), (["Lewisham"], -2)]
)
def test_pages_of_the_phones_own(saved: list[str], later: int, checked: Checked) -> None:
    """What it says where it holds nothing, or not the place; over each of its frames."""
    words = catalogue_of(LANGUAGE)
    now = minute_of(visits.FRIDAY)
    site = {
        **phone_site(now, now + later * 1440, saved, 0, "/style", "/icon", words),
        "script": "",
        "lang": "?lang=en-XA",
        "languages": [{"tag": LANGUAGE, "name": "Ƥ"}],
    }
    for why in ("failed-offline", "failed-place"):
        told = [plain(key, words) for key in ("lost-title", "lost-advice", why)]
        page = error_page(told[0], told[1], "", told[2], [], words)
        context = {"page": page, "site": site, "t": plain_texts(words)}
        checked.one(checked.printer.page(checked.compiled, "error.html", context), why)


@pytest.fixture
def spoken() -> Spoken:
    """The pseudo-language as the client's build takes it."""
    return Spoken(LANGUAGE, "Ƥ", catalogue_of(LANGUAGE))


def test_the_page_script_says_nothing_of_its_own(spoken: Spoken) -> None:
    """What it shows comes from keys: all of them are in it, and none of their English."""
    script = page_script(ROOT, {"words": of_script(spoken)})
    strange, english = catalogue_of(LANGUAGE), everything()
    keys = [key for key in english if key.startswith("script-") or key == "near-me"]
    assert len(keys) > 10
    for key in keys:
        assert json.dumps(plain(key, strange), ensure_ascii=False)[1:-1] in script, key
        assert english[key] not in script or len(english[key]) < 3, key
    literals = re.findall(r'"([^"\\]*)"|`([^`]*)`', script)
    said = [text for pair in literals for text in pair if re.search(r"[A-Za-z]{3,} [a-z]{2,}", text)]
    assert {text for text in said if "⟦" not in text} <= {"use strict", *CLASSES}


def test_the_manifest_says_nothing_of_its_own_but_the_name(spoken: Spoken) -> None:
    told = json.loads(manifest({name: f"/{name}" for name, _, _ in ICONS}, spoken))
    shown_texts = [each["name"] for each in told["shortcuts"]]
    assert len(shown_texts) == 2
    assert all(text.startswith("⟦") and text.endswith("⟧") for text in shown_texts)
    assert (told["name"], told["short_name"], told["lang"]) == ("Saturday", "Saturday", LANGUAGE)
    assert set(told) - {"name", "short_name", "lang", "dir", "shortcuts", "icons"} == {
        "id", "start_url", "scope", "display", "background_color", "theme_color"
    }  # fmt: skip


def test_an_english_sentence_anywhere_is_found(own: Own) -> None:
    """The directory's own texts hide none of our sentences."""
    found = 0
    for key, text in everything().items():
        if any(
            len(word) > 2 for word in text.replace("{", " {").split() if "{" not in word and word.isalpha()
        ):
            assert own.escaped(f"<p>{text}</p>") or own.without(text, ()) != text, key
            assert own.escaped(f'<p aria-label="{text}"></p>') != [] or own.without(text, ()) != text, key
            found += 1
    assert found > 500
