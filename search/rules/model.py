"""Shapes of the data the rules read and write. All of it is plain JSON.

Units everywhere: a `day` counts days since 1970-01-01; a `minute` (and every field named `at`,
`start`, `end`, `until`, `next`) is absolute wall time, day * 1440 + minute of the day;
`opens` and `closes` are minutes after midnight of their own day (`closes` may pass 1440);
distances are whole metres; codes are those of docs/contract.md.
"""

from typing import Literal, TypedDict

State = Literal["open", "closed", "unknown"]
Answer3 = Literal["yes", "no", "unknown"]
Verdict = Literal["can-use", "ask-first", "not-for-you"]
Strength = Literal["must", "usually", "prefers"]
Fact = int | str | list[str] | None

# -- words ------------------------------------------------------------------------------------


class Message(TypedDict):
    """A sentence as a key of the catalogue and its values: numbers, text, minutes or days."""

    key: str
    values: dict[str, int | str]


class Part(TypedDict):
    """A piece of a catalogue entry. `kind`: text (then `name` is the text itself), or how the
    value called `name` is printed: value, number, miles (tenths), and of an absolute minute its
    time (9am), day (Monday), date (Monday 14 December) or longdate (14 December 2026)."""

    kind: str
    name: str


# -- time -------------------------------------------------------------------------------------


class Weekday(TypedDict):
    """One item of HSDS `byday`: `2SA` is n=2, day=5; `MO` is n=0, day=0; `-1FR` is n=-1, day=4."""

    n: int
    day: int


class Schedule(TypedDict):
    """One HSDS schedule as the publisher hands it over (answers.md section 1)."""

    channel: str  # in-person, phone, video, text
    kind: str  # turn-up, appointment, last-entry
    known: bool  # False: recurs in a way that the rules do not read; hours unknown, never guessed
    freq: str  # DAILY, WEEKLY, MONTHLY, YEARLY; "" with byday means weekly, with dtstart that date
    interval: int
    byday: list[Weekday]
    bymonthday: list[int]  # negative counts from the end of the month
    bymonth: list[int]
    dtstart: int | None  # day
    until: int | None  # last day
    count: int | None
    valid_from: int | None
    valid_to: int | None
    opens: int | None  # None: times not on record
    closes: int | None
    on_bank_holidays: str  # open, closed, unknown


class ScheduleException(TypedDict):
    """What differs on one date, for one channel of the service at this place."""

    channel: str
    first: int  # day
    last: int  # day, included
    status: str  # closed, open, unknown
    opens: int | None
    closes: int | None
    say: str


class Slot(TypedDict):
    """One stretch of the usual week: day 0 is Monday; closes may pass 1440 (the next day)."""

    day: int
    opens: int
    closes: int
    kind: str
    status: str  # open; unknown where the times of that day are not on record


class Span(TypedDict):
    """One stretch that starts on a given date."""

    opens: int
    closes: int
    kind: str
    status: str  # open, unknown


class Dated(TypedDict):
    """A date that differs from the usual week: exactly these spans start on it."""

    day: int
    why: str  # exception, bank-holiday, schedule
    say: str  # the provider's own words, or ""
    spans: list[Span]


class Hours(TypedDict):
    """The hours of one channel of one service at one place, compiled for an edition."""

    channel: str
    known: bool  # False: unknown at every moment of every day that `dates` does not speak for
    week: list[Slot]  # sorted by day, opens
    dates: list[Dated]  # sorted by day


class Cover(TypedDict):
    """The days that compiled hours speak for, both included. Outside them all is unknown."""

    first: int
    last: int


class Stretch(TypedDict):
    """Half-open wall minutes [start, end). status: open or unknown."""

    start: int
    end: int
    status: str


class Window(TypedDict):
    """The time asked about (answers.md, Windows). `start` is cut to `at` where that lies inside.

    moment: `now`, or one date and time: the status at `start` decides (then end == start).
    For a weekend, `first` and `last` are its non-working days; elsewhere both are -1.
    """

    name: str
    moment: bool
    start: int
    end: int
    first: int
    last: int


class Open(TypedDict):
    """What is known of the hours for one window (contract.md, `open`).

    `from_day` orders: -1 open at the later of `at` and the window's start, else the day of the
    first opening after it, NEVER (2**30) when none is known.
    """

    status: State
    channel: str  # "" when none
    until: int | None
    next: int | None
    say: list[Message]
    stretches: list[Stretch]
    from_day: int


# -- who --------------------------------------------------------------------------------------


Value = int | str | list[int] | list[str]


class Condition(TypedDict):
    """The test of a clause without its words; of an `unless` list, one yes lifts the rule.

    (An unless has no unless of its own: a type that holds itself is outside the subset.)
    """

    attribute: str
    op: str
    value: Value


class Clause(TypedDict):
    """One thing to be judged: a provider's rule, or one implied by another field (section 2)."""

    attribute: str  # a fact of contract.md, or: referral, place, documents, convictions, risk
    op: str
    value: Value
    strength: str
    unless: list[Condition]
    in_person: bool  # judged only where the person goes there
    only_with: bool  # judged only for those it concerns (pets, step_free); else no clause at all
    say: Message


class RequiredDocument(TypedDict):
    """HSDS required_document: its name as the provider has it, and the codes of `id_held` that
    will do ([]: not on record)."""

    name: str
    accepts: list[str]


class ServiceFields(TypedDict):
    """The fields of a service at a place that make clauses of their own (section 2).

    "", [] and None are not on record. `in_person`: people go there, whether or not we may say
    where. `routes_said` is the routes other than `self` ("probation|council"),
    made by search/naming.py.
    """

    minimum_age: int | None
    maximum_age: int | None
    referral_routes: list[str]
    routes_said: str
    catchment: list[str]
    pets: str  # yes, assistance-dogs, ask, no
    step_free: str  # yes, no, unknown
    required_documents: list[RequiredDocument]
    accepts_convictions: str  # yes, case-by-case, no
    risk_exclusions: list[str]
    languages: list[str]
    in_person: bool


class Person(TypedDict):
    """What somebody told us, parsed: codes of contract.md; None, "" and [] are unknown.

    Days for dates. `helper` is the mode (self, peer-mentor, agency, probation, council, ...).
    """

    helper: str
    age: int | None
    turns_age: int | None
    turns_on: int | None
    gender: str
    with_you: list[str]
    pet: str
    tonight: str
    supervision: str
    supervision_ends: int | None
    local_connection: list[str]
    substance: list[str]
    script_today: str
    mental_health: list[str]
    gp: str
    veteran: str
    care_leaver: str
    access: list[str]
    language: str
    id_held: list[str]
    income: str
    public_funds: str
    abuse: str
    rough_sleeping: str
    sentence: str
    released_on: int | None


class Reason(TypedDict):
    """One clause, judged, in one sentence."""

    attribute: str
    answer: str  # yes, no, unknown
    say: Message


class Eligibility(TypedDict):
    """Verdict and why. `missing`: the facts that would settle it; `met`: prefers clauses met."""

    verdict: Verdict
    reasons: list[Reason]
    missing: list[str]
    met: int
    from_day: int | None  # set when only `turns` stands in the way: usable from that day


# -- where ------------------------------------------------------------------------------------


class Place(TypedDict):
    """What the person said, resolved. precision: postcode, sector, outward, town, council,
    prison, position. `councils[0]` is its home council; `sectors` are all it lies in."""

    name: str
    precision: str
    councils: list[str]
    sectors: list[str]
    lat: float
    lon: float
    nation: str  # england-and-wales, scotland, northern-ireland


class Point(TypedDict):
    lat: float
    lon: float


# -- the directory ----------------------------------------------------------------------------


class Phone(TypedDict):
    number: str  # as printed: "020 7946 0142"
    name: str
    channel: str  # phone, text


class Words(TypedDict):
    """Folded words (answers.md section 4, Words typed)."""

    name: list[str]
    body: list[str]


class Record(TypedDict):
    """One service at one place as published: all that match and a results page need.

    A confidential place has point None, and for `hidden` area "" and council "" as well.
    """

    id: str
    service_id: str
    location_id: str | None
    name: str
    organization: str
    summary: str
    needs: list[str]
    point: Point | None
    area: str
    council: str
    nation: str
    in_person: bool  # people go there, whether or not we may say where
    channels: list[str]
    reach: str  # local, anywhere
    catchment: list[str]
    clauses: list[Clause]
    hours: list[Hours]
    hours_said: str  # hours kept as words, shown beside "not known"
    paused: int | None  # day
    paused_why: str
    valid_to: int | None  # last day it is listed
    starts: list[int]  # days a course starts; [] when it is none
    routes: list[str]
    phones: list[Phone]
    bring: list[str]
    notes: list[str]
    checked: int | None  # day of the last check
    checked_by: str
    sample: bool  # made up: every page that shows it says so
    words: Words


class Trust(TypedDict):
    """answers.md section 7. `hours_count` is False past 365 days."""

    checked: int | None
    stale: bool
    hours_count: bool
    say: Message


class Need(TypedDict):
    """A need under a pathway; a pathway is its own parent. `words` are the folded words of its
    names; `ask` orders the tiles; `duty` is a council's duty in one sentence, or ""."""

    code: str
    pathway: str
    name: str
    words: list[str]


class Phrase(TypedDict):
    """People's and workers' words, folded, and the needs they mean."""

    words: list[str]
    needs: list[str]


class Unit(TypedDict):
    """One typed word, or the typed words that a phrase covers, and what else they may stand for.

    `words` must all be in the text, or one of `needs` be the record's. `spellings` (each a list
    of words) and `spelling_needs` are the same after a correction.
    """

    words: list[str]
    needs: list[str]
    spellings: list[list[str]]
    spelling_needs: list[str]


class Plan(TypedDict):
    """What the typed words mean, worked out once a question. Every unit must match."""

    units: list[Unit]


class AskedFact(TypedDict):
    """One question that may be put (needs.md section 3b), in the order of asking."""

    attribute: str
    sensitivity: int  # 0 low, 1 medium, 2 high
    needs: list[str]  # pathways it may be asked in; [] anywhere
    worker_only: bool
    never: bool  # offered, never asked
    ask: str


class HelpLine(TypedDict):
    id: str
    name: str
    number: str
    channel: str
    needs: list[str]
    say: str
    hours: list[Hours]
    any_hour: bool
    verified: bool
    nation: str
    rank: int
    seen: int  # minute of the day on which its number was seen, -1 for never


class Told(TypedDict):
    """A dated fact about money or law that was seen (needs.md section 4)."""

    id: str
    say: str
    needs: list[str]
    countries: list[str]  # where it holds
    by: str  # who says so
    seen: int  # minute of the day on which it was seen, or from which it is true


class NextQuestion(TypedDict):
    attribute: str
    ask: str
    settles: int


class Result(TypedDict):
    """One record judged for one question."""

    record: Record
    group: str  # go, ask, later, no
    line: int  # the line of the group's row in section 4's table
    eligibility: Eligibility
    open: Open
    distance: int | None
    text_class: int  # 0, 1, 2; 0 when nothing was typed
    trust: Trust


class Question(TypedDict):
    """Everything asked, parsed. `words`: the typed words, folded; limit: metres or None.

    `when`: now, today, tonight, tomorrow, weekend, date, moment; `when_at` is the day's first
    minute for `date`, the minute for `moment`, else 0. `channel` "" is any. `anywhere_only`:
    pages without a place show only what is reached from anywhere. `farthest`: metres that
    "further" may look to, None for any (pages: the same 15 miles).
    """

    at: int
    when: str
    when_at: int
    place: Place | None
    limit: int | None
    needs: list[str]
    words: list[str]
    channel: str
    asked: list[str]
    person: Person
    anywhere_only: bool
    farthest: int | None


class Duty(TypedDict):
    """A council's duty: shown for `needs` (or pathways), carried out by services under `by`
    (section 5). `country`: "" for all, or england, wales, scotland, northern-ireland."""

    needs: list[str]
    by: str
    say: Message
    country: str


class Knowledge(TypedDict):
    """The small national part of an edition: what answering needs beside the records."""

    needs: list[Need]
    phrases: list[Phrase]
    fillers: list[str]
    dictionary: list[str]
    facts: list[AskedFact]
    help_lines: list[HelpLine]
    told: list[Told]
    duties: list[Duty]
    holidays: dict[str, list[int]]  # nation → listed bank holidays, days
    cover: Cover
    published: int  # minute
    sample: bool


class NextStep(TypedDict):
    """What else can be done. kind: closing, unlock, further, first-to-open, duty, help-line."""

    kind: str
    say: list[Message]
    ids: list[str]


class HelpAnswer(TypedDict):
    """A help line and whether it is open."""

    line: HelpLine
    open: Open


class Steps(TypedDict):
    """What `steps.next_steps` chooses from: counts over all results, ids of the first few."""

    closing_ids: list[str]
    closing_count: int
    closing_until: int
    unlock_ids: list[str]
    unlock_count: int
    further_ids: list[str]
    further_metres: int
    first_id: str
    first_name: str
    first_open: int
    duty_ids: list[str]
    duty: int  # index into Knowledge.duties, -1 when none applies


class Answer(TypedDict):
    """The answer to one question. `results` is one page of go, ask and later, in order;
    `not_for_you` the first of group no, on the first page."""

    window: Window
    place: Place | None
    total: int
    page: int
    per_page: int
    counts: list[int]  # go, ask, later, no
    results: list[Result]
    not_for_you: list[Result]
    not_for_you_total: int
    next_question: NextQuestion | None
    next_steps: list[NextStep]
    help_lines: list[HelpAnswer]
    named: list[str]  # needs that the typed words name
    loose: list[str]  # no place has all the words: these are places for such needs instead; else empty
