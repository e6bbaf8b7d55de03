"""One service at one place: can I go, when, how to get in, and what if they say no."""

from typing import Final

from search.rules.hours import is_paused
from search.rules.model import Cover, HelpAnswer, Hours, Record, Result, Window
from search.rules.saying import say
from search.rules.windows import said

from .cards import notes, phones, pieces, reasons, where
from .fields import carried
from .lines import few
from .shapes import Asked, Catalogue, Cost, Detail, Head, Named, ServicePage, Shown
from .strip import ground, strip, times
from .week import week
from .words import first_said, listed, named, plain, rest_said, shown, timed

DAY: Final = 1440
ALL: Final = 40
NUMBERS: Final = 4
VERDICTS: Final = {"can-use": "yes", "ask-first": "ask", "not-for-you": "no"}
PRIVATE: Final = ["abuse", "sex-work"]
FEATURES: Final = [
    "step_free",
    "lift",
    "accessible_toilet",
    "toilets",
    "hearing_loop",
    "quiet_space",
    "parking",
]


def verdict(result: Result, at: int, catalogue: Catalogue) -> Head:
    """The answer in one line; a place shut for the window never says only "You can go"."""
    kind = VERDICTS[result["eligibility"]["verdict"]]
    if kind != "no" and shut_for_now(result["record"], at):
        return {"kind": "v-no", "icon": "clock", "title": plain("verdict-paused", catalogue)}
    later = result["group"] == "later" and kind == "yes"
    return {
        "kind": f"v-{kind}",
        "icon": kind,
        "title": plain("verdict-later" if later else f"verdict-{kind}", catalogue),
    }


def shut_for_now(record: Record, at: int) -> bool:
    """Whether it is paused on the day of `at`."""
    return is_paused(record["paused"], at // DAY)


def by_appointment(hours: Hours) -> bool:
    """Whether some of the usual week has to be booked."""
    return any(slot["kind"] == "appointment" for slot in hours["week"])


def get_in(result: Result, detail: Detail, at: int, catalogue: Catalogue) -> list[str]:
    """How to get in: whether to turn up, ring, or have someone ask for you."""
    record = result["record"]
    routes = record["routes"]
    steps: list[str] = []
    if shut_for_now(record, at):
        steps.append(plain("get-in-paused", catalogue))
    elif len(routes) > 0 and "self" not in routes:
        steps.append(plain("get-in-referred", catalogue))
    elif any(by_appointment(hours) for hours in record["hours"]):
        steps.append(plain("get-in-appointment", catalogue))
    elif not record["in_person"]:
        steps.append(plain("get-in-ring", catalogue))
    elif result["eligibility"]["verdict"] != "can-use":
        steps.append(plain("get-in-ask", catalogue))
    elif record["point"] is not None:
        steps.append(plain("get-in-turn-up", catalogue))
    if len(record["phones"]) > 0 and record["in_person"] and not shut_for_now(record, at):
        steps.append(plain("get-in-ring-first", catalogue))
    if detail["how"] != "":
        steps.append(detail["how"])
    if detail["wait"] != "":
        steps.append(named("get-in-wait", detail["wait"], catalogue))
    return steps


def address(record: Record, detail: Detail, catalogue: Catalogue) -> list[str]:
    """Where it is, as far as it may be told."""
    if not record["in_person"]:
        return [plain("by-phone-or-online", catalogue)]
    if detail["visibility"] == "hidden" or (detail["visibility"] == "area" and record["area"] == ""):
        return [plain("where-hidden", catalogue)]
    if detail["visibility"] == "area":
        return [named("where-area", record["area"], catalogue)]
    lines = [line for line in [detail["place_name"], *detail["address"], detail["postcode"]] if line != ""]
    if len(lines) == 0:
        lines = [record["area"] if record["area"] != "" else plain("where-unknown", catalogue)]
    return lines


def features(detail: Detail, catalogue: Catalogue) -> list[Shown]:
    """What is known of getting in and about: yes and no, in a fixed order."""
    found: list[Shown] = []
    for name in FEATURES:
        said_of = detail["features"].get(name)
        if said_of is not None and said_of in ["yes", "no"]:
            found.append(shown(said_of, plain(f"feature-{name}-{said_of}", catalogue), catalogue))
    return found


def cost_say(cost: Cost, catalogue: Catalogue) -> str:
    """One cost: what for, how much, and the provider's words about it."""
    amount = pounds(cost["amount"])
    if amount == "" or amount == "0":
        if cost["say"] != "":
            return cost["say"]
        return plain("cost-free", catalogue) if cost["option"] == "" else cost["option"]
    values: dict[str, int | str] = {"name": cost["option"], "amount": amount, "more": cost["say"]}
    key = "cost-amount" if cost["option"] == "" else "cost-amount-for"
    if cost["say"] != "":
        key = f"{key}-more"
    return say({"key": key, "values": values}, catalogue)


def pounds(amount: str) -> str:
    """An amount without pence where they are none: "20.00" is 20."""
    whole = ""
    pence = ""
    dotted = False
    for letter in amount:
        if letter == ".":
            dotted = True
        elif dotted:
            pence = f"{pence}{letter}"
        else:
            whole = f"{whole}{letter}"
    return whole if pence in ["", "0", "00"] else amount


def costs(detail: Detail, catalogue: Catalogue) -> list[str]:
    """What it costs, or that nobody has said."""
    told = [cost_say(cost, catalogue) for cost in detail["costs"]]
    if detail["fees"] != "":
        return [detail["fees"], *told]
    return told if len(told) > 0 else [plain("cost-unknown", catalogue)]


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
    under = ground(window, at, catalogue)
    drawn = pieces(result, under["span"], cover)
    written = times(drawn, under["span"], catalogue)
    discreet = any(pathway in PRIVATE for pathway in pathways)
    today = at // DAY
    return {
        "title": plain("home-title", catalogue) if discreet else record["name"],
        "robots": "noindex" if discreet else "index",
        "sample": record["sample"],
        "asked": carried(asked),
        "name": record["name"],
        "what": detail["description"] if detail["description"] != "" else record["summary"],
        "verdict": verdict(result, at, catalogue),
        "when": first_said(result["open"]["say"], catalogue),
        "when_more": rest_said(result["open"]["say"], catalogue),
        "ground": under,
        "strip": strip(drawn, written, under),
        "times_title": say(said(window, at), catalogue),
        "times": written if written != "" else under["shut"],
        "reasons": reasons(result["eligibility"]["reasons"], 3, catalogue),
        "all_reasons": reasons(result["eligibility"]["reasons"], ALL, catalogue),
        "phones": phones(record["phones"], NUMBERS, catalogue),
        "get_in": get_in(result, detail, at, catalogue),
        "notes": notes(result, catalogue),
        "first_visit": detail["first_visit"]
        if detail["first_visit"] != ""
        else plain("first-ask", catalogue),
        "bring": record["bring"],
        "cost": costs(detail, catalogue),
        "address": address(record, detail, catalogue),
        "directions": detail["directions"] if detail["visibility"] == "public" else "",
        "features": features(detail, catalogue),
        "languages": listed(detail["languages"], catalogue),
        "distance": where(result, catalogue) if result["distance"] is not None else "",
        "weeks": [week(hours, today, cover, record["paused"], catalogue) for hours in record["hours"]],
        "week_from": timed("week-from", at, catalogue),
        "hours_said": record["hours_said"],
        "if_refused": if_refused(detail, catalogue),
        "alternatives": alternatives,
        "checked": say(result["trust"]["say"], catalogue),
        "organization_say": named("run-by", record["organization"], catalogue)
        if record["organization"] != ""
        else "",
        "help_lines": few(lines, catalogue),
    }
