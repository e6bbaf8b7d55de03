"""Files as they come: bytes to text, and text to rows of a spreadsheet, with nothing taken on trust."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from directory_data.problems import FileRefusedError

LARGEST_FILE = 1024 * 1024 * 1024
"""Bytes. 100,000 services of NDJSON take about 250 MB."""
LARGEST_FIELD = 100_000
"""Characters of one cell or one text."""


def text_of(path: Path) -> str:
    """The whole file as text, its byte order mark dropped.

    Raises FileRefusedError for what is no file, too large, not UTF-8, or holds NUL.
    """
    if not path.is_file():
        raise FileRefusedError(f"there is no file {path.name}")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise FileRefusedError(f"{size} bytes: larger than {LARGEST_FILE} bytes, which is all that is read")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(
            f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}. Save the file as UTF-8",
            f"line {line}",
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileRefusedError("holds a NUL character: not a text file", f"line {line}")
    if text.strip() == "":
        raise FileRefusedError("the file is empty")
    return text


def header_of(path: Path) -> list[str]:
    """What a reader recognises a source by: the cells of the first row of a file, stripped.

    For a folder, the sorted names of its files. Raises FileRefusedError as `text_of` does.
    """
    if path.is_dir():
        return sorted(child.name for child in path.iterdir())
    for cells in _cells(text_of(path)):
        return [cell.strip() for cell in cells[1]]
    return []


def csv_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number (the header is row 1) and its cells by column, stripped; empty rows are passed over.

    Raises FileRefusedError for a header with a repeated or empty name, a row with more cells than
    the header, a cell over LARGEST_FIELD characters, and what `text_of` refuses.
    """
    rows = _cells(text_of(path))
    header = [cell.strip() for cell in next(rows)[1]]
    while header and header[-1] == "":
        header.pop()
    for name in header:
        if name == "":
            raise FileRefusedError("a column has no name", "row 1")
        if header.count(name) > 1:
            raise FileRefusedError("stands twice in the header", "row 1", name)
    for number, cells in rows:
        while len(cells) > len(header) and cells[-1].strip() == "":
            cells.pop()
        if len(cells) > len(header):
            raise FileRefusedError(
                f"{len(cells)} cells where the header has {len(header)}: is a comma not in quotes?",
                f"row {number}",
            )
        if any(cell.strip() != "" for cell in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            yield number, {name: cell.strip() for name, cell in zip(header, padded, strict=True)}


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefusedError(f"cannot be read as CSV: {error}", f"row {number}") from None
        yield number, cells
