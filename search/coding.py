"""Columns of what repeats: every distinct value once, and its number in each row.

Columns are made of values, joined with others, and some rows of them chosen, in an order. Choosing
numbers what is left anew by its first use, so that equal rows in equal order are equal columns.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import orjson

from .lists import BITS, Lists, Longs, first_use
from .rules.model import Clause

K = TypeVar("K", bound=Hashable)
SORTED: Final = orjson.OPT_SORT_KEYS
SPREAD: Final = 1 << 40  # more than the numbers of a list's clauses come to


class Numbering(Generic[K]):
    """Numbers values as they come, each once."""

    def __init__(self, first: Iterable[K] = ()) -> None:
        self.numbers = {value: place for place, value in enumerate(first)}
        self.rows: list[int] = []

    def number(self, value: K) -> int:
        """The number of a value, known or new."""
        return self.numbers.setdefault(value, len(self.numbers))

    def add(self, value: K) -> None:
        """The value of the next row."""
        self.rows.append(self.number(value))

    def coded(self) -> "Coded[K]":
        """The column of all rows."""
        return Coded(list(self.numbers), np.array(self.rows, np.int32))


@dataclass(frozen=True)
class Coded(Generic[K]):
    """A column of values that repeat: each once, and the number of each row's (or rows of numbers)."""

    values: list[K]
    numbers: npt.NDArray[np.int32]

    def joined(self, other: "Coded[K]") -> "Coded[K]":
        """These rows, and the other's after them."""
        known = Numbering(self.values)
        places = np.array([known.number(value) for value in other.values], np.int32)
        theirs = places[other.numbers] if len(other.numbers) else other.numbers
        return Coded(list(known.numbers), np.concatenate((self.numbers, theirs)))

    def chosen(self, rows: Longs, kept: int = 0) -> tuple["Coded[K]", Longs]:
        """Some rows in the order given, and which values are left; the first `kept` values stay."""
        numbers = self.numbers[rows]
        used, found = first_use(np.append(np.arange(kept), numbers.ravel()), len(self.values))
        values = [self.values[place] for place in used.tolist()]
        return Coded(values, found[kept:].reshape(numbers.shape).astype(np.int32)), used


@dataclass(frozen=True)
class Needs:
    """Needs as bits: bit n of the words of a row is need n."""

    codes: list[str]
    bits: npt.NDArray[np.uint64]  # (words, rows)

    @classmethod
    def of(cls, rows: list[list[str]]) -> "Needs":
        """The needs of all rows."""
        codes = sorted({code for each in rows for code in each})
        number = {code: at for at, code in enumerate(codes)}
        bits = np.zeros((_words(codes), len(rows)), np.uint64)
        for row, each in enumerate(rows):
            for code in each:
                bits[number[code] // BITS, row] |= np.uint64(1) << np.uint64(number[code] % BITS)
        return cls(codes, bits)

    def joined(self, other: "Needs") -> "Needs":
        """These rows, and the other's after them."""
        codes = sorted({*self.codes, *other.codes})
        return Needs(codes, np.concatenate((self.coded(codes).bits, other.coded(codes).bits), axis=1))

    def chosen(self, rows: Longs) -> "Needs":
        """Some rows in the order given, without the codes that none of them has."""
        some = Needs(self.codes, self.bits[:, rows])
        return some.coded([code for code in some.codes if some.has(code).any()])

    def has(self, code: str) -> npt.NDArray[np.uint64]:
        """1 for each row that has a need, else 0."""
        at = self.codes.index(code)
        return np.asarray((self.bits[at // BITS] >> np.uint64(at % BITS)) & np.uint64(1))

    def coded(self, codes: list[str]) -> "Needs":
        """The same for other codes, by which they are numbered."""
        if codes == self.codes:
            return self
        bits = np.zeros((_words(codes), self.bits.shape[1]), np.uint64)
        for at, code in enumerate(codes):
            if code in self.codes:
                bits[at // BITS] |= self.has(code) << np.uint64(at % BITS)
        return Needs(codes, bits)


def _words(codes: list[str]) -> int:
    return max(1, -(-len(codes) // BITS))


@dataclass(frozen=True)
class Rules:
    """Distinct clauses, distinct lists of them (profiles, the first is empty), and each row's profile.
    What a clause says is not part of it (`clause_key`)."""

    clauses: list[Clause]
    profiles: Lists
    numbers: npt.NDArray[np.int32]

    @classmethod
    def of(cls, clauses: Iterable[bytes], profiles: Coded[tuple[int, ...]]) -> "Rules":
        """Of clauses as JSON, and a column of lists of their numbers."""
        ends = np.cumsum([0, *(len(each) for each in profiles.values)])
        members = np.array([number for each in profiles.values for number in each], np.int32)
        kept: list[Clause] = [orjson.loads(clause) for clause in clauses]
        return cls(kept, Lists(ends.astype(np.int64), members), profiles.numbers)

    def joined(self, other: "Rules") -> "Rules":
        """These rows, and the other's after them."""
        clauses = Coded(self._keys(), self.profiles.values).joined(
            Coded(other._keys(), other.profiles.values)
        )
        both, mine = Lists(self.profiles.joined(other.profiles).starts, clauses.numbers), len(self.profiles)
        # Mine are distinct and keep their numbers. One of the other's is looked for among those of mine that
        # have as many clauses, whose numbers come to the same.
        alike = np.diff(both.starts) * SPREAD + np.diff(np.append(0, np.cumsum(both.values))[both.starts])
        maybe = np.flatnonzero(np.isin(alike[:mine], alike[mine:]))
        known = {both.of(number): number for number in maybe.tolist()}
        kept = list(range(mine))
        places = []
        for number in range(mine, len(both)):
            place = known.setdefault(both.of(number), len(kept))
            if place == len(kept):
                kept.append(number)
            places.append(place)
        theirs = np.array(places, np.int32)[other.numbers]
        return Rules(
            [*self.clauses, *(orjson.loads(key) for key in clauses.values[len(self.clauses) :])],
            both.chosen(np.array(kept, np.int64)),
            np.concatenate((self.numbers, theirs)),
        )

    def chosen(self, rows: Longs) -> "Rules":
        """Some rows in the order given."""
        used, numbers = first_use(np.append(0, self.numbers[rows]), len(self.profiles))
        profiles = self.profiles.chosen(used)
        held, members = first_use(profiles.values, len(self.clauses))
        return Rules(
            [self.clauses[place] for place in held.tolist()],
            Lists(profiles.starts, members.astype(np.int32)),
            numbers[1:].astype(np.int32),
        )

    def _keys(self) -> list[bytes]:
        return [clause_key(clause) for clause in self.clauses]


def clause_key(clause: Clause) -> bytes:
    """A clause as JSON, without what it says."""
    return orjson.dumps({**clause, "say": {"key": "", "values": {}}}, option=SORTED)
