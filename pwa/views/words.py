"""Sentences of a page, through the one catalogue."""

from typing import Final

from search.rules.model import Message, Need
from search.rules.saying import say, say_all

from .shapes import Catalogue, PhoneButton, Shown

#: How a reason is drawn, by its answer: class, icon and the key of the word said before it.
KINDS: Final = {"yes": "y", "unknown": "a", "no": "n"}
ICONS: Final = {"yes": "yes", "unknown": "ask", "no": "no"}
SAID_FIRST: Final = {"yes": "reason-yes", "unknown": "reason-ask", "no": "reason-no"}
DIGITS: Final = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+"]


def sentence(message: Message, catalogue: Catalogue) -> str:
    """One message as a sentence."""
    return say(message, catalogue)


def plain(key: str, catalogue: Catalogue) -> str:
    """A sentence without values."""
    return say({"key": key, "values": {}}, catalogue)


def counted(key: str, count: int, catalogue: Catalogue) -> str:
    """A sentence with `count` in it."""
    return say({"key": key, "values": {"count": count}}, catalogue)


def of_content(key: str, text: str, catalogue: Catalogue) -> str:
    """A text of the content: as the page's language has it under a key, else as the edition has it."""
    return plain(key, catalogue) if key in catalogue else text


def of_miles(key: str, miles: str) -> str:
    """The key of a sentence with a number of miles in it; the entry `<key>-one` is for exactly one."""
    return f"{key}-one" if miles == "1" else key


def named(key: str, name: str, catalogue: Catalogue) -> str:
    """A sentence with one `name` in it."""
    return say({"key": key, "values": {"name": name}}, catalogue)


def timed(key: str, minute: int, catalogue: Catalogue) -> str:
    """A sentence with one moment in it, called `minute`."""
    return say({"key": key, "values": {"minute": minute}}, catalogue)


def spoken(messages: list[Message], catalogue: Catalogue) -> list[str]:
    """Several messages, one sentence each."""
    return [say(message, catalogue) for message in messages]


def first_said(messages: list[Message], catalogue: Catalogue) -> str:
    """The first of several messages: what matters most."""
    return say(messages[0], catalogue) if len(messages) > 0 else ""


def rest_said(messages: list[Message], catalogue: Catalogue) -> str:
    """The others, after one another."""
    return say_all([messages[index] for index in range(1, len(messages))], catalogue)


def joined(sentences: list[str]) -> str:
    """Sentences after one another."""
    text = ""
    for sentence in sentences:
        text = sentence if text == "" else f"{text} {sentence}"
    return text


def need_name(need: Need, catalogue: Catalogue) -> str:
    """The name of a need or pathway."""
    return of_content(f"need:{need['code']}", need["name"], catalogue)


def listed(items: list[str], catalogue: Catalogue) -> str:
    """Names after one another, with commas."""
    comma = plain("list-comma", catalogue)
    text = ""
    for item in items:
        text = item if text == "" else f"{text}{comma}{item}"
    return text


def shown(answer: str, sentence: str, catalogue: Catalogue) -> Shown:
    """One reason, drawn by its answer: yes, no, unknown."""
    return {
        "kind": KINDS[answer],
        "icon": ICONS[answer],
        "word": plain(SAID_FIRST[answer], catalogue),
        "say": sentence,
    }


def dialled(number: str) -> str:
    """Only what a telephone dials."""
    digits = ""
    for letter in number:
        if letter in DIGITS:
            digits = f"{digits}{letter}"
    return digits


def phone_button(number: str, name: str, channel: str, catalogue: Catalogue) -> PhoneButton:
    """A number to tap: a call, or a text message."""
    texting = channel == "text"
    return {
        "name": name,
        "number": number,
        "href": f"sms:{dialled(number)}" if texting else f"tel:{dialled(number)}",
        "verb": plain("verb-text" if texting else "verb-call", catalogue),
    }
