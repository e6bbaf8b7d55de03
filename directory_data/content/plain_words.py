"""Plain words (needs.md section 6): what is never shown to a person, and sentences that are too long."""

import re

LONGEST_SENTENCE = 12
"""Words of a sentence, at most."""

AVOIDED: dict[str, str] = {
    r"(?:ex-)?offenders?": "you, or people",
    r"ex-cons?": "you, or people",
    r"nominals?": "people",
    r"iom|ppo": "a name that people know",
    r"interventions?": "help, course or group",
    r"programmes?": "course or group",
    r"provisions?": "help",
    r"service users?": "you",
    r"clients?": "you",
    r"eligibility|eligible|cohorts?|criteria": "who it is for",
    r"referrals?|self-refer(?:red|ral|rals)?": "ask them, or someone asks for you",
    r"accommodation": "a place to stay",
    r"nfa": "no address",
    r"substance (?:mis)?use": "drugs or drink",
    r"addicts?|addicted": "drugs or drink",
    r"clean|dirty": "stopped using",
    r"ost|titrations?": "methadone or Subutex, your script",
    r"criminogenic|risks?|risky|compliance|breach(?:ed|es)?": "nothing: it is never shown",
    r"(?:non-)?statutory": "have to see probation",
    r"domestic violence|victims?": "someone hurting or scaring you",
    r"prostitutes?|prostitution": "sex work",
    r"bme|bame": "the name of the group",
    r"local connections?": "people who have lived or have family here",
    r"nrpf": "told you can't get benefits",
    r"drop-ins?": "turn up, no booking",
    r"complex needs|hard to reach|revolving door": "nothing: it is never shown",
}
"""What a person is not shown, and what stands there instead."""

_AVOIDED = [
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), said)
    for pattern, said in AVOIDED.items()
]
_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W_]+(?:['’.:/-][^\W_]+)*")


def avoided_in(text: str) -> list[tuple[str, str]]:
    """Each avoided word of the text, as it stands there, with what to say instead."""
    return [(found.group(), said) for pattern, said in _AVOIDED for found in pattern.finditer(text)]


def long_sentences(text: str) -> list[str]:
    """The sentences of more than LONGEST_SENTENCE words. "9:30" and "can't" are one word each."""
    return [part for part in _END.split(text) if len(_WORD.findall(part)) > LONGEST_SENTENCE]


def word_count(text: str) -> int:
    """Words of a text."""
    return len(_WORD.findall(text))
