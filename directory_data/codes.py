"""The codes of docs/contract.md: what our extension of HSDS may say."""

import json
import re
from functools import cache
from pathlib import Path

NEEDS_FILE = Path(__file__).resolve().parent / "content" / "needs.json"

REFERRAL_ROUTES = frozenset(
    ["self", "agency", "peer-mentor", "probation", "council", "gp", "court", "outreach"]
)
REACH = frozenset({"local", "anywhere"})
PETS = frozenset({"yes", "assistance-dogs", "ask", "no"})
ACCEPTS_CONVICTIONS = frozenset({"yes", "case-by-case", "no"})
RISK_EXCLUSIONS = frozenset(
    {"arson", "sexual-offence", "violence-staff", "domestic-abuse-perpetrator", "other"}
)
RISK_ANSWERS = frozenset({"yes", "case-by-case", "unknown"})
VISIBILITY = frozenset({"public", "area", "hidden"})
THREE_VALUED = frozenset({"yes", "no", "unknown"})
CHANNELS = frozenset({"in-person", "phone", "video", "text"})
SCHEDULE_KINDS = frozenset({"turn-up", "appointment", "last-entry"})
ON_BANK_HOLIDAYS = frozenset({"open", "closed", "unknown"})
EXCEPTION_STATUS = frozenset({"open", "closed", "unknown"})
AUDIENCES = frozenset({"public", "worker"})
STRENGTHS = frozenset({"must", "usually", "prefers"})

COUNCIL = re.compile(r"[EWSN]\d{8}")
"""A council's code of the Office for National Statistics: E09000023."""
SECTOR = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9]")
"""A postcode sector: SE13 6."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A BCP 47 code."""

NUMBERS = frozenset({"age", "days_since_release"})
"""Facts that are counted."""
ONE_OF = {
    "gender": "woman man another",
    "pet": "none dog cat other assistance-dog",
    "tonight": "sorted not-sorted not-safe",
    "supervision": "licence order none",
    "script_today": "have paper none",
    "gp": "yes no",
    "veteran": "yes no",
    "care_leaver": "yes no",
    "income": "uc uc-not-yet other-benefit work none",
    "public_funds": "can told-no",
    "abuse": "now past no",
    "rough_sleeping": "tonight lately no",
    "sentence": "under-12-months 12-months-or-more remand-only",
}
"""Facts with one value, and their codes."""
SOME_OF = {
    "with_you": "children partner pregnant nobody",
    "substance": "drugs alcohol on-script stopped none",
    "mental_health": "want-help crisis diagnosis none",
    "access": "wheelchair stairs hearing sight learning reading none",
    "id_held": "birth-certificate passport evisa driving-licence bank-card bank-account ni-number "
    "release-papers none",
}
"""Facts with several values, and their codes."""
PATTERNS = {"local_connection": COUNCIL, "language": LANGUAGE}
"""Facts whose codes are too many to list."""
SEVERAL = frozenset({*SOME_OF, "local_connection"})
FACTS = frozenset({*NUMBERS, *ONE_OF, *SOME_OF, *PATTERNS})
"""Every fact that an eligibility rule may ask about."""
ID_HELD = frozenset(SOME_OF["id_held"].split())

NUMBER_OPERATORS = frozenset({"is", "is-not", "in", "not-in", "at-least", "at-most", "between"})
ONE_OPERATORS = frozenset({"is", "is-not", "in", "not-in"})
SEVERAL_OPERATORS = frozenset({"includes", "excludes"})
OPERATORS = NUMBER_OPERATORS | SEVERAL_OPERATORS


@cache
def needs() -> frozenset[str]:
    """Every pathway and every need under one (content/needs.json)."""
    content = json.loads(NEEDS_FILE.read_text("utf-8"))
    return frozenset(item["code"] for item in [*content["pathways"], *content["needs"]])


def operators(attribute: str) -> frozenset[str]:
    """The operators that a fact can be asked with."""
    if attribute in NUMBERS:
        return NUMBER_OPERATORS
    return SEVERAL_OPERATORS if attribute in SEVERAL else ONE_OPERATORS


def is_code_of(attribute: str, code: str) -> bool:
    """Whether a fact can have this code."""
    if attribute in PATTERNS:
        return PATTERNS[attribute].fullmatch(code) is not None
    return code in {**ONE_OF, **SOME_OF}[attribute].split()
