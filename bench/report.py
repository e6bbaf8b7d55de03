"""One figure, and the table of all."""

from collections.abc import Mapping
from typing import NamedTuple

TIMES = ("ms", "s")


class Figure(NamedTuple):
    """A measured value, its unit, and the bound it is held to (None: only told). `slower`: how many times
    slower than the design's machine this one was meanwhile; it changes no bound."""

    what: str
    value: float
    unit: str
    bound: float | None = None
    at_least: bool = False
    slower: float = 1.0

    @property
    def at_pace(self) -> float | None:
        """What a time would be at the pace of the design's machine, None for what is no time."""
        return self.value / self.slower if self.unit in TIMES else None

    @property
    def missed(self) -> bool:
        """Whether the bound is missed. What could not be measured (NaN) is missed."""
        if self.bound is None:
            return False
        return not (self.value >= self.bound if self.at_least else self.value <= self.bound)


def line(figure: Figure) -> str:
    """A figure's line of the table."""
    sign = "at least" if figure.at_least else "at most"
    bound = "" if figure.bound is None else f"{sign} {figure.bound:g} {figure.unit}".rstrip()
    mark = " **missed**" if figure.missed else ""
    pace = "" if figure.at_pace is None else f"{figure.at_pace:,.2f} {figure.unit}"
    return f"| {figure.what} | {figure.value:,.2f} {figure.unit} | {bound}{mark} | {pace} |"


def table(told: Mapping[str, object], figures: list[Figure]) -> str:
    """The figures as Markdown."""
    lines = [
        "# Benchmarks",
        "",
        f"Measured by `make bench` on {told['on']}: {told['machine']}.",
        "Processor time of one process on one core; of publishing and of a slow phone, the clock.",
        "The last column is no measurement and is held to nothing: the time divided by how much slower",
        "than on the design's machine a call of geopy's geodesic was meanwhile (decision 18).",
        "",
        "| what | measured | held to | at the design's pace |",
        "|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(line, figures)]) + "\n"
