"""The national part of an edition: needs, words, questions, help lines, duties, bank holidays."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from directory_data import content
from directory_data import schedules as fields
from directory_data.content import crosswalk
from directory_data.gazetteer import holidays
from search.folding import fold_text
from search.rules.model import AskedFact, Cover, Duty, HelpLine, Hours, Knowledge, Need, Phrase, Told
from search.rules.recurrence import compile_hours, hour_holidays
from search.rules.words import without_fillers

from .reading import EPOCH
from .records import ENGLAND_AND_WALES

Content = dict[str, Any]
FOLDER = Path(content.__file__).parent
#: Days of publishing for which both ends of the hours that are worked out stay where they are.
BLOCK: Final = 28
#: Days before publishing of which phones know the hours, at least: a strip begins with the weekend that runs.
BACK: Final = 8


def listed_holidays() -> dict[str, list[int]]:
    """Nation → its listed bank holidays, as days."""
    return {nation: [(day - EPOCH).days for day in holidays.listed(nation)] for nation in holidays.NATIONS}


def holidays_for_hours(cover: Cover) -> dict[str, list[int]]:
    """Nation → the days that count as bank holidays for hours (answers.md section 1)."""
    return {nation: hour_holidays(days, nation, cover) for nation, days in listed_holidays().items()}


def needs() -> list[Need]:
    """Pathways first, each its own pathway, then the finer needs."""
    found = [(each["code"], each["code"], each["name"]) for each in content.pathways()]
    found += [(each["code"], each["pathway"], each["name"]) for each in content.needs()]
    return [
        Need(code=code, pathway=pathway, name=name, words=fold_text(name)) for code, pathway, name in found
    ]


def pathways() -> dict[str, str]:
    """Need code → pathway code, pathways included."""
    return {need["code"]: need["pathway"] for need in needs()}


def phrases() -> tuple[list[Phrase], list[str]]:
    """What people say and the needs it means, folded, in the order of their words; and the fillers.

    The needs' own names are phrases too, with their fillers and without ("a place to stay", "stay").
    """
    told = content.phrases()
    fillers = sorted({word for text in told["fillers"] for word in fold_text(text)})
    said = [(text, each["needs"]) for each in told["phrases"] for text in each["say"]]
    said += [(text, [each["code"]]) for each in content.needs() for text in each["words"]]
    said += crosswalk.meanings()
    folded = [(tuple(fold_text(text)), codes) for text, codes in said]
    folded += [(tuple(need["words"]), [need["code"]]) for need in needs()]
    folded += [(tuple(without_fillers(need["words"], fillers)), [need["code"]]) for need in needs()]
    meant: dict[tuple[str, ...], list[str]] = {}
    for words, codes in folded:
        meant[words] = sorted({*meant.get(words, []), *codes})
    found = [Phrase(words=list(words), needs=codes) for words, codes in sorted(meant.items())]
    return found, fillers


def dictionary(said: list[Phrase], fillers: list[str]) -> list[str]:
    """The published dictionary that typing is corrected against: the words of the phrases, the needs'
    names among them, and the fillers."""
    return sorted({word for phrase in said for word in phrase["words"]} | set(fillers))


def asked_facts() -> list[AskedFact]:
    """The questions that may be put, in their order."""
    return [
        AskedFact(
            attribute=each["attribute"],
            sensitivity=each["sensitivity"],
            needs=each["pathways"],
            worker_only=each["worker_only"],
            never=each["never"],
            ask=each["ask"],
        )
        for each in sorted(content.questions(), key=lambda each: each["order"])
    ]


def help_lines(cover: Cover) -> list[HelpLine]:
    """National lines, with their hours compiled."""
    return [
        HelpLine(
            id=each["id"],
            name=each["name"],
            number=each["number"],
            channel=each["channel"],
            needs=each["needs"],
            say=each["say"],
            hours=line_hours(each, cover),
            any_hour=each["any_hour"],
            verified=each["verified"],
            nation=each["nation"],
            rank=each["rank"],
            seen=seen(each["checked_on"]),
        )
        for each in content.help_lines()
    ]


def seen(day: str | None) -> int:
    """The first minute of an ISO date, -1 for none."""
    return -1 if day is None else (date.fromisoformat(day) - EPOCH).days * 1440


def told() -> list[Told]:
    """The dated facts that may be shown, in their order."""
    return [
        Told(
            id=each["id"],
            say=each["say"],
            needs=each["needs"],
            countries=each["nation"].split("-and-"),
            by=each["by"],
            seen=seen(each["checked_on"]),
        )
        for each in content.facts()
        if each["show"]
    ]


def line_hours(line: content.ContentLine, cover: Cover) -> list[Hours]:
    """A line's hours; none on record is unknown. Hours that nobody has verified are not claimed."""
    if not line["verified"]:
        return []
    schedules = [fields.plain(row, line["channel"])[0] for row in line["hours"]]
    return compile_hours(schedules, [], [], holidays_for_hours(cover)[ENGLAND_AND_WALES], cover)


def duties() -> list[Duty]:
    """What a council owes."""
    return [
        Duty(
            needs=each["needs"],
            by=each["by"],
            say={"key": each["say"], "values": {}},
            country=each["country"],
        )
        for each in content.document(FOLDER / "duties.json")["duties"]
    ]


def knowledge(cover: Cover, worked: Cover, published: int, sample: bool) -> Knowledge:
    """Everything answering needs beside the records. `worked`: the days that hours are worked out for,
    which are the same from day to day where those that are spoken of, `cover`, are not."""
    known, (said, fillers) = needs(), phrases()
    return Knowledge(
        needs=known,
        phrases=said,
        fillers=fillers,
        dictionary=dictionary(said, fillers),
        facts=asked_facts(),
        help_lines=help_lines(worked),
        told=told(),
        duties=duties(),
        holidays=listed_holidays(),
        cover=cover,
        published=published,
        sample=sample,
    )


def for_pages(council_names: dict[str, str]) -> Content:
    """What pages need of the national part beyond `knowledge`."""
    return {"questions": content.questions(), "councils": council_names}


def first_carried(today: int) -> int:
    """The first day of which phones know the hours, for a publishing on a day: the same for four weeks, a
    block, so that what did not change is not fetched again (docs/decisions/0007)."""
    return (today - BACK) // BLOCK * BLOCK


def to_the_block(cover: Cover, today: int, *, fixed: bool = False) -> Cover:
    """The days to work hours out for, publishing on a day of a block: all that are covered by a publishing
    on any day of that block, so at most four weeks more than `cover`. `fixed`: the last day stays.

    Not only dates at the ends differ where the days do: which week is the usual one follows from all of
    them. So both ends move on one day, the first of a block, which is that of what phones carry too. What
    is said reaches as far as `cover` and no farther.
    """
    gone = today - BACK - first_carried(today)
    left = 0 if fixed else BLOCK - 1 - gone
    return Cover(first=cover["first"] - gone, last=cover["last"] + left)


def cover_of(published: date, horizon: date) -> Cover:
    """400 days back and up to the horizon (docs/decisions/0003)."""
    return Cover(first=(published - EPOCH).days - 400, last=(horizon - EPOCH).days)
