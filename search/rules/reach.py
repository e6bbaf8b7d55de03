"""Is it listed, is it near enough, and does it cover the place? (answers.md section 3, Reach)"""

from .model import Answer3, Place, Record


def is_sector(code: str) -> bool:
    """A postcode sector ("SE13 6") and not a council code ("E09000023"): it has a space."""
    return any(letter == " " for letter in code)


def on_catchment(catchment: list[str], place: Place | None) -> Answer3:
    """Whether a place lies in the councils or sectors that are covered.

    Yes if all its councils, or all its sectors, are on the list; no if none of either is; else
    unknown: no place, one that lies partly on it, or one of which we know too little.
    """
    if len(catchment) == 0:
        return "yes"
    if place is None:
        return "unknown"
    councils = [code for code in place["councils"] if code in catchment]
    sectors = [code for code in place["sectors"] if code in catchment]
    if len(councils) > 0 and len(councils) == len(place["councils"]):
        return "yes"
    if len(sectors) > 0 and len(sectors) == len(place["sectors"]):
        return "yes"
    if len(councils) > 0 or len(sectors) > 0:
        return "unknown"
    if len(place["sectors"]) == 0 and any(is_sector(code) for code in catchment):
        return "unknown"
    if len(place["councils"]) == 0 and any(not is_sector(code) for code in catchment):
        return "unknown"
    return "no"


def within(distance: int | None, limit: int | None, reach: str) -> bool:
    """Whether `miles` keeps it. Both in metres, `distance` rounded. What has no distance, or is
    reached from anywhere, is never cut; without a limit nothing is."""
    if distance is None or limit is None or reach == "anywhere":
        return True
    return distance <= limit


def uncut(record: Record) -> bool:
    """What `miles` never cuts: it has no distance, or takes people from far away."""
    return record["point"] is None or record["reach"] == "anywhere"


def reached_from_anywhere(record: Record) -> bool:
    """What pages show when no place is known: no distance or reach `anywhere`, and no catchment."""
    return uncut(record) and len(record["catchment"]) == 0


def listed(record: Record, at_day: int) -> bool:
    """Whether it is shown at all that day: not past `valid_to`, its last day (section 1)."""
    last = record["valid_to"]
    return last is None or at_day <= last
