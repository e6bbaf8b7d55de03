"""What forms and addresses say, for made-up cases: each field with what may stand in it, and what may not."""

from collections.abc import Mapping, Sequence

from search.rules.civil import day_of

from . import pools
from .making import FIELDS, WHOLE, Made, of
from .pools import CODES

TIMES = [
    "2026-11-27T16:30", "2026-03-29T01:30", "2026-02-30T10:00", "2026-11-27", "2024-02-29",
    "2025-02-29", "1899-01-01",
    "2999-12-31T23:59", "now", "weekend", "tonight", "never", "", " 2026-11-27 ", "20-11-2026",
    "2026-11-27T24:00",
]  # fmt: skip
NUMBERS = [
    "0",
    "1",
    "7",
    "15",
    "15.5",
    "15.505",
    "3.25",
    "120",
    "121",
    "-1",
    "",
    "999999999",
    "1234567890",
    "1e3",
    "٣",
    " 3 ",
]
LANGUAGES = [
    "-ab", "a-b", "ab--c", "ab_c", "abcd", "pl", "pt-BR", "en-GB-oxendict", "EN", "e", "123",
    "zh-Hans-CN-x-y", "ab-ninelette", "abc-d-e-f-g-h", "abcdefghi",
]  # fmt: skip
OTHER = {
    "near": ["SE13", "Lewisham", "", "x" * 201],
    "need": [*pools.NEEDS[:4], "abuse", "abuse", "sex-work", "nothing"],
    "when": TIMES,
    "at": TIMES,
    "miles": NUMBERS,
    "page": NUMBERS,
    "v": NUMBERS,
    "q": ["bed tonight", "", "x" * 2001],
    "helper": ["odd", "self", "probation", "peer-mentor", "nobody", ""],
    "asked": [*list(CODES)[:4], "nothing"],
    "age": NUMBERS,
    "turns_age": NUMBERS,
    "turns_on": TIMES,
    "supervision_ends": TIMES,
    "released_on": TIMES,
    "language": LANGUAGES,
    "local_connection": pools.COUNCILS,
    "sent": ["1"],
}
NAMES = [*OTHER, *CODES, "nothing"]


def field(made: Made) -> object:
    """A field with a value that is mostly of its kind."""
    name = made.familiar(NAMES)
    values = OTHER.get(name, ["", "not-sure", "none", *CODES.get(name, []), "odd"])
    return {"name": name, "value": made.pick(values) if made.chance(0.95) else made.pick(pools.TEXTS)}


WHOLE["Field"] = field
SAID: Mapping[str, Sequence[object]] = {
    "heard.name telling.name fields.value_of.name fields.values_of.name": NAMES,
    "telling.kind": ["code", "codes", "years", "date", "councils", "language", "turns"],
    "telling.code": [*LANGUAGES, *pools.COUNCILS],
    "telling.is_language.code": LANGUAGES,
    "reading.text question.text question.miles": [*TIMES, *NUMBERS],
    "routes.path": [
        "/",
        "/find",
        "/services/r1",
        "/help-lines",
        "/areas",
        "/about",
        "/privacy",
        "/leave",
        "/a/b/c",
        "find",
        "",
    ],
    "longest": [3, 100],
    "routes.kind_of.name": ["find", "service", "about", ""],
    "reading.hundredths.text": ["1.2.3", "1.x", "1234", "2.5", "2.55", "2.555", "15", ".5", "5."],
}
for name, values in SAID.items():
    FIELDS.update(dict.fromkeys(name.split(), of(values)))
FIELDS["reading.letters"] = of(list("0123456789-T:"))
FIELDS["all heard.page_of.given"] = lambda made: [
    {"name": "page", "value": made.pick([*NUMBERS, "1" * 101])} for _ in range(made.whole(0, 2))
]
FIELDS["all telling.why_not.fields"] = lambda made: [
    {"name": made.pick(["substance", "age"]), "value": made.pick(["drugs", "odd", "7"])}
    for _ in range(made.pick([0, 1, 1, 2, 120]))
]
FIELDS["all heard.needs_of.given"] = lambda made: [
    {"name": "need", "value": made.pick(["abuse", "basics", "nothing"])} for _ in range(made.whole(0, 2))
]
FIELDS["all heard.first_refused.given"] = lambda made: [
    field(made) for _ in range(made.pick([0, 1, 2, 501] if made.chance(0.2) else [0, 1, 2, 4]))
]
FIELDS["all heard.first_refused.reads"] = lambda made: [
    {"fields": [], "refused": {"field": "q", "why": "refused-long"}} for _ in range(made.pick([0, 0, 1]))
]
FIELDS["all heard.first_refused.fields"] = lambda made: [field(made) for _ in range(made.whole(0, 2))]
FIELDS["heard.first_refused.page"] = of([-1, 1, 2])
for function in ("said", "every", "years", "day"):
    FIELDS[f"all telling.{function}.fields"] = lambda made: [
        {
            "name": made.pick(["age", "turns_on"]),
            "value": made.pick([*NUMBERS, *TIMES[:8], "none", "not-sure"]),
        }
        for _ in range(made.whole(0, 3))
    ]
    FIELDS[f"telling.{function}.name"] = of(["age", "turns_on"])
FIELDS["telling.why_not.name"] = of(["substance", "age"])
FIELDS["all heard.birthday.fields"] = lambda made: [
    {"name": made.pick(["turns_on", "turns_age", "age"]), "value": made.pick(["18", "2026-12-17", ""])}
    for _ in range(made.whole(0, 3))
]
FIELDS["reading.skipped_hour.day"] = of(
    [day_of(*date) for date in ((2026, 3, 29), (1981, 3, 29), (1972, 3, 19), (1980, 3, 16), (1985, 6, 1))]
)
FIELDS["reading.first_year"] = of([1900, 1972])
FIELDS["reading.last_year"] = of([2200, 2999])
FIELDS["all reading.date_of.letters"] = lambda made: list(made.pick(TIMES))
FIELDS["all results.areas_of.names"] = lambda made: {
    code: made.pick(pools.TEXTS) for code in pools.COUNCILS[:4]
}
FIELDS["all asking.areas_of.names"] = FIELDS["all results.areas_of.names"]
