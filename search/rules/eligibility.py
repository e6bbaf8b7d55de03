"""Who can use it: clauses and a person make a verdict and its reasons (answers.md section 2)."""

from typing import Final

from .facts import ORDER, fact_on, known
from .model import (
    Answer3,
    Clause,
    Condition,
    Eligibility,
    Fact,
    Message,
    Person,
    Place,
    Reason,
    Value,
    Verdict,
)
from .reach import on_catchment

DAY: Final = 1440
NEGATIVE: Final = ["is-not", "not-in", "excludes"]
POSITIVE: Final = ["is", "in", "includes"]


def negated(answer3: Answer3) -> Answer3:
    """Unknown stays unknown."""
    if answer3 == "unknown":
        return "unknown"
    return "no" if answer3 == "yes" else "yes"


def primary(language: str) -> str:
    """The language of a BCP 47 code, without script or region: "pt" of "pt-BR"."""
    found = ""
    for letter in language:
        if letter == "-":
            return found
        found = f"{found}{letter}"
    return found


def each_of(value: Value) -> list[int | str]:
    """The items of a list, or the one value."""
    if isinstance(value, list):
        return [item for item in value]
    return [value]


def is_number(value: Value) -> bool:
    """A whole number; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def one_of_numbers(fact: int, value: Value) -> Answer3:
    """Whether the number is the value, or on the list. Anything but numbers is unknown."""
    values = each_of(value)
    if len(values) == 0 or not all(is_number(item) for item in values):
        return "unknown"
    return "yes" if fact in values else "no"


def one_of_codes(codes: list[str], value: Value) -> Answer3:
    """Whether one of the codes is the value, or on the list. Anything but text is unknown, and so
    is an empty list: nobody has said what is accepted."""
    values = each_of(value)
    if len(values) == 0 or not all(isinstance(item, str) for item in values):
        return "unknown"
    return "yes" if any(code in values for code in codes) else "no"


def compared(fact: int, op: str, value: Value) -> Answer3:
    """at-least, at-most, between (both ends included); an impossible range is unknown."""
    numbers = [item for item in each_of(value) if isinstance(item, int) and not isinstance(item, bool)]
    if len(numbers) != len(each_of(value)):
        return "unknown"
    if op == "between" and len(numbers) == 2 and numbers[0] <= numbers[1]:
        return "yes" if numbers[0] <= fact and fact <= numbers[1] else "no"
    if op == "at-least" and not isinstance(value, list):
        return "yes" if fact >= numbers[0] else "no"
    if op == "at-most" and not isinstance(value, list):
        return "yes" if fact <= numbers[0] else "no"
    return "unknown"


def holds(fact: Fact, op: str, value: Value) -> Answer3:
    """One operator of contract.md on one fact. A value of the wrong kind is unknown, never an error.

    A fact with several values is met by any one of them: "is children" holds for children and a
    partner, "is-not children" does not.
    """
    found: Answer3 = "unknown"
    if isinstance(fact, int):
        if op == "is" or op == "in" or op == "is-not" or op == "not-in":
            found = one_of_numbers(fact, value)
        else:
            found = compared(fact, op, value)
    elif fact is not None and (op in POSITIVE or op in NEGATIVE):
        codes = [fact] if isinstance(fact, str) else [code for code in fact]
        found = one_of_codes(codes, value) if len(codes) > 0 else "unknown"
    return negated(found) if op in NEGATIVE else found


def may_refer(helper: str, value: Value) -> Answer3:
    """Whether the one who asks is on a route. Unknown, and so "ask first", when someone else has to.

    Anyone may where `self` is a route. `agency` as a route admits every helper but a peer mentor;
    `agency` as a helper stands for any of the routes (decisions/0003).
    """
    routes = each_of(value)
    if "self" in routes or helper in routes:
        return "yes"
    if helper == "self" or helper == "peer-mentor":
        return "unknown"
    if helper == "agency" or "agency" in routes:
        return "yes"
    return "unknown"


def takes_convictions(value: Value) -> Answer3:
    """`accepts_convictions`: case by case is for them to say."""
    if value == "yes":
        return "yes"
    return "no" if value == "no" else "unknown"


def paper_held(person: Person, value: Value) -> Answer3:
    """Whether one of the papers that will do is held. Not yet asked about counts as held."""
    held = fact_on(person, "id_held", 0)
    if held is None:
        return "yes"
    if held == ["none"]:
        return "no"
    return holds(held, "includes", value)


def tested(condition: Condition, person: Person, place: Place | None, day: int) -> Answer3:
    """One condition for one person who asks about one place, on one day."""
    attribute = condition["attribute"]
    value = condition["value"]
    if attribute == "referral":
        return may_refer(person["helper"], value)
    if attribute == "place":
        codes = [code for code in each_of(value) if isinstance(code, str)]
        return on_catchment(codes, place) if len(codes) > 0 else "unknown"
    if attribute == "documents":
        return paper_held(person, value)
    if attribute == "convictions":
        return takes_convictions(value)
    if attribute == "risk":
        return "unknown"
    if attribute == "language":
        return speaks(person, condition)
    return holds(fact_on(person, attribute, day), condition["op"], value)


def speaks(person: Person, condition: Condition) -> Answer3:
    """Languages are compared without script or region."""
    fact = fact_on(person, "language", 0)
    value = condition["value"]
    if not isinstance(fact, str):
        return "unknown"
    spoken = [primary(code) for code in each_of(value) if isinstance(code, str)]
    return holds(primary(fact), condition["op"], spoken)


def answer(clause: Clause, person: Person, place: Place | None, day: int) -> Answer3:
    """yes, no or unknown. One yes of `unless` lifts the rule; one unknown leaves it open."""
    found = tested(clause, person, place, day)
    if found == "yes":
        return "yes"
    for condition in clause["unless"]:
        lifted = tested(condition, person, place, day)
        if lifted == "yes":
            return "yes"
        if lifted == "unknown":
            found = "unknown"
    return found


def applies(clause: Clause, person: Person, channel: str) -> bool:
    """Whether the clause is judged at all: `in_person` only where people go, `only_with` only for
    someone whom it concerns (a pet; a wheelchair or no stairs)."""
    if clause["in_person"] and channel != "" and channel != "in-person":
        return False
    if clause["only_with"] and clause["attribute"] == "pet":
        return known(person, "pet") and person["pet"] != "none"
    if clause["only_with"] and clause["attribute"] == "access":
        return "wheelchair" in person["access"] or "stairs" in person["access"]
    return True


def verdict(must_no: bool, must_unknown: bool, usually_short: bool) -> Verdict:
    """The table of section 2. `usually_short`: some `usually` clause is no or unknown."""
    if must_no:
        return "not-for-you"
    if must_unknown or usually_short:
        return "ask-first"
    return "can-use"


def said(clause: Clause, answer3: Answer3) -> Message:
    """The sentence of a clause. The provider's words stay; implied ones fit the answer."""
    key = clause["say"]["key"]
    values = clause["say"]["values"]
    if key == "referral" or key == "referral-said":
        if answer3 == "yes":
            return {"key": "referral-you", "values": {}}
    if key == "bring" and answer3 != "yes":
        return {"key": "bring-other", "values": values}
    if key == "languages" and answer3 == "yes":
        return {"key": "languages-yours", "values": {}}
    return {"key": key, "values": values}


def settling(clause: Clause, person: Person, place: Place | None, day: int) -> list[str]:
    """The facts not yet given that an unknown clause waits for: its own first; once that is a
    plain no, those that could lift it."""
    if tested(clause, person, place, day) == "unknown":
        return waiting(clause["attribute"], person)
    found: list[str] = []
    for condition in clause["unless"]:
        if tested(condition, person, place, day) == "unknown":
            found = [*found, *waiting(condition["attribute"], person)]
    return found


def waiting(attribute: str, person: Person) -> list[str]:
    """The fact to ask for, [] when it is known or is none of the person's."""
    name = "released_on" if attribute == "days_since_release" else attribute
    return [name] if name in ORDER and not known(person, name) else []


def judged_on(clauses: list[Clause], person: Person, place: Place | None, day: int) -> Eligibility:
    """The verdict of the clauses that apply, on one day."""
    noes: list[Reason] = []
    unknowns: list[Reason] = []
    yeses: list[Reason] = []
    wanted: list[str] = []
    must_no = False
    must_unknown = False
    usually_short = False
    met = 0
    for clause in clauses:
        found = answer(clause, person, place, day)
        strength = clause["strength"]
        reason: Reason = {"attribute": clause["attribute"], "answer": found, "say": said(clause, found)}
        if found == "yes":
            yeses.append(reason)
            met += 1 if strength == "prefers" else 0
        elif found == "no":
            noes.append(reason)
            must_no = must_no or strength == "must"
            usually_short = usually_short or strength == "usually"
        else:
            unknowns.append(reason)
            must_unknown = must_unknown or strength == "must"
            usually_short = usually_short or strength == "usually"
            if strength != "prefers":
                wanted = [*wanted, *settling(clause, person, place, day)]
    return {
        "verdict": verdict(must_no, must_unknown, usually_short),
        "reasons": [*noes, *unknowns, *yeses],
        "missing": [name for name in ORDER if name in wanted],
        "met": met,
        "from_day": None,
    }


def barred_by_age_only(clauses: list[Clause], person: Person, place: Place | None, day: int) -> bool:
    """Whether every `must` that says no that day is about age."""
    for clause in clauses:
        if clause["strength"] == "must" and clause["attribute"] != "age":
            if answer(clause, person, place, day) == "no":
                return False
    return True


def eligibility(
    clauses: list[Clause], person: Person, place: Place | None, day: int, channel: str
) -> Eligibility:
    """The verdict with its reasons (no, unknown, yes; in the clauses' order within each).

    `day` is that of the first possible visit. Whom only a birthday still to come keeps out gets
    the verdict of that day, with `from_day` and "From Thursday 17 December" as the first reason.
    """
    judged = [clause for clause in clauses if applies(clause, person, channel)]
    now = judged_on(judged, person, place, day)
    turns_on = person["turns_on"]
    if now["verdict"] != "not-for-you" or turns_on is None or turns_on <= day:
        return now
    if not barred_by_age_only(judged, person, place, day):
        return now
    then = judged_on(judged, person, place, turns_on)
    if then["verdict"] == "not-for-you":
        return now
    first: Reason = {
        "attribute": "age",
        "answer": "no",
        "say": {"key": "from-day", "values": {"start": turns_on * DAY}},
    }
    return {
        "verdict": then["verdict"],
        "reasons": [first, *then["reasons"]],
        "missing": then["missing"],
        "met": then["met"],
        "from_day": turns_on,
    }
