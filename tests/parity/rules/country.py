"""A very small country for made-up cases: two councils' areas, what is typed, and columns that fit."""

from . import pools
from .fields import whole
from .making import FIELDS, TOGETHER, WHOLE, Made, of

SLIPPED = ["SE13 OJP", "SEI3 6JP", "5E13 6JP", "CBI", "CB1 IAA", "SEI 3", "SEI3"]
TYPED_CODES = [
    "GIR 0AA", "GIR0AA", "NPT",
    "W1A", "EC1A 1BB", "EC1A",
    "SE13 6JP", "SE136JP", "SE13", "SE13 6", "SE1 36", "SE13 6J", "SE13 6JQ", "S E13", "5E13 6JP",
    "SE13 OJP", "CB1 1AA", "CB1", "CB11",
    "BT1 1AA", "JE2 3AB", "IM1", "ZZ9 9ZZ", "12 High Street, Lewisham, SE13 6JP", "SE13, Lewisham",
    "W1A 1AA", "", "LEWISHAM", "SEI3 6JP",
]  # fmt: skip
NAMES = ["Lewisham", "Cambridge", "Durham", "HMP Durham", "Richmond", "St Ives", "London", "Belfast"]
TYPED_WORDS = [
    "lewisham", "lewsham", "lew", "cambridge", "cambrige", "durham", "hmp", "prison", "in", "near",
    "uk", "richmond", "st",
    "ives", "saint", "london", "council", "city", "of", "belfast", "yorkshire", "the",
]  # fmt: skip
OUTWARDS = ["SE13", "CB1", "SE1"]


def place_names(made: Made) -> object:
    """The national part: three outward codes, the names, and spellings in order."""
    places = [
        {
            "kind": "prison" if name.startswith("HMP") else made.pick(["council", "town"]),
            "name": name,
            "within": [made.whole(0, 1)],
            "say": "place-northern-ireland" if name == "Belfast" else "",
        }
        for name in NAMES
    ]
    spellings: dict[str, list[int]] = {}
    for row, name in enumerate(NAMES):
        spellings.setdefault(name.lower().replace(" ", ""), []).append(row)
    spellings["durham"] = [2, 3]
    return {
        "councils": pools.COUNCILS[:2],
        "outwards": OUTWARDS,
        "within": [[0], [1], [0, 1]],
        "digits": ["67", "1", "3"],
        "places": places,
        "spellings": sorted(spellings),
        "meanings": [spellings[key] for key in sorted(spellings)],
    }


def area(made: Made) -> object:
    """One area: its outward codes, sectors with their postcodes as columns, named places."""
    mine = made.whole(0, 1)
    names = ["SE13", "SE1"] if mine == 0 else ["CB1", "SE1"]
    digits = {"SE13": "67", "SE1": "3", "CB1": "1"}
    sectors = [f"{name} {digit}" for name in names for digit in digits[name]]
    sizes = [made.whole(0, 4) for _ in sectors]
    size = sum(sizes)
    micro = [round(51.46e6), round(-0.01e6)]
    return {
        "council": pools.COUNCILS[mine],
        "councils": pools.COUNCILS[:2],
        "outwards": [
            {
                "name": name,
                "lat": micro[0] + made.whole(-90000, 90000),
                "lon": micro[1] + made.whole(-90000, 90000),
                "within": made.pick([[0], [1], [0, 1]]),
                "digits": digits[name],
                "shared": made.pick([[], [made.pick([[0], [1], [0, 1]]) for _ in digits[name]]]),
            }
            for name in names
        ],
        "named": [
            {
                "kind": made.pick(["council", "town", "prison"]),
                "name": name,
                "lat": micro[0],
                "lon": micro[1],
                "within": made.pick([[0], [1], [0, 1]]),
                "codes": made.pick([[], ["SE13 6"], ["SE13", "CB1"]]),
            }
            for name in NAMES[:4]
        ],
        "sectors": sectors,
        "lat": [micro[0], *(made.whole(-900, 900) for _ in sectors[1:])],
        "lon": [micro[1], *(made.whole(-900, 900) for _ in sectors[1:])],
        "sizes": sizes,
        "units": [made.pick([225, 230, 0, 1, 7]) for _ in range(size)],
        "north": [made.whole(-90, 90) for _ in range(size)],
        "east": [made.whole(-90, 90) for _ in range(size)],
        "beside": [beside(made) for _ in range(made.whole(0, 2))],
    }


def beside(made: Made) -> object:
    """Some postcodes of a council around an area."""
    size = made.whole(0, 3)
    return {
        "council": made.pick(pools.COUNCILS[:3]),
        "lat": [514600 * (row == 0) + made.whole(-900, 900) for row in range(size)],
        "lon": [made.whole(-900, 900) for _ in range(size)],
    }


def words(made: Made) -> list[str]:
    return [made.pick(TYPED_WORDS) for _ in range(made.whole(1, 3))]


def typed(made: Made) -> object:
    """What somebody typed."""
    upper = made.pick(TYPED_CODES)
    if made.chance(0.4):
        upper = " ".join(words(made)).upper()
    comma = made.chance(0.3)
    return {
        "text": upper.title() if made.chance(0.97) else upper * 40,
        "upper": upper,
        "words": words(made),
        "comma": comma,
        "before": words(made) if comma else [],
        "after": words(made) if comma else [],
    }


WHOLE.update(PlaceNames=place_names, AreaPlaces=area, Typed=typed)
WHOLE["Code"] = lambda made: {
    "outward": made.pick([*OUTWARDS, "BT1", "S", "SE14"]),
    "inward": made.pick(["", "6", "6JP", "1", "1AA", "3", "6J1", "6J1"]),
}
FIELDS.update(
    {
        "upper": of(TYPED_CODES),
        "postcodes.text": of(TYPED_CODES),
        "places.text": of(TYPED_CODES),
        "places.slipped.text": of(SLIPPED),
        "places.nation_of.council": of([*pools.COUNCILS, ""]),
        "named.words": of(TYPED_WORDS),
        "named.marks": of(TYPED_WORDS),
        "named.name": of([*NAMES, "Saint Ives", "The City and Port"]),
        "postcodes.inward_at.first": whole(0, 2),
        "named.kind": of(["council", "town", "prison"]),
        "named.rows": whole(0, 7),
        "named.typed": of(TYPED_WORDS),
        "named.text": of(TYPED_WORDS),
        "finding.council": whole(0, 1),
        "finding.limit": lambda made: made.random.uniform(0, 30000),
        "finding.lat": lambda made: 51.46 + made.random.uniform(-0.2, 0.2),
        "finding.lon": lambda made: made.random.uniform(-0.2, 0.2),
        "places.outward_in.name": of(OUTWARDS),
        "NamedPlace.name": of(NAMES),
        "named.named_by.words": of([name.lower() for name in NAMES]),
        "places.sector": whole(0, 1),
        "places.numbers": whole(0, 1),
        "postcodes.letters": of(list("SE136JPCB1AO0I")),
        "postcodes.character": of(list("AZaz09 ,é/:@[")),
    }
)


def letters_of_code(made: Made) -> list[object]:
    letters = list(made.pick(TYPED_CODES))
    return [letters, made.whole(0, max(0, min(4, len(letters) - 1)))]


for name in ("outward_ends", "inward_at", "sector_at", "code_at"):
    TOGETHER[f"postcodes.{name}"] = letters_of_code
