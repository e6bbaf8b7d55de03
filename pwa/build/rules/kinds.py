"""What the translator knows of a value: its kind, as the annotations that mypy has checked tell it."""

from typing import NamedTuple

Record = dict[str, "Kind"]


class Kind(NamedTuple):
    """`name`: int, float, bool, str, none, list, dict, any (one of several), or a TypedDict as
    `module.Name`. `item`: of a list or dict, None while nothing is known of its items."""

    name: str
    item: "Kind | None" = None
    optional: bool = False


INT, FLOAT, BOOL, STR = Kind("int"), Kind("float"), Kind("bool"), Kind("str")
ANY, NONE = Kind("any", None, True), Kind("none", None, True)
NUMBERS = ("int", "float")
SCALARS = ("int", "float", "bool", "str")
Scope = dict[str, Kind]


class Signature(NamedTuple):
    """The kinds of a function's parameters and of what it returns."""

    parameters: list[Kind]
    returns: Kind


def either(a: Kind | None, b: Kind | None) -> Kind | None:
    """The kind of what is one or the other; None is nothing known yet."""
    if a is None or b is None:
        return a or b
    if a.name == "none" or b.name == "none":
        return (b if a.name == "none" else a)._replace(optional=True)
    optional = a.optional or b.optional
    if a.name == b.name:
        return Kind(a.name, either(a.item, b.item), optional)
    if a.name in NUMBERS and b.name in NUMBERS:
        return FLOAT._replace(optional=optional)
    return ANY._replace(optional=optional)


def item_of(kind: Kind) -> Kind:
    """The kind of a list's or dict's items."""
    return kind.item or ANY


def hides_a_bool(kind: Kind, wanted: Kind) -> bool:
    """Whether a bool stands where a number is wanted. mypy lets it pass, because True is 1 in Python;
    in JavaScript true is not 1."""
    if wanted.name in NUMBERS:
        return kind.name == "bool"
    if kind.name == wanted.name and kind.item is not None and wanted.item is not None:
        return hides_a_bool(kind.item, wanted.item)
    return False


def plainly_comparable(a: Kind, b: Kind) -> bool:
    """Whether === is Python's == for the two: scalars of one kind, or numbers. (None equals None.)"""
    return (a.name == b.name and a.name in SCALARS) or (a.name in NUMBERS and b.name in NUMBERS)
