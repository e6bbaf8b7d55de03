"""What templates print: plain JSON. A view makes it; a template only places it."""

from typing import TypedDict

from search.rules.model import Part, Stretch

Catalogue = dict[str, list[Part]]
#: Sentences of pages that need no values, by key: what templates call `t`.
Said = dict[str, str]


class Field(TypedDict):
    """One form field as it is carried from page to page."""

    name: str
    value: str


class Choice(TypedDict):
    """One choice of a form. `id` ties its label to it."""

    id: str
    value: str
    label: str
    chosen: bool


class Spoken(TypedDict):
    """A language that is served: its BCP 47 tag, its name in itself."""

    tag: str
    name: str


class Site(TypedDict):
    """What is the same on every page. Only `made_by` and what stands in an element marked
    data-status (`status`, `goes_to`) may differ between server and phone."""

    made_by: str  # server, phone
    style: str
    icon: str
    status: str
    goes_to: str


class Asked(TypedDict):
    """What was asked, to be carried onward.

    `method` is get while nothing private was said, else post. `fields` hold everything but the
    page number; `query` is the same, percent-encoded by the host, "" unless method is get.
    """

    method: str
    query: str
    fields: list[Field]
    page: int


class Carried(TypedDict):
    """An `Asked` cut for the forms of a page. `suffix` and `back` are "" or start with "?"."""

    method: str
    suffix: str
    back: str
    page: int
    fields: list[Field]
    without_near: list[Field]
    without_need: list[Field]
    for_change: list[Field]
    for_facts: list[Field]


class FactChoice(TypedDict):
    code: str
    label: str


class FactQuestion(TypedDict):
    """A question about the person, as the content has it. kind: one, many, age, councils, date."""

    attribute: str
    ask: str
    help: str
    kind: str
    pathways: list[str]
    worker_only: bool
    answers: list[FactChoice]


class FactField(TypedDict):
    """One fact in a form. kind: one, many, value (then `input` is text or date)."""

    name: str
    kind: str
    ask: str
    help: str
    input: str
    value: str
    choices: list[Choice]


class AskForm(TypedDict):
    """Place, time and words."""

    near: str
    near_error: str
    when: list[Choice]
    days: list[Choice]
    day_chosen: bool
    miles: list[Choice]
    words: str
    helping: bool


class Tile(TypedDict):
    code: str
    name: str
    hint: str
    icon: str
    tint: str


class Telephone(TypedDict):
    """One help line or number. `when` and `note` are sentences; `verb` is Call or Text."""

    name: str
    number: str
    href: str
    verb: str
    when: str
    note: str


class Fact(TypedDict):
    """A dated fact, and who says so with its day: two sentences."""

    say: str
    source: str


class PhoneButton(TypedDict):
    name: str
    number: str
    href: str
    verb: str


class Shown(TypedDict):
    """One reason. kind: y, a, n (how it is drawn); `word` is said before it to who can't see that."""

    kind: str
    icon: str
    word: str
    say: str


class Block(TypedDict):
    """One stretch on the strip. kind: open, phone, unknown. Positions are percentages."""

    kind: str
    x: str
    width: str


class Night(TypedDict):
    x: str
    width: str


class Mark(TypedDict):
    """A day or an hour named under the strip; `line`: a line is drawn at `x`."""

    x: str
    middle: str
    line: bool
    kind: str
    name: str


class Strip(TypedDict):
    """The weekend strip of one place, on the ground that it shares with the others of its page."""

    label: str
    blocks: list[Block]


class Ground(TypedDict):
    """What every strip of a page shares: its span, and what is drawn under the hours and over them. `now` is
    "" when now lies outside it."""

    span: Stretch
    nights: list[Night]
    days: list[Mark]
    now: str
    shut: str


class Named(TypedDict):
    id: str
    name: str


class Card(TypedDict):
    """One place on a list."""

    id: str
    group: str
    name: str
    sample: bool
    what: str
    when: str
    when_more: str
    strip: Strip
    times: str
    where: str
    where_icon: str
    reasons: list[Shown]
    more: str
    notes: list[str]
    phones: list[PhoneButton]
    compact: bool


class Barred(TypedDict):
    id: str
    name: str
    reasons: list[Shown]


class OneQuestion(TypedDict):
    """The one question. kind: buttons (each choice is a button) or field."""

    kind: str
    name: str
    ask: str
    settles: str
    choices: list[Choice]
    field: FactField


class Group(TypedDict):
    id: str
    kind: str
    icon: str
    title: str
    note: str
    question: OneQuestion | None
    cards: list[Card]


class Step(TypedDict):
    """`say`, then places to go to, or a number to ring with its own sentence, `call`."""

    say: str
    call: str
    places: list[Named]
    href: str


class HomePage(TypedDict):
    title: str
    robots: str
    sample: bool
    fields: list[Field]
    form: AskForm
    tiles: list[Tile]
    help_lines: list[Telephone]


class FindPage(TypedDict):
    title: str
    robots: str
    sample: bool
    heading: str
    place_say: str
    window_say: str
    now_say: str
    words_note: str
    place_note: str
    ask_place: bool
    suggestions: list[str]
    change_say: str
    change_what: str
    asked: Carried
    form: AskForm
    narrower: list[Choice]
    question: OneQuestion | None
    ground: Ground
    groups: list[Group]
    pages: list[Choice]
    pages_say: str
    barred: list[Barred]
    barred_title: str
    barred_more: str
    steps_title: str
    steps: list[Step]
    known: list[Fact]
    facts: list[FactField]
    helpers: list[Choice]
    lines_first: bool
    help_lines: list[Telephone]


class Head(TypedDict):
    kind: str
    icon: str
    title: str


class Row(TypedDict):
    day: str
    say: str
    today: bool


class Week(TypedDict):
    """The usual week of one channel, and the dates that differ."""

    title: str
    rows: list[Row]
    dates_title: str
    dates: list[Row]


class ServicePage(TypedDict):
    title: str
    robots: str
    sample: bool
    asked: Carried
    name: str
    what: str
    verdict: Head
    when: str
    when_more: str
    ground: Ground
    strip: Strip
    times_title: str
    times: str
    reasons: list[Shown]
    all_reasons: list[Shown]
    phones: list[PhoneButton]
    get_in: list[str]
    notes: list[str]
    first_visit: str
    bring: list[str]
    cost: list[str]
    address: list[str]
    directions: str
    features: list[Shown]
    languages: str
    distance: str
    week_from: str
    weeks: list[Week]
    hours_said: str
    if_refused: list[str]
    alternatives: list[Named]
    checked: str
    organization_say: str
    help_lines: list[Telephone]


class LineGroup(TypedDict):
    id: str
    title: str
    lines: list[Telephone]


class HelpLinesPage(TypedDict):
    title: str
    robots: str
    groups: list[LineGroup]


class Source(TypedDict):
    """Whose data it is. `of`: the day that it describes, as a minute, -1 when it is not known; then
    `year` and `month`, 0 when they are not. `checked`: the day somebody looked, -1 when not told."""

    words: str
    year: int
    month: int
    of: int
    checked: int


class TextPart(TypedDict):
    id: str
    title: str
    say: list[str]
    points: list[str]


class TextPage(TypedDict):
    title: str
    robots: str
    heading: str
    parts: list[TextPart]


class ErrorPage(TypedDict):
    title: str
    robots: str
    heading: str
    field: str
    field_say: str
    why: str
    advice: str
    help_lines: list[Telephone]


class Cost(TypedDict):
    option: str
    amount: str
    say: str


class Detail(TypedDict):
    """What the edition tells of one record beyond the list: every text "" when not known.

    `features`: name of a feature of the place → yes, no, unknown. `alternatives`: ids of services.
    """

    description: str
    url: str
    email: str
    visibility: str  # public, area, hidden
    address: list[str]
    postcode: str
    place_name: str
    directions: str
    council_name: str
    features: dict[str, str]
    fees: str
    costs: list[Cost]
    first_visit: str
    if_refused: str
    wait: str
    how: str
    languages: list[str]
    alternatives: list[str]
