"""The one question, `match`, over a plain list of records.

This is the whole answer as docs/answers.md has it, and what a phone runs. The server's
`search/match.py` finds the same results through columns; a test proves the two equal.
"""

from typing import Final, TypedDict

from .asking import next_question
from .distance import between
from .eligibility import eligibility
from .helping import country_of, help_answers, help_openings, pathways
from .meant import asking_for, loosened, named_by_words
from .model import (
    Answer,
    Clause,
    HelpAnswer,
    Knowledge,
    Open,
    Place,
    Plan,
    Question,
    Record,
    Result,
    Trust,
    Window,
)
from .opening import opening
from .ranking import GROUPS, LAST, group, leading, line, order
from .reach import listed, on_catchment, reached_from_anywhere, uncut, within
from .steps import FEW, chosen_steps, duty_of, ids_of, next_steps
from .trust import trust
from .weighing import Weighed, Weight, weighed, weight, weights_by_day
from .windows import window
from .words import plan, text_class

DAY: Final = 1440


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


def first_visit(open_: Open, starts: list[int], moment: int) -> int:
    """The day of the first possible visit: today when open or unknown now, else the next opening; of a
    course whose hours are not known its next start."""
    if open_["status"] != "unknown" and open_["from_day"] < LAST:
        return moment // DAY if open_["from_day"] < 0 else open_["from_day"]
    return start_from(starts, moment // DAY)


def start_from(starts: list[int], day: int) -> int:
    """The first of some sorted days that is not over; the day itself where there is none."""
    for start in starts:
        if start >= day:
            return start
    return day


def asked_for(record: Record, question: Question, day: int) -> bool:
    """Whether the record is of a kind asked about: needs, channel, and without a place its reach; and
    still listed that day, on which what is asked about begins."""
    needs = question["needs"]
    if len(needs) > 0 and not any(need in needs for need in record["needs"]):
        return False
    if question["channel"] != "" and question["channel"] not in record["channels"]:
        return False
    if question["anywhere_only"] and not reached_from_anywhere(record):
        return False
    return listed(record, day)


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
    if not asked_for(record, question, max(question["at"], asked_window["start"]) // DAY):
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
    visit = first_visit(opened, record["starts"], max(question["at"], asked_window["start"]))
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


# -- before the person ------------------------------------------------------------------------


class Held(TypedDict):
    """A record; its clauses as numbers of a list that many share, and the number of its hours, which
    many have alike."""

    record: Record
    clauses: list[int]
    hours: int


class Seen(TypedDict):
    """One record for a question. `inside`: within the limit, else within the farthest."""

    held: Held
    inside: bool
    distance: int | None
    text_class: int
    trust: Trust


class Surveyed(TypedDict):
    """The same with its hours. `visit`: the day of the first possible visit."""

    seen: Seen
    open: Open
    visit: int


class Survey(TypedDict):
    """All that a question comes to before the person: which records, how far, and their hours. A phone
    keeps the last one, so that the next fact costs no hours again. `bound`: who carries out the duty,
    which is -1 for none."""

    window: Window
    rows: list[Surveyed]
    duty: int
    bound: list[Surveyed]
    clauses: list[Clause]
    openings: list[HelpAnswer]
    named: list[str]
    loose: list[str]


def numbered(records: list[Record]) -> list[Held]:
    """Records whose clauses and hours are numbered one after the other (`clauses_of`)."""
    found: list[Held] = []
    first = 0
    for record in records:
        after = first + len(record["clauses"])
        found.append(
            {
                "record": record,
                "clauses": [number for number in range(first, after)],
                "hours": len(found),
            }
        )
        first = after
    return found


def clauses_of(records: list[Record]) -> list[Clause]:
    """The clauses of some records, one after the other."""
    return [clause for record in records for clause in record["clauses"]]


def seen(held: Held, question: Question, asked_plan: Plan, day: int) -> Seen | None:
    """One record, None where it is not asked for, not reached, or too far. `day`: as in `asked_for`."""
    record = held["record"]
    if not asked_for(record, question, day) or not reached(record, question):
        return None
    distance = distance_to(record, question["place"])
    inside = within(distance, question["limit"], record["reach"])
    if not inside and not within(distance, question["farthest"], record["reach"]):
        return None
    words = record["words"]
    matched = text_class(asked_plan, words["name"], words["body"], record["needs"])
    if matched < 0:
        return None
    return {
        "held": held,
        "inside": inside,
        "distance": distance,
        "text_class": matched,
        "trust": trust(record["checked"], record["checked_by"], question["at"] // DAY),
    }


def all_seen(held: list[Held], question: Question, asked_plan: Plan, day: int) -> list[Seen]:
    """Every record that a question is about, wherever it lies within the farthest."""
    found: list[Seen] = []
    for each in held:
        row = seen(each, question, asked_plan, day)
        if row is not None:
            found.append(row)
    return found


def is_usual(record: Record) -> bool:
    """Whether what is known of its hours follows from the hours alone."""
    return record["paused"] is None and len(record["starts"]) == 0


def with_openings(rows: list[Seen], question: Question, knowledge: Knowledge) -> list[Surveyed]:
    """The rows with their hours, worked out once for those that have them alike."""
    asked_window = window_of(question, knowledge)
    moment = max(question["at"], asked_window["start"])
    most = 0
    for row in rows:
        most = max(most, row["held"]["hours"] + 1)
    known: list[Open | None] = [None for _ in range(0, most)]
    found: list[Surveyed] = []
    for row in rows:
        record = row["held"]["record"]
        counts = row["trust"]["hours_count"]
        usual = counts and is_usual(record)
        opened = known[row["held"]["hours"]] if usual else None
        if opened is None:
            opened = opening_of(record, question, asked_window, knowledge, counts)
            if usual:
                known[row["held"]["hours"]] = opened
        found.append({"seen": row, "open": opened, "visit": first_visit(opened, record["starts"], moment)})
    return found


def in_order(rows: list[Surveyed]) -> list[Surveyed]:
    """The rows of a survey in the order of all that is about nobody. An answer is the same in any order; in
    this one the next is found sooner."""
    anyone: Weighed = {"verdict": "can-use", "met": 0, "alone": "", "referral": False, "from_day": None}
    return sorted(rows, key=lambda each: order(outline(each, anyone)))


def survey(held: list[Held], clauses: list[Clause], question: Question, knowledge: Knowledge) -> Survey:
    """What a question comes to before the person. `clauses`: what `held` numbers."""
    asked_plan = plan_of(question, knowledge)
    named = named_by_words(asked_plan, knowledge["needs"])
    country = country_of(question["place"])
    duty = duty_of(knowledge, pathways([*question["needs"], *named], knowledge), country)
    asked_window = window_of(question, knowledge)
    day = max(question["at"], asked_window["start"]) // DAY
    found = all_seen(held, question, asked_plan, day)
    loose: list[str] = []
    for wider in loosened(question, named, knowledge["needs"]):
        if not any(row["inside"] for row in found):
            rows = all_seen(held, wider, {"units": []}, day)
            # what lies only outside the limit gives way to nothing but what lies inside
            if any(len(found) == 0 or row["inside"] for row in rows):
                found = rows
                loose = wider["needs"]
    owed: list[Surveyed] = []
    if duty >= 0:
        by = asking_for(question, [knowledge["duties"][duty]["by"]], question["anywhere_only"])
        bound = [row for row in all_seen(held, by, {"units": []}, day) if row["inside"]]
        owed = with_openings(bound, by, knowledge)
    return {
        "window": asked_window,
        "rows": with_openings(found, question, knowledge),
        "duty": duty,
        "bound": owed,
        "clauses": clauses,
        "openings": help_openings(knowledge, country, question["at"]),
        "named": named,
        "loose": loose,
    }


# -- the person -------------------------------------------------------------------------------


def weighed_row(row: Surveyed, weights: list[Weight], question: Question) -> Weighed:
    """The verdict of one row. Whom only a birthday still to come keeps out gets that of the day."""
    found = weighed(row["seen"]["held"]["clauses"], weights)
    person = question["person"]
    turns_on = person["turns_on"]
    if found["verdict"] != "not-for-you" or turns_on is None or turns_on <= row["visit"]:
        return found
    clauses = row["seen"]["held"]["record"]["clauses"]
    place = question["place"]
    channel = question["channel"]
    held = eligibility(clauses, person, place, row["visit"], channel)
    if held["from_day"] is None:
        return found
    then = weighed(
        [number for number in range(0, len(clauses))],
        [weight(clause, person, place, turns_on, channel) for clause in clauses],
    )
    return {
        "verdict": then["verdict"],
        "met": then["met"],
        "alone": then["alone"],
        "referral": then["referral"],
        "from_day": held["from_day"],
    }


def outline(row: Surveyed, held: Weighed) -> Result:
    """A result without its reasons: enough to count it and to put it in order. What is `missing` is
    told where it is one fact alone."""
    seen_row = row["seen"]
    postponed = held["from_day"] is not None
    return {
        "record": seen_row["held"]["record"],
        "group": group(held["verdict"], row["open"]["status"], postponed),
        "line": line(held["verdict"], row["open"]["status"], postponed),
        "eligibility": {
            "verdict": held["verdict"],
            "reasons": [],
            "missing": [held["alone"]] if held["alone"] != "" else [],
            "met": held["met"],
            "from_day": held["from_day"],
        },
        "open": row["open"],
        "distance": seen_row["distance"],
        "text_class": seen_row["text_class"],
        "trust": seen_row["trust"],
    }


def in_whole(found: Result, question: Question, asked_window: Window) -> Result:
    """A result with its reasons."""
    return with_hours(
        found["record"],
        question,
        asked_window,
        found["distance"],
        found["text_class"],
        found["trust"],
        found["open"],
    )


def answer_of(
    held: Survey, knowledge: Knowledge, question: Question, page: int, per_page: int, most_no: int
) -> Answer:
    """The whole answer to a question that was surveyed."""
    days: list[int] = []
    for row in [*held["rows"], *held["bound"]]:
        if row["visit"] not in days:
            days.append(row["visit"])
    by_day = weights_by_day(held["clauses"], days, question["person"], question["place"], question["channel"])
    inside: list[Result] = []
    outside: list[Result] = []
    unlock: list[Result] = []
    counts = [0, 0, 0, 0]
    alone = question["person"]["helper"] == "self"
    for row in held["rows"]:
        weights = by_day[place_of(days, row["visit"])]
        verdict = weighed_row(row, weights, question)
        result = outline(row, verdict)
        if not row["seen"]["inside"]:
            outside.append(result)
        else:
            inside.append(result)
            number = GROUPS[result["group"]]
            counts[number] = counts[number] + 1
            if alone and verdict["referral"] and result["group"] != "no":
                unlock.append(result)
    owed: list[Result] = []
    for row in held["bound"]:
        owed.append(outline(row, weighed_row(row, by_day[place_of(days, row["visit"])], question)))
    shown = [result for result in inside if result["group"] != "no"]
    barred = [result for result in inside if result["group"] == "no"]
    duty_ids = ids_of(leading([result for result in owed if result["group"] != "no"], FEW))
    needs = [*question["needs"], *held["named"]]
    lines = help_answers(held["openings"], needs, knowledge)
    found = chosen_steps(shown, outside, unlock, duty_ids, held["duty"])
    start = (page - 1) * per_page
    last = min(start + per_page, len(shown))
    most = min(most_no, len(barred)) if page == 1 else 0
    told = leading(shown, last)
    against = leading(barred, most)
    return {
        "window": held["window"],
        "place": question["place"],
        "total": len(shown),
        "page": page,
        "per_page": per_page,
        "counts": counts,
        "results": [in_whole(told[index], question, held["window"]) for index in range(start, last)],
        "not_for_you": [in_whole(against[index], question, held["window"]) for index in range(0, most)],
        "not_for_you_total": len(barred),
        "next_question": next_question(
            [result["eligibility"]["missing"] for result in shown if result["group"] == "ask"],
            question["asked"],
            pathways(question["needs"], knowledge),
            question["person"],
            knowledge["facts"],
        ),
        "next_steps": next_steps(found, question, knowledge, lines, len(shown), needs),
        "help_lines": lines,
        "named": held["named"],
        "loose": held["loose"],
    }


def place_of(days: list[int], day: int) -> int:
    """The place of a day in a list that has it."""
    for index in range(0, len(days)):
        if days[index] == day:
            return index
    raise ValueError("no such day")


def whole_answer(
    records: list[Record], knowledge: Knowledge, question: Question, page: int, per_page: int, most_no: int
) -> Answer:
    """The whole answer. `page` counts from 1; `most_no` bounds `not_for_you`."""
    held = survey(numbered(records), clauses_of(records), question, knowledge)
    return answer_of(held, knowledge, question, page, per_page, most_no)
