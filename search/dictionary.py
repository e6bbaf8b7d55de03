"""The words that typing is corrected against, as columns: the few of them that can matter for what was
typed. `search.rules.spelling.corrections` decides among these as it would among all."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .lists import Longs
from .rules.spelling import ONE_LETTER, TWO_LETTERS, stem

Bits = npt.NDArray[np.uint64]


class Dictionary:
    """The published dictionary, in its order."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    @cached_property
    def columns(self) -> tuple[Longs, Bits]:
        """How many letters each word has, and which."""
        sizes = np.array([len(word) for word in self._words], np.int64)
        return sizes, np.array([letters(word) for word in self._words], np.uint64)

    @cached_property
    def places(self) -> tuple[dict[str, int], dict[str, int]]:
        """Where each word stands, and where each word's stem does."""
        stems = {stem(word): place for place, word in enumerate(self._words)}
        return {word: place for place, word in enumerate(self._words)}, stems

    def prepare(self) -> None:
        """Work out both, before anybody asks."""
        _ = self.columns, self.places

    def around(self, typed: Sequence[str]) -> list[str]:
        """Words of the dictionary, in its order, among which each of the typed words has the same
        corrections as among all."""
        places = {place for word in typed if len(word) >= ONE_LETTER for place in self._around(word)}
        return [self._words[place] for place in sorted(places)]

    def _around(self, word: str) -> list[int]:
        """Where a word of the dictionary stands, or another form of it: it has no correction then. Else
        where the words of nearly the same letters stand: a change explains one letter that the other
        word lacks, and one letter of difference in size."""
        whole, stems = self.places
        place = whole.get(word, stems.get(stem(word)))
        if place is not None:
            return [place]
        limit = 2 if len(word) >= TWO_LETTERS else 1
        own = np.uint64(letters(word))
        sizes, held = self.columns
        found: list[int] = np.flatnonzero(
            (np.abs(sizes - len(word)) <= limit)
            & (np.bitwise_count(held & ~own) <= limit)
            & (np.bitwise_count(own & ~held) <= limit)
        ).tolist()
        return found


def letters(word: str) -> int:
    """The letters of a word as bits; some that are rare share theirs."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 64
    return bits
