"""What values stand in the fields of made-up cases: the codes of contract.md, texts and times
that bite."""

from search.catalogue import english, parsed
from search.person import FACTS
from search.plurals import table
from search.rules.civil import day_of

#: Clock changes, leap days, year ends, Easter, the epoch and before it, far away.
DAYS = [
    day_of(*date)
    for date in (
        (2026, 3, 29), (2026, 10, 25), (2024, 2, 29), (2025, 12, 25), (2025, 12, 31), (2026, 1, 1),
        (2026, 4, 3), (2026, 5, 25), (2026, 8, 31), (2026, 11, 20), (2026, 12, 24), (2027, 1, 1),
        (1970, 1, 1), (1969, 12, 31), (2000, 2, 29), (1900, 3, 1), (2100, 2, 28), (9999, 12, 1),
    )
]  # fmt: skip
MINUTES = [0, 1, 59, 60, 479, 480, 539, 540, 541, 719, 720, 721, 1019, 1020, 1021, 1080, 1425, 1439]
#: Above and below the surrogates, combining, astral, names of prototypes, what needs escaping, empty.
TEXTS = [
    "", "a", "A", "b", "Zed", "é", "e\u0301", "ﬁ", "\uffee", "😀", "😀b", "𝒜", "ß", "10", "2",
    "constructor", "__proto__",
    "toString", "hasOwnProperty", "\u2028", "'\"\\", "`${a}`", "\0", "Alder Bank", "Ring first.",
    "Open?", "-", "a b",
]  # fmt: skip
WORDS = [
    "bed", "beds", "food", "foods", "bank", "families", "family", "housing", "house", "hous",
    "boxes", "box", "buses", "bus",
    "crisis", "classes", "churches", "wishes", "stopped", "stopping", "stop", "caring", "car",
    "need", "needs", "needed",
    "methadone", "methdone", "methadnoe", "accommodation", "acommodation", "accomodaton", "benefit",
    "benefits", "benfits",
    "hostel", "hostle", "hostels", "women", "woman", "help", "with", "a", "i", "the", "place", "to",
    "stay", "drug",
    "drugs", "alcohol", "debt", "debts", "gp", "id", "café", "ﬁsh", "😀😀😀", "cry", "cries", "tying",
    "agreed", "sleeping",
    "rough", "sleep", "12", "step", "toString",
]  # fmt: skip
LETTERS = [letter for word in ("methadone", "classes", "pony", "😀é", "stopped") for letter in word]

CHANNELS = ["in-person", "phone", "text", "video"]
STATES = ["open", "closed", "unknown"]
KINDS = ["turn-up", "appointment", "last-entry"]
NATIONS = ["england-and-wales", "scotland", "northern-ireland"]
COUNTRIES = ["", "england", "wales", "scotland", "northern-ireland"]
COUNCILS = ["E09000023", "E07000195", "W06000015", "S12000049", "N09000003", "X1"]
SECTORS = ["SE13 6", "SE13 7", "CB1 1", "PE13 2"]
IDS = ["r1", "r2", "r3", "r10", "R1", "é1", "😀", "\uffee"]
ROUTES = ["self", "agency", "peer-mentor", "probation", "council", "gp", "court", "outreach"]
PETS = ["yes", "assistance-dogs", "ask", "no", ""]
YES_NO = ["yes", "no", "unknown", ""]
GROUPS = ["go", "ask", "later", "no"]
VERDICTS = ["can-use", "ask-first", "not-for-you"]
ANSWERS = ["yes", "no", "unknown"]
WINDOWS = ["now", "today", "tonight", "tomorrow", "weekend", "date", "moment"]
STRENGTHS = ["must", "usually", "prefers"]
OPERATORS = ["is", "is-not", "in", "not-in", "at-least", "at-most", "between", "includes", "excludes", "odd"]
SPECIAL = ["referral", "place", "documents", "convictions", "risk", "days_since_release", "nothing"]
FREQUENCIES = ["", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "HOURLY"]
FIELDS = [
    "near",
    "need",
    "when",
    "at",
    "miles",
    "q",
    "helper",
    "asked",
    "pet",
    "age",
    "local_connection",
    "id_held",
]
NUMBERS = ["020 7946 0142", "116 123", "+44 1632 960001", "85258", ""]

CODES = {fact.name: list(fact.codes) for fact in FACTS if fact.codes}
ATTRIBUTES = [*(fact.name for fact in FACTS if fact.name != "turns"), *SPECIAL]
ANY_CODE = sorted({code for codes in CODES.values() for code in codes})

#: Polish, as CLDR has it: `POLISH` alone is a catalogue of nothing but its plurals.
POLISH = {"plural-table": table("one: i = 1; few: i % 10 = 2..4 and i % 100 != 12..14; many: i != 1")}
#: A language of its own: other plurals, and some texts of the content.
CATALOGUE = {
    **english(),
    **POLISH,
    **parsed(
        {"settles-few": "{number:count}?", "need:food": "Eat", "need:basics": "Basics!", "ask:pet": "Pet?"}
    ),
}
#: Keys that need no values, one `count` (and have a twin for one), one `name`, one `minute`.
VALUES = {
    key: {part["name"] for part in parts if part["kind"] != "text"}
    for key, parts in CATALOGUE.items()
    if key not in POLISH
}
PLAIN_KEYS = sorted(key for key, names in VALUES.items() if not names)
COUNTED_KEYS = sorted(key for key, names in VALUES.items() if names == {"count"} and f"{key}-one" in VALUES)
NAMED_KEYS = sorted(key for key, names in VALUES.items() if names == {"name"})
TIMED_KEYS = sorted(key for key, names in VALUES.items() if names == {"minute"})
KEYS = sorted(VALUES)

NEEDS = [
    "accommodation", "finance", "health", "drugs-alcohol", "thinking-behaviour", "employment-education",
    "families", "abuse", "sex-work", "basics", "urgent", "council-housing-help", "debt", "benefits",
    "scripts",
]  # fmt: skip
