"""Help lines and telephone numbers."""

from typing import Final

from search.rules.model import HelpAnswer, HelpLine, Message, NextStep

from .shapes import Catalogue, Telephone
from .words import dialled, joined, of_content, plain, sentence, spoken

FEW: Final = 5  # in the panel at the foot of a page


def line_name(line: HelpLine, catalogue: Catalogue) -> str:
    """The name of a line."""
    return of_content(f"line:{line['id']}", line["name"], catalogue)


def line_say(line: HelpLine, catalogue: Catalogue) -> str:
    """What a line is for, or ""."""
    return of_content(f"line:{line['id']}?", line["say"], catalogue)


def step_says(step: NextStep, lines: list[HelpAnswer], catalogue: Catalogue) -> list[Message]:
    """What a next step says, with the line it names in the page's language."""
    for answer in lines:
        if step["kind"] == "help-line" and answer["line"]["id"] in step["ids"]:
            line = answer["line"]
            values: dict[str, int | str] = {"name": line_name(line, catalogue), "number": line["number"]}
            return [{"key": message["key"], "values": values} for message in step["say"]]
    return step["say"]


def telephone(answer: HelpAnswer, dated: bool, catalogue: Catalogue) -> Telephone:
    """One help line: when it is open, what it is for, and whether its number was checked; `dated`: on
    which day."""
    line = answer["line"]
    texting = line["channel"] == "text"
    told = spoken(answer["open"]["say"], catalogue)
    when = plain("any-hour", catalogue) if line["any_hour"] else joined(told)
    say = line_say(line, catalogue)
    note = ""
    if not line["verified"]:
        note = plain("line-unchecked", catalogue)
    elif dated and line["seen"] >= 0:
        note = sentence({"key": "checked-on", "values": {"checked": line["seen"]}}, catalogue)
    return {
        "name": line_name(line, catalogue),
        "number": line["number"],
        "href": f"sms:{dialled(line['number'])}" if texting else f"tel:{dialled(line['number'])}",
        "verb": plain("verb-text" if texting else "verb-call", catalogue),
        "when": when if say == "" else f"{say} {when}",
        "note": note,
    }


def few(answers: list[HelpAnswer], catalogue: Catalogue) -> list[Telephone]:
    """The first few, in the order they come."""
    return [telephone(answers[index], False, catalogue) for index in range(0, min(FEW, len(answers)))]


def any_hour_first(answers: list[HelpAnswer]) -> list[HelpAnswer]:
    """Those open at any hour, else in the order they come: what the first page shows."""
    always = [answer for answer in answers if answer["line"]["any_hour"]]
    others = [answer for answer in answers if not answer["line"]["any_hour"]]
    return [*always, *others]
