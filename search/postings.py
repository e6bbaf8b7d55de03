"""The inverted index of an edition, in Whoosh: which rows a word, or a need, stands in.

The index is written once, from postings that are sorted already, as one segment whose document
numbers are the row numbers; it is never updated, merged or queried by text. Whoosh's own way in (a
pool of tuples, then sorted) took 53 s of processor for 100,000 rows of 50 words; the whole build
takes 20 s with this one.
"""

import threading
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from .lists import Lists

with warnings.catch_warnings():
    # Whoosh 2.7.4 has old-style escapes in its docstrings, which Python reports as it compiles them.
    warnings.filterwarnings("ignore", message="invalid escape sequence", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message="invalid escape sequence", category=SyntaxWarning)
    warnings.filterwarnings("ignore", message='"is" with a literal', category=SyntaxWarning)
    from whoosh import fields, formats, index
    from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
    from whoosh.filedb.filestore import RamStorage
    from whoosh.matching import Matcher
    from whoosh.reading import TermNotFound

WORDS: Final = "words"
NEEDS: Final = "needs"
BLOCK: Final = 2048  # postings of a block: lists are read whole, so larger than Whoosh's 128


class Tags(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words that are there or not: nothing is scored, stored or analysed."""

    indexed, stored, unique, scorable, vector, analyzer = True, False, False, False, None, None

    def __init__(self) -> None:
        self.format = formats.Existence()


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh has no types
    """An index in memory with its scratch files in memory too: Whoosh would put them into one folder
    that all processes of a machine share."""

    def temp_storage(self, name: str | None = None) -> "_Memory":
        return _Memory()


class _Sorted:
    """Stands in for Whoosh's pool of postings: hands over ours, field by field, term by term."""

    def __init__(self, tables: Sequence[tuple[str, Sequence[str], Lists]]) -> None:
        self._tables = sorted(tables)

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        for field, terms, rows in self._tables:
            for term, name in enumerate(terms):
                text = name.encode("utf-8")
                start, end = rows.starts[term], rows.starts[term + 1]
                for row in rows.values[start:end].tolist():
                    yield field, text, row, 1.0, b""

    def cleanup(self) -> None:
        """Nothing is on disk."""


def write(
    folder: Path, rows: int, words: Sequence[str], word_rows: Lists, needs: Sequence[str], need_rows: Lists
) -> None:
    """Write the index of `rows` rows. Words and needs are sorted by code point; their lists hold
    the rows of each, in order."""
    schema = fields.Schema(**{WORDS: Tags(), NEEDS: Tags()})
    # In memory first: Whoosh looks for a file of lengths at every posting, and there is none.
    storage = _Memory()
    writer = storage.create_index(schema).writer(codec=W3Codec(blocklimit=BLOCK))
    for _ in range(rows):
        writer.add_document()
    writer.pool = _Sorted([(WORDS, words, word_rows), (NEEDS, needs, need_rows)])
    writer.commit(merge=False)
    for name, held in storage.files.items():
        (folder / name).write_bytes(held)


def _all_ids(matcher: Matcher) -> list[int]:
    """Every document number of a matcher, block by block: Whoosh's own way asks for each by itself,
    which takes seven times as long. (Whoosh is pinned: these names stay.)"""
    if not isinstance(matcher, W3LeafMatcher):
        return list(matcher.all_ids())
    found: list[int] = []
    while matcher.is_active():
        matcher._read_ids()
        found.extend(matcher._ids)
        matcher._next_block()
    return found


class Postings:
    """An index opened for reading. Whoosh's readers share one file position: a lock keeps threads
    of one process apart."""

    def __init__(self, folder: Path) -> None:
        """Raises whoosh's IndexError types or OSError where the index is missing or damaged."""
        self._reader = index.open_dir(str(folder), readonly=True).reader()
        self._lock = threading.Lock()

    def mark(self, field: str, terms: Sequence[str], there: npt.NDArray[np.bool_]) -> None:
        """Mark the rows that any of the terms stands in. `there` has a place for every row."""
        with self._lock:
            for term in terms:
                try:
                    matcher = self._reader.postings(field, term.encode("utf-8"))
                except TermNotFound:
                    continue
                there[_all_ids(matcher)] = True
