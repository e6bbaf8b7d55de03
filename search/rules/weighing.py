"""Verdicts of many services at once: what each distinct clause says, once for a person and a day.

Services share most of their clauses. The sentences of a verdict are made for those alone that a page
shows (`eligibility.eligibility`); both come from the same `answer`, and a test proves them equal.
"""

from typing import Final, TypedDict

from .eligibility import answer, applies, settling, verdict
from .model import Clause, Person, Place, Verdict

#: Facts that may be another on another day.
DATED: Final = ["age", "supervision", "days_since_release"]


#: In the place of one fact: that there are several. No fact is called so.
SEVERAL: Final = "*"


class Weight(TypedDict):
    """What one clause adds to a verdict, so that many are put together by their largest. `level`: 3 of a must
    that is no, 2 of a must that is unknown, 1 of a usually that is no or unknown; `lacks`: 2 of what is
    not yes, 1 where that is a referral; `met`: 1 of a prefers that is met; 0 else. `waits`: the one fact
    not yet given that it waits for, SEVERAL, or "" for none."""

    level: int
    lacks: int
    met: int
    waits: str


class Weighed(TypedDict):
    """A verdict without its sentences. `alone`: the one fact that it waits for, "" for none or several.
    `referral`: a referral is all that stands between the person and "you can go". `from_day`: of a
    birthday still to come."""

    verdict: Verdict
    met: int
    alone: str
    referral: bool
    from_day: int | None


def weight(clause: Clause, person: Person, place: Place | None, day: int, channel: str) -> Weight:
    """What a clause adds for one person on one day."""
    counts = applies(clause, person, channel)
    found = answer(clause, person, place, day) if counts else "yes"
    strength = clause["strength"]
    missed = found != "yes" and strength != "prefers"
    level = 0
    if missed and strength == "must":
        level = 3 if found == "no" else 2
    elif missed and strength == "usually":
        level = 1
    waits = ""
    if missed and found == "unknown":
        for name in settling(clause, person, place, day):
            waits = either(waits, name)
    return {
        "level": level,
        "lacks": (1 if clause["attribute"] == "referral" else 2) if missed else 0,
        "met": 1 if counts and strength == "prefers" and found == "yes" else 0,
        "waits": waits,
    }


def either(waits: str, name: str) -> str:
    """What waits for one fact, SEVERAL or "", where it also waits for another."""
    if name == "" or name == waits:
        return waits
    return name if waits == "" else SEVERAL


def is_dated(clause: Clause) -> bool:
    """Whether a clause may say another thing on another day."""
    if clause["attribute"] in DATED:
        return True
    return any(condition["attribute"] in DATED for condition in clause["unless"])


def weights_by_day(
    clauses: list[Clause], days: list[int], person: Person, place: Place | None, channel: str
) -> list[list[Weight]]:
    """For each of some days the weights of all clauses: of one day for all of them, where no day is another
    to the person."""
    found: list[list[Weight]] = []
    lasting = (
        person["turns_on"] is None and person["supervision_ends"] is None and person["released_on"] is None
    )
    for day in days:
        if len(found) == 0:
            found.append([weight(clause, person, place, day, channel) for clause in clauses])
        elif lasting:
            found.append(found[0])
        else:
            found.append(
                [
                    weight(clauses[number], person, place, day, channel)
                    if is_dated(clauses[number])
                    else found[0][number]
                    for number in range(0, len(clauses))
                ]
            )
    return found


def weighed(numbers: list[int], weights: list[Weight]) -> Weighed:
    """The verdict of some clauses, by their numbers."""
    level = 0
    lacks = 0
    met = 0
    waits = ""
    for index in range(0, len(numbers)):
        each = weights[numbers[index]]
        level = max(level, each["level"])
        lacks = max(lacks, each["lacks"])
        met += each["met"]
        waits = either(waits, each["waits"])
    return {
        "verdict": verdict(level == 3, level == 2, level == 1),
        "met": met,
        "alone": "" if waits == SEVERAL else waits,
        "referral": lacks == 1,
        "from_day": None,
    }
