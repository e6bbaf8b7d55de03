"""The mix that pages ask: a place, 15 miles, a need, the weekend, three facts; a third with words."""

from random import Random

from directory_data.gazetteer import Gazetteer
from search.edition import Edition
from search.folding import fold
from search.person import parse_person
from search.rules.model import Question

WORDS = (
    "food",
    "hostel",
    "doctor",
    "bed tonight",
    "benefits advice",
    "methadone",
    "job training",
    "clothes",
    "counsling",
    "women children",
)
MILES_15 = 24140
#: So many people ask within one minute of the clock.
ASKED_A_MINUTE = 20


def mix(edition: Edition, gazetteer: Gazetteer, at: int, number: int, seed: int) -> list[Question]:
    """`number` questions, the same for the same seed."""
    random = Random(seed)
    pathways = [need["code"] for need in edition.knowledge["needs"] if need["code"] == need["pathway"]]
    asked = []
    for index, postcode in enumerate(gazetteer.sample_postcodes(random, number)):
        place = gazetteer.find(postcode).place
        facts = {
            "age": random.randint(17, 70),
            "gender": random.choice(("woman", "man")),
            "supervision": random.choice(("licence", "order", "none")),
        }
        words = fold(random.choice(WORDS)) if index % 3 == 0 else []
        asked.append(
            Question(
                at=at + index // ASKED_A_MINUTE,
                when="weekend",
                when_at=0,
                place=place,
                limit=MILES_15,
                needs=[] if words and random.random() < 0.5 else [random.choice(pathways)],
                words=words,
                channel="",
                asked=[],
                person=parse_person(facts, "self"),
                anywhere_only=False,
                farthest=MILES_15,
            )
        )
    return asked
