"""Words → tokens. One word outside this small vocabulary and the whole text stays words.

Nothing is skipped silently: `NOISE` lists every phrase that cannot change which hours are meant.
"""

import re
import unicodedata
from typing import Final, Literal, NamedTuple

Kind = Literal[
    "time", "allday", "day", "days", "ordinal", "of-month", "dash", "join", "stop", "except", "closed",
    "bank-holidays", "appointment", "channel", "every", "lead", "noise", "activity",
]  # fmt: skip

LONGEST: Final = 1_000  # characters; longer text is for people, whatever it says


class Token(NamedTuple):
    """`days` are weekdays, 0 is Monday. For a time: `hour` and `minute` as written, `mark` how
    they are to be read: am, pm, exact (noon, midnight or a 24-hour clock) or bare."""

    kind: Kind
    days: tuple[int, ...] = ()
    hour: int = 0
    minute: int = 0
    mark: str = ""
    value: str = ""


DAY_NAMES: Final = (
    r"mon(?:day)?s?", r"tue(?:s|sday|sdays)?", r"wed(?:s|nesday|nesdays)?", r"thu(?:r|rs|rsday|rsdays)?",
    r"fri(?:day)?s?", r"sat(?:urday)?s?", r"sun(?:day)?s?",
)  # fmt: skip
SETS: Final = (
    (r"week ?days", (0, 1, 2, 3, 4)),
    (r"week ?ends|(?:at )?(?:the )?weekend", (5, 6)),
    (r"daily|every ?day|(?:7|seven) days a week|all week", (0, 1, 2, 3, 4, 5, 6)),
)
ORDINALS: Final = (r"1st|first", r"2nd|second", r"3rd|third", r"4th|fourth", r"5th|fifth")
HOLIDAYS: Final = r"(?:bank|public)(?: |/)?(?:holidays?|hols?)"

# Each cannot change which hours are meant; anything else that is not a token keeps the text as words.
NOISE: Final = (
    r"we are open|we're open|now open|open|opens|opening (?:times?|hours?|days?)|hours|held"
    r"|each week|every week|weekly"
)
# What happens there. Harmless where the text speaks of one thing only (see grammar.one_activity).
ACTIVITY: Final = r"drop[- ]?in|walk[- ]?in|food ?bank|food parcels?|food served|sessions?"

PATTERNS: Final[tuple[tuple[Kind, str, str], ...]] = (
    ("bank-holidays", "closed",
     rf"(?:except|excluding|excl?\.?|not(?: open)?|closed|apart from)(?: for)?(?: on)? {HOLIDAYS}"
     rf"|{HOLIDAYS}:? closed"),
    ("bank-holidays", "open", rf"(?:including|inc?l?\.?|open(?: on)?|and) {HOLIDAYS}"),
    ("appointment", "",
     r"(?:strictly )?(?:by|via|with) (?:prior )?appointments?(?: only)?|appointments? only"
     r"|(?:please )?(?:ring|phone|call|telephone) (?:first|ahead|beforehand|before (?:coming|visiting))"
     r"|please (?:ring|phone|telephone)"),
    ("channel", "phone",
     r"(?:tele)?phone ?lines?(?: (?:is |are )?open)?|help ?line(?: (?:is )?open)?|by (?:tele)?phone"),
    ("allday", "",
     r"24 ?/ ?7(?: ?/ ?365)?|24 hours?(?: a day)?(?:,? (?:7|seven) days a week)?|all day and night"),
    *(("days", ",".join(str(day) for day in days), words) for words, days in SETS),
    *(("day", str(number), name) for number, name in enumerate(DAY_NAMES)),
    ("of-month", "", r"(?:of|in) (?:(?:the|each|every) )?month|of the calendar month"),
    *(("ordinal", str(number), name) for number, name in enumerate(ORDINALS, 1)),
    ("ordinal", "-1", r"last"),
    ("except", "", r"except(?: for)?(?: on)?|excluding|apart from|but not"),
    ("closed", "", r"closed(?: on)?|not open(?: on)?"),
    ("every", "", r"every|each"),
    ("noise", "", NOISE),
    ("activity", "", ACTIVITY),
    ("noise", "only", r"only"),
    ("lead", "from", r"from"),
    ("lead", "at", r"at|@"),
    ("lead", "on", r"on"),
    ("dash", "", r"to|until|till|til|-+|="),
    ("join", "", r"and|&|,|\+|/"),
    ("stop", "", r"[.;:()\n|•*]+"),
)  # fmt: skip
CLOCK: Final = re.compile(
    r"(?:12 ?)?(?P<name>noon|mid-?day|midnight)\b"
    r"|(?P<four>[01]\d[0-5]\d)(?! ?[ap]\.?m)(?![\d:.]*\d|[a-z])"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<mark>am|pm|a\.m\.?|p\.m\.?)?(?![\d:]*\d|\.\d|[a-z])"
)
WHOLE_WORD: Final = r"(?:(?<![a-z0-9])|(?![a-z]))"  # "mon" is not found in "month"; "," needs no end
COMPILED: Final = tuple(
    (kind, value, re.compile(f"(?:{pattern}){WHOLE_WORD}")) for kind, value, pattern in PATTERNS
)


def clean(words: str) -> str:
    """The words as people will read them: no control characters, one space between words."""
    kept = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    return " ".join(kept.split())


def fold(words: str) -> str:
    """Lower case, plain dashes and spaces; line breaks stay, since they end a sentence."""
    plain = unicodedata.normalize("NFKC", words).lower().replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain).replace("\u2019", "'")
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", plain)).strip()


def _clock(found: re.Match[str]) -> Token | None:
    if found["name"]:
        hour = 24 if found["name"] == "midnight" else 12
        return Token("time", hour=hour, mark="exact")
    if found["four"]:
        return Token("time", hour=int(found["four"][:2]), minute=int(found["four"][2:]), mark="exact")
    hour, minute, mark = int(found["hour"]), int(found["minute"] or 0), (found["mark"] or "").replace(".", "")
    if mark:
        return Token("time", hour=hour, minute=minute, mark=mark) if 1 <= hour <= 12 else None
    if hour > 24 or (hour == 24 and minute > 0):
        return None
    written_as_24 = hour > 12 or hour == 0 or (found["hour"][0] == "0" and found["minute"] is not None)
    return Token("time", hour=hour, minute=minute, mark="exact" if written_as_24 else "bare")


def _phrase(text: str, at: int) -> tuple[Token, int] | None:
    for kind, value, pattern in COMPILED:
        found = pattern.match(text, at)
        if found is None:
            continue
        days = tuple(int(day) for day in value.split(",")) if kind in ("day", "days") else ()
        return Token(kind, days=days, value=value), found.end()
    return None


def tokens(words: str) -> list[Token] | None:
    """Tokens of the text, or None when any piece of it is outside the vocabulary."""
    text = fold(words)
    if len(text) > LONGEST:
        return None
    read: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        phrase = _phrase(text, at)
        if phrase is None:
            found = CLOCK.match(text, at)
            token = _clock(found) if found else None
            if found is None or token is None:
                return None
            phrase = (token, found.end())
        read.append(phrase[0])
        at = phrase[1]
    return read
