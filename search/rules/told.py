"""What somebody may tell us about themselves (contract.md, Match): names, codes and bounds, once, for the
API, the pages and the phone. Facts are listed in the order in which they are read."""

from typing import Final

HELPERS: Final = ["self", "peer-mentor", "agency", "probation", "council", "gp", "court", "outreach"]

#: Facts with one answer, and facts with several: name → codes.
ONE_OF: Final = {
    "tonight": ["sorted", "not-sorted", "not-safe"],
    "gender": ["woman", "man", "another"],
    "pet": ["none", "dog", "cat", "other", "assistance-dog"],
    "supervision": ["licence", "order", "none"],
    "script_today": ["have", "paper", "none"],
    "gp": ["yes", "no"],
    "income": ["uc", "uc-not-yet", "other-benefit", "work", "none"],
    "public_funds": ["can", "told-no"],
    "veteran": ["yes", "no"],
    "care_leaver": ["yes", "no"],
    "abuse": ["now", "past", "no"],
    "rough_sleeping": ["tonight", "lately", "no"],
    "sentence": ["under-12-months", "12-months-or-more", "remand-only"],
}
SOME_OF: Final = {
    "with_you": ["children", "partner", "pregnant", "nobody"],
    "substance": ["drugs", "alcohol", "on-script", "stopped", "none"],
    "mental_health": ["want-help", "crisis", "diagnosis", "none"],
    "access": ["wheelchair", "stairs", "hearing", "sight", "learning", "reading", "none"],
    "id_held": [
        "birth-certificate",
        "passport",
        "evisa",
        "driving-licence",
        "bank-card",
        "bank-account",
        "ni-number",
        "release-papers",
        "none",
    ],
}

#: How each fact is read: years, turns (an age and a date), code, codes,
#: councils, date, language.
FACTS: Final = [
    ["tonight", "code"],
    ["age", "years"],
    ["turns", "turns"],
    ["gender", "code"],
    ["with_you", "codes"],
    ["pet", "code"],
    ["supervision", "code"],
    ["supervision_ends", "date"],
    ["local_connection", "councils"],
    ["substance", "codes"],
    ["script_today", "code"],
    ["mental_health", "codes"],
    ["gp", "code"],
    ["access", "codes"],
    ["language", "language"],
    ["id_held", "codes"],
    ["income", "code"],
    ["public_funds", "code"],
    ["veteran", "code"],
    ["care_leaver", "code"],
    ["abuse", "code"],
    ["rough_sleeping", "code"],
    ["sentence", "code"],
    ["released_on", "date"],
]

#: Codes that say nothing, and codes that mean something only where they stand alone.
UNKNOWN: Final = ["", "not-sure"]
ALONE: Final = ["none", "nobody"]
OLDEST: Final = 120
FIRST_YEAR: Final = 1900  # of a date in somebody's life
LAST_YEAR: Final = 2200
MOST_ITEMS: Final = 50
