"""Words typed, over a whole edition: the class of each row that columns left (answers.md section 4).

`search.rules.words` says what matches; this file gives the same classes for thousands of rows at
once. It knows every word of the edition, so it looks up which words of that vocabulary a typed word
matches, and then only compares numbers. A test holds it equal to the rule on every row.

Whoosh finds the candidates and never decides. Every unit of what was typed has to match, so the
postings of its rarest units narrow the rows first; the rule's reading of words decides the rest.
What stands in many rows has a bit for every row beside Whoosh's postings: reading thousands of
postings, or all words of thousands of rows, takes longer than everything else of an answer.
No query is ever parsed: what somebody typed is looked up, not run.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from .lists import BITS, Ints, Lists, Longs, having, mapped
from .postings import NEEDS, WORDS, Postings
from .rules.model import Plan, Unit
from .rules.spelling import BEGINNING, LAST_LETTER, stem

Flags = npt.NDArray[np.bool_]
Classes = npt.NDArray[np.int8]

NO_MATCH: Final = 9  # while classes are compared; published as -1
#: Postings that cost as much to read as all words of one row (measured on 100,000 rows of 50 words:
#: 0.2 µs a posting, 0.7 µs a row). Postings are read only where that is the cheaper way; stepping
#: through them with skip_to, row by row, was slower than either.
POSTINGS_A_ROW: Final = 3
#: Rows that cost as much to look at as one posting, and a little more: a unit's postings narrow the rows
#: first only where they are few beside them.
ROWS_A_POSTING: Final = 3


class TextIndexError(ValueError):
    """The word index of an edition is missing or damaged. The message names the folder."""


class _Rows:
    """Some rows, to be asked about many words."""

    def __init__(self, index: "TextIndex", rows: Ints) -> None:
        self._index, self.rows, self.size = index, rows, len(rows)

    @cached_property
    def _said(self) -> tuple[Ints, Longs]:
        """All words, and whose each is."""
        return self._index.said(self.rows)

    def saying(self, numbers: Longs) -> Flags:
        """Which rows hold one of the words anywhere: by their bits, by postings or by reading them,
        whichever is least work."""
        index = self._index
        lines = index.common_lines[numbers]
        found = index.with_common(self.rows, lines[lines >= 0])
        rare = numbers[lines < 0]
        if len(rare) == 0:
            return found
        if int(index.word_counts[rare].sum()) < POSTINGS_A_ROW * self.size:
            return found | index.standing(rare, ())[self.rows]
        return found | _holding(self.size, index.words_among(rare), *self._said)

    def named(self, words: list[Longs], among: Flags) -> Flags:
        """Which of some of the rows hold one of each of the words in their name."""
        some = np.flatnonzero(among)
        said, owner = self._index.said_in_name(self.rows[some])
        every = np.ones(len(some), np.bool_)
        for numbers in words:
            every &= _holding(len(some), self._index.words_among(numbers), said, owner)
        found = np.zeros(self.size, np.bool_)
        found[some[every]] = True
        return found

    def with_need(self, needs: list[int]) -> Flags:
        """Which rows have one of the needs."""
        return self._index.needing(self.rows, needs)


def _holding(size: int, table: Flags, words: Ints, owner: Longs) -> Flags:
    """Which of so many rows own one of the words that the table has (by number)."""
    found = np.zeros(size, np.bool_)
    found[owner[table[words]]] = True
    return found


class _Lookup:
    """One unit of what was typed, as numbers of the edition's words and needs."""

    def __init__(self, index: "TextIndex", unit: Unit) -> None:
        self._words = [index.matched_words(word) for word in unit["words"]]
        self._needs = index.need_numbers(unit["needs"])
        self._spellings = [[index.matched_words(word) for word in words] for words in unit["spellings"]]
        self._spelling_needs = index.need_numbers(unit["spelling_needs"])
        rarest = [
            min(each, key=lambda ids: int(index.word_counts[ids].sum())) for each in self._ways() if each
        ]
        #: the words and needs of which a row must have one, and the number of their postings
        self.words = np.unique(np.concatenate(rarest)) if rarest else np.zeros(0, np.int64)
        self.needs = np.union1d(self._needs, self._spelling_needs).astype(np.int64)
        self.cost = int(index.word_counts[self.words].sum() + index.need_counts[self.needs].sum())

    def _ways(self) -> list[list[Longs]]:
        return [self._words, *self._spellings]

    def classes(self, rows: _Rows) -> Classes:
        """The class of each row for this unit, NO_MATCH for none (the rule's `unit_class`)."""
        found = np.full(rows.size, NO_MATCH, dtype=np.int8)
        for words in self._spellings:
            found[_saying_all(rows, words)] = 2
        found[rows.with_need(self._spelling_needs)] = 2
        anywhere = _saying_all(rows, self._words)
        found[anywhere] = 1
        found[rows.named(self._words, anywhere) | rows.with_need(self._needs)] = 0
        return found


def _saying_all(rows: _Rows, words: list[Longs]) -> Flags:
    """Which rows hold every one of the words anywhere."""
    found = np.ones(rows.size, np.bool_)
    for numbers in words:
        found &= rows.saying(numbers)
    return found


class TextIndex:
    """The word index of one edition, mapped. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / "words.json").read_text("utf-8"))
        self._words: list[str] = told["words"]
        self._codes: list[str] = told["needs"]
        self._needs = {code: place for place, code in enumerate(self._codes)}
        self._texts = Lists.open(folder, "texts")
        self._need_lists = Lists.open(folder, "needs")
        self._names: Ints = mapped(folder / "names.npy")
        self._by_stem: Ints = mapped(folder / "by-stem.npy")
        self.word_counts: Ints = mapped(folder / "word-counts.npy")
        self.need_counts: Ints = mapped(folder / "need-counts.npy")
        self._postings = Postings(folder)
        common = mapped(folder / "common.npy")
        self.common_lines = np.full(len(self._words), -1, np.int32)
        self.common_lines[common] = np.arange(len(common), dtype=np.int32)
        self._common_rows: npt.NDArray[np.uint8] = mapped(folder / "common-rows.npy")

    @cached_property
    def need_bits(self) -> npt.NDArray[np.uint64]:
        """The needs of all rows (`lists.having`)."""
        return _bits(self._need_lists, len(self._codes))

    def prepare(self) -> None:
        """Work out the bits, before anybody asks."""
        _ = self.need_bits

    @classmethod
    def open(cls, folder: Path) -> "TextIndex":
        """Open what `text_drafting` wrote. Raises TextIndexError where it is missing or damaged."""
        try:
            return cls(folder)
        except Exception as error:  # Whoosh raises nearly anything on a damaged file
            raise TextIndexError(f"{folder}: the word index cannot be read: {error}") from error

    def __len__(self) -> int:
        return len(self._texts)

    # -- the vocabulary ---------------------------------------------------------------------------

    def matched_words(self, typed: str) -> Longs:
        """The numbers of all words of the edition that a typed word matches, by the rule: whole, by
        its stem, or as the beginning of a longer word from 3 letters. Two binary searches."""
        low = bisect_left(self._words, typed)
        if len(typed) < BEGINNING:
            whole = low < len(self._words) and self._words[low] == typed
            return np.arange(low, low + int(whole))
        high = bisect_left(self._words, typed + LAST_LETTER)
        return np.union1d(np.arange(low, high), self._same_stem(typed))

    def _same_stem(self, typed: str) -> Ints:
        wanted = stem(typed)
        low = bisect_left(self._by_stem, wanted, key=lambda word: stem(self._words[word]))
        high = low
        while high < len(self._by_stem) and stem(self._words[self._by_stem[high]]) == wanted:
            high += 1
        return self._by_stem[low:high]

    def need_numbers(self, codes: Iterable[str]) -> list[int]:
        return [self._needs[code] for code in codes if code in self._needs]

    # -- the rows ---------------------------------------------------------------------------------

    def classes(self, plan: Plan, rows: Ints) -> Classes:
        """For each of the rows the class in which it matches all that was typed, as
        `search.rules.words.text_class` gives it: 0, 1, 2, or -1 for no match."""
        found = np.full(len(rows), -1, dtype=np.int8)
        units = [unit for place, unit in enumerate(plan["units"]) if unit not in plan["units"][:place]]
        lookups = sorted((_Lookup(self, unit) for unit in units), key=lambda lookup: lookup.cost)
        kept = np.arange(len(rows))
        for lookup in lookups:
            if lookup.cost * ROWS_A_POSTING < len(kept):
                there = self.standing(lookup.words.tolist(), lookup.needs.tolist())
                kept = kept[there[rows[kept]]]
        worst = np.zeros(len(kept), dtype=np.int8)
        read = _Rows(self, rows[kept])
        for lookup in lookups:
            worst = np.maximum(worst, lookup.classes(read))
            alive = worst < NO_MATCH
            if 2 * np.count_nonzero(alive) < read.size:  # fewer words to look through for the next
                kept, worst = kept[alive], worst[alive]
                read = _Rows(self, rows[kept])
        found[kept[worst < NO_MATCH]] = worst[worst < NO_MATCH]
        return found

    def said(self, rows: Ints) -> tuple[Ints, Longs]:
        """All words of some rows, and whose each is: the place of its row among them."""
        words, _, sizes = self._texts.gathered(rows)
        return words, np.repeat(np.arange(len(rows)), sizes)

    def said_in_name(self, rows: Ints) -> tuple[Ints, Longs]:
        """The words of the names of some rows, and whose each is."""
        words, _, sizes = self._texts.gathered(rows, self._names[rows])
        return words, np.repeat(np.arange(len(rows)), sizes)

    def words_among(self, numbers: Longs) -> Flags:
        """For each word of the edition whether it is one of these."""
        found = np.zeros(len(self._words), np.bool_)
        found[numbers] = True
        return found

    def needing(self, rows: Ints, needs: list[int]) -> Flags:
        """Which of some rows have one of the needs."""
        return having(self.need_bits, needs, rows)

    def standing(self, words: Iterable[int], needs: Iterable[int]) -> Flags:
        """In which rows of the edition any of the words or needs stands, from Whoosh's postings."""
        there = np.zeros(len(self), np.bool_)
        self._postings.mark(WORDS, [self._words[word] for word in words], there)
        self._postings.mark(NEEDS, [self._codes[need] for need in needs], there)
        return there

    def with_common(self, rows: Ints, lines: Ints) -> Flags:
        """In which of the rows any of these common words stands."""
        if len(lines) == 0:
            return np.zeros(len(rows), np.bool_)
        there = np.bitwise_or.reduce(self._common_rows[lines], axis=0)
        found: Flags = (there[rows >> 3] >> (rows & 7)) & 1 == 1
        return found


def _bits(needs: Lists, size: int) -> npt.NDArray[np.uint64]:
    """Needs as bits (`lists.having`), of needs smaller than `size`."""
    found = np.zeros((-(-size // BITS), len(needs)), np.uint64)
    owner = np.repeat(np.arange(len(needs)), np.diff(needs.starts))
    for need in range(size):
        found[need // BITS, owner[needs.values == need]] |= np.uint64(1) << np.uint64(need % BITS)
    return found
