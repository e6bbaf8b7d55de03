"""Whose data the directory stands on, as the About page shows it."""

from datetime import date

from directory_data.gazetteer import attribution as places
from directory_data.sources import attribution as lists
from pwa.views.shapes import Source
from search.wall import minute_of


def midnight(day: str) -> int:
    """The first minute of an ISO date."""
    return minute_of(f"{day}T00:00")


def source(words: str, of_date: str, checked_on: str) -> Source:
    """One source. `of_date` is a day, a month or "" (answers.md section 7: nothing without its age)."""
    parts = [int(part) for part in of_date.split("-")] if of_date else []
    return {
        "words": words if words.endswith(".") else f"{words}.",
        "year": parts[0] if len(parts) > 0 else 0,
        "month": parts[1] if len(parts) > 1 else 0,
        "of": midnight(date(parts[0], parts[1], parts[2]).isoformat()) if len(parts) > 2 else -1,
        "checked": midnight(checked_on) if checked_on else -1,
    }


def sources() -> list[Source]:
    """Places and bank holidays first, then every list that can be imported."""
    return [
        *(source(words, "", "") for words in places.ATTRIBUTIONS),
        *(source(each.words, each.of_date, each.checked_on) for each in lists.ATTRIBUTIONS),
    ]
