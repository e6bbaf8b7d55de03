"""Never a dead end: what else can be done (answers.md section 5)."""

from typing import Final

from .helping import pathways
from .model import HelpAnswer, HelpLine, Knowledge, Message, NextStep, Question, Result, Steps
from .ranking import LAST, leading, ranked

FEW: Final = 3  # how many places a next step names


def step(kind: str, say: Message, ids: list[str]) -> NextStep:
    """One next step of one sentence."""
    return {"kind": kind, "say": [say], "ids": ids}


def duty_of(knowledge: Knowledge, needs: list[str], country: str) -> int:
    """Index of the first duty owed for one of the needs or pathways, -1 for none. A duty of one
    country is left out only where the place is known to lie in another."""
    for index in range(0, len(knowledge["duties"])):
        duty = knowledge["duties"][index]
        if duty["country"] == "" or country == "" or duty["country"] == country:
            if any(need in needs for need in duty["needs"]):
                return index
    return -1


def line_to_ring(lines: list[HelpAnswer], needs: list[str], knowledge: Knowledge) -> HelpLine:
    """The one line to ring: of the needs' own, else of their pathways, else of all; the first whose
    number was checked, else the first. `lines` in their order, at least one."""
    found = lines
    for codes in [pathways(needs, knowledge), needs]:
        ours = [each for each in lines if any(need in codes for need in each["line"]["needs"])]
        if len(ours) > 0:
            found = ours
    for each in found:
        if each["line"]["verified"]:
            return each["line"]
    return found[0]["line"]


def next_steps(
    found: Steps,
    question: Question,
    knowledge: Knowledge,
    lines: list[HelpAnswer],
    total: int,
    needs: list[str],
) -> list[NextStep]:
    """The steps that hold, in a fixed order. There is always at least one: a help line. `needs`: those
    asked about and those that words name."""
    steps: list[NextStep] = []
    if found["closing_count"] > 0:
        closing: Message = {
            "key": "step-closing",
            "values": {"count": found["closing_count"], "minute": found["closing_until"]},
        }
        steps.append(step("closing", closing, found["closing_ids"]))
    if found["unlock_count"] > 0:
        unlock: Message = {"key": "step-unlock-referral", "values": {"count": found["unlock_count"]}}
        steps.append(step("unlock", unlock, found["unlock_ids"]))
    if found["first_id"] != "":
        first: Message = {
            "key": "step-first-to-open",
            "values": {"name": found["first_name"], "minute": found["first_open"]},
        }
        steps.append(step("first-to-open", first, [found["first_id"]]))
    if len(found["further_ids"]) > 0:
        tenths = (found["further_metres"] * 100000 + 8046720) // 16093440
        further: Message = {
            "key": "step-further",
            "values": {"count": len(found["further_ids"]), "tenths": tenths},
        }
        steps.append(step("further", further, found["further_ids"]))
    if found["duty"] >= 0:
        steps.append(step("duty", knowledge["duties"][found["duty"]]["say"], found["duty_ids"]))
    if len(lines) > 0:
        line = line_to_ring(lines, needs, knowledge)
        told: list[Message] = []
        if total == 0 and not question["anywhere_only"]:
            told.append({"key": "step-gap", "values": {}})
        if not line["verified"]:
            told.append({"key": "line-unchecked", "values": {}})
        told.append({"key": "step-help-line", "values": {"name": line["name"], "number": line["number"]}})
        steps.append({"kind": "help-line", "say": told, "ids": [line["id"]]})
    return steps


# -- what they are made from ----------------------------------------------------------------------


def chosen_steps(
    helped: list[Result], outside: list[Result], unlock: list[Result], duty_ids: list[str], duty: int
) -> Steps:
    """What the next steps are made from. `helped` (all inside the limit but group no), `outside` the
    limit, and `unlock`: of `helped`, those for which a referral is all that is missing.

    Closing: open at this moment, and yet not open for the window.
    """
    # Whom a birthday still to come keeps out can go nowhere of these yet.
    today = [result for result in helped if result["eligibility"]["from_day"] is None]
    closing = [
        result for result in today if result["group"] == "later" and result["open"]["until"] is not None
    ]
    first: list[Result] = []
    opening = LAST
    if not any(result["open"]["status"] == "open" for result in today):
        opening = min_of([or_last(result["open"]["next"]) for result in today])
        first = leading(
            [result for result in today if opening < LAST and result["open"]["next"] == opening], 1
        )
    nearest = sorted(
        ranked([result for result in outside if result["group"] != "no"]),
        key=lambda result: or_last(result["distance"]),
    )
    metres = 0
    if len(nearest) > 0:
        distance = nearest[0]["distance"]
        if distance is not None:
            metres = distance
    return {
        "closing_ids": ids_of(leading(closing, FEW)),
        "closing_count": len(closing),
        "closing_until": min_of([or_last(result["open"]["until"]) for result in closing]),
        "unlock_ids": ids_of(leading(unlock, FEW)),
        "unlock_count": len(unlock),
        "further_ids": ids_of(nearest),
        "further_metres": metres,
        "first_id": first[0]["record"]["id"] if len(first) > 0 else "",
        "first_name": first[0]["record"]["name"] if len(first) > 0 else "",
        "first_open": opening if len(first) > 0 else 0,
        "duty_ids": duty_ids,
        "duty": duty,
    }


def ids_of(results: list[Result]) -> list[str]:
    """The ids of the first few."""
    return [results[index]["record"]["id"] for index in range(0, min(FEW, len(results)))]


def or_last(number: int | None) -> int:
    """A minute or a distance; after every other where there is none."""
    if number is None:
        return LAST
    return number


def min_of(minutes: list[int]) -> int:
    """The first of some minutes, LAST for none."""
    found = LAST
    for minute in minutes:
        found = min(found, minute)
    return found
