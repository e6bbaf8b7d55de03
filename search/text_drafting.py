"""The word index of an edition in the making (`text.py` reads what is written here)."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from .coding import Coded, Numbering
from .lists import Ints, Lists, ListsMaker, Longs, mapped
from .postings import write
from .rules.spelling import stem

#: A word that stands in one of so many rows, or more, has a bit for every row.
COMMON: Final = 64


@dataclass(frozen=True)
class TextRow:
    """One row of an edition: the folded words of its name and of its description, and its needs."""

    name: Sequence[str]
    body: Sequence[str]
    needs: Sequence[str]


@dataclass(frozen=True)
class TextDraft:
    """The word index of some rows in the making: words and needs by numbers, in no order.

    Made of rows, or taken over from an edition; two are joined; some rows are chosen; then it is
    written. Equal rows in equal order give equal files.
    """

    words: list[str]
    texts: Lists  # of each row the numbers of its words, those of its name first
    names: Ints  # how many of them are of the name
    codes: list[str]
    needs: Lists

    @classmethod
    def open(cls, folder: Path) -> "TextDraft":
        """What `save` wrote. Raises OSError or ValueError where it is missing or damaged."""
        told = json.loads((folder / "words.json").read_text("utf-8"))
        texts, needs = Lists.open(folder, "texts"), Lists.open(folder, "needs")
        return cls(told["words"], texts, mapped(folder / "names.npy"), told["needs"], needs)

    def joined(self, other: "TextDraft") -> "TextDraft":
        """These rows, and the other's after them."""
        words = Coded(self.words, self.texts.values).joined(Coded(other.words, other.texts.values))
        codes = Coded(self.codes, self.needs.values).joined(Coded(other.codes, other.needs.values))
        return TextDraft(
            words.values,
            Lists(self.texts.joined(other.texts).starts, words.numbers),
            np.concatenate((self.names, other.names)),
            codes.values,
            Lists(self.needs.joined(other.needs).starts, codes.numbers),
        )

    def chosen(self, rows: Longs) -> "TextDraft":
        """Some rows in the order given."""
        return TextDraft(
            self.words, self.texts.chosen(rows), self.names[rows], self.codes, self.needs.chosen(rows)
        )

    def save(self, folder: Path) -> None:
        """Write the word index into an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        vocabulary, texts = _sorted(self.words, self.texts)
        codes, needs = _sorted(self.codes, self.needs)
        word_rows, need_rows = texts.turned(len(vocabulary)), needs.turned(len(codes))
        texts.save(folder, "texts")
        needs.save(folder, "needs")
        np.save(folder / "names.npy", self.names)
        np.save(folder / "word-counts.npy", np.diff(word_rows.starts).astype(np.int32))
        np.save(folder / "need-counts.npy", np.diff(need_rows.starts).astype(np.int32))
        common = np.flatnonzero(np.diff(word_rows.starts) * COMMON >= max(1, len(texts)))
        np.save(folder / "common.npy", common.astype(np.int32))
        np.save(folder / "common-rows.npy", _bits(common, word_rows, len(texts)))
        by_stem = sorted(range(len(vocabulary)), key=lambda word: (stem(vocabulary[word]), word))
        np.save(folder / "by-stem.npy", np.array(by_stem, dtype=np.int32))
        (folder / "words.json").write_text(json.dumps({"words": vocabulary, "needs": codes}), "utf-8")
        write(folder, len(texts), vocabulary, word_rows, codes, need_rows)


class TextMaker:
    """Takes one row after another."""

    def __init__(self) -> None:
        self._words: Numbering[str] = Numbering()
        self._codes: Numbering[str] = Numbering()
        self._texts, self._needs, self._names = ListsMaker(), ListsMaker(), array("i")

    def add(self, row: TextRow) -> None:
        """The next row."""
        own = dict.fromkeys(row.name)
        self._names.append(len(own))
        own.update(dict.fromkeys(row.body))
        self._texts.add(self._words.number(word) for word in own)
        self._needs.add(self._codes.number(code) for code in dict.fromkeys(row.needs))

    def made(self) -> TextDraft:
        """The words and needs of all rows."""
        return TextDraft(
            list(self._words.numbers),
            self._texts.made(),
            np.array(self._names, dtype=np.int32),
            list(self._codes.numbers),
            self._needs.made(),
        )


def _sorted(names: list[str], lists: Lists) -> tuple[list[str], Lists]:
    """The names that stand in some list, in code point order; and the lists with each number as its
    name's place there."""
    used = np.flatnonzero(np.bincount(lists.values, minlength=len(names)))
    order = sorted(used.tolist(), key=names.__getitem__)
    places = np.zeros(len(names), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return [names[number] for number in order], Lists(lists.starts, places[lists.values])


def _bits(words: Longs, word_rows: Lists, rows: int) -> npt.NDArray[np.uint8]:
    """A line for each of the words: a bit for every row, set where the word stands in it."""
    found = np.zeros((len(words), -(-rows // 8)), np.uint8)
    for line, word in enumerate(words.tolist()):
        there = np.zeros(rows, np.bool_)
        there[word_rows.values[word_rows.starts[word] : word_rows.starts[word + 1]]] = True
        found[line] = np.packbits(there, bitorder="little")
    return found
