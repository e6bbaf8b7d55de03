"""One figure, and the table of all."""

from collections.abc import Mapping
from typing import NamedTuple


class Figure(NamedTuple):
    """A measured value, its unit, and the bound it is held to (None: only told)."""

    what: str
    value: float
    unit: str
    bound: float | None = None
    at_least: bool = False

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
    return f"| {figure.what} | {figure.value:,.2f} {figure.unit} | {bound}{mark} |"


def table(told: Mapping[str, object], figures: list[Figure]) -> str:
    """The figures as Markdown."""
    lines = [
        "# Benchmarks",
        "",
        f"Measured by `make bench` on {told['on']}: {told['machine']}.",
        "Processor time of one process on one core; of a slow phone, the clock (decision 11).",
        "",
        "| what | measured | held to |",
        "|---|---|---|",
    ]
    return "\n".join([*lines, *map(line, figures)]) + "\n"
