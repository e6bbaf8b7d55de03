"""Other fields make clauses too, so that everything is judged and explained in one way
(the table of answers.md section 2). Done once, when an edition is published."""

from .model import Clause, Message, ServiceFields, Value


def clause(
    attribute: str,
    op: str,
    value: Value,
    strength: str,
    say: Message,
) -> Clause:
    """A clause that holds on every channel, for everybody, with nothing that lifts it."""
    return {
        "attribute": attribute,
        "op": op,
        "value": value,
        "strength": strength,
        "unless": [],
        "in_person": False,
        "only_with": False,
        "say": say,
    }


def at_the_door(attribute: str, op: str, value: list[str], strength: str, key: str) -> Clause:
    """A clause for those it concerns, where they go in person."""
    return {
        "attribute": attribute,
        "op": op,
        "value": value,
        "strength": strength,
        "unless": [],
        "in_person": True,
        "only_with": True,
        "say": plain(key),
    }


def plain(key: str) -> Message:
    """A sentence without values."""
    return {"key": key, "values": {}}


def implied(fields: ServiceFields) -> list[Clause]:
    """The clauses of a service's other fields, always in this order: age, place, pets, steps,
    convictions, referral, documents, risk, languages."""
    return [
        *age_clauses(fields["minimum_age"], fields["maximum_age"]),
        *place_clauses(fields["catchment"]),
        *pet_clauses(fields["pets"], fields["in_person"]),
        *step_clauses(fields["step_free"], fields["in_person"]),
        *conviction_clauses(fields["accepts_convictions"]),
        *referral_clauses(fields["referral_routes"], fields["routes_said"]),
        *document_clauses(fields),
        *risk_clauses(fields["risk_exclusions"]),
        *language_clauses(fields["languages"]),
    ]


def age_clauses(low: int | None, high: int | None) -> list[Clause]:
    """Whole years, both ends included. A lower end of 0 bars nobody."""
    if low is not None and low <= 0:
        return age_clauses(None, high)
    if low is not None and high is not None:
        between: Message = {"key": "age-between", "values": {"low": low, "high": high}}
        return [clause("age", "between", [low, high], "must", between)]
    if low is not None:
        return [clause("age", "at-least", low, "must", {"key": "age-from", "values": {"low": low}})]
    if high is not None:
        return [clause("age", "at-most", high, "must", {"key": "age-to", "values": {"high": high}})]
    return []


def place_clauses(catchment: list[str]) -> list[Clause]:
    """The council or sector of the place asked about is on the list."""
    if len(catchment) == 0:
        return []
    return [clause("place", "in", catchment, "must", plain("catchment"))]


def pet_clauses(pets: str, in_person: bool) -> list[Clause]:
    """An empty list: they have not said which pets they take."""
    if not in_person:
        return []
    if pets == "yes":
        welcome = ["dog", "cat", "other", "assistance-dog"]
        return [at_the_door("pet", "in", welcome, "usually", "pets-yes")]
    if pets == "no":
        return [at_the_door("pet", "in", ["none"], "must", "pets-no")]
    if pets == "assistance-dogs":
        return [at_the_door("pet", "in", ["none", "assistance-dog"], "must", "pets-assistance-dogs")]
    if pets == "ask":
        return [at_the_door("pet", "in", [], "usually", "pets-ask")]
    return [at_the_door("pet", "in", [], "usually", "pets-unknown")]


def step_clauses(step_free: str, in_person: bool) -> list[Clause]:
    """An empty list: we do not know about steps."""
    if not in_person:
        return []
    if step_free == "yes":
        return [at_the_door("access", "includes", ["wheelchair", "stairs"], "usually", "steps-free")]
    if step_free == "no":
        return [at_the_door("access", "excludes", ["wheelchair", "stairs"], "must", "steps")]
    return [at_the_door("access", "includes", [], "usually", "steps-unknown")]


def conviction_clauses(accepts: str) -> list[Clause]:
    """Not on record makes no clause."""
    if accepts == "yes":
        return [clause("convictions", "is", "yes", "usually", plain("convictions-yes"))]
    if accepts == "case-by-case":
        return [clause("convictions", "is", "case-by-case", "usually", plain("convictions-ask"))]
    if accepts == "no":
        return [clause("convictions", "is", "no", "must", plain("convictions-no"))]
    return []


def referral_clauses(routes: list[str], routes_said: str) -> list[Clause]:
    """None on record: the person may ask."""
    if len(routes) == 0:
        return []
    if "self" in routes:
        return [clause("referral", "in", routes, "usually", plain("referral-self"))]
    say = plain("referral")
    if routes_said != "":
        say = {"key": "referral-said", "values": {"routes": routes_said}}
    return [clause("referral", "in", routes, "usually", say)]


def document_clauses(fields: ServiceFields) -> list[Clause]:
    """One for each document that is asked for."""
    return [
        clause("documents", "in", document["accepts"], "usually", bring(document["name"]))
        for document in fields["required_documents"]
    ]


def bring(name: str) -> Message:
    """What to bring, by the provider's name for it when there is one."""
    if name == "":
        return plain("bring-papers")
    return {"key": "bring", "values": {"what": name}}


def risk_clauses(risks: list[str]) -> list[Clause]:
    """Never asked of the person, and so never known: they ring first."""
    if len(risks) == 0:
        return []
    return [clause("risk", "excludes", risks, "usually", plain("risk"))]


def language_clauses(languages: list[str]) -> list[Clause]:
    """Only orders."""
    if len(languages) == 0:
        return []
    return [clause("language", "in", languages, "prefers", plain("languages"))]
