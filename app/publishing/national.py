"""The national part of an edition: needs, words, questions, help lines, duties, bank holidays."""

from datetime import date
from pathlib import Path
from typing import Any

from directory_data import content
from directory_data import schedules as fields
from directory_data.gazetteer import holidays
from search.folding import fold_text
from search.rules.model import AskedFact, Cover, Duty, HelpLine, Hours, Knowledge, Need, Phrase
from search.rules.recurrence import compile_hours, hour_holidays

from .reading import EPOCH
from .records import ENGLAND_AND_WALES

Content = dict[str, Any]
FOLDER = Path(content.__file__).parent


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
    """What people say and the needs it means, folded; and the filler words."""
    told, own = content.document(FOLDER / "phrases.json"), content.needs()
    said = [(text, each["needs"]) for each in told["phrases"] for text in each["say"]]
    said += [(text, [each["code"]]) for each in own for text in each["words"]]
    meant: dict[tuple[str, ...], list[str]] = {}
    for text, codes in said:
        words = tuple(fold_text(text))
        if words:
            meant[words] = sorted({*meant.get(words, []), *codes})
    found = [Phrase(words=list(words), needs=codes) for words, codes in sorted(meant.items())]
    return found, sorted({word for text in told["fillers"] for word in fold_text(text)})


def dictionary(said: list[Phrase], known: list[Need], fillers: list[str]) -> list[str]:
    """The published dictionary that typing is corrected against."""
    words = {word for phrase in said for word in phrase["words"]}
    words |= {word for need in known for word in need["words"]}
    return sorted(words | set(fillers))


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
        )
        for each in content.help_lines()
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


def knowledge(cover: Cover, published: int, sample: bool) -> Knowledge:
    """Everything answering needs beside the records."""
    known, (said, fillers) = needs(), phrases()
    return Knowledge(
        needs=known,
        phrases=said,
        fillers=fillers,
        dictionary=dictionary(said, known, fillers),
        facts=asked_facts(),
        help_lines=help_lines(cover),
        duties=duties(),
        holidays=listed_holidays(),
        cover=cover,
        published=published,
        sample=sample,
    )


def for_pages(council_names: dict[str, str], records: int) -> Content:
    """What pages need of the national part beyond `knowledge`."""
    return {
        "pathways": content.pathways(),
        "needs": content.needs(),
        "questions": content.questions(),
        "help_lines": {each["id"]: help_source(each) for each in content.help_lines()},
        "facts": [each for each in content.facts() if each["show"]],
        "councils": council_names,
        "records": records,
    }


def help_source(line: content.ContentLine) -> Content:
    """Where a line's number was seen, and when."""
    return {"source": line["source"], "checked_on": line["checked_on"], "organization": line["organization"]}


def cover_of(published: date, horizon: date) -> Cover:
    """400 days back and up to the horizon (docs/decisions/0003)."""
    return Cover(first=(published - EPOCH).days - 400, last=(horizon - EPOCH).days)
