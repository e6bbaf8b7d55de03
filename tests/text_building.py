"""A word index out of rows, for tests."""

from collections.abc import Iterable
from pathlib import Path

from search.text_drafting import TextMaker, TextRow


def build(folder: Path, rows: Iterable[TextRow]) -> None:
    """Write the word index of the rows into an empty folder."""
    maker = TextMaker()
    for row in rows:
        maker.add(row)
    maker.made().save(folder)
