"""The lint of the content: what `flask directory check` says of the files under `content/`.

Errors keep the content from being used as it is; warnings are for an editor to judge. The import
itself refuses what the standard and contract.md do not know; here is judged what they cannot:
plain words, numbers, sources, and that nobody is left without a route.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from directory_data import codes, content
from directory_data.content import coverage_checks, crosswalk, sample_checks
from directory_data.content.plain_words import avoided_in, long_sentences
from directory_data.content.reading_age import OLDEST, long_words, reading_age
from directory_data.problems import Problem
from directory_data.schedules import FieldError, plain

PATHWAYS = [
    "accommodation",
    "finance",
    "health",
    "drugs-alcohol",
    "thinking-behaviour",
    "employment-education",
    "families",
    "abuse",
    "sex-work",
    "basics",
]
"""The codes of contract.md, in the order of needs.md section 6."""
START = ("going_to", "needs", "when", "helper")
"""Facts on the first screen: they are no facts of a rule."""
ONLY_IN = {
    "with_you": ["accommodation", "families", "abuse"],
    "substance": ["drugs-alcohol", "accommodation"],
    "script_today": ["drugs-alcohol", "health"],
    "mental_health": ["health"],
    "public_funds": ["finance", "accommodation"],
    "abuse": ["abuse"],
}
"""Sensitive questions, and the only pathways they are asked in (answers.md section 6)."""
KEPT = re.compile(
    r"\b(?:stays?|phone|device|private|secret|nobody|sen[dt]s?|keeps?|kept|stored?)\b", re.IGNORECASE
)
"""Claims of where an answer goes: true on a phone, untrue on the server's page."""
OF_THE_LAW = {"referral": "refer", "referral-said": "refer", "step-unlock-referral": "refers"}
"""Sentences that docs/answers.md words itself: key → the word in it that is avoided elsewhere."""
NATIONS = ("", "england", "wales")
FACT_NATIONS = ("england-and-wales", "england", "wales")
WELSH = ("live-fear-free", "shelter-cymru", "dan-247", "citizens-advice-wales")
"""Lines that are for people in Wales alone."""


def check_content() -> list[Problem]:
    """Every error of the content, in the order of the files; empty when there is none."""
    found: list[Problem] = []
    checks = (_needs, _questions, _help_lines, _facts, sample_checks.errors)
    for check in (*checks, coverage_checks.errors, crosswalk.errors, _avoided, _too_old):
        found.extend(_guarded(check))
    return found


def content_warnings() -> list[Problem]:
    """What an editor should look at: sentences over 12 words in anything that a person reads."""
    return list(_guarded(_long))


def _guarded(check: Callable[[], Iterator[Problem]]) -> Iterator[Problem]:
    """A file that cannot be read is one error, and the other files are still judged."""
    try:
        yield from check()
    except content.ContentError as error:
        yield Problem("", "", str(error))


def _needs() -> Iterator[Problem]:
    pathways, needs = content.pathways(), content.needs()
    if [pathway["code"] for pathway in pathways] != PATHWAYS:
        yield Problem("needs.json", "pathways", f"are not {', '.join(PATHWAYS)}, in this order")
    seen: set[str] = set()
    for code in [*(pathway["code"] for pathway in pathways), *(need["code"] for need in needs)]:
        if code in seen:
            yield Problem(f"needs.json: {code}", "code", "stands twice")
        seen.add(code)
    sensitive = {pathway["code"]: pathway["sensitive"] for pathway in pathways}
    for need in needs:
        place = f"needs.json: {need['code']}"
        if need["pathway"] not in sensitive:
            yield Problem(place, "pathway", f"{need['pathway']} is no pathway")
        elif need["sensitive"] != sensitive[need["pathway"]]:
            yield Problem(place, "sensitive", "differs from its pathway's")
        if not need["words"] or any(word.strip() == "" for word in need["words"]):
            yield Problem(place, "words", "nobody could find it by typing")


def _questions() -> Iterator[Problem]:
    questions = content.questions()
    if [question["order"] for question in questions] != list(range(1, 26)):
        yield Problem("questions.json", "order", "is not 1 to 25, each once")
    wanted = (codes.FACTS | set(START)) - {"days_since_release"}
    for missing in sorted(wanted - {question["attribute"] for question in questions}):
        yield Problem("questions.json", missing, "has no question")
    for question in questions:
        place = f"questions.json: {question['attribute']}"
        if question["attribute"] not in wanted:
            yield Problem(place, "attribute", "is no fact of contract.md")
        if question["sensitivity"] not in (0, 1, 2):
            yield Problem(place, "sensitivity", "is not 0, 1 or 2")
        if question["pathways"] != ONLY_IN.get(question["attribute"], []):
            yield Problem(place, "pathways", "are not those of answers.md section 6")
        if question["worker_only"] != (question["attribute"] == "sentence"):
            yield Problem(place, "worker_only", "only the sentence is asked in a worker's mode alone")
        if question["never"] != (question["attribute"] in (*START, "access")):
            yield Problem(place, "never", "only the first screen and access are never asked")
        if question["skip"].strip() == "":
            yield Problem(place, "skip", "cannot be skipped")
        if claimed := KEPT.search(question["help"]):
            yield Problem(place, "help", f"says {claimed.group()!r}: the form says where an answer goes")
        yield from _answers(question, place)


def _answers(question: content.ContentQuestion, place: str) -> Iterator[Problem]:
    """The codes offered are exactly those of contract.md."""
    attribute = question["attribute"]
    offered = [choice["code"] for choice in question["answers"]]
    listed = {**codes.ONE_OF, **codes.SOME_OF, "helper": "self " + " ".join(codes.REFERRAL_ROUTES - {"self"})}
    if attribute in listed and sorted(offered) != sorted(listed[attribute].split()):
        yield Problem(place, "answers", f"are not {listed[attribute]}")
    if attribute == "language" and not all(codes.LANGUAGE.fullmatch(code) for code in offered):
        yield Problem(place, "answers", "are not BCP 47 codes")
    if len(set(offered)) != len(offered):
        yield Problem(place, "answers", "one stands twice")


def _help_lines() -> Iterator[Problem]:
    holders: dict[str, str] = {}
    ids: set[str] = set()
    for line in content.help_lines():
        place = f"help_lines.json: {line['id']}"
        if line["id"] in ids:
            yield Problem(place, "id", "stands twice")
        ids.add(line["id"])
        number = "".join(letter for letter in line["number"] if letter.isdigit())
        holder = holders.setdefault(number, line["organization"])
        if holder != line["organization"]:
            yield Problem(place, "number", f"is {holder}'s already: one number, one organisation")
        for need in line["needs"]:
            if need not in codes.needs():
                yield Problem(place, "needs", f"{need} is not known")
        if line["nation"] not in NATIONS or (line["id"] in WELSH) != (line["nation"] == "wales"):
            yield Problem(place, "nation", "is wrong: lines for Wales alone say wales, no others do")
        if line["source"].strip() == "":
            yield Problem(place, "source", "where was this number seen?")
        if not line["verified"] and line["hours"]:
            yield Problem(place, "hours", "are claimed for a line that nobody has verified")
        if line["verified"] and not _is_day(line["checked_on"] or ""):
            yield Problem(place, "checked_on", "is no day: a verified number says when it was seen")
        if line["any_hour"] != any(_always(hours) for hours in line["hours"]):
            yield Problem(place, "any_hour", "differs from its hours")
        yield from _line_hours(line, place)
    names = {line["name"] for line in content.help_lines()}
    for each in content.left_out():
        place = f"help_lines.json: {each['name']}"
        if each["name"] in names:
            yield Problem(place, "left_out", "is listed after all")
        if each["why"].strip() == "" or not _is_day(each["checked_on"]):
            yield Problem(place, "left_out", "why is it left out, and when was that seen?")


def _always(hours: content.Json) -> bool:
    """Whether hours are all day and night, every day, bank holidays too."""
    day = (hours.get("freq"), hours.get("opens_at"), hours.get("closes_at"))
    return day == ("DAILY", "00:00", "24:00") and hours.get("on_bank_holidays") == "open"


def _line_hours(line: content.ContentLine, place: str) -> Iterator[Problem]:
    for position, hours in enumerate(line["hours"]):
        try:
            known = plain(hours, line["channel"])[0]["known"]
        except FieldError as error:
            yield Problem(place, f"hours[{position}].{error.field}", error.reason)
            continue
        if not known:
            yield Problem(place, f"hours[{position}]", "recur in a way that is not read")


def _facts() -> Iterator[Problem]:
    ids: set[str] = set()
    for fact in content.facts():
        place = f"facts.json: {fact['id']}"
        if fact["id"] in ids:
            yield Problem(place, "id", "stands twice")
        ids.add(fact["id"])
        if fact["status"] not in ("verified", "old", "unverified"):
            yield Problem(place, "status", f"{fact['status']} is not verified, old or unverified")
        if fact["show"] != (fact["status"] == "verified"):
            yield Problem(place, "show", "only verified facts are shown as facts")
        if fact["source"].strip() == "":
            yield Problem(place, "source", "where was this seen?")
        if fact["show"] != (fact["by"] != ""):
            yield Problem(place, "by", "what is shown names who says so, and nothing else does")
        if fact["nation"] not in FACT_NATIONS:
            yield Problem(place, "nation", f"is not {', '.join(FACT_NATIONS)}")
        yield from _fact_day(fact, place)
        for need in fact["needs"]:
            if need not in codes.needs():
                yield Problem(place, "needs", f"{need} is not known")


def _fact_day(fact: content.DatedFact, place: str) -> Iterator[Problem]:
    """What is shown says when it was seen; a day is a day."""
    day = fact["checked_on"]
    if day is None:
        if fact["show"]:
            yield Problem(place, "checked_on", "is shown without a day: when was it seen?")
    elif not _is_day(day):
        yield Problem(place, "checked_on", f"{day} is no day, as 2026-11-20 is")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_by_people() -> Iterator[tuple[str, str, str]]:
    """Every text that a person may read: place, field, text."""
    for pathway in content.pathways():
        yield f"needs.json: {pathway['code']}", "name", pathway["name"]
        yield f"needs.json: {pathway['code']}", "description", pathway["description"]
    for need in content.needs():
        yield f"needs.json: {need['code']}", "name", need["name"]
    for question in content.questions():
        place = f"questions.json: {question['attribute']}"
        yield place, "ask", question["ask"]
        yield place, "help", question["help"]
        for choice in question["answers"]:
            yield place, "answers", choice["label"]
    for line in content.help_lines():
        yield f"help_lines.json: {line['id']}", "name", line["name"]
        yield f"help_lines.json: {line['id']}", "say", line["say"]
    for fact in content.facts():
        yield f"facts.json: {fact['id']}", "say", fact["say"]
        yield f"facts.json: {fact['id']}", "by", fact["by"]
    yield from sample_checks.texts()
    yield from _catalogue()


def _catalogue() -> Iterator[tuple[str, str, str]]:
    """The sentences of the English catalogue; those for staff alone begin with "desk-"."""
    for path in sorted((content.FOLDER / "words").glob("*.json")):
        yield from _sentences(path)


def _sentences(path: Path) -> Iterator[tuple[str, str, str]]:
    for key, text in content.document(path).items():
        if isinstance(text, str) and not key.startswith("desk-"):
            yield f"words/{path.name}", key, text


def _avoided() -> Iterator[Problem]:
    for place, field, text in read_by_people():
        for word, instead in avoided_in(text):
            if place.startswith("words/") and word == OF_THE_LAW.get(field):
                continue
            yield Problem(place, field, f"says {word!r} to a person. Instead: {instead}")


def _too_old() -> Iterator[Problem]:
    """Words that are long, and texts that are for older readers: each record, and each file as a whole.
    Names of services and organisations are not ours to word, and are left out."""
    records: dict[str, list[str]] = {}
    for place, field, text in read_by_people():
        if not (place.startswith("sample/") and field == "name"):
            for word in long_words(text):
                yield Problem(place, field, f"says {word!r}: find a shorter word")
            records.setdefault(place, []).append(text)
            if ": " in place:
                records.setdefault(place.partition(": ")[0], []).append(text)
    for place, texts in records.items():
        age = reading_age(texts)
        if age is not None and age > OLDEST:
            yield Problem(place, "", f"has a reading age of {age}, over {OLDEST}: use shorter words")


def _long() -> Iterator[Problem]:
    for place, field, text in read_by_people():
        for sentence in long_sentences(text):
            yield Problem(place, field, f"is a long sentence: {sentence!r}")
