"""A message (key and values) to a sentence, through a catalogue (search/catalogue.py).

Names of days and months and the shape of clocks and dates are entries of the catalogue too, so that
another language is another catalogue and nothing else.
"""

from typing import Final

from .civil import weekday, year_month_date
from .model import Message, Part

DAY: Final = 1440
HOUR: Final = 60


def words(key: str, catalogue: dict[str, list[Part]]) -> str:
    """An entry without values, such as the name of a month."""
    return say({"key": key, "values": {}}, catalogue)


def clock(minute: int, catalogue: dict[str, list[Part]]) -> str:
    """The time of an absolute minute on a 12-hour clock: 9am, 9:30am, midday, midnight."""
    of_day = minute % DAY
    if of_day == 0:
        return words("clock-midnight", catalogue)
    if of_day == DAY // 2:
        return words("clock-midday", catalogue)
    hour = of_day // HOUR
    half = "am" if hour < 12 else "pm"
    past = of_day % HOUR
    shown = (hour + 11) % 12 + 1
    if past == 0:
        return say({"key": f"clock-{half}", "values": {"hour": shown}}, catalogue)
    return say({"key": f"clock-{half}-past", "values": {"hour": shown, "past": f"{past:02d}"}}, catalogue)


def date_words(key: str, minute: int, catalogue: dict[str, list[Part]]) -> str:
    """The date of an absolute minute in one of the catalogue's shapes."""
    day = minute // DAY
    parts = year_month_date(day)
    month = parts[1]
    values: dict[str, int | str] = {
        "weekday": words(f"weekday-{weekday(day)}", catalogue),
        "date": parts[2],
        "month": words(f"month-{month}", catalogue),
        "year": parts[0],
    }
    return say({"key": key, "values": values}, catalogue)


def number_words(kind: str, value: int, catalogue: dict[str, list[Part]]) -> str:
    """A whole number as the kind of placeholder prints it."""
    if kind == "time":
        return clock(value, catalogue)
    if kind == "day":
        return words(f"weekday-{weekday(value // DAY)}", catalogue)
    if kind == "date":
        return date_words("date-shape", value, catalogue)
    if kind == "longdate":
        return date_words("longdate-shape", value, catalogue)
    if kind == "miles":
        tenths: dict[str, int | str] = {"whole": value // 10, "tenth": value % 10}
        return say({"key": "miles-shape", "values": tenths}, catalogue)
    if kind in ["value", "number"]:
        return str(value)
    raise ValueError(f"no such kind of placeholder: {kind}")


def say(message: Message, catalogue: dict[str, list[Part]]) -> str:
    """The sentence for a message. KeyError: no such entry, or a value that the entry needs is missing.

    A value that is text is printed as it is, whatever the kind of its placeholder.
    """
    text = ""
    for part in catalogue[message["key"]]:
        if part["kind"] == "text":
            text = text + part["name"]
        else:
            value = message["values"][part["name"]]
            if isinstance(value, str):
                text = text + as_text(value)
            else:
                text = text + number_words(part["kind"], value, catalogue)
    return text


def as_text(value: str) -> str:
    """A value known to be text (the translator for the phone sees no narrowing)."""
    return value


def say_all(messages: list[Message], catalogue: dict[str, list[Part]]) -> str:
    """Several messages as one text: "Open now until 5pm. Opens Monday 9am"."""
    text = ""
    stop = ". "
    for message in messages:
        sentence = say(message, catalogue)
        if sentence == "":
            continue
        text = sentence if text == "" else text + stop + sentence
        stop = " " if ends_sentence(sentence) else ". "
    return text


def ends_sentence(sentence: str) -> bool:
    """Whether it already ends with a stop of its own."""
    last = ""
    for character in sentence:
        last = character
    return last in [".", "!", "?"]
