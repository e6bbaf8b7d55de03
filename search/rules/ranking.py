"""Groups and order (answers.md section 4)."""

from typing import Final

from .distance import band
from .model import Eligibility, Open, Result

GROUPS: Final = {"go": 0, "ask": 1, "later": 2, "no": 3}
LINES: Final = 3  # a group's row of section 4's table has at most so many
GROUPS_IN_ORDER: Final = ["go", "ask", "later", "no"]
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
    """Time by the day: -1 open then, else the day of the first opening, and no day before it is theirs;
    unknown hours alike."""
    opens = 0 if open_["status"] == "unknown" else open_["from_day"]
    from_day = eligibility["from_day"]
    return opens if from_day is None else max(opens, from_day)


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
    return leading(results, len(results))


def leading(results: list[Result], most: int) -> list[Result]:
    """The first of all results in the order they are shown, `most` at least where there are so many:
    group by group and line by line, as far as they are wanted."""
    found: list[Result] = []
    for name in GROUPS_IN_ORDER:
        if len(found) < most:
            of_group = [result for result in results if result["group"] == name]
            for number in range(0, LINES):
                if len(found) < most:
                    of_line = [result for result in of_group if result["line"] == number]
                    found = [*found, *sorted(of_line, key=order)]
    return found
