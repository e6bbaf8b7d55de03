"""Names of places as people type them: exact, with words around them, half typed, misspelt."""

import unicodedata
from collections import defaultdict
from itertools import takewhile
from typing import Final

import numpy as np
import numpy.typing as npt

from .named import Named

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´")
_SAME: Final = {"saint": "st", "and": "", "the": ""}
_LEADING: Final = ("in", "near", "at", "around", "from", "to")
_PRISON_WORDS: Final = frozenset(
    ("hmp", "hmpyoi", "hmyoi", "yoi", "hm", "prison", "jail", "nick", "young", "offender", "institution")
)
_COUNCIL_WORDS: Final = frozenset(
    ("council", "borough", "city", "district", "county", "metropolitan", "royal", "london", "of", "authority")
)
_TRAILING: Final = frozenset(("uk", "england", "britain", "gb"))
_KINDS: Final = {"town": 0, "council": 1, "prison": 2, "elsewhere": 3}
_SUGGESTED: Final = 5


def folded(text: str) -> list[str]:
    """Words of a name: marks and apostrophes dropped, lower case, split at all but letters and digits."""
    plain = unicodedata.normalize("NFKD", text).translate(_APOSTROPHES).lower()
    letters = "".join(
        character if character in _LETTERS else "" if unicodedata.combining(character) else " "
        for character in plain
    )
    return [_SAME.get(word, word) for word in letters.split() if _SAME.get(word, word)]


class Names:
    """Finds named places. Where several share a name, the one really called so comes before the ones also
    called so, a town before a council, and the one with more postcodes before the smaller."""

    def __init__(self, places: list[Named]) -> None:
        self._places = places
        meanings: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
        for index, place in enumerate(places):
            for also, said in enumerate(place["said"]):
                rank = (min(also, 1), _KINDS[place["kind"]], -place["postcodes"], index)
                meanings["".join(folded(said))].append(rank)
        self._meanings = {
            name: list(dict.fromkeys(rank[3] for rank in sorted(ranks))) for name, ranks in meanings.items()
        }
        self._spellings = sorted(self._meanings)
        self._letters = np.array([_letter_counts(name) for name in self._spellings], dtype=np.int8)

    def meant(self, text: str) -> list[Named]:
        """Places that the text names, the likeliest first; [] when it names none."""
        words = folded(text)
        whole = self._of_words(words)
        if whole:
            return whole
        prison = self._of_kind(words, _PRISON_WORDS, "prison")
        if prison:
            return prison
        if words and words[0] in _LEADING:
            return self.meant(" ".join(words[1:]))
        if words and words[-1] in _TRAILING:
            return self.meant(" ".join(words[:-1]))
        council = self._of_kind(words, _COUNCIL_WORDS, "council")
        if council:
            return council
        before, comma, after = text.partition(",")
        return _qualified(self.meant(before), after) if comma and before.strip() else []

    def suggested(self, text: str) -> list[str]:
        """Names like the text, at most 5: those a slip or two away, then those that begin with it."""
        typed = "".join(folded(text))[:60]
        if len(typed) < 3:
            return []
        begun = [name for name in self._spellings if name.startswith(typed)]
        begun.sort(key=lambda name: (len(name), name))
        return self._shown([*self._slipped(typed), *begun])

    def _of_words(self, words: list[str]) -> list[Named]:
        return [self._places[index] for index in self._meanings.get("".join(words), [])]

    def _of_kind(self, words: list[str], marks: frozenset[str], kind: str) -> list[Named]:
        """Places of one kind, where words that mark the kind stand around the name ("Durham prison")."""
        if not marks.intersection(words):
            return []
        before = len(list(takewhile(lambda word: word in marks or word in _LEADING, words)))
        behind = len(list(takewhile(lambda word: word in marks, reversed(words))))
        cuts = [(i, j) for i in range(before + 1) for j in range(behind + 1) if 0 < i + j < len(words)]
        # The fewest words off first: "City of London council" is not the council of "London".
        for i, j in sorted(cuts, key=sum):
            bare = words[i : len(words) - j]
            named = [*self._of_words(bare), *self._of_words(["hmp", *bare])]
            if of_kind := [place for place in named if place["kind"] == kind]:
                return of_kind
        return []

    def _slipped(self, typed: str) -> list[str]:
        """Spellings the fewest slips away: those with two are no help beside one with one."""
        allowed = 1 if len(typed) < 7 else 2
        difference = self._letters - np.array(_letter_counts(typed), dtype=np.int8)
        # No edit changes more than one letter's count up and one down: most names fall out here.
        more = np.maximum(difference, 0).sum(axis=1)
        less = np.maximum(-difference, 0).sum(axis=1)
        near: npt.NDArray[np.int64] = np.flatnonzero(np.maximum(more, less) <= allowed)
        measured = [(edits(typed, self._spellings[index]), self._spellings[index]) for index in near.tolist()]
        least = min((count for count, _ in measured), default=0)
        return [name for count, name in measured if count == least <= allowed]

    def _shown(self, spellings: list[str]) -> list[str]:
        names: list[str] = []
        for spelling in spellings:
            meant = [self._places[index] for index in self._meanings[spelling]]
            towns = [place for place in meant if place["kind"] != "prison"]
            names += [place["place"]["name"] for place in towns or meant if place["place"]]
        return list(dict.fromkeys(names))[:_SUGGESTED]


def _qualified(places: list[Named], after: str) -> list[Named]:
    """The same places, those known by what stands behind the comma first ("Richmond, Yorkshire")."""
    words = set(folded(after))
    return sorted(
        places, key=lambda place: words.isdisjoint(folded(place["place"]["name"] if place["place"] else ""))
    )


def edits(one: str, other: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that make one text the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]


def _letter_counts(name: str) -> list[int]:
    return [min(name.count(letter), 100) for letter in _LETTERS]
