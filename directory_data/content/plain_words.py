"""Plain words (needs.md section 6): what is never shown to a person, and sentences that are too long."""

import re

LONGEST_SENTENCE = 12
"""Words of a sentence, at most."""

AVOIDED: dict[str, str] = {
    r"(?:ex |re ?)?offend(?:ers?|ed|ing)": "you, or people",
    r"ex ?cons?": "you, or people",
    r"nominals?": "people",
    r"ioms?|ppos?": "a name that people know",
    r"interventions?": "help, course or group",
    r"programmes?": "course or group",
    r"provisions?": "help",
    r"service users?": "you",
    r"clients?": "you",
    r"eligib(?:le|ility)|cohorts?|criteri(?:a|on)": "who it is for",
    r"(?:self )?refer(?:s|red|ring|rals?|rers?)?": "ask them, or someone asks for you",
    r"accommodations?": "a place to stay",
    r"nfa": "no address",
    r"substance (?:(?:mis)?us(?:e|es|ers?|ing)|abuse)": "drugs or drink",
    r"addict(?:s|ed|ions?|ive)?": "drugs or drink",
    r"clean|dirty": "stopped using",
    r"ost|titrat(?:ions?|ed|ing)": "methadone or Subutex, your script",
    r"criminogenic|(?:at )?risk(?:s|y|ier|ed|ing)?": "nothing: it is never shown",
    r"complian(?:ce|t)|breach(?:ed|es|ing)?": "nothing: it is never shown",
    r"(?:non )?statutory": "have to see probation",
    r"domestic violence|victims?": "someone hurting or scaring you",
    r"prostitut(?:es?|ed|ing|ion)": "sex work",
    r"bme|bame": "the name of the group",
    r"local connections?": "people who have lived or have family here",
    r"nrpf": "told you can't get benefits",
    r"drop ?ins?": "turn up, no booking",
    r"complex needs|hard to reach|revolving doors?": "nothing: it is never shown",
}
"""What a person is not shown, and what stands there instead. A space stands for a hyphen too."""

_AVOIDED = [
    (re.compile(rf"(?<![^\W_])(?:{pattern.replace(' ', '[ -]')})(?![^\W_])", re.IGNORECASE), said)
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


def words_of(text: str) -> list[str]:
    """The words of a text, as they stand there."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """Words of a text."""
    return len(words_of(text))
