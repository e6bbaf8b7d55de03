"""The nine pathways beside the names that prison and probation staff use (crosswalk.json)."""

from collections.abc import Iterator
from typing import TypedDict, cast

from directory_data import content
from directory_data.problems import Problem

FILE = "crosswalk.json"
LISTS = ("hmpps", "crs")
FITS = ("same", "part", "none")
STATUSES = ("verified", "unverified")


class Term(TypedDict):
    """One name of somebody else's list."""

    code: str
    name: str


class TermList(TypedDict):
    """Somebody else's list, where it was seen and when (ISO date). across: codes of the terms that hold
    all of the others."""

    code: str
    name: str
    source: str
    checked_on: str
    status: str
    across: list[str]
    terms: list[Term]


class Match(TypedDict):
    """The terms of a list that stand for a pathway. fit: same, part or none."""

    terms: list[str]
    fit: str


class Row(TypedDict):
    """A pathway of ours and its match in each list."""

    pathway: str
    hmpps: Match
    crs: Match


def lists() -> list[TermList]:
    """The lists, HMPPS's seven pathways first."""
    return cast(list[TermList], content.items(FILE, "lists", TermList))


def rows() -> list[Row]:
    """Our pathways in their order, each with what stands for it elsewhere."""
    return cast(list[Row], content.items(FILE, "rows", Row))


def matches(row: Row) -> dict[str, Match]:
    """List → its match for the row."""
    return {"hmpps": row["hmpps"], "crs": row["crs"]}


def meanings() -> list[tuple[str, list[str]]]:
    """Each name of the lists and the pathways it stands for, for a worker who types it: a name that holds
    all of the others stands for all of theirs."""
    found = []
    for each in lists():
        every = {term["code"] for term in each["terms"]}
        for term in each["terms"]:
            held = every if term["code"] in each["across"] else {term["code"]}
            named = [row["pathway"] for row in rows() if held & set(matches(row)[each["code"]]["terms"])]
            if named:
                found.append((term["name"], named))
    return found


def errors() -> Iterator[Problem]:
    """Every error of the crosswalk."""
    known = lists()
    if [each["code"] for each in known] != list(LISTS):
        yield Problem(FILE, "lists", f"are not {' and '.join(LISTS)}, in this order")
        return
    for each in known:
        yield from _list_errors(each)
    if [row["pathway"] for row in rows()] != [pathway["code"] for pathway in content.pathways()]:
        yield Problem(FILE, "rows", "are not the pathways of needs.json, in their order")
    for each in known:
        yield from _match_errors(each)


def _list_errors(each: TermList) -> Iterator[Problem]:
    place = f"{FILE}: {each['code']}"
    codes = [term["code"] for term in each["terms"]]
    for field in ("name", "source", "checked_on"):
        if not str(each[field]).strip():
            yield Problem(place, field, "is empty: whose list, where and when was it seen?")
    if each["status"] not in STATUSES:
        yield Problem(place, "status", f"{each['status']} is not verified or unverified")
    if len(set(codes)) != len(codes):
        yield Problem(place, "terms", "one stands twice")
    for term in each["across"]:
        if term not in codes:
            yield Problem(place, "across", f"{term} is no term of this list")


def _match_errors(each: TermList) -> Iterator[Problem]:
    """Every term is known and used; a fit says none exactly where there is no term."""
    used = set(each["across"])
    codes = {term["code"] for term in each["terms"]}
    for row in rows():
        place = f"{FILE}: {row['pathway']}"
        match = matches(row)[each["code"]]
        for term in match["terms"]:
            if term not in codes:
                yield Problem(place, each["code"], f"{term} is no term of this list")
        used |= set(match["terms"])
        if match["fit"] not in FITS or (match["fit"] == "none") != (match["terms"] == []):
            yield Problem(place, each["code"], f"{match['fit']} does not fit its terms")
    for term in sorted(codes - used):
        yield Problem(f"{FILE}: {each['code']}", "terms", f"{term} stands for none of our pathways")
