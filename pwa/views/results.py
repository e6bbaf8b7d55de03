"""The list of places: groups, the one question, what is not for you, what else to do."""

from typing import Final

from search.rules.model import Answer, Cover, Knowledge, Need, NextStep, Place
from search.rules.saying import say
from search.rules.windows import said

from .asking import areas_of, ask_form, fact_fields, helpers, one_question
from .cards import barred, card
from .facts import good_to_know
from .fields import carried, choice, value_of, values_of
from .lines import few, step_says
from .meant import lines_first, words_note
from .shapes import (
    Asked,
    Catalogue,
    Choice,
    FactField,
    FactQuestion,
    FindPage,
    Ground,
    Group,
    Named,
    OneQuestion,
    Step,
)
from .strip import ground
from .words import counted, dialled, joined, listed, named, need_name, of_miles, plain, spoken, timed

#: Pathways whose name stands in no title, and whose answers come by POST alone.
PRIVATE: Final = ["abuse", "sex-work"]
#: The pathway whose help lines stand over the places: somebody may have to ring now.
URGENT: Final = "abuse"
GROUPS: Final = ["go", "ask", "later"]
KINDS: Final = {"go": "g-yes", "ask": "g-ask", "later": "g-later"}
ICONS: Final = {"go": "yes", "ask": "ask", "later": "clock"}


def needs_asked(codes: list[str], needs: list[Need]) -> list[Need]:
    """The needs asked about, in the order of the content."""
    return [need for need in needs if need["code"] in codes]


def heading(chosen: list[Need], words: str, catalogue: Catalogue) -> str:
    """What the list is of: the needs asked about, else the words, else everything."""
    if len(chosen) > 0:
        return listed([need_name(need, catalogue) for need in chosen], catalogue)
    if words != "":
        return named("heading-words", words, catalogue)
    return plain("heading-all", catalogue)


def title(chosen: list[Need], words: str, catalogue: Catalogue) -> str:
    """The page's title, which history and tabs keep: plain, without words typed or private needs."""
    if len(chosen) == 0 or words != "" or any(need["pathway"] in PRIVATE for need in chosen):
        return plain("home-title", catalogue)
    return heading(chosen, "", catalogue)


def group_title(group: str, count: int, window_name: str, catalogue: Catalogue) -> str:
    """A group's heading with how many it holds in all."""
    key = f"group-later-{window_name}" if group == "later" else f"group-{group}"
    return say({"key": key, "values": {"count": count}}, catalogue)


def groups(
    answer: Answer, question: OneQuestion | None, under: Ground, cover: Cover, catalogue: Catalogue
) -> list[Group]:
    """The results of this page in their groups; an empty group is left out. The question stands over
    the places that it would settle."""
    found: list[Group] = []
    for position in range(0, len(GROUPS)):
        name = GROUPS[position]
        cards = [
            card(answer["results"][index], index, under, cover, catalogue)
            for index in range(0, len(answer["results"]))
            if answer["results"][index]["group"] == name
        ]
        if len(cards) > 0:
            found.append(
                {
                    "id": f"group-{name}",
                    "kind": KINDS[name],
                    "icon": ICONS[name],
                    "title": group_title(
                        name, answer["counts"][position], answer["window"]["name"], catalogue
                    ),
                    "note": plain("group-ask-note", catalogue) if name == "ask" else "",
                    "question": question if name == "ask" else None,
                    "cards": cards,
                }
            )
    return found


def pages(answer: Answer, catalogue: Catalogue) -> list[Choice]:
    """Buttons to the page before and the page after, where there are such."""
    page = answer["page"]
    found: list[Choice] = []
    if page > 1:
        found.append(choice("page", f"{page - 1}", plain("page-before", catalogue), False))
    if page * answer["per_page"] < answer["total"]:
        found.append(choice("page", f"{page + 1}", plain("page-after", catalogue), False))
    return found


def pages_say(answer: Answer, catalogue: Catalogue) -> str:
    """Which of all the places this page shows."""
    first = (answer["page"] - 1) * answer["per_page"] + 1
    last = first + len(answer["results"]) - 1
    values: dict[str, int | str] = {"first": first, "last": last, "count": answer["total"]}
    return say({"key": "pages-say", "values": values}, catalogue)


def step(each: NextStep, names: dict[str, str], answer: Answer, catalogue: Catalogue) -> Step:
    """One next step, with links to the places it names, or the number to ring."""
    told = spoken(step_says(each, answer["help_lines"], catalogue), catalogue)
    places: list[Named] = []
    number = ""
    if each["kind"] == "help-line":
        for line in answer["help_lines"]:
            if line["line"]["id"] in each["ids"]:
                number = line["line"]["number"]
    else:
        places = [{"id": id_, "name": names[id_]} for id_ in each["ids"] if id_ in names]
    return {
        "say": joined([told[index] for index in range(0, len(told) - 1)]) if number != "" else joined(told),
        "call": told[len(told) - 1] if number != "" and len(told) > 0 else "",
        "places": places,
        "href": f"tel:{dialled(number)}" if number != "" else "",
    }


def narrower(chosen: list[Need], needs: list[Need], catalogue: Catalogue) -> list[Choice]:
    """The needs under the pathways asked about; under "Feeling safe" the way to sex work too."""
    pathways = [need["pathway"] for need in chosen]
    codes = [need["code"] for need in chosen]
    found: list[Choice] = []
    for need in needs:
        under = need["pathway"] in pathways
        beside = need["code"] == "sex-work" and "abuse" in pathways
        if under or beside:
            name = need_name(need, catalogue)
            found.append(choice("need", need["code"], name, need["code"] in codes))
    return found


def place_say(place: Place | None, near: str, miles: str, catalogue: Catalogue) -> str:
    """Where was asked about, and how far around it."""
    if place is None:
        return plain("place-none", catalogue) if near == "" else ""
    values: dict[str, int | str] = {"name": place["name"], "miles": miles}
    return say({"key": of_miles("place-within", miles), "values": values}, catalogue)


def note_of_place(place: Place | None, note: str, near_error: str, catalogue: Catalogue) -> str:
    """What to tell about the place: what stands in for it, or that one is wanted."""
    if place is not None:
        return note
    return plain("place-none-note", catalogue) if near_error == "" else ""


def steps_title(answer: Answer, catalogue: Catalogue) -> str:
    """The heading of the next steps; nothing was found only where a place was asked about."""
    nothing = answer["total"] == 0 and answer["place"] is not None
    return plain("steps-title-none" if nothing else "steps-title", catalogue)


def change_say(place: Place | None, catalogue: Catalogue) -> str:
    """The summary of the folded form that changes the question."""
    return plain("change-ask-place" if place is None else "change-title", catalogue)


def find_page(
    answer: Answer,
    knowledge: Knowledge,
    questions: list[FactQuestion],
    councils: dict[str, str],
    names: dict[str, str],
    asked: Asked,
    at: int,
    place_note: str,
    near_error: str,
    suggestions: list[str],
    catalogue: Catalogue,
) -> FindPage:
    """The page of one answer.

    `names`: id → name of the places that next steps point to. `councils`: code → name.
    `place_note`: what a fall-back says. `near_error` and `suggestions`: a place nobody knows.
    """
    fields = asked["fields"]
    words = value_of(fields, "q")
    chosen = needs_asked(values_of(fields, "need"), knowledge["needs"])
    pathways = [need["pathway"] for need in chosen]
    form = ask_form(asked, at, near_error, catalogue)
    miles = value_of(fields, "miles")
    areas = areas_of(answer["place"], councils, fields)
    shown_no = len(answer["not_for_you"])
    question = one_question(answer["next_question"], questions, fields, areas, catalogue)
    under = ground(answer["window"], at, catalogue)
    shown = groups(answer, question, under, knowledge["cover"], catalogue)
    return {
        "title": title(chosen, words, catalogue),
        "robots": "noindex",
        "sample": knowledge["sample"],
        "heading": heading(chosen, words, catalogue),
        "place_say": place_say(answer["place"], form["near"], miles if miles != "" else "15", catalogue),
        "window_say": say(said(answer["window"], at), catalogue),
        "now_say": timed("now-say", at, catalogue),
        "words_note": words_note(answer, words, knowledge["needs"], catalogue),
        "place_note": note_of_place(answer["place"], place_note, near_error, catalogue),
        "ask_place": answer["place"] is None,
        "suggestions": suggestions,
        "change_say": change_say(answer["place"], catalogue),
        "change_what": "" if answer["place"] is None else plain("change-what", catalogue),
        "asked": carried(asked),
        "form": form,
        "narrower": narrower(chosen, knowledge["needs"], catalogue),
        "question": None if any(group["question"] is not None for group in shown) else question,
        "ground": under,
        "groups": shown,
        "pages": pages(answer, catalogue),
        "pages_say": pages_say(answer, catalogue),
        "barred": [barred(result, catalogue) for result in answer["not_for_you"]],
        "barred_title": counted("barred-title", answer["not_for_you_total"], catalogue),
        "barred_more": barred_more(answer["not_for_you_total"] - shown_no, catalogue),
        "steps_title": steps_title(answer, catalogue),
        "steps": [step(each, names, answer, catalogue) for each in answer["next_steps"]],
        "known": good_to_know([need["code"] for need in chosen], answer["place"], knowledge, catalogue),
        "facts": without_asked(fact_fields(questions, pathways, fields, areas, catalogue), question),
        "helpers": helpers(fields, catalogue),
        "lines_first": lines_first(chosen, answer, knowledge["needs"]),
        "help_lines": few(answer["help_lines"], catalogue),
    }


def without_asked(facts: list[FactField], question: OneQuestion | None) -> list[FactField]:
    """The facts, but for the one that is being asked above them."""
    if question is None:
        return facts
    return [fact for fact in facts if fact["name"] != question["name"]]


def barred_more(left: int, catalogue: Catalogue) -> str:
    """How many more are not for you than are listed."""
    return counted("barred-more", left, catalogue) if left > 0 else ""
