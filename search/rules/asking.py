"""Which question next (answers.md section 6)."""

from .facts import known
from .model import AskedFact, NextQuestion, Person


def may_ask(fact: AskedFact, asked: list[str], needs: list[str], person: Person) -> bool:
    """Whether the question may be put: not already put or known, not merely offered, a sensitive
    one inside its own needs only, some in a worker's mode only (a peer mentor is no worker)."""
    if fact["never"] or fact["attribute"] in asked or known(person, fact["attribute"]):
        return False
    if fact["worker_only"] and (person["helper"] == "self" or person["helper"] == "peer-mentor"):
        return False
    return len(fact["needs"]) == 0 or any(need in needs for need in fact["needs"])


def best(
    counts: list[int], asked: list[str], needs: list[str], person: Person, facts: list[AskedFact]
) -> NextQuestion | None:
    """The question that settles most services; ties to the less sensitive, then to the order.

    `counts[i]`: how many results in `ask` wait for `facts[i]` and for nothing else.
    `needs`: the needs asked about with their pathways. None: nothing may be asked, or would help.
    """
    chosen = -1
    for index in range(0, len(facts)):
        if counts[index] > 0 and may_ask(facts[index], asked, needs, person):
            if chosen < 0 or counts[index] > counts[chosen]:
                chosen = index
            elif counts[index] == counts[chosen]:
                if facts[index]["sensitivity"] < facts[chosen]["sensitivity"]:
                    chosen = index
    if chosen < 0:
        return None
    return {
        "attribute": facts[chosen]["attribute"],
        "ask": facts[chosen]["ask"],
        "settles": counts[chosen],
    }


def next_question(
    missing: list[list[str]],
    asked: list[str],
    needs: list[str],
    person: Person,
    facts: list[AskedFact],
) -> NextQuestion | None:
    """`best`, counted over the `missing` lists of the results in `ask`."""
    alone = [names[0] for names in missing if len(names) == 1]
    counts = [len([name for name in alone if name == fact["attribute"]]) for fact in facts]
    return best(counts, asked, needs, person, facts)
