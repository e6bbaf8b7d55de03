"""Opening hours in words → HSDS schedules, where the meaning is certain; else the words stay words.

A wrong "open" costs somebody a walk across town, so a text is understood whole or not at all: one
word outside the vocabulary, a start without an end, "term time only", "every other Wednesday" (which
one?), a second activity with its own hours, and it is kept as words with hours unknown
(answers.md section 1; how am and pm are read where they are missing: `hours_in_words.clock`).
"""

import re
from typing import Final, Literal, TypedDict

from directory_data.hours_in_words.grammar import UncertainError, openings
from directory_data.hours_in_words.saying import ReadSchedule, in_words, schedules
from directory_data.hours_in_words.tokens import clean, tokens

__all__ = ["HoursRead", "ReadSchedule", "Verdict", "in_words", "read_hours"]

Verdict = Literal["understood", "kept", "unknown"]

NOTHING_SAID: Final = re.compile(
    r"(?:(?:times?|hours?|opening (?:times?|hours?)) )?(?:are |is )?"
    r"(?:n\.?/?a\.?|not (?:known|given|stated|available|applicable)|unknown|none|nil|tb[cad]|\?+|-+|\.+)\.?",
    re.IGNORECASE,
)


class HoursRead(TypedDict):
    """`understood`: schedules, nothing left. `kept`: no schedules, `left` the words for people to
    read, hours unknown. `unknown`: nothing was said ("", "NA", "Not known"); both are empty."""

    schedules: list[ReadSchedule]
    left: str
    verdict: Verdict


def read_hours(words: str) -> HoursRead:
    """What the words say for certain. Never raises."""
    said = clean(words)
    if not said or NOTHING_SAID.fullmatch(said):
        return {"schedules": [], "left": "", "verdict": "unknown"}
    read = tokens(words)
    if read is not None:
        try:
            return {"schedules": schedules(openings(read)), "left": "", "verdict": "understood"}
        except UncertainError:
            pass
    return {"schedules": [], "left": said, "verdict": "kept"}
