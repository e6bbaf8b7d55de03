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
        return say({"key": f"clock-{half}", "values": {"hour": shown, "hour24": f"{hour:02d}"}}, catalogue)
    values: dict[str, int | str] = {"hour": shown, "hour24": f"{hour:02d}", "past": f"{past:02d}"}
    return say({"key": f"clock-{half}-past", "values": values}, catalogue)


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


def plural(count: int, catalogue: dict[str, list[Part]]) -> str:
    """The plural form of a whole number, as CLDR names it: one, few, many, other. The table of a language
    has 200 entries: for 0 to 99, and for the last two digits of what is more (search/plurals.py)."""
    table = catalogue.get("plural-table")
    if table is None:
        return "one" if count == 1 else "other"
    return table[count if count < 100 else 100 + count % 100]["kind"]


def formed(key: str, count: int, catalogue: dict[str, list[Part]]) -> str:
    """The key of a sentence's form for a number, "" where the catalogue has none of its own."""
    form = f"{key}-{plural(count, catalogue)}"
    return form if form in catalogue else ""


def routes_words(codes: str, catalogue: dict[str, list[Part]]) -> str:
    """Codes of referral routes, "probation|council", in words: "probation or the council". One that has no
    words is printed as it is."""
    names: list[str] = []
    code = ""
    for letter in [*[each for each in codes], "|"]:
        if letter == "|":
            key = f"route-{code}"
            names.append(words(key, catalogue) if key in catalogue else code)
            code = ""
        else:
            code = code + letter
    text = names[0]
    for index in range(1, len(names)):
        key = "list-last" if index == len(names) - 1 else "list-more"
        text = say({"key": key, "values": {"first": text, "next": names[index]}}, catalogue)
    return text


def say(message: Message, catalogue: dict[str, list[Part]]) -> str:
    """The sentence for a message. KeyError: no such entry, or a value that the entry needs is missing.

    A value that is text is printed as it is, but for a list of routes. The first number decides the form.
    """
    text = ""
    decided = False
    for part in catalogue[message["key"]]:
        if part["kind"] == "text":
            text = text + part["name"]
        else:
            value = message["values"][part["name"]]
            if isinstance(value, str):
                listed = part["kind"] == "routes"
                text = text + (routes_words(as_text(value), catalogue) if listed else as_text(value))
            elif part["kind"] == "number" and not decided:
                form = formed(message["key"], value, catalogue)
                if form != "":
                    return say({"key": form, "values": message["values"]}, catalogue)
                decided = True
                text = text + number_words("number", value, catalogue)
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
