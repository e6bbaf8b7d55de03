"""Shapes of the shards that a phone carries, and of what is read out of them (docs/decisions/0007).

All of it is plain JSON. A value that may repeat stands once in a `table`; its `column` holds 0 for the
next one of the table, and n for the n-th.
"""

from typing import TypedDict

from .model import Clause, Hours, Message, Phone, Place, Point, Span

# -- records ------------------------------------------------------------------------------------


class Texts(TypedDict):
    """A column of texts."""

    table: list[str]
    column: list[int]


class Lists(TypedDict):
    """A column of lists of texts."""

    table: list[list[str]]
    column: list[int]


class Numbers(TypedDict):
    """A column of lists of numbers of another table."""

    table: list[list[int]]
    column: list[int]


class Setting(TypedDict):
    """What many records have alike."""

    area: str
    channels: list[str]
    council: str
    in_person: bool
    nation: str
    reach: str
    sample: bool


class Settings(TypedDict):
    table: list[Setting]
    column: list[int]


class Extra(TypedDict):
    """What few records have at all."""

    bring: list[str]
    hours_said: str
    notes: list[str]
    paused: int | None
    paused_why: str
    starts: list[int]
    valid_to: int | None


class Extras(TypedDict):
    table: list[Extra]
    column: list[int]


class Phones(TypedDict):
    table: list[list[Phone]]
    column: list[int]


class DatedRow(TypedDict):
    """A date that differs; `spans` are numbers of the table of spans."""

    day: int
    why: str
    say: str
    spans: list[int]


class HoursRow(TypedDict):
    """The hours of a channel: the number of its week, and of its list of dates."""

    channel: str
    known: bool
    week: int
    dates: int


class Times(TypedDict):
    """Hours, each part once. A week is a day and a span in turn; dates are numbers of `dated`."""

    spans: list[Span]
    weeks: list[list[int]]
    dated: list[DatedRow]
    dates: list[list[int]]
    hours: list[HoursRow]


class ListShard(TypedDict):
    """All of some records that match and a list need, but for their words.

    `placed`: 0 no position, 1 the next of `lat` and `lon` (millionths of a degree more than
    `south` and `west`), 2 the next of `points`. `checked`: days before `checked_last`, -1 never.
    """

    ids: str
    names: list[str]
    organization: Texts
    summaries: list[str]
    codes: list[str]
    needs: Numbers
    placed: list[int]
    south: int
    west: int
    lat: list[int]
    lon: list[int]
    points: list[Point]
    setting: Settings
    catchment: Lists
    clauses: list[Clause]
    rules: Numbers
    times: Times
    hours: Numbers
    extra: Extras
    routes: Lists
    phones: Phones
    checked_last: int
    checked: list[int]
    checked_by: Texts


class RowWords(TypedDict):
    """Words of one row: those of its name in whole, or those to be left out of its body."""

    row: int
    words: list[str]


class WordShard(TypedDict):
    """The words of the same rows that their names and summaries do not spell already.

    `counts`: how many each row has; `numbers`: their places in `words`, each as the difference from
    the one before it in its row. `names` and `dropped`: rows whose plain reading is not right.
    """

    words: list[str]
    counts: list[int]
    numbers: list[int]
    names: list[RowWords]
    dropped: list[RowWords]


class Apart(TypedDict):
    """A list shard taken apart. `needs`, `rules` (numbers of `clauses`) and `hours` are tables, and
    `need`, `rule` and `hour` say each row's place in them; everything else is row by row. The words
    are [] where nothing was typed."""

    ids: list[str]
    names: list[str]
    summaries: list[str]
    organizations: list[str]
    settings: list[Setting]
    extras: list[Extra]
    phones: list[list[Phone]]
    needs: list[list[str]]
    need: list[int]
    clauses: list[Clause]
    rules: list[list[int]]
    rule: list[int]
    hours: list[list[Hours]]
    hour: list[int]
    catchments: list[list[str]]
    routes: list[list[str]]
    points: list[Point | None]
    checked: list[int | None]
    checkers: list[str]
    name_words: list[list[str]]
    body_words: list[list[str]]


class Cost(TypedDict):
    option: str
    amount: str
    say: str


class Costs(TypedDict):
    table: list[list[Cost]]
    column: list[int]


class Features(TypedDict):
    table: list[dict[str, str]]
    column: list[int]


class Alternative(TypedDict):
    """A service that a detail names: its first place, and its name."""

    service_id: str
    id: str
    name: str


class DetailShard(TypedDict):
    """What the pages of the same rows add. `services` and `locations`: ids end to end, in tables
    of their own; `location` is -1 where there is none. `follows`: 1 where the description begins
    with the summary, which is not written again. The council's name is the record's area."""

    services: str
    service: list[int]
    locations: str
    location: list[int]
    address: Lists
    alternatives: Lists
    costs: Costs
    description: Texts
    directions: Texts
    email: Texts
    environment: Texts
    features: Features
    fees: Texts
    first_visit: Texts
    follows: list[int]
    how: Texts
    if_refused: Texts
    interpreters: Texts
    languages: Lists
    place_name: Texts
    postcode: Texts
    setting: Texts
    url: Texts
    visibility: Texts
    wait: Texts
    named: list[Alternative]


class DetailRow(TypedDict):
    """What a service's page shows beyond the record (app/publishing/records.py)."""

    address: list[str]
    alternatives: list[str]
    costs: list[Cost]
    council_name: str
    description: str
    directions: str
    email: str
    environment: str
    features: dict[str, str]
    fees: str
    first_visit: str
    how: str
    if_refused: str
    interpreters: str
    languages: list[str]
    place_name: str
    postcode: str
    setting: str
    url: str
    visibility: str
    wait: str


# -- places -------------------------------------------------------------------------------------


class NamedPlace(TypedDict):
    """A council, town or prison, or something that is not covered (then `say` is why). `within`:
    numbers of its councils, most postcodes first."""

    kind: str
    name: str
    within: list[int]
    say: str


class PlaceNames(TypedDict):
    """The national part: outward codes with their councils and sectors, and every name.

    `digits` are an outward code's sectors. `meanings` are the places that each of `spellings` (sorted)
    may mean, the likeliest first.
    """

    councils: list[str]
    outwards: list[str]
    within: list[list[int]]
    digits: list[str]
    places: list[NamedPlace]
    spellings: list[str]
    meanings: list[list[int]]


class AreaOutward(TypedDict):
    """An outward code and its centre, in millionths of a degree. `within`: numbers of its councils.
    `shared`: those of each of its sectors, [] where all are the outward code's own."""

    name: str
    lat: int
    lon: int
    within: list[int]
    digits: str
    shared: list[list[int]]


class AreaNamed(TypedDict):
    """A named place and its centre. `codes`: sectors, and outward codes of which all sectors count that
    lie in its councils; [] for a council, which has every sector of its own."""

    kind: str
    name: str
    lat: int
    lon: int
    within: list[int]
    codes: list[str]


class AreaBeside(TypedDict):
    """Some postcodes of another council, around the area, in ten-thousandths of a degree, each more than
    the one before (app/publishing/packs/beside.py)."""

    council: str
    lat: list[int]
    lon: list[int]


class AreaPlaces(TypedDict):
    """An area's own postcodes by sector, and the centre of every place that lies in it.

    `councils`: the codes that `within` and `shared` number. `lat` and `lon`: centres of sectors, each
    more than the one before. `sizes`: postcodes of each sector. `units`: their last two letters as a
    number, each more than the one before in its sector. `north` and `east`: their positions, the first
    from the centre, each more than the one before.
    """

    council: str
    councils: list[str]
    outwards: list[AreaOutward]
    named: list[AreaNamed]
    sectors: list[str]
    lat: list[int]
    lon: list[int]
    sizes: list[int]
    units: list[int]
    north: list[int]
    east: list[int]
    beside: list[AreaBeside]


class Typed(TypedDict):
    """What somebody typed: tidied (one line, no punctuation at its ends), the same in upper case, its
    folded words, and where it has a comma, those before and after the first."""

    text: str
    upper: str
    words: list[str]
    comma: bool
    before: list[str]
    after: list[str]


class FoundPlace(TypedDict):
    """The answer to a typed place. `save`: councils whose areas would have to be held to be sure."""

    place: Place | None
    say: Message | None
    suggestions: list[str]
    save: list[str]


class Held(TypedDict):
    """What is known of a code: its place, or the councils it may lie in, or neither."""

    place: Place | None
    save: list[str]
