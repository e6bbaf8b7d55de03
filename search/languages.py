"""The languages that pages can be in: English, those with a folder of files, and the pseudo-language
(docs/decisions/0016). What a language does not say, English says."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from directory_data.content import keyed
from directory_data.problems import Problem

from . import plurals, pseudo
from .catalogue import PLACEHOLDER, WORDS, Catalogue, english, parsed, texts

ENGLISH = "en-GB"
FOLDER = WORDS.parent / "languages"
#: What a language says of itself.
ITSELF = ("language-tag", "language-dir", "language-name")
PLURALS = "language-plurals"
PLURAL_TABLE = "plural-table"


def known() -> list[str]:
    """Every language there is, English first."""
    return [ENGLISH, *folders(), pseudo.TAG]


def folders(folder: Path | None = None) -> list[str]:
    """The languages that have a folder of files."""
    folder = folder or FOLDER
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


@cache
def catalogue_of(tag: str) -> Catalogue:
    """The catalogue of a language, whole. KeyError: there is no such language; ValueError: a file of it
    cannot be read."""
    if tag == ENGLISH:
        return english()
    if tag == pseudo.TAG:
        return parsed(pseudo.pseudo(everything()))
    if tag not in folders():
        raise KeyError(tag)
    return spoken(texts(FOLDER / tag))


def name_of(tag: str) -> str:
    """A language's name in itself."""
    return "".join(part["name"] for part in catalogue_of(tag)["language-name"])


def everything() -> dict[str, str]:
    """Every sentence that can be translated, in English: the words, and the texts of the content."""
    return texts(WORDS) | keyed.texts()


def spoken(own: dict[str, str]) -> Catalogue:
    """A language's own entries over the English ones. Where it says a sentence, English forms of that
    sentence are dropped: it may have others."""
    said = {key: text for key, text in texts(WORDS).items() if base_of(key) not in own}
    found = parsed({**said, **{key: text for key, text in own.items() if key != PLURALS}})
    if PLURALS in own:
        found[PLURAL_TABLE] = plurals.table(own[PLURALS])
    return found


def base_of(key: str) -> str:
    """The sentence that a key is a form of: "settles" of "settles-one"; itself for any other."""
    base, _, form = key.rpartition("-")
    return base if form in plurals.FORMS and base in english() else key


def problems(folder: Path | None = None) -> Iterator[Problem]:
    """What keeps a language from being used, by its folder and key."""
    folder = folder or FOLDER
    for tag in folders(folder):
        try:
            own = texts(folder / tag)
            if PLURALS in own:
                plurals.table(own[PLURALS])
        except ValueError as error:
            yield Problem(f"languages/{tag}", "", str(error))
            continue
        yield from wrong_in(tag, own)


def wrong_in(tag: str, own: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with a language's own entries."""
    place, said = f"languages/{tag}", everything()
    for key in ITSELF:
        if key not in own:
            yield Problem(place, key, "is missing")
    if own.get("language-tag", tag) != tag:
        yield Problem(place, "language-tag", f"is not {tag}, as the folder is called")
    if own.get("language-dir", "ltr") not in ("ltr", "rtl"):
        yield Problem(place, "language-dir", "is ltr or rtl")
    wanted = [form for form, _ in plurals.rules(own[PLURALS])] if PLURALS in own else ["one"]
    for key, text in own.items():
        base = base_of(key)
        if base not in said and key != PLURALS:
            yield Problem(place, key, "is no key of English")
        elif key == base and key in said and placeholders(text) != placeholders(said[key]):
            yield Problem(place, key, f"has not the placeholders of {said[key]!r}")
        if f"{key}-one" in said:
            for form in wanted:
                if f"{key}-{form}" not in own:
                    yield Problem(place, key, f"lacks its form {form}")


def missing(folder: Path | None = None) -> Iterator[Problem]:
    """How much of each language is still said in English."""
    folder = folder or FOLDER
    for tag in folders(folder):
        own = texts(folder / tag)
        left = [key for key in everything() if key not in own and base_of(key) not in own]
        if left:
            said = f"{len(left)} sentences are still English, such as {left[0]}"
            yield Problem(f"languages/{tag}", "", said)


def placeholders(text: str) -> list[tuple[str, str]]:
    """The placeholders of a sentence, in a fixed order: they may stand in any."""
    return sorted((found[1] or "value", found[2]) for found in PLACEHOLDER.finditer(text))


def plain_texts(catalogue: Catalogue) -> dict[str, str]:
    """Every sentence without values, by key: what templates call `t`."""
    return {
        key: "".join(part["name"] for part in parts)
        for key, parts in catalogue.items()
        if all(part["kind"] == "text" for part in parts)
    }
