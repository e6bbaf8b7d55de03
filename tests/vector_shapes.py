"""Short forms in tests/vectors: `{"$person": {"age": 31}}` is a whole Person who said only that.

An object whose only key is one of SHAPES is replaced by the full shape, with the unsaid fields as
here. Everything else stays as it is.
"""

from collections.abc import Callable
from typing import cast

Shape = dict[str, object]


def _person() -> Shape:
    return {
        **dict.fromkeys(
            ("age", "turns_age", "turns_on", "supervision_ends", "released_on"),
        ),
        **dict.fromkeys(
            (
                "gender",
                "pet",
                "tonight",
                "supervision",
                "script_today",
                "gp",
                "veteran",
                "care_leaver",
                "language",
                "income",
                "public_funds",
                "abuse",
                "rough_sleeping",
                "sentence",
            ),
            "",
        ),
        "helper": "self",
        "with_you": [],
        "local_connection": [],
        "substance": [],
        "mental_health": [],
        "access": [],
        "id_held": [],
    }


def _clause() -> Shape:
    return {
        "attribute": "",
        "op": "is",
        "value": "",
        "strength": "must",
        "unless": [],
        "in_person": False,
        "only_with": False,
        "say": {"key": "own-words", "values": {"text": ""}},
    }


def _place() -> Shape:
    """Lewisham, where a vector says nothing else."""
    return {
        "name": "SE13 6JP",
        "precision": "postcode",
        "councils": ["E09000023"],
        "sectors": ["SE13 6"],
        "lat": 51.4615,
        "lon": -0.0138,
        "nation": "england-and-wales",
    }


def _fields() -> Shape:
    return {
        "minimum_age": None,
        "maximum_age": None,
        "referral_routes": [],
        "routes_said": "",
        "catchment": [],
        "pets": "",
        "step_free": "",
        "required_documents": [],
        "accepts_convictions": "",
        "risk_exclusions": [],
        "languages": [],
        "in_person": False,
    }


def _record() -> Shape:
    return {
        **dict.fromkeys(("location_id", "point", "paused", "valid_to", "checked")),
        **dict.fromkeys(
            (
                "id",
                "service_id",
                "name",
                "organization",
                "summary",
                "area",
                "council",
                "hours_said",
                "paused_why",
                "checked_by",
            ),
            "",
        ),
        "nation": "england-and-wales",
        "in_person": True,
        "reach": "local",
        "words": {"name": [], "body": []},
        "needs": [],
        "channels": [],
        "catchment": [],
        "clauses": [],
        "hours": [],
        "starts": [],
        "routes": [],
        "phones": [],
        "bring": [],
        "notes": [],
    }


def _asked() -> Shape:
    return {
        "attribute": "",
        "sensitivity": 0,
        "needs": [],
        "worker_only": False,
        "never": False,
        "ask": "",
    }


SHAPES: dict[str, Callable[[], Shape]] = {
    "$person": _person,
    "$clause": _clause,
    "$place": _place,
    "$fields": _fields,
    "$record": _record,
    "$asked": _asked,
}


def expand(value: object) -> object:
    """The value with every short form in it made whole. Raises KeyError for a field that the
    shape has not."""
    if isinstance(value, list):
        return [expand(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, said),) = value.items()
        if name in SHAPES:
            whole = SHAPES[name]()
            for field, given in cast(Shape, said).items():
                if field not in whole:
                    raise KeyError(f"{name} has no {field}")
                whole[field] = expand(given)
            return whole
    return {name: expand(item) for name, item in value.items()}
