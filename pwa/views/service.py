"""One service at one place: can I go, when, how to get in, and what if they say no."""

from typing import Final

from search.rules.civil import weekday
from search.rules.model import Cover, HelpAnswer, Record, Result, Window
from search.rules.saying import say
from search.rules.windows import said

from .cards import notes, phones, pieces, reasons, where
from .fields import carried
from .lines import few
from .shapes import Asked, Catalogue, Detail, Head, Named, ServicePage
from .strip import span_of, strip, times
from .week import week
from .words import named, plain, spoken

DAY: Final = 1440
ALL: Final = 40
NUMBERS: Final = 4
VERDICTS: Final = {"can-use": "yes", "ask-first": "ask", "not-for-you": "no"}
PRIVATE: Final = ["abuse", "sex-work"]


def verdict(result: Result, catalogue: Catalogue) -> Head:
    """The answer in one line; a place shut for the window never says only "You can go"."""
    kind = VERDICTS[result["eligibility"]["verdict"]]
    later = result["group"] == "later" and kind == "yes"
    return {
        "kind": f"v-{kind}",
        "icon": kind,
        "title": plain("verdict-later" if later else f"verdict-{kind}", catalogue),
    }


def get_in(record: Record, catalogue: Catalogue) -> list[str]:
    """How to get in: whether to turn up, ring, or have someone ask for you."""
    routes = record["routes"]
    steps: list[str] = []
    if len(routes) > 0 and "self" not in routes:
        steps.append(plain("get-in-referred", catalogue))
    elif any(slot["kind"] == "appointment" for hours in record["hours"] for slot in hours["week"]):
        steps.append(plain("get-in-appointment", catalogue))
    elif not record["in_person"]:
        steps.append(plain("get-in-ring", catalogue))
    else:
        steps.append(plain("get-in-turn-up", catalogue))
    if len(record["phones"]) > 0:
        steps.append(plain("get-in-ring-first", catalogue))
    return steps


def address(record: Record, detail: Detail, catalogue: Catalogue) -> list[str]:
    """Where it is, as far as it may be told."""
    if not record["in_person"]:
        return [plain("by-phone-or-online", catalogue)]
    if record["point"] is None and detail["address"] == "":
        if record["area"] == "":
            return [plain("where-hidden", catalogue)]
        return [named("where-area", record["area"], catalogue)]
    lines = [detail["address"]] if detail["address"] != "" else [record["area"]]
    if detail["directions"] != "":
        lines.append(detail["directions"])
    return lines


def if_refused(detail: Detail, catalogue: Catalogue) -> list[str]:
    """What to do when they say no: the provider's own words, then what always holds."""
    steps = [plain("refused-ask-why", catalogue), plain("refused-ask-where", catalogue)]
    if detail["if_refused"] != "":
        return [detail["if_refused"], *steps]
    return steps


def service_page(
    result: Result,
    detail: Detail,
    alternatives: list[Named],
    lines: list[HelpAnswer],
    pathways: list[str],
    window: Window,
    cover: Cover,
    asked: Asked,
    at: int,
    catalogue: Catalogue,
) -> ServicePage:
    """The page of one result, judged for what was asked. `pathways` are those of its needs."""
    record = result["record"]
    drawn = pieces(record, result["trust"]["hours_count"], window, cover)
    private = any(pathway in PRIVATE for pathway in pathways)
    today = at // DAY
    unpriced = plain("cost-unknown", catalogue)
    return {
        "title": plain("home-title", catalogue) if private else record["name"],
        "robots": "noindex" if private else "index",
        "asked": carried(asked),
        "name": record["name"],
        "what": detail["description"] if detail["description"] != "" else record["summary"],
        "sample": detail["sample"],
        "verdict": verdict(result, catalogue),
        "when": spoken(result["open"]["say"], catalogue),
        "strip": strip(drawn, window, at, catalogue),
        "times_title": say(said(window, at), catalogue),
        "times": times(drawn, span_of(window), catalogue),
        "reasons": reasons(result["eligibility"]["reasons"], 3, catalogue),
        "all_reasons": reasons(result["eligibility"]["reasons"], ALL, catalogue),
        "phones": phones(record["phones"], NUMBERS, catalogue),
        "get_in": get_in(record, catalogue),
        "notes": notes(result, catalogue),
        "first_visit": detail["first_visit"]
        if detail["first_visit"] != ""
        else plain("first-ask", catalogue),
        "bring": record["bring"],
        "cost": detail["cost"] if detail["cost"] != "" else unpriced,
        "address": address(record, detail, catalogue),
        "distance": where(result, catalogue) if result["distance"] is not None else "",
        "weeks": [week(hours, today, weekday(today), catalogue) for hours in record["hours"]],
        "hours_said": record["hours_said"],
        "if_refused": if_refused(detail, catalogue),
        "alternatives": alternatives,
        "checked": say(result["trust"]["say"], catalogue),
        "organization_say": named("run-by", record["organization"], catalogue)
        if record["organization"] != ""
        else "",
        "help_lines": few(lines, catalogue),
    }
