"""How old a reader has to be: the Flesch–Kincaid grade, as an age.

Kincaid, Fishburne, Rogers and Chissom 1975 (Navy Research Branch report 8-75): grade = 0.39 × words a
sentence + 11.8 × syllables a word − 15.59. A grade is a year of American school; children are five years
older than their grade when it begins.

Good for a page or a record as a whole. It knows nothing of hard short words, of names or of sense, and over
a few words it jumps: `plain_words` holds single sentences. A sentence ends at a stop, a colon or the end of
a line (Flesch 1949: "units of thought").
"""

import re
from collections.abc import Iterable

from directory_data.content.plain_words import words_of

OLDEST = 9
"""The reading age that every text for a person keeps to (needs.md section 6)."""
AGE_OF_GRADE = 5
LEAST_WORDS = 20
"""Fewer words than this have no reading age of their own: they are judged with what stands around them."""
SHORTEST = 3
"""Words of a sentence, at least."""

#: Words that the rule below counts wrong, and that stand on many pages.
COUNTED = {
    "area": 3,
    "areas": 3,
    "quiet": 2,
    "centre": 2,
    "centres": 2,
    "safety": 2,
    "staying": 2,
    "evening": 2,
    "someone": 2,
    "anyone": 3,
    "everyone": 3,
    "something": 2,
    "everything": 3,
    "wednesday": 2,
    "january": 4,
    "february": 4,
    "employer": 3,
    "employers": 3,
}
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+|\s[•–—|]\s")
LONGEST = 3
"""Syllables of a word, at most: one hard sentence is lost in the reading age of a page."""
NEEDED = (
    *("january", "february", "certificate", "community", "delivery", "diagnosis", "emergency", "emergencies"),
    *("immigration", "interpreter", "lithuanian", "romanian", "samaritans", "universal"),
)
"""Longer words that have to be said: names, and what papers and doors call a thing."""

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_GROUP = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Syllables of an English word, at least 1: groups of vowels, but for silent endings. A number counts
    as one: it is read as digits. tests/unit/test_reading_age.py says how often this is right."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if letters == "":
        return 1
    if letters in COUNTED:
        return COUNTED[letters]
    count = len(_GROUP.findall(letters))
    if re.search(r"[^aeiouy]e$", letters) and not re.search(r"[^aeiouyl]le$", letters):
        count -= 1  # "time", not "table"
    elif re.search(r"[^aeiouy]ed$", letters) and not re.search(r"[td]ed$", letters):
        count -= 1  # "asked", not "wanted"
    elif re.search(r"[^aeiouy]es$", letters) and not re.search(
        r"(?:[sxz]|ch|sh|c|g|[^aeiouyl]l)es$", letters
    ):
        count -= 1  # "times", not "places"
    count += len(re.findall(r"i[aou](?!u)|[aeou]ing|u[ae](?=[ltr]$)|eo(?=$|[^aeiouyp])", letters))
    count -= len(
        re.findall(r"[tcsg]i(?=[ao][nlu])|gi(?=on)|[^aeiouy]e(?=ly|ment|ful|less|where|house)", letters)
    )
    return max(count, 1)


def long_words(text: str) -> list[str]:
    """The words of more than LONGEST syllables, as they stand there, that no one needs."""
    words = words_of(_PLACEHOLDER.sub("X", text))
    return [word for word in words if syllables(word) > LONGEST and word.lower() not in NEEDED]


def sentences(text: str) -> list[str]:
    """A text in its sentences: cut at stops, at colons, and at ends of lines, as it is read. Labels of one
    or two words are left out: many of them would make any page look easy."""
    return [part for part in _SENTENCE.split(text) if len(words_of(part)) >= SHORTEST]


def reading_age(texts: Iterable[str]) -> float | None:
    """The age at which some texts are read with ease, one decimal; None where they are too short to say."""
    parts = [part for text in texts for part in sentences(_PLACEHOLDER.sub("X", text))]
    words = [word for part in parts for word in words_of(part)]
    if len(words) < LEAST_WORDS:
        return None
    grade = 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return round(grade + AGE_OF_GRADE, 1)
