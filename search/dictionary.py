"""The words that typing is corrected against, as columns: the few of them that can matter for what was
typed. `search.rules.spelling.corrections` decides among these as it would among all."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .rules.spelling import ONE_LETTER, TWO_LETTERS, stem

Bits = npt.NDArray[np.uint64]


class Dictionary:
    """The published dictionary, in its order."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._sizes = np.array([len(word) for word in words], np.int64)
        self._letters = np.array([letters(word) for word in words], np.uint64)
        self._stems = {stem(word): place for place, word in enumerate(words)}
        self._places = {word: place for place, word in enumerate(words)}

    def around(self, typed: Sequence[str]) -> list[str]:
        """Words of the dictionary, in its order, among which each of the typed words has the same
        corrections as among all."""
        places = {place for word in typed if len(word) >= ONE_LETTER for place in self._around(word)}
        return [self._words[place] for place in sorted(places)]

    def _around(self, word: str) -> list[int]:
        """Where a word of the dictionary stands, or another form of it: it has no correction then. Else
        where the words of nearly the same letters stand: a change explains one letter that the other
        word lacks, and one letter of difference in size."""
        place = self._places.get(word, self._stems.get(stem(word)))
        if place is not None:
            return [place]
        limit = 2 if len(word) >= TWO_LETTERS else 1
        own = np.uint64(letters(word))
        found: list[int] = np.flatnonzero(
            (np.abs(self._sizes - len(word)) <= limit)
            & (np.bitwise_count(self._letters & ~own) <= limit)
            & (np.bitwise_count(own & ~self._letters) <= limit)
        ).tolist()
        return found


def letters(word: str) -> int:
    """The letters of a word as bits; some that are rare share theirs."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 64
    return bits
