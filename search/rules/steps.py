"""Never a dead end: what else can be done (answers.md section 5)."""

from .model import HelpAnswer, Knowledge, Message, NextStep, Question, Steps


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


def next_steps(
    found: Steps, question: Question, knowledge: Knowledge, lines: list[HelpAnswer], total: int
) -> list[NextStep]:
    """The steps that hold, in a fixed order. There is always at least one: a help line."""
    steps: list[NextStep] = []
    if found["closing_count"] > 0:
        closing: Message = {
            "key": "step-closing-one" if found["closing_count"] == 1 else "step-closing",
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
            "key": "step-further-one" if len(found["further_ids"]) == 1 else "step-further",
            "values": {"count": len(found["further_ids"]), "tenths": tenths},
        }
        steps.append(step("further", further, found["further_ids"]))
    if found["duty"] >= 0:
        steps.append(step("duty", knowledge["duties"][found["duty"]]["say"], found["duty_ids"]))
    if len(lines) > 0:
        line = lines[0]["line"]
        help_: Message = {"key": "step-help-line", "values": {"name": line["name"], "number": line["number"]}}
        if total == 0 and not question["anywhere_only"]:
            help_ = {"key": "step-gap", "values": {"name": line["name"], "number": line["number"]}}
        steps.append(step("help-line", help_, [line["id"]]))
    return steps
