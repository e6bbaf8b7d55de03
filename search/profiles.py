"""Eligibility as columns: every distinct clause once, every distinct list of clauses once.

A clause is judged by the rule (`search.rules.eligibility.answer`), once a question, and only
when the person has said something it asks about; numpy then puts the answers together as section
2's table does. A test holds the two equal.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from .lists import distinct, spread
from .person import nobody
from .rules.eligibility import answer, applies, settling
from .rules.facts import ORDER, fact_on
from .rules.model import Clause, Person, Place

Ints = npt.NDArray[np.int64]

#: What a profile's clauses come to. MUST_NO_ELSE: a `must` that says no and is not about age;
#: REFERRAL and ELSE: what keeps it from "you can go" is a referral, or something else.
MUST_NO, MUST_UNKNOWN, USUALLY_SHORT, MUST_NO_ELSE, REFERRAL, ELSE = 1, 2, 4, 8, 16, 32
#: Stands for every clause that is judged only where the person goes there.
IN_PERSON = "(in person)"
BIT = {name: np.uint64(1) << np.uint64(index) for index, name in enumerate(ORDER)}


@dataclass(frozen=True)
class Judged:
    """The profile of each row, judged for one person on one day."""

    flags: npt.NDArray[np.uint8]
    missing: npt.NDArray[np.uint64]  # bit i: the fact ORDER[i] is missing
    met: Ints


class Profiles:
    """The distinct lists of clauses of an edition. Profile 0 has no clause."""

    def __init__(self, clauses: list[Clause], starts: Ints, members: Ints) -> None:
        self.clauses, self.starts, self.members = clauses, starts, members
        self._none = np.zeros(0, np.int64)
        about: dict[str, list[int]] = {}
        for number, clause in enumerate(clauses):
            names = {clause["attribute"], *(each["attribute"] for each in clause["unless"])}
            for name in names | ({IN_PERSON} if clause["in_person"] else set()):
                about.setdefault(name, []).append(number)
        self._about = {name: np.array(numbers, np.int64) for name, numbers in about.items()}
        idle = [self._one(number, nobody(), None, 0, "") for number in range(len(clauses))]
        idle.append((0, np.uint64(0), 0))
        self._idle = (
            np.array([each[0] for each in idle], np.uint8),
            np.array([each[1] for each in idle], np.uint64),
            np.array([each[2] for each in idle], np.int64),
        )

    @classmethod
    def open(cls, folder: Path) -> "Profiles":
        """Read the profiles."""
        kept = orjson.loads((folder / "clauses.json").read_bytes())
        starts, members = np.load(folder / "profile.starts.npy"), np.load(folder / "profile.members.npy")
        return cls(kept, starts, members)

    def judge(self, wanted: Ints, person: Person, place: Place | None, day: int, channel: str) -> Judged:
        """The profile of each row judged. Clauses that do not apply to this person fall away.

        Only clauses of these profiles that the person, the place or the channel can have changed
        are judged; the others keep the answer that they give when nothing is known.
        """
        profiles, where = distinct(wanted, len(self.starts) - 1)
        starts, ends = self.starts[profiles], self.starts[profiles + 1]
        counts = ends - starts
        first = np.cumsum(counts) - counts
        members = self.members[spread(starts, counts)]
        flags, missing, prefers = self._idle
        touched = np.zeros(len(self.clauses) + 1, np.bool_)
        for attribute in self._known(person, place, day, channel):
            touched[self._about.get(attribute, self._none)] = True
        changed = distinct(members[touched[members]], len(self.clauses))[0]
        if len(changed):
            flags, missing, prefers = flags.copy(), missing.copy(), prefers.copy()
        for number in changed.tolist():
            flags[number], missing[number], prefers[number] = self._one(number, person, place, day, channel)
        # reduceat gives a[i] for an empty slice: such a profile is set to nothing afterwards.
        padded, at = np.append(members, len(self.clauses)), first
        judged = [
            np.where(counts > 0, combine.reduceat(values[padded], at), values.dtype.type(0))[where]
            for values, combine in ((flags, np.bitwise_or), (missing, np.bitwise_or), (prefers, np.add))
        ]
        return Judged(judged[0], judged[1], judged[2])

    def _known(self, person: Person, place: Place | None, day: int, channel: str) -> list[str]:
        """The attributes whose clauses may answer otherwise than when nothing is known."""
        known = [name for name in self._about if fact_on(person, name, day) is not None]
        if fact_on(person, "id_held", day) is not None:
            known.append("documents")
        if place is not None:
            known.append("place")
        if person["released_on"] is not None:
            known.append("days_since_release")  # of a day to come: not known, and not to be asked
        if person["helper"] != "self":
            known.append("referral")
        if channel != "":
            known.append(IN_PERSON)
        return known

    def _one(
        self, number: int, person: Person, place: Place | None, day: int, channel: str
    ) -> tuple[int, np.uint64, int]:
        clause = self.clauses[number]
        nothing = np.uint64(0)
        if not applies(clause, person, channel):
            return 0, nothing, 0
        said = answer(clause, person, place, day)
        strength = clause["strength"]
        if strength == "prefers":
            return 0, nothing, 1 if said == "yes" else 0
        if said == "yes":
            return 0, nothing, 0
        bits = nothing
        if said == "unknown":
            for name in settling(clause, person, place, day):
                bits |= BIT[name]
        attribute = clause["attribute"]
        if strength == "must" and said == "no":
            return MUST_NO | (0 if attribute == "age" else MUST_NO_ELSE), bits, 0
        kind = MUST_UNKNOWN if strength == "must" else USUALLY_SHORT
        return kind | (REFERRAL if attribute == "referral" else ELSE), bits, 0
