"""What made-up cases of the whole answer come to: parity over answers that are all empty proves little."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from search.rules.model import Answer, Open, Window

from .fuzz import Case, answer
from .pools import GROUPS, STATES, WINDOWS

OPENING, WHOLE = "search.rules.opening.opening", "search.rules.answering.whole_answer"
STEPS = ("closing", "unlock", "further", "first-to-open", "duty", "help-line")
#: In every thousand cases of each of the two rules at least so many come to this.
WANTED: Mapping[str, int] = {
    **{f"{status} {name}": 10 for status in STATES for name in WINDOWS},
    **{f"shows {group}": 60 for group in GROUPS},
    **{f"step {kind}": 30 for kind in STEPS},
    "next question": 150,
    "named by words": 10,
    "instead": 5,
}


def of_opening(found: Open, window: Window) -> list[str]:
    """The status and the window that was asked about."""
    return [f"{found['status']} {window['name']}"]


def of_answer(found: Answer) -> list[str]:
    """The groups that it shows, its next steps, whether it asks something; how words were read."""
    shown = {each["group"] for each in [*found["results"], *found["not_for_you"]]}
    told = [f"shows {group}" for group in shown]
    told += [f"step {kind}" for kind in {each["kind"] for each in found["next_steps"]}]
    told += ["next question"] if found["next_question"] is not None else []
    told += ["named by words"] if found["named"] else []
    return [*told, *(["instead"] if found["loose"] else [])]


def outcomes(cases: Iterable[Case]) -> Counter[str]:
    """How many cases came to what. An error is an outcome too."""
    found: Counter[str] = Counter()
    for each in cases:
        told = answer(each.rule, each.args)
        if "value" not in told:
            found["error"] += 1
        elif each.rule.id == OPENING:
            found.update(of_opening(cast(Open, told["value"]), cast(Window, each.args[5])))
        elif each.rule.id == WHOLE:
            found.update(of_answer(cast(Answer, told["value"])))
    return found


def lacking(found: Mapping[str, int], thousands: float) -> dict[str, int]:
    """The outcomes that came up too seldom, with how often they did."""
    return {
        name: found.get(name, 0)
        for name, least in WANTED.items()
        if found.get(name, 0) < int(least * thousands)
    }
