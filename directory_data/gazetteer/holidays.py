"""Bank holidays of the three nations, from the list that govuk-bank-holidays carries. No network."""

import json
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

NATIONS: Final = ("england-and-wales", "scotland", "northern-ireland")


def listed(nation: str) -> list[date]:
    """GOV.UK's bank holidays of a nation (one of NATIONS) in order, substitute days as listed.

    25 and 26 December and 1 January, which count for hours beside them, are the rules' business
    (answers.md section 1). Raises ValueError for another nation.
    """
    if nation not in NATIONS:
        raise ValueError(f"{nation!r} is not one of {', '.join(NATIONS)}")
    return list(_listed()[nation])


@cache
def _listed() -> dict[str, tuple[date, ...]]:
    # The package's own class would warn when it is offline, and ask for `requests`: the file is enough.
    spec = find_spec("govuk_bank_holidays")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package govuk-bank-holidays is not installed.")
    held = json.loads(Path(spec.origin).with_name("bank-holidays.json").read_text(encoding="utf-8"))
    return {
        nation: tuple(sorted({date.fromisoformat(event["date"]) for event in held[nation]["events"]}))
        for nation in NATIONS
    }
