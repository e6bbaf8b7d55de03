"""What typed words ask for: the needs that they name, and what to ask instead where no place has all
the words (docs/decisions/0014)."""

from typing import Final

from .model import Need, Plan, Question

MOST_NAMED: Final = 5  # words that name more needs than this ("help") name none in particular
#: Pathways that no answer is widened to: a refuge is no answer to "I hit my partner". Nor is anything
#: widened beside the need of a life in danger: no dentist is an answer to a heart attack.
NEVER_WIDER: Final = ["abuse", "sex-work"]


def narrowed(codes: list[str], needs: list[Need]) -> list[str]:
    """The needs without those that stand only because their whole pathway does, in the list's order."""
    return [
        need["code"]
        for need in needs
        if need["code"] in codes and (need["code"] == need["pathway"] or need["pathway"] not in codes)
    ]


def named_by_words(asked: Plan, needs: list[Need]) -> list[str]:
    """The needs that the typed words name: of each unit those that it names, else those that it names
    after a correction; each once, in the list's order. None where they would be more than a few."""
    codes: list[str] = []
    for unit in asked["units"]:
        certain = len(unit["needs"]) > 0
        codes = [*codes, *narrowed(unit["needs"] if certain else unit["spelling_needs"], needs)]
    found = [need["code"] for need in needs if need["code"] in codes]
    return found if len(found) <= MOST_NAMED else []


def loosened(question: Question, named: list[str], needs: list[Need]) -> list[Question]:
    """The questions to ask instead when no place within the limit has all the words, in turn: for the
    needs that were chosen; where none was, for those that the words name, then for their pathways, or
    the needs themselves where those are never wider. None where no word was typed."""
    if len(question["words"]) == 0:
        return []
    widened = [
        need["code"] if need["pathway"] in NEVER_WIDER or "emergency" in named else need["pathway"]
        for need in needs
        if need["code"] in named
    ]
    wider = [need["code"] for need in needs if need["code"] in widened]
    turns = [named, wider] if len(question["needs"]) == 0 else [question["needs"]]
    return [asking_for(question, codes, question["anywhere_only"]) for codes in turns if len(codes) > 0]


def asking_for(question: Question, needs: list[str], anywhere_only: bool) -> Question:
    """The same question for other needs, with no words typed. `anywhere_only`: as in Question."""
    return {
        "at": question["at"],
        "when": question["when"],
        "when_at": question["when_at"],
        "place": question["place"],
        "limit": question["limit"],
        "needs": needs,
        "words": [],
        "channel": question["channel"],
        "asked": question["asked"],
        "person": question["person"],
        "anywhere_only": anywhere_only,
        "farthest": question["farthest"],
    }
