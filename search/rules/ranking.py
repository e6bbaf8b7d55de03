"""Groups and order (answers.md section 4)."""

from typing import Final

from .distance import band
from .model import Eligibility, Open, Result

GROUPS: Final = {"go": 0, "ask": 1, "later": 2, "no": 3}
LAST: Final = 1073741824  # sorts after every day and every distance


def group(verdict: str, status: str, postponed: bool) -> str:
    """go, ask, later or no. `postponed`: usable only from a later birthday (section 2)."""
    if verdict == "not-for-you":
        return "no"
    if postponed or status == "closed":
        return "later"
    if verdict == "can-use" and status == "open":
        return "go"
    return "ask"


def line(verdict: str, status: str, postponed: bool) -> int:
    """The line inside the group's row of section 4's table, 0 first."""
    if verdict == "not-for-you":
        return 0
    if postponed or status == "closed":
        return 0 if verdict == "can-use" else 1
    if status == "open":
        return 0
    return 1 if verdict == "can-use" else 2


def turn(open_: Open, eligibility: Eligibility) -> int:
    """Time by the day: -1 open then, else the day of the first opening; unknown hours alike."""
    if open_["status"] == "unknown":
        return 0
    from_day = eligibility["from_day"]
    if from_day is None:
        return open_["from_day"]
    return max(open_["from_day"], from_day)


def order(result: Result) -> tuple[int, int, int, int, int, int, int, int, str, str]:
    """The sorting key of a result: group, then section 4's list, inside each line."""
    distance = result["distance"]
    return (
        GROUPS[result["group"]],
        result["line"],
        result["text_class"],
        turn(result["open"], result["eligibility"]),
        band(distance),
        -result["eligibility"]["met"],
        1 if result["trust"]["stale"] else 0,
        distance if distance is not None else LAST,
        result["record"]["name"],
        result["record"]["id"],
    )


def ranked(results: list[Result]) -> list[Result]:
    """All results in the order they are shown."""
    return sorted(results, key=order)
