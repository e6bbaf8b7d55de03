"""Plural rules as CLDR writes them, worked out into a table that a phone can read.

UTS #35, Language Plural Rules: "one: n = 1; few: n % 10 = 2..4 and n % 100 != 12..14". Counts here are
whole numbers, so `n` and `i` are the number and `v`, `w`, `f`, `t`, `c` and `e` are 0.
"""

import re

from search.rules.model import Part

FORMS = ("zero", "one", "two", "few", "many", "other")
RELATION = re.compile(r"([nivwftce])(?:\s*%\s*(\d+))?\s*(!?=)\s*(\d+(?:\.\.\d+)?(?:\s*,\s*\d+(?:\.\.\d+)?)*)")
#: Numbers that two entries of the table stand for, to see that they agree.
TRIED = 2000
Rule = tuple[str, str]


def rules(text: str) -> list[Rule]:
    """Form and condition of each rule, in their order. ValueError: a form that is none, or stands twice."""
    found: list[Rule] = []
    for part in text.split(";"):
        form, colon, condition = (each.strip() for each in part.partition(":"))
        if form not in FORMS[:-1] or not colon or form in [name for name, _ in found]:
            raise ValueError(f"language-plurals: {part.strip()!r} is no rule of a form")
        found.append((form, condition))
    return found


def holds(condition: str, number: int) -> bool:
    """Whether a condition holds for a whole number. ValueError: it is not written as CLDR writes it."""
    return any(
        all(related(relation.strip(), number) for relation in re.split(r"\band\b", each))
        for each in re.split(r"\bor\b", condition)
    )


def related(relation: str, number: int) -> bool:
    """Whether one relation holds: "n % 10 = 2..4, 9"."""
    found = RELATION.fullmatch(relation)
    if found is None:
        raise ValueError(f"language-plurals: {relation!r} is not a relation")
    value = number if found[1] in "ni" else 0
    value = value % int(found[2]) if found[2] else value
    ranges = [each.partition("..") for each in re.split(r"\s*,\s*", found[4])]
    inside = any(int(low) <= value <= int(high or low) for low, _, high in ranges)
    return inside == (found[3] == "=")


def form_of(number: int, found: list[Rule]) -> str:
    """The first form whose condition holds, else "other"."""
    return next((form for form, condition in found if holds(condition, number)), "other")


def table(text: str) -> list[Part]:
    """The forms of 0 to 99, then of the last two digits of what is more.

    ValueError: a rule is not written as CLDR writes it, or looks farther than the last two digits.
    """
    found = rules(text)
    forms = [form_of(number, found) for number in range(200)]
    for number in range(200, TRIED):
        if form_of(number, found) != forms[100 + number % 100]:
            raise ValueError(f"language-plurals: the last two digits do not decide the form of {number}")
    return [{"kind": form, "name": ""} for form in forms]
