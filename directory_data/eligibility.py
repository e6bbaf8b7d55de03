"""Eligibility rules as data (answers.md section 2): what a rule may say, and what is refused."""

from collections.abc import Mapping

from directory_data import codes, validation
from directory_data.schedules import FieldError

MOST_UNLESS = 20
RULE_FIELDS = frozenset({"attribute", "op", "value", "strength", "say", "unless", "source", "checked_on"})


def rule_of(given: object) -> dict[str, object]:
    """One eligibility rule as columns of the table. Raises FieldError that names the field."""
    rule = _clause(given, "")
    assert isinstance(given, Mapping)
    if "strength" not in rule:
        raise FieldError("strength", "is missing: must, usually or prefers")
    if "say" not in rule:
        raise FieldError("say", "is missing: the rule in one plain sentence")
    unless = given.get("unless")
    if unless is None or unless == []:
        return rule
    if not isinstance(unless, list) or len(unless) > MOST_UNLESS:
        raise FieldError("unless", f"is no list of at most {MOST_UNLESS} clauses")
    rule["unless"] = [
        {name: value.isoformat() if name == "checked_on" else value for name, value in clause.items()}  # type: ignore[attr-defined]
        for clause in (_clause(item, f"unless[{n}].") for n, item in enumerate(unless))
    ]
    return rule


def _clause(given: object, path: str) -> dict[str, object]:
    if not isinstance(given, Mapping):
        raise FieldError(path.rstrip("."), f"{validation.shown(given)} is no rule")
    for name in given:
        if name not in RULE_FIELDS or (name == "unless" and path != ""):
            raise FieldError(f"{path}{name}", "is no field of a rule")
    attribute = _checked(given, path, "attribute", validation.one_of(codes.FACTS))
    operator = _checked(given, path, "op", validation.one_of(codes.OPERATORS))
    if attribute is None or operator is None:
        raise FieldError(f"{path}{'attribute' if attribute is None else 'op'}", "is missing")
    if operator not in codes.operators(str(attribute)):
        known = ", ".join(sorted(codes.operators(str(attribute))))
        raise FieldError(f"{path}op", f"{operator} does not go with {attribute}: {known}")
    clause: dict[str, object] = {"attribute": attribute, "op": operator}
    try:
        clause["value"] = value_of(str(attribute), str(operator), given.get("value"))
    except ValueError as error:
        raise FieldError(f"{path}value", str(error)) from None
    for name, check in (
        ("strength", validation.one_of(codes.STRENGTHS)),
        ("say", validation.text),
        ("source", validation.text),
        ("checked_on", validation.day),
    ):
        value = _checked(given, path, name, check)
        if value is not None:
            clause[name] = value
    return clause


def value_of(attribute: str, operator: str, value: object) -> object:
    """The value of a clause, checked for its fact and operator. Raises ValueError."""
    if value is None:
        raise ValueError("is missing")
    if operator == "between":
        if not isinstance(value, list) or len(value) != 2:
            raise ValueError("between needs two numbers")
        least, most = (validation.whole(item, most=100_000) for item in value)
        if least > most:
            raise ValueError(f"{least} is more than {most}")
        return [least, most]
    if operator in ("in", "not-in"):
        if not isinstance(value, list) or value == []:
            raise ValueError(f"{operator} needs a list")
        return [_one(attribute, item) for item in value]
    if operator in ("includes", "excludes") and isinstance(value, list):
        if value == []:
            raise ValueError(f"{operator} needs at least one code")
        return [_one(attribute, item) for item in value]
    return _one(attribute, value)


def _one(attribute: str, value: object) -> int | str:
    if attribute in codes.NUMBERS:
        return validation.whole(value, most=100_000)
    if not isinstance(value, str) or not codes.is_code_of(attribute, value):
        raise ValueError(f"{validation.shown(value)} is no code of {attribute}")
    return value


def _checked(given: Mapping[str, object], path: str, name: str, check: validation.Check) -> object:
    value = given.get(name)
    if value is None or value == "":
        return None
    try:
        return check(value)
    except ValueError as error:
        raise FieldError(f"{path}{name}", str(error)) from None
