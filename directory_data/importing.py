"""Reading a file of any kind that we know into a checked batch of rows. Nothing is written here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson

from directory_data import csv_rows, sources
from directory_data.batch import Batch
from directory_data.files import LARGEST_FILE, header_of
from directory_data.flattening import Flattener
from directory_data.problems import FileRefusedError, Problem
from directory_data.rows import Entry, OrganizationRow, Row
from directory_data.sources.common import Lookup, settled, unplaced

HSDS = ("hsds", "oruk")
SOURCES = ("auto", "csv", *HSDS, *sources.MODULES)
"""What `--source` takes."""
LARGEST_DOCUMENT = 256 * 1024 * 1024
"""Bytes of one JSON document; more services than that come one a line."""
LARGEST_LINE = 4 * 1024 * 1024
"""Bytes of one line of NDJSON: one service."""
JSON_SUFFIXES = (".json", ".ndjson", ".jsonl")

Progress = Callable[[int], None]
"""Told how many services were read so far."""


def read(
    path: Path,
    source: str = "auto",
    checked_on: date | None = None,
    progress: Progress | None = None,
    lookup: Lookup | None = None,
) -> Batch:
    """Everything that a file holds, checked, with refusals and warnings.

    source: one of SOURCES. checked_on: the assured_date of services that state none. lookup: where
    a postcode is; the real lists are then held against it (`sources.common.settled`).
    A file that cannot be read at all gives a batch with one refusal; nothing is raised.
    """
    batch = Batch()
    flattener = Flattener(batch, checked_on)
    try:
        for count, entry in enumerate(entries(path, source, batch.warnings.add, lookup), start=1):
            flattener.add(entry)
            if progress is not None:
                progress(count)
        if not batch.places and not batch.of("organization") and not batch.refusals:
            batch.refusals.append(Problem("", "", "no services in this file"))
    except FileRefusedError as error:
        batch.refusals.append(error.problem)
    return batch


def entries(
    path: Path, source: str, warn: Callable[[Problem], None], lookup: Lookup | None = None
) -> Iterator[Entry]:
    """The services and organizations of a file, in its order. Raises FileRefusedError."""
    name = recognised(path) if source == "auto" else source
    if name in HSDS or name == "csv":
        for entry in _own(name, path, warn):
            yield unplaced(entry, lookup) if lookup is not None and isinstance(entry, Row) else entry
    else:
        for row in sources.reader(name).read(path):
            yield row if lookup is None else settled(row, lookup)


def _own(name: str, path: Path, warn: Callable[[Problem], None]) -> Iterator[Entry]:
    if name == "csv":
        return csv_rows.read(path)
    return _folder(path, warn) if path.is_dir() else _file(path, warn)


def recognised(path: Path) -> str:
    """The source that a file comes from: JSON by its name or first character, else by its header.

    Raises FileRefusedError when nobody knows it.
    """
    if not path.exists():
        raise FileRefusedError(f"there is no file {path.name}")
    if path.is_file() and (path.suffix.lower() in JSON_SUFFIXES or _first_byte(path) in (b"{", b"[")):
        return "hsds"
    header = header_of(path)
    if csv_rows.recognises(header):
        return "csv"
    found = sources.recognised(header)
    if found is None and path.is_dir() and any(name.lower().endswith(JSON_SUFFIXES) for name in header):
        return "hsds"
    if found is None:
        raise FileRefusedError(
            f"no source has this header: {', '.join(header)[:200]}. Give --source, or start from "
            "`directory template`"
        )
    return found


def _file(path: Path, warn: Callable[[Problem], None]) -> Iterator[Entry]:
    return _lines(path) if _is_lines(path) else _document(path, warn)


def _folder(path: Path, warn: Callable[[Problem], None]) -> Iterator[Entry]:
    """Every JSON file of a folder, by name, as one import; a place starts with its file's name."""
    for file in sorted(path.iterdir()):
        if file.suffix.lower() not in JSON_SUFFIXES:
            continue
        try:
            for entry in _file(file, warn):
                yield replace(entry, place=f"{file.name} {entry.place}")
        except FileRefusedError as error:
            problem = error.problem
            raise FileRefusedError(problem.reason, f"{file.name} {problem.place}", problem.field) from None


def _first_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]


def _is_lines(path: Path) -> bool:
    """NDJSON by its name; by its first line, which is a whole object, where the name says neither."""
    if path.suffix.lower() in (".ndjson", ".jsonl"):
        return True
    if path.suffix.lower() == ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        line = file.readline(LARGEST_LINE).removeprefix(b"\xef\xbb\xbf").strip()
        more = file.readline(LARGEST_LINE).strip()
    return line.startswith(b"{") and line.endswith(b"}") and more.startswith(b"{")


def _lines(path: Path) -> Iterator[Entry]:
    _sized(path, LARGEST_FILE)
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_LINE + 1):
            number += 1
            place = f"line {number}"
            if len(line) > LARGEST_LINE:
                raise FileRefusedError(f"longer than {LARGEST_LINE} bytes: one service a line", place)
            line = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if line == b"":
                continue
            try:
                given = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                yield Row(None, place, (Problem(place, "", f"is no JSON: {error}"),))
                continue
            yield Row(given, place)


def _document(path: Path, warn: Callable[[Problem], None]) -> Iterator[Entry]:
    """A document, a page of a feed, one service, or a bare list of services."""
    _sized(path, LARGEST_DOCUMENT)
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if data.strip() == b"":
        raise FileRefusedError("the file is empty")
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise FileRefusedError(f"is no JSON: {error.msg}", f"line {error.lineno}") from None
    if isinstance(document, list):
        yield from _rows(document, "")
    elif isinstance(document, dict) and "services" in document and "name" in document:
        yield from _with_services(document)
    elif isinstance(document, dict) and ("services" in document or "organizations" in document):
        for key in document:
            if key not in ("version", "services", "organizations"):
                warn(Problem("", str(key), "is no part of a document that is known: left out"))
        yield from _organizations(document.get("organizations"))
        yield from _rows(document.get("services"), "services")
    elif isinstance(document, dict) and "contents" in document:
        yield from _rows(document["contents"], "contents")
    elif isinstance(document, dict) and "status" in document:
        yield Row(document, "service")
    else:
        raise FileRefusedError("holds neither services nor organizations")


def _with_services(document: Mapping[str, object]) -> Iterable[Entry]:
    """One organization with its services nested in it, as a feed serves `/organizations/{id}`."""
    own = {key: value for key, value in document.items() if key != "services"}
    yield OrganizationRow(own, "organization")
    for row in _rows(document["services"], "services"):
        service = row.service if isinstance(row, Row) else None
        if isinstance(service, Mapping) and "organization" not in service:
            yield Row({"organization_id": own.get("id"), **service}, row.place)
        else:
            yield row


def _rows(items: object, key: str) -> Iterable[Entry]:
    if items is None:
        return
    if not isinstance(items, list):
        raise FileRefusedError("is no list", field=key)
    for ordinal, item in enumerate(items):
        place = f"{key}[{ordinal}]"
        if isinstance(item, Mapping) and _is_organization(item):
            yield OrganizationRow(item, place)
        else:
            yield Row(item, place)


def _is_organization(item: Mapping[str, object]) -> bool:
    """A list of organizations is a feed too: they have neither a service's status nor its place."""
    marks = ("organization_identifiers", "website", "tax_status", "legal_status", "parent_organization_id")
    return "status" not in item and any(mark in item for mark in marks)


def _organizations(items: object) -> Iterable[Entry]:
    if items is None:
        return
    if not isinstance(items, list):
        raise FileRefusedError("is no list", field="organizations")
    for ordinal, item in enumerate(items):
        yield OrganizationRow(item, f"organizations[{ordinal}]")


def _sized(path: Path, largest: int) -> None:
    if not path.is_file():
        raise FileRefusedError(f"{path.name} is no file")
    size = path.stat().st_size
    if size > largest:
        raise FileRefusedError(f"{size} bytes: more than {largest} are not read; give one service a line")
