"""Made-up values of any type that rules and views take, by the names of their fields."""

import types
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints, is_typeddict

from . import pools

MISSING = 0.3  # how often what may be None is None
FEW = (0, 1, 1, 2, 2, 3, 5)
T = TypeVar("T")


class Made:
    """One case on its way: its random numbers, and the day that everything in it lies near."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.base = self.pick(pools.DAYS) + random.randint(-9, 9)
        self._few: dict[int, list[Any]] = {}

    def pick(self, values: Sequence[T]) -> T:
        """One of them."""
        return values[int(self.random.random() * len(values))]

    def familiar(self, values: Sequence[T]) -> T:
        """One of them, mostly of a few that the case keeps to: what is met twice may match."""
        if self.chance(0.2):
            return self.pick(values)
        few = self._few.get(id(values))
        if few is None:
            few = self._few[id(values)] = [self.pick(values) for _ in range(4)]
        found: T = self.pick(few)
        return found

    def chance(self, part: float) -> bool:
        """True that often."""
        return self.random.random() < part

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random.random() * (high - low + 1))


Maker = Callable[[Made], object]
#: What stands in a field, by the most exact name there is: "hours.stretches.first" (module, function,
#: parameter), "hours.first", "Window.first" (TypedDict, field), "first". Of a list, it makes the items; of a
#: dict, its values. "all first" makes the whole, whatever its type; "keys of first" the keys of a dict.
FIELDS: dict[str, Maker] = {}
#: What is done to a whole TypedDict once it is made, so that it makes sense: an end after its start.
MENDED: dict[str, Callable[[Made, dict[str, object]], dict[str, object]]] = {}
#: TypedDicts that are made as a whole.
WHOLE: dict[str, Maker] = {}
#: Functions whose arguments only make sense together: "words.stands" → all of them.
TOGETHER: dict[str, Callable[[Made], list[object]]] = {}


class NoMakerError(Exception):
    """A type that nobody has said how to make."""


def of(values: Sequence[object]) -> Maker:
    """A maker of one of the values."""
    return lambda made: made.pick(values)


#: What stands in a field whose name says nothing to us.
PLAIN: dict[object, Maker] = {
    bool: lambda made: made.chance(0.5),
    str: lambda made: made.pick(pools.TEXTS),
    int: lambda made: made.whole(-1, 9),
    float: lambda made: made.random.uniform(-3, 3),
    object: lambda made: made.pick([None, "", "a", 1, [], ["a"]]),
}


def named(names: Sequence[str], kind: object) -> Maker | None:
    """The maker of the most exact of the names that makes values of that kind."""
    for name in names:
        own = FIELDS.get(name)
        if own is not None and type(own(Made(Random(0)))) is kind:
            return own
    return None


@cache
def maker(kind: object, names: tuple[str, ...]) -> Maker:
    """How to make a value of a type that stands under these names, the most exact first."""
    origin, inner = get_origin(kind), get_args(kind)
    for name in names:
        if f"all {name}" in FIELDS:
            return FIELDS[f"all {name}"]
    if origin in (types.UnionType, Union):
        return of_union(inner, names)
    if is_typeddict(kind):
        return shape(kind)
    if origin is list:
        item = maker(inner[0], names)
        return lambda made: [item(made) for _ in range(made.pick(FEW))]
    if origin is tuple:
        items = [maker(each, names) for each in inner]
        return lambda made: [item(made) for item in items]
    if origin is dict:
        value = maker(inner[1], names)
        keys = FIELDS.get(f"keys of {names[-1]}", of(pools.TEXTS))
        return lambda made: {str(keys(made)): value(made) for _ in range(made.pick(FEW))}
    own = named(names, str if origin is Literal else kind)
    if own is None and origin is Literal:
        return of(inner)
    if own is None and kind not in PLAIN:
        raise NoMakerError(f"nobody says how to make {kind} for {names}")
    return own or PLAIN[kind]


def of_union(inner: tuple[object, ...], names: tuple[str, ...]) -> Maker:
    """One of several types; None less often than the rest."""
    makers = [maker(each, names) for each in inner if each is not type(None)]
    if len(makers) == len(inner):
        return lambda made: made.pick(makers)(made)
    return lambda made: None if made.chance(MISSING) else made.pick(makers)(made)


@cache
def shape(kind: object) -> Maker:
    """How to make a TypedDict."""
    name = str(getattr(kind, "__name__", kind))
    if name in WHOLE:
        return WHOLE[name]
    fields = [
        (field, maker(type_, (f"{name}.{field}", field))) for field, type_ in get_type_hints(kind).items()
    ]
    mended = MENDED.get(name)
    if mended is None:
        return lambda made: {field: make(made) for field, make in fields}
    return lambda made: mended(made, {field: make(made) for field, make in fields})


@cache
def arguments(module: str, function: Callable[..., object]) -> Callable[[Made], list[object]]:
    """How to make the arguments of a function. NoMakerError: one of them has nobody to make it."""
    name = f"{module.rpartition('.')[2]}.{function.__name__}"
    if name in TOGETHER:
        return TOGETHER[name]
    hints = get_type_hints(function)
    taken = [p for p in hints if p != "return"]
    makers = [maker(hints[p], (f"{name}.{p}", f"{name.partition('.')[0]}.{p}", p)) for p in taken]
    return lambda made: [make(made) for make in makers]
