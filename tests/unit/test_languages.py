"""A language is a folder of files: what it says, what English says for it, and what is wrong with it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.config import SettingError, from_environment
from directory_data import content
from pwa.views.languages import carrying, spoken_in
from search import languages, plurals, pseudo
from search.catalogue import english, parse
from search.rules.saying import say

ITSELF = {"language-tag": "xx", "language-dir": "rtl", "language-name": "Xx"}
#: Polish, as CLDR has it, for whole numbers.
POLISH = "one: i = 1 and v = 0; few: v = 0 and i % 10 = 2..4 and i % 100 != 12..14; many: v = 0 and i != 1"


def made(folder: Path, entries: Mapping[str, str], tag: str = "xx") -> Path:
    """A folder of languages with one in it."""
    (folder / tag).mkdir()
    (folder / tag / "words.json").write_text(json.dumps({**ITSELF, **entries}))
    return folder


def wrong(folder: Path) -> list[str]:
    return [str(problem) for problem in languages.problems(folder)]


def test_a_language_says_what_it_has_and_english_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path, {"skip": "xkip", "need:food": "xood"})
    monkeypatch.setattr(languages, "FOLDER", folder)
    languages.catalogue_of.cache_clear()
    found = languages.catalogue_of("xx")
    assert say({"key": "skip", "values": {}}, found) == "xkip"
    assert found["nav"] == english()["nav"]
    assert "need:food" in found and "need:health" not in found
    assert languages.name_of("xx") == "Xx"
    with pytest.raises(KeyError):
        languages.catalogue_of("yy")
    languages.catalogue_of.cache_clear()


def test_a_language_brings_all_forms_of_what_it_says() -> None:
    found = languages.spoken(
        {"settles": "{number:count} x", "settles-few": "{number:count} y", "language-plurals": POLISH}
    )
    told = [
        say({"key": "settles", "values": {"count": count}}, found) for count in (1, 2, 5, 12, 22, 112, 122)
    ]
    assert told == ["1 x", "2 y", "5 x", "12 x", "22 y", "112 x", "122 y"]
    assert say({"key": "barred-more", "values": {"count": 1}}, found) == "And 1 more."
    assert "language-plurals" not in found


def test_times_and_dates_are_entries_like_others() -> None:
    own = {"clock-am": "{hour24}:00", "clock-pm-past": "{hour24}:{past}", "date-shape": "{date}. {month}"}
    found = languages.spoken({**own, "opens-date-in-person": "{time:start} - {date:start}"})
    opens = {"key": "opens-date-in-person", "values": {"start": 20804 * 1440 + 9 * 60}}
    assert say(opens, found) == "09:00 - 17. December"  # type: ignore[arg-type]
    opens["values"] = {"start": 20804 * 1440 + 14 * 60 + 5}
    assert say(opens, found) == "14:05 - 17. December"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ({"no-such-key": "x"}, "no-such-key: is no key of English"),
        ({"need:no-such-need": "x"}, "need:no-such-need: is no key of English"),
        ({"place-part": "x {other}"}, "place-part: has not the placeholders of"),
        ({"settles": "{number:count} x"}, "settles: lacks its form one"),
        ({"language-dir": "up"}, "language-dir: is ltr or rtl"),
        ({"language-tag": "yy"}, "language-tag: is not xx"),
        ({"place-part": "x {clock:used}"}, "no such kind of placeholder"),
        ({"language-plurals": "one n = 1"}, "is no rule of a form"),
        ({"language-plurals": "one: n is 1"}, "is not a relation"),
        ({"language-plurals": "many: i != 0 and i % 1000000 = 0"}, ""),
        ({"language-plurals": "few: n = 1000"}, "the last two digits do not decide"),
    ],
)
def test_what_is_wrong_with_a_language_is_said(entries: dict[str, str], why: str, tmp_path: Path) -> None:
    found = wrong(made(tmp_path, entries))
    assert len(found) == (why != "") and why in "".join(found)


def test_what_a_language_lacks_is_said(tmp_path: Path) -> None:
    made(tmp_path, {})
    (tmp_path / "xx" / "words.json").write_text('{"language-tag": "xx", "language-dir": "ltr"}')
    assert wrong(tmp_path) == ["languages/xx: language-name: is missing"]
    assert "sentences are still English" in str(next(languages.missing(tmp_path)))


def test_there_is_no_language_that_nobody_checked() -> None:
    """The day one comes, it is here because a native speaker read it."""
    assert languages.known() == ["en-GB", "en-XA"]
    assert list(languages.problems()) == []


def test_plurals_of_other_languages() -> None:
    arabic = "zero: n = 0; one: n = 1; two: n = 2; few: n % 100 = 3..10; many: n % 100 = 11..99"
    forms = [part["kind"] for part in plurals.table(arabic)]
    assert [forms[n] for n in (0, 1, 2, 3, 11, 99)] == ["zero", "one", "two", "few", "many", "many"]
    assert [forms[100 + n] for n in (0, 1, 2, 3, 10, 11)] == ["other", "other", "other", "few", "few", "many"]
    assert plurals.form_of(21, plurals.rules("one: n % 10 = 1 and n % 100 != 11 or n = 5, 7..8")) == "one"
    assert [plurals.holds("n = 5, 7..8", n) for n in (5, 6, 8)] == [True, False, True]


# -- the pseudo-language -----------------------------------------------------------------------------


def test_the_pseudo_language_says_every_sentence_and_keeps_what_stands_in_it() -> None:
    said, told = languages.everything(), pseudo.pseudo(languages.everything())
    assert set(said) == set(told)
    for key, text in told.items():
        assert languages.placeholders(text) == languages.placeholders(said[key]), key
        parse(key, text)
    letters = [len(text) for key, text in said.items() if key.startswith(("about-", "privacy-", "get-in"))]
    longer = [len(text) for key, text in told.items() if key.startswith(("about-", "privacy-", "get-in"))]
    assert 1.25 < sum(longer) / sum(letters) < 1.5
    assert pseudo.sentence("opens", "Opens {day:start}!") == "⟦ǾǾƥḗḗƞş {day:start}!⟧"


def test_texts_of_the_content_have_keys() -> None:
    said = languages.everything()
    pathway, line = content.pathways()[0], content.help_lines()[0]
    assert said[f"need:{pathway['code']}"] == pathway["name"]
    assert (said[f"line:{line['id']}"], said[f"line:{line['id']}?"]) == (line["name"], line["say"])
    assert said["ask:pet"] == "Do you have a pet?" and "ask:pet:dog" in said


# -- which language ----------------------------------------------------------------------------------

SERVED = ["en-GB", "pl", "pt-BR", "en-XA"]


@pytest.mark.parametrize(
    ("asked", "accepted", "spoken"),
    [
        ("", [], "en-GB"),
        ("pl", ["en-US"], "pl"),
        ("PL", [], "en-GB"),
        ("xx", ["pl"], "pl"),
        ("", ["de", "pl-PL", "en-GB"], "pl"),
        ("", ["en-US", "pl"], "en-GB"),
        ("", ["pt-PT"], "pt-BR"),
        ("", ["en-XA"], "en-XA"),
        ("", ["*"], "en-GB"),
        ("", ["plx"], "en-GB"),
    ],
)
def test_the_language_of_a_page(asked: str, accepted: list[str], spoken: str) -> None:
    assert spoken_in(asked, accepted, SERVED) == spoken


def test_links_carry_on_what_was_asked_for_alone() -> None:
    assert [carrying(asked, SERVED) for asked in ("", "pl", 'x"y')] == ["", "?lang=pl", ""]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("xx", "'xx' is no language that is here. Known: en-GB, en-XA"),
        ("en-GB,en-GB", "twice"),
        ("en-GB,", "''"),
    ],
)
def test_a_language_that_is_not_there_stops_the_start(text: str, why: str) -> None:
    with pytest.raises(SettingError, match="SATURDAY_LANGUAGES") as refused:
        from_environment({"SATURDAY_LANGUAGES": text, "SECRET_KEY": "x"})
    assert why in str(refused.value)


def test_the_pseudo_language_is_for_development() -> None:
    known = {"SATURDAY_LANGUAGES": "en-GB, en-XA", "SECRET_KEY": "x"}
    assert from_environment(known).languages == ("en-GB", "en-XA")
    with pytest.raises(SettingError, match="for development only"):
        from_environment({**known, "SATURDAY_ENV": "production"})
