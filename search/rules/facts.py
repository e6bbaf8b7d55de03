"""What a person's facts are on a given day (answers.md section 2; codes of contract.md)."""

from typing import Final

from .civil import day_of, year_month_date
from .model import Fact, Person

# The order of asking (needs.md section 3b); a fact that belongs to another follows it.
ORDER: Final = [
    "tonight",
    "age",
    "gender",
    "with_you",
    "pet",
    "supervision",
    "local_connection",
    "substance",
    "script_today",
    "mental_health",
    "gp",
    "access",
    "language",
    "id_held",
    "income",
    "public_funds",
    "veteran",
    "care_leaver",
    "abuse",
    "rough_sleeping",
    "sentence",
    "released_on",
]


def fact_on(person: Person, attribute: str, day: int) -> Fact:
    """The fact as it will be on that day. None: unknown, or no fact of contract.md."""
    if attribute == "age":
        return age_on(person, day)
    if attribute == "supervision":
        return supervision_on(person, day)
    if attribute == "days_since_release":
        return days_since_release(person, day)
    if attribute == "released_on":
        return person["released_on"]
    one = code_of(person, attribute)
    if one != "":
        return one
    several = codes_of(person, attribute)
    if len(several) > 0:
        return several
    return None


def code_of(person: Person, attribute: str) -> str:
    """The code of a fact that has one value, "" when unknown or when it is another kind."""
    code = ""
    if attribute == "gender":
        code = person["gender"]
    elif attribute == "pet":
        code = person["pet"]
    elif attribute == "tonight":
        code = person["tonight"]
    elif attribute == "script_today":
        code = person["script_today"]
    elif attribute == "gp":
        code = person["gp"]
    elif attribute == "veteran":
        code = person["veteran"]
    elif attribute == "care_leaver":
        code = person["care_leaver"]
    elif attribute == "language":
        code = person["language"]
    elif attribute == "income":
        code = person["income"]
    elif attribute == "public_funds":
        code = person["public_funds"]
    elif attribute == "abuse":
        code = person["abuse"]
    elif attribute == "rough_sleeping":
        code = person["rough_sleeping"]
    elif attribute == "sentence":
        code = person["sentence"]
    return "" if code == "not-sure" else code


def codes_of(person: Person, attribute: str) -> list[str]:
    """The codes of a fact that has several values, [] when unknown or when it is another kind."""
    codes: list[str] = []
    if attribute == "with_you":
        codes = person["with_you"]
    elif attribute == "local_connection":
        codes = person["local_connection"]
    elif attribute == "substance":
        codes = person["substance"]
    elif attribute == "mental_health":
        codes = person["mental_health"]
    elif attribute == "access":
        codes = person["access"]
    elif attribute == "id_held":
        codes = person["id_held"]
    return [code for code in codes if code != "" and code != "not-sure"]


def age_on(person: Person, day: int) -> int | None:
    """Whole years. From `turns` once its day has come; before it, as stated or counted back."""
    turns_age = person["turns_age"]
    turns_on = person["turns_on"]
    if turns_age is None or turns_on is None:
        return person["age"]
    if day < turns_on and person["age"] is not None:
        return person["age"]
    return max(0, turns_age + years_between(turns_on, day))


def supervision_on(person: Person, day: int) -> str | None:
    """`none` from the day after supervision ends."""
    ends = person["supervision_ends"]
    if ends is not None and day > ends:
        return "none"
    if person["supervision"] == "" or person["supervision"] == "not-sure":
        return None
    return person["supervision"]


def days_since_release(person: Person, day: int) -> int | None:
    """Days out, 0 on the day itself; None while unknown or still inside."""
    released = person["released_on"]
    if released is None or released > day:
        return None
    return day - released


def known(person: Person, attribute: str) -> bool:
    """Whether the person has told us this at all: then it is never asked again."""
    if attribute == "age":
        return person["age"] is not None or person["turns_age"] is not None
    if attribute == "supervision":
        return person["supervision"] != "" and person["supervision"] != "not-sure"
    if attribute == "released_on":
        return person["released_on"] is not None
    return code_of(person, attribute) != "" or len(codes_of(person, attribute)) > 0


def years_between(first: int, day: int) -> int:
    """Whole years from one day to another, floored (-1 in the year before). Counted in years that
    begin on 1 March, so that a leap day is always the last: someone born on 29 February has their
    birthday on 1 March of other years."""
    years = year_from_march(day) - year_from_march(first)
    if day - day_of(year_from_march(day), 3, 1) < first - day_of(year_from_march(first), 3, 1):
        return years - 1
    return years


def year_from_march(day: int) -> int:
    """The year in which the 1 March on or before this day lies."""
    parts = year_month_date(day)
    return parts[0] if parts[1] >= 3 else parts[0] - 1
