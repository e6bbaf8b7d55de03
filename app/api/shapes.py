"""An answer in the shape of docs/contract.md: minutes as wall times, messages as sentences."""

import orjson

from app.language import catalogue
from directory_data.gazetteer import Found
from pwa.views.lines import line_name, line_say, step_says
from pwa.views.words import of_content
from search import wall
from search.edition import Edition
from search.rules.distance import say as distance_say
from search.rules.model import (
    Answer,
    HelpAnswer,
    Message,
    NextQuestion,
    NextStep,
    Open,
    Question,
    Reason,
    Result,
)
from search.rules.saying import say, say_all
from search.rules.windows import said as window_said

Json = dict[str, object]


def sentence(message: Message) -> str:
    """One message in the language of the answer."""
    return say(message, catalogue())


def sentences(messages: list[Message]) -> str:
    """Messages, one after the other."""
    return say_all(messages, catalogue())


def time(minute: int | None) -> str | None:
    """Local wall time, or null."""
    return None if minute is None else wall.iso_minute(minute)


def answer_json(edition: Edition, question: Question, answer: Answer, found: Found | None) -> bytes:
    """The body of the response."""
    span = answer["window"]
    place = answer["place"]
    body: Json = {
        "edition": edition.id,
        "at": time(question["at"]),
        "window": {
            "start": time(span["start"]),
            "end": time(span["end"]),
            "say": sentence(window_said(span, question["at"])),
        },
        "place": None
        if place is None
        else {
            "name": place["name"],
            "precision": place["precision"],
            "councils": place["councils"],
            "lat": place["lat"],
            "lon": place["lon"],
            "say": "" if found is None or found.say is None else sentence(found.say),
        },
        "total": answer["total"],
        "page": answer["page"],
        "per_page": answer["per_page"],
        "results": [result_json(result) for result in answer["results"]],
        "not_for_you": [result_json(result) for result in answer["not_for_you"]],
        "not_for_you_total": answer["not_for_you_total"],
        "next_question": question_json(answer["next_question"]),
        "next_steps": [step_json(step, answer["help_lines"]) for step in answer["next_steps"]],
        "help_lines": [help_json(line) for line in answer["help_lines"]],
        "named": answer["named"],
        "loose": answer["loose"],
        "sample": edition.knowledge["sample"],
    }
    return orjson.dumps(body)


def result_json(result: Result) -> Json:
    """One result. `group` of one that is not for the person is "no"."""
    record, trust = result["record"], result["trust"]
    return {
        "id": record["id"],
        "service_id": record["service_id"],
        "location_id": record["location_id"],
        "name": record["name"],
        "organization": record["organization"],
        "summary": record["summary"],
        "needs": record["needs"],
        "group": result["group"],
        "verdict": result["eligibility"]["verdict"],
        "reasons": [reason_json(reason) for reason in result["eligibility"]["reasons"]],
        "missing": result["eligibility"]["missing"],
        "open": open_json(result["open"]),
        "distance_m": result["distance"],
        "distance_say": sentences(distance_say(result["distance"], record["in_person"])),
        "area": record["area"],
        "routes": record["routes"],
        "phones": record["phones"],
        "bring": record["bring"],
        "hours_said": record["hours_said"],
        "checked": {
            "on": None if trust["checked"] is None else wall.iso_minute(trust["checked"] * 1440)[:10],
            "stale": trust["stale"],
            "say": sentence(trust["say"]),
        },
    }


def reason_json(reason: Reason) -> Json:
    """One reason in one sentence."""
    return {"attribute": reason["attribute"], "answer": reason["answer"], "say": sentence(reason["say"])}


def open_json(found: Open) -> Json:
    """What is known of the hours."""
    return {
        "status": found["status"],
        "channel": found["channel"] or None,
        "until": time(found["until"]),
        "next": time(found["next"]),
        "say": sentences(found["say"]),
        "stretches": [
            [time(each["start"]), time(each["end"]), each["status"]] for each in found["stretches"]
        ],
    }


def question_json(asked: NextQuestion | None) -> Json | None:
    """The one question that would settle most."""
    if asked is None:
        return None
    return {**asked, "ask": of_content(f"ask:{asked['attribute']}", asked["ask"], catalogue())}


def step_json(step: NextStep, lines: list[HelpAnswer]) -> Json:
    """One next step."""
    said = sentences(step_says(step, lines, catalogue()))
    return {"kind": step["kind"], "say": said, "ids": step["ids"]}


def help_json(answer: HelpAnswer) -> Json:
    """One help line and whether it is open."""
    line = answer["line"]
    return {
        "id": line["id"],
        "name": line_name(line, catalogue()),
        "number": line["number"],
        "channel": line["channel"],
        "say": line_say(line, catalogue()),
        "verified": line["verified"],
        "checked_on": None if line["seen"] < 0 else wall.iso_minute(line["seen"])[:10],
        "open": open_json(answer["open"]),
    }
