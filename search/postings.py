"""The inverted index of an edition, in Whoosh: which rows a word, or a need, stands in.

The index is written once, from postings that are sorted already, as one segment whose document
numbers are the row numbers; it is never updated, merged or queried by text. Equal postings give equal
files. Whoosh's own ways in take each posting by itself: its pool of tuples took 53 s of processor for
100,000 rows of 50 words, handing it sorted tuples 11 s, and writing whole blocks in its format 0.3 s.
"""

import pickle
import threading
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from .lists import Ints, Lists

with warnings.catch_warnings():
    # Whoosh 2.7.4 has old-style escapes in its docstrings, which Python reports as it compiles them.
    warnings.filterwarnings("ignore", message="invalid escape sequence", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message="invalid escape sequence", category=SyntaxWarning)
    warnings.filterwarnings("ignore", message='"is" with a literal', category=SyntaxWarning)
    from whoosh import fields, formats, index
    from whoosh.codec.base import PerDocumentReader, Segment
    from whoosh.codec.whoosh3 import (
        WHOOSH3_HEADER_MAGIC,
        W3Codec,
        W3FieldWriter,
        W3LeafMatcher,
        W3Segment,
        W3TermInfo,
    )
    from whoosh.filedb.filestore import RamStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.matching import Matcher
    from whoosh.reading import TermNotFound

WORDS: Final = "words"
NEEDS: Final = "needs"
BLOCK: Final = 2048  # postings of a block: lists are read whole, so larger than Whoosh's 128
COMPRESSION: Final = 0  # they are read more often than written, and mapped
SEGMENT: Final = "edition"


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
    """Stands in for Whoosh's pool of postings: hands over ours, whole."""

    def __init__(self, tables: Sequence[tuple[str, Sequence[str], Lists]]) -> None:
        self._tables = sorted(tables)

    def iter_postings(self) -> Sequence[tuple[str, Sequence[str], Lists]]:
        """Field by field its terms, sorted, and the rows of each."""
        return self._tables

    def cleanup(self) -> None:
        """Nothing is on disk."""


class _Writer(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the postings of a term block by block, as `W3PostingsWriter` would one by one. (Whoosh is
    pinned: its format and these names stay.)"""

    def add_postings(
        self,
        schema: fields.Schema,
        lengths: PerDocumentReader,
        items: Sequence[tuple[str, Sequence[str], Lists]],
    ) -> None:
        """All terms that stand in some row."""
        for field, terms, rows in items:
            self.start_field(field, schema[field])
            starts = rows.starts.tolist()
            for place, term in enumerate(terms):
                if starts[place] < starts[place + 1]:
                    self._term(term.encode("utf-8"), rows.values[starts[place] : starts[place + 1]])
            self.finish_field()

    def _term(self, text: bytes, rows: Ints) -> None:
        info, file = W3TermInfo(), self._postfile
        start = file.tell()
        file.write(WHOOSH3_HEADER_MAGIC)
        steps = np.diff(rows, prepend=0)
        steps[::BLOCK] = rows[::BLOCK]  # each block begins from nothing
        for first in range(0, len(rows), BLOCK):
            end = min(first + BLOCK, len(rows))
            _write_block(file, steps[first:end], int(rows[end - 1]), end == len(rows))
        info._weight, info._df, info._maxweight = float(len(rows)), len(rows), 1.0
        info._minlength, info._minid, info._maxid = 0, int(rows[0]), int(rows[-1])
        info.set_extent(start, file.tell() - start)
        self._tindex.add(self._fieldid.to_bytes(2, "big") + text, info.to_bytes())


def _write_block(file: StructFile, steps: Ints, greatest: int, last: bool) -> None:
    """One block: what stands in it, then row numbers as steps; no weights, no values."""
    data = pickle.dumps((tuple(steps.tolist()), None, None), 2)
    info = pickle.dumps((len(steps), greatest, 1.0, COMPRESSION, 0, 0), 2)
    size = len(info) + len(data)
    file.write_int(-size if last else size)
    file.write(info)
    file.write(data)


class _Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's codec with our writer. What it writes is read by Whoosh's own."""

    def field_writer(self, storage: RamStorage, segment: Segment) -> _Writer:
        return _Writer(self, storage, segment)

    def new_segment(self, storage: RamStorage, indexname: str) -> Segment:
        """A segment of one name: Whoosh would draw one by lot."""
        return W3Segment(W3Codec(blocklimit=BLOCK), indexname, segid=SEGMENT)


def write(
    folder: Path, rows: int, words: Sequence[str], word_rows: Lists, needs: Sequence[str], need_rows: Lists
) -> None:
    """Write the index of `rows` rows. Words and needs are sorted by code point; their lists hold
    the rows of each, in order."""
    schema = fields.Schema(**{WORDS: Tags(), NEEDS: Tags()})
    # In memory first: Whoosh looks for a file of lengths at every posting, and there is none.
    storage = _Memory()
    writer = storage.create_index(schema).writer(codec=_Codec(blocklimit=BLOCK))
    writer.docnum, writer._added = rows, True  # Whoosh keeps nothing of a document but its number
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
