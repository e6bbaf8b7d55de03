"""Verdicts of many services at once: what each distinct clause says, once for a person and a day.

Services share most of their clauses. The sentences of a verdict are made for those alone that a page
shows (`eligibility.eligibility`); both come from the same `answer`, and a test proves them equal.
"""

from typing import Final, TypedDict

from .eligibility import answer, applies, settling, verdict
from .model import Clause, Person, Place, Verdict

#: Facts that may be another on another day.
DATED: Final = ["age", "supervision", "days_since_release"]


class Weight(TypedDict):
    """What one clause adds to a verdict. `no`, `unknown`: of a must; `usually`: of a usually that is no
    or unknown; `met`: of a prefers that is met; `referral`, `other`: not yes, and a referral or not;
    `wanted`: the facts not yet given that it waits for."""

    no: bool
    unknown: bool
    usually: bool
    met: bool
    referral: bool
    other: bool
    wanted: list[str]


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
    referral = clause["attribute"] == "referral"
    return {
        "no": strength == "must" and found == "no",
        "unknown": strength == "must" and found == "unknown",
        "usually": strength == "usually" and found != "yes",
        "met": counts and strength == "prefers" and found == "yes",
        "referral": missed and referral,
        "other": missed and not referral,
        "wanted": settling(clause, person, place, day) if missed and found == "unknown" else [],
    }


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
    no = False
    unknown = False
    usually = False
    referral = False
    other = False
    met = 0
    alone = ""
    several = False
    for number in numbers:
        each = weights[number]
        no = no or each["no"]
        unknown = unknown or each["unknown"]
        usually = usually or each["usually"]
        referral = referral or each["referral"]
        other = other or each["other"]
        met += 1 if each["met"] else 0
        for name in each["wanted"]:
            several = several or (alone != "" and alone != name)
            alone = name
    return {
        "verdict": verdict(no, unknown, usually),
        "met": met,
        "alone": "" if several else alone,
        "referral": referral and not other,
        "from_day": None,
    }
