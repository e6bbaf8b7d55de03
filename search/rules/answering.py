"""The one question, `match`, over a plain list of records.

This is the whole answer as docs/answers.md has it, and what a phone runs. The server's
`search/match.py` finds the same results through columns; a test proves the two equal.
"""

from typing import Final

from .asking import next_question
from .distance import between
from .eligibility import answer, applies, eligibility
from .model import (
    Answer,
    HelpAnswer,
    HelpLine,
    Knowledge,
    Open,
    Place,
    Plan,
    Question,
    Record,
    Result,
    Steps,
    Trust,
    Window,
)
from .opening import opening
from .ranking import GROUPS, LAST, group, line, order, ranked
from .reach import listed, on_catchment, reached_from_anywhere, uncut, within
from .steps import duty_of, next_steps
from .trust import trust
from .windows import window
from .words import plan, text_class

FEW: Final = 3  # how many places a next step names
DAY: Final = 1440
COUNTRIES: Final = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}


def window_of(question: Question, knowledge: Knowledge) -> Window:
    """The window asked about, by the bank holidays of the place's nation (England and Wales
    where no place is known)."""
    nation = nation_of(question["place"])
    return window(question["when"], question["when_at"], question["at"], knowledge["holidays"][nation])


def nation_of(place: Place | None) -> str:
    """Whose bank holidays hold at a place: England and Wales where none is known."""
    if place is None:
        return "england-and-wales"
    return place["nation"]


def plan_of(question: Question, knowledge: Knowledge) -> Plan:
    """What the typed words mean, worked out once a question."""
    if len(question["words"]) == 0:
        return {"units": []}
    return plan(
        question["words"],
        knowledge["phrases"],
        knowledge["needs"],
        knowledge["dictionary"],
        knowledge["fillers"],
    )


def first_visit(open_: Open, moment: int) -> int:
    """The day of the first possible visit: today when open or unknown now, else the next opening."""
    if open_["status"] == "unknown" or open_["from_day"] < 0 or open_["from_day"] >= LAST:
        return moment // DAY
    return open_["from_day"]


def asked_for(record: Record, question: Question) -> bool:
    """Whether the record is of a kind asked about: needs, channel, and without a place its reach."""
    needs = question["needs"]
    if len(needs) > 0 and not any(need in needs for need in record["needs"]):
        return False
    if question["channel"] != "" and question["channel"] not in record["channels"]:
        return False
    if question["anywhere_only"] and not reached_from_anywhere(record):
        return False
    return listed(record, question["at"] // DAY)


def reached(record: Record, question: Question) -> bool:
    """Whether a question that ends at some distance reaches it at all: what has no distance, or is
    reached from far away, is reached from its catchment only (section 3, Reach)."""
    if question["limit"] is None or not uncut(record):
        return True
    return on_catchment(record["catchment"], question["place"]) != "no"


def distance_to(record: Record, place: Place | None) -> int | None:
    """Rounded metres from the place, None where there is no distance."""
    if place is None:
        return None
    return between({"lat": place["lat"], "lon": place["lon"]}, record["point"])


def judged(
    record: Record,
    question: Question,
    asked_plan: Plan,
    asked_window: Window,
    knowledge: Knowledge,
) -> Result | None:
    """The record judged for the question, wherever it is. None when it is not asked for."""
    if not asked_for(record, question):
        return None
    words = record["words"]
    matched = text_class(asked_plan, words["name"], words["body"], record["needs"])
    if matched < 0:
        return None
    return result_of(
        record, question, asked_window, knowledge, distance_to(record, question["place"]), matched
    )


def result_of(
    record: Record,
    question: Question,
    asked_window: Window,
    knowledge: Knowledge,
    distance: int | None,
    matched: int,
) -> Result:
    """A record that is asked for, judged: hours, verdict, group. `matched`: its class of the words."""
    trusted = trust(record["checked"], record["checked_by"], question["at"] // DAY)
    opened = opening_of(record, question, asked_window, knowledge, trusted["hours_count"])
    return with_hours(record, question, asked_window, distance, matched, trusted, opened)


def opening_of(
    record: Record, question: Question, asked_window: Window, knowledge: Knowledge, counts: bool
) -> Open:
    """What is known of a record's hours for the question. Nothing of the person is part of it."""
    return opening(
        record["hours"],
        record["starts"],
        record["paused"],
        counts,
        question["channel"],
        asked_window,
        question["at"],
        knowledge["cover"],
    )


def with_hours(
    record: Record,
    question: Question,
    asked_window: Window,
    distance: int | None,
    matched: int,
    trusted: Trust,
    opened: Open,
) -> Result:
    """The verdict and the group of a record whose hours are known, or known to be unknown."""
    visit = first_visit(opened, max(question["at"], asked_window["start"]))
    held = eligibility(record["clauses"], question["person"], question["place"], visit, question["channel"])
    postponed = held["from_day"] is not None
    return {
        "record": record,
        "group": group(held["verdict"], opened["status"], postponed),
        "line": line(held["verdict"], opened["status"], postponed),
        "eligibility": held,
        "open": opened,
        "distance": distance,
        "text_class": matched,
        "trust": trusted,
    }


def needs_a_referral(result: Result, question: Question, span: Window) -> bool:
    """Whether a referral is all that stands between the person and "you can go"."""
    visit = first_visit(result["open"], max(question["at"], span["start"]))
    from_day = result["eligibility"]["from_day"]
    if from_day is not None:
        visit = from_day
    referral = False
    for clause in result["record"]["clauses"]:
        if clause["strength"] != "prefers" and applies(clause, question["person"], question["channel"]):
            if answer(clause, question["person"], question["place"], visit) != "yes":
                if clause["attribute"] != "referral":
                    return False
                referral = True
    return referral


def chosen_steps(
    inside: list[Result],
    outside: list[Result],
    duty_ids: list[str],
    duty: int,
    question: Question,
    span: Window,
) -> Steps:
    """What the next steps are made from. `inside` and `outside` the limit are ranked.

    Closing: open at this moment, and yet not open for the window.
    """
    helped = [result for result in inside if result["group"] != "no"]
    # Whom a birthday still to come keeps out can go nowhere of these yet.
    today = [result for result in helped if result["eligibility"]["from_day"] is None]
    closing = [
        result for result in today if result["group"] == "later" and result["open"]["until"] is not None
    ]
    until = LAST
    for result in closing:
        ends = result["open"]["until"]
        if ends is not None and ends < until:
            until = ends
    unlock: list[Result] = []
    if question["person"]["helper"] == "self":
        unlock = [result for result in helped if needs_a_referral(result, question, span)]
    first: list[Result] = []
    if not any(result["open"]["status"] == "open" for result in today):
        first = sorted([result for result in today if result["open"]["next"] is not None], key=soonest)
    nearest = sorted([result for result in outside if result["group"] != "no"], key=closeness)
    metres = 0
    if len(nearest) > 0:
        distance = nearest[0]["distance"]
        if distance is not None:
            metres = distance
    return {
        "closing_ids": ids_of(closing),
        "closing_count": len(closing),
        "closing_until": until,
        "unlock_ids": ids_of(unlock),
        "unlock_count": len(unlock),
        "further_ids": ids_of(nearest),
        "further_metres": metres,
        "first_id": first[0]["record"]["id"] if len(first) > 0 else "",
        "first_name": first[0]["record"]["name"] if len(first) > 0 else "",
        "first_open": next_of(first[0]) if len(first) > 0 else 0,
        "duty_ids": duty_ids,
        "duty": duty,
    }


def ids_of(results: list[Result]) -> list[str]:
    """The ids of the first few."""
    return [results[index]["record"]["id"] for index in range(0, min(FEW, len(results)))]


def next_of(result: Result) -> int:
    """The next opening, after every other when there is none."""
    opens = result["open"]["next"]
    if opens is None:
        return LAST
    return opens


def soonest(result: Result) -> tuple[int, tuple[int, int, int, int, int, int, int, int, str, str]]:
    """First to open, then the usual order."""
    return (next_of(result), order(result))


def closeness(result: Result) -> tuple[int, tuple[int, int, int, int, int, int, int, int, str, str]]:
    """Nearest first, then the usual order."""
    distance = result["distance"]
    if distance is None:
        return (LAST, order(result))
    return (distance, order(result))


def country_of(place: Place | None) -> str:
    """england, wales, scotland or northern-ireland, "" where no place is known: a council's code
    begins with its country's letter."""
    if place is not None and len(place["councils"]) > 0:
        for letter in place["councils"][0]:
            country = COUNTRIES.get(letter)
            return country if country is not None else ""
    return ""


def help_openings(knowledge: Knowledge, country: str, at: int) -> list[HelpAnswer]:
    """The help lines of a country at a moment. A line of one country is left out only where the
    place is known to lie in another."""
    now: Window = {"name": "now", "moment": True, "start": at, "end": at, "first": -1, "last": -1}
    found: list[HelpAnswer] = []
    for each in knowledge["help_lines"]:
        if each["nation"] == "" or country == "" or each["nation"] == country:
            opened = opening(each["hours"], [], None, True, "", now, at, knowledge["cover"])
            found.append({"line": each, "open": opened})
    return found


def help_answers(lines: list[HelpAnswer], needs: list[str], knowledge: Knowledge) -> list[HelpAnswer]:
    """Help lines: those of the need first; open, then hours not known, then closed (section 5)."""
    wanted = pathways(needs, knowledge)
    return sorted(lines, key=lambda each: help_order(each, wanted))


def help_order(given: HelpAnswer, needs: list[str]) -> tuple[int, int, int, str]:
    """Those of the need first, then by what is known of their hours, then their own order."""
    each: HelpLine = given["line"]
    ours = any(need in needs for need in each["needs"])
    status = given["open"]["status"]
    states = 0 if status == "open" else 1 if status == "unknown" else 2
    return (0 if ours else 1, states, each["rank"], each["id"])


def whole_answer(
    records: list[Record], knowledge: Knowledge, question: Question, page: int, per_page: int, most_no: int
) -> Answer:
    """The whole answer. `page` counts from 1; `most_no` bounds `not_for_you`."""
    asked_window = window_of(question, knowledge)
    asked_plan = plan_of(question, knowledge)
    inside: list[Result] = []
    outside: list[Result] = []
    country = country_of(question["place"])
    duty = duty_of(knowledge, pathways(question["needs"], knowledge), country)
    for record in records:
        result = judged(record, question, asked_plan, asked_window, knowledge)
        if result is not None and reached(record, question):
            if within(result["distance"], question["limit"], record["reach"]):
                inside.append(result)
            elif within(result["distance"], question["farthest"], record["reach"]):
                outside.append(result)
    ordered = ranked(inside)
    shown = [result for result in ordered if result["group"] != "no"]
    barred = [result for result in ordered if result["group"] == "no"]
    duty_ids: list[str] = []
    if duty >= 0:
        duty_ids = bound(records, knowledge, asking_for(question, knowledge["duties"][duty]["by"]))
    asking = [result["eligibility"]["missing"] for result in shown if result["group"] == "ask"]
    openings = help_openings(knowledge, country, question["at"])
    lines = help_answers(openings, question["needs"], knowledge)
    found = chosen_steps(ordered, ranked(outside), duty_ids, duty, question, asked_window)
    start = (page - 1) * per_page
    return {
        "window": asked_window,
        "place": question["place"],
        "total": len(shown),
        "page": page,
        "per_page": per_page,
        "counts": [
            len([each for each in ordered if GROUPS[each["group"]] == index]) for index in range(0, 4)
        ],
        "results": [shown[index] for index in range(start, min(start + per_page, len(shown)))],
        "not_for_you": [barred[index] for index in range(0, min(most_no, len(barred)))] if page == 1 else [],
        "not_for_you_total": len(barred),
        "next_question": next_question(
            asking,
            question["asked"],
            pathways(question["needs"], knowledge),
            question["person"],
            knowledge["facts"],
        ),
        "next_steps": next_steps(found, question, knowledge, lines, len(shown)),
        "help_lines": lines,
    }


def pathways(needs: list[str], knowledge: Knowledge) -> list[str]:
    """The needs with the pathways they lie under (sensitive questions are asked inside them only)."""
    return [*needs, *[need["pathway"] for need in knowledge["needs"] if need["code"] in needs]]


def asking_for(question: Question, need: str) -> Question:
    """The same question for one other need, with no words typed."""
    return {
        "at": question["at"],
        "when": question["when"],
        "when_at": question["when_at"],
        "place": question["place"],
        "limit": question["limit"],
        "needs": [need],
        "words": [],
        "channel": question["channel"],
        "asked": question["asked"],
        "person": question["person"],
        "anywhere_only": question["anywhere_only"],
        "farthest": question["farthest"],
    }


def bound(records: list[Record], knowledge: Knowledge, question: Question) -> list[str]:
    """Ids of the first few services that carry out a duty here (section 5)."""
    span = window_of(question, knowledge)
    nothing_typed = plan_of(question, knowledge)
    found: list[Result] = []
    for record in records:
        result = judged(record, question, nothing_typed, span, knowledge)
        if result is not None and result["group"] != "no" and reached(record, question):
            if within(result["distance"], question["limit"], record["reach"]):
                found.append(result)
    return ids_of(ranked(found))
