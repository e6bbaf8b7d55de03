"""The one question, answered over the columns of an edition (docs/decisions/0001).

Columns find the services, their groups and their order; the rules then judge again whatever is
shown, so that every verdict, reason and word comes from `search.rules` alone. A test holds this
equal to `search.rules.answering.whole_answer` over the same records.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .columns import CHANNELS, DAY, Columns
from .edition import Edition
from .lists import distinct
from .moments import CLOSED, OPEN, UNKNOWN
from .near import Floats, distances
from .profiles import ELSE, MUST_NO, MUST_NO_ELSE, MUST_UNKNOWN, REFERRAL, USUALLY_SHORT, Judged
from .rules.answering import start_from, window_of, with_hours
from .rules.asking import best
from .rules.distance import BANDS
from .rules.facts import ORDER
from .rules.helping import country_of, help_answers, pathways
from .rules.meant import asking_for, loosened, named_by_words
from .rules.model import Answer, Place, Plan, Point, Question, Result, Steps, Window
from .rules.opening import opening
from .rules.ranking import LAST
from .rules.steps import FEW, duty_of, next_steps
from .rules.trust import HOURS_COUNT_FOR, STALE_AFTER, trust
from .stretches import NEVER, Flags, Ints

GO, ASK, LATER, NO = 0, 1, 2, 3
#: More than there are lines of a group, and classes of text.
LINES, CLASSES = 4, 4


@dataclass(frozen=True)
class Found:
    """The rows that are asked for, and everything they are ordered by."""

    rows: Ints
    distance: Ints  # metres, -1 none
    text: npt.NDArray[np.int8]
    status: Ints
    turn: Ints  # day of the first opening, -1 open then (Open.from_day)
    next: Ints  # minute of the first opening, NEVER for none
    until: Ints | None  # end of what is open at `at`, 0 when nothing is; None: `_until` finds it
    judged: Judged
    group: Ints
    line: Ints
    postponed: Ints  # day from which it is theirs, -NEVER otherwise
    stale: Flags

    def take(self, chosen: Ints | Flags) -> "Found":
        """Some of the rows."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "judged"}
        parts = {name: found[chosen] for name, found in fields.items() if found is not None}
        flags, missing, met = self.judged.flags[chosen], self.judged.missing[chosen], self.judged.met[chosen]
        return replace(self, **parts, judged=Judged(flags, missing, met))

    def ordered(self, places: Ints) -> Ints:
        """Some positions, given as they come, in the order of answers.md section 4 (the row number ends
        every tie)."""
        distance, status, turn = self.distance[places], self.status[places], self.turn[places]
        turn = np.maximum(np.where(status == UNKNOWN, 0, turn), self.postponed[places])
        far = np.where(distance < 0, LAST, distance)
        band = np.where(distance < 0, len(BANDS) + 1, np.searchsorted(BANDS, distance, side="left"))
        first = (self.group[places] * LINES + self.line[places]) * CLASSES + self.text[places]
        keys = (far, self.stale[places], -self.judged.met[places], band, turn, first)
        return places[np.lexsort(keys)]


def match(
    edition: Edition, question: Question, page: int = 1, per_page: int = 20, most_no: int = 200
) -> Answer:
    """The whole answer to one question, as `search.rules.answering.whole_answer` gives it."""
    span = window_of(question, edition.knowledge)
    plan = edition.plan(question)
    named = named_by_words(plan, edition.knowledge["needs"])
    needs = [*question["needs"], *named]
    everything = find(edition, question, span, plan)
    loose: list[str] = []
    inside_limit = within(edition.columns, everything, question["limit"])
    for wider in loosened(question, named, edition.knowledge["needs"]):
        if not inside_limit.any():
            instead = find(edition, wider, span, edition.plan(wider))
            there = within(edition.columns, instead, question["limit"])
            if there.any() or (len(everything.rows) == 0 and len(instead.rows) > 0):
                everything, inside_limit, loose = instead, there, wider["needs"]
    inside = everything.ordered(np.flatnonzero(inside_limit))
    barring = everything.group[inside] == NO
    shown, barred = everything.take(inside[~barring]), inside[barring]
    outside = everything.take(np.flatnonzero(~inside_limit & (everything.group != NO)))

    def results(places: Ints) -> list[Result]:
        rows, distance, text = everything.rows[places], everything.distance[places], everything.text[places]
        return [
            _shown(edition, question, span, row, None if far < 0 else far, said)
            for row, far, said in zip(rows.tolist(), distance.tolist(), text.tolist(), strict=True)
        ]

    openings = edition.help_openings(country_of(question["place"]), question["at"])
    lines = help_answers(openings, needs, edition.knowledge)
    steps = _steps(edition, question, span, pathways(needs, edition.knowledge), shown, outside)
    start = (page - 1) * per_page
    return {
        "window": span,
        "place": question["place"],
        "total": len(shown.rows),
        "page": page,
        "per_page": per_page,
        "counts": np.bincount(everything.group[inside], minlength=4).tolist(),
        "results": results(inside[~barring][start : start + per_page]),
        "not_for_you": results(barred[:most_no]) if page == 1 else [],
        "not_for_you_total": len(barred),
        "next_question": best(
            _waiting(shown, [fact["attribute"] for fact in edition.knowledge["facts"]]),
            question["asked"],
            pathways(question["needs"], edition.knowledge),
            question["person"],
            edition.knowledge["facts"],
        ),
        "next_steps": next_steps(steps, question, edition.knowledge, lines, len(shown.rows), needs),
        "help_lines": lines,
        "named": named,
        "loose": loose,
    }


def _shown(
    edition: Edition, question: Question, span: Window, row: int, distance: int | None, said: int
) -> Result:
    """`search.rules.answering.result_of`, with hours that are kept at hand."""
    record = edition.record(row)
    trusted = trust(record["checked"], record["checked_by"], question["at"] // DAY)
    opened = edition.opened(row, record, question, span, trusted["hours_count"])
    return with_hours(record, question, span, distance, said, trusted, opened)


def find(edition: Edition, question: Question, span: Window, plan: Plan) -> Found:
    """Every row asked for within reach of `limit` or `farthest`, judged. In row order."""
    columns, at = edition.columns, question["at"]
    rows = _around(columns, question)
    keep = columns.last[rows] >= max(at, span["start"]) // DAY
    if question["needs"]:
        keep &= columns.needed(question["needs"], rows)
    if question["channel"]:
        keep &= (columns.channels[rows] >> CHANNELS.index(question["channel"])) & 1 == 1
    if question["anywhere_only"]:
        keep &= columns.anywhere[rows]
    rows = rows[keep]
    text = np.zeros(len(rows), np.int8)
    if question["words"]:
        text = edition.text.classes(plan, rows.astype(np.int32))
        rows, text = rows[text >= 0], text[text >= 0]
    distance = _distances(question["place"], columns.lat[rows], columns.lon[rows])
    limit = _farthest(question)
    if question["place"] is not None and limit is not None:
        kept = columns.uncut[rows] | (distance < 0) | (distance <= limit)
        rows, distance, text = rows[kept], distance[kept], text[kept]
    status, turn, following, until = _hours(edition, question, span, rows)
    verdicts, postponed = _judge(columns, question, span, rows, status, turn)
    group, line = _groups(verdicts.flags, status, postponed)
    checked = columns.checked[rows].astype(np.int64)
    stale = (at // DAY - checked > STALE_AFTER) | (checked == -NEVER)
    return Found(
        rows, distance, text, status, turn, following, until, verdicts, group, line, postponed, stale
    )


def _around(columns: Columns, question: Question) -> Ints:
    """Rows that may lie near enough; and of those that no limit can cut the ones whose catchment may hold
    the place, where there is a limit at all."""
    place, limit = question["place"], _farthest(question)
    if question["limit"] is None:
        return np.arange(len(columns.lat), dtype=np.int64)
    covering = columns.rows_uncut[columns.covers(columns.rows_uncut, place)]
    if place is None or limit is None:
        return np.sort(np.concatenate((np.flatnonzero(~columns.uncut), covering)))
    return np.sort(np.concatenate((columns.inside(place["lat"], place["lon"], limit), covering)))


def _distances(place: Place | None, lat: Floats, lon: Floats) -> Ints:
    """Rounded metres from the place to each position, -1 where there is none."""
    found = np.full(len(lat), -1, np.int64)
    if place is not None:
        real = ~np.isnan(lat)
        found[real] = distances(lat[real], lon[real], Point(lat=place["lat"], lon=place["lon"]))
    return found


def _farthest(question: Question) -> int | None:
    """The larger of the limit and how far "further" may look. None: no end."""
    if question["limit"] is None or question["farthest"] is None:
        return None
    return max(question["limit"], question["farthest"])


def within(columns: Columns, found: Found, limit: int | None) -> Flags:
    """Which of the rows the limit keeps (`search.rules.reach.within`)."""
    if limit is None:
        return np.ones(len(found.rows), np.bool_)
    return columns.uncut[found.rows] | (found.distance < 0) | (found.distance <= limit)


def _hours(
    edition: Edition, question: Question, span: Window, rows: Ints
) -> tuple[Ints, Ints, Ints, Ints | None]:
    """Status, day of the first opening, minute of the next, and end of what is open now where the rule was
    asked for all of it."""
    columns, at = edition.columns, question["at"]
    sets = columns.sets[rows, CHANNELS.index(question["channel"])]
    near = columns.near
    until = None
    if near["first"] * DAY <= min(at, span["start"]) and max(at, span["end"]) < near["last"] * DAY:
        then = columns.moments.then(span, at)
        status, turn, following = then.status[sets], then.turn[sets], then.next[sets]
    else:
        status, turn, following, until = _hours_by_rule(edition, question, span, rows, sets)
    doubted = _doubted(columns, question, rows)
    shut = doubted & (columns.paused[rows] <= max(at, span["start"]) // DAY)
    return (
        np.where(shut, CLOSED, np.where(doubted, UNKNOWN, status)),
        np.where(doubted, NEVER, turn),
        np.where(doubted, NEVER, following),
        None if until is None else np.where(doubted, 0, until),
    )


def _doubted(columns: Columns, question: Question, rows: Ints) -> Flags:
    """Whose hours are not on record, or were checked too long ago to count."""
    checked = columns.checked[rows].astype(np.int64)
    old = (question["at"] // DAY - checked > HOURS_COUNT_FOR) & (checked != -NEVER)
    return np.asarray(columns.none[columns.sets[rows, CHANNELS.index(question["channel"])]] | old)


def _until(columns: Columns, question: Question, span: Window, found: Found, places: Ints) -> Ints:
    """The end of what is open at `at`, 0 for none, of some positions: of the first channel that is, as in
    the rule's words. Not for the moment `at` itself, when no next step speaks of it: what is open counts."""
    if found.until is not None:
        return found.until[places]
    if span["moment"] and question["at"] == span["start"]:
        return np.zeros(len(places), np.int64)
    rows = found.rows[places]
    sets = columns.sets[rows, 1:]
    if question["channel"]:
        sets = columns.sets[rows, CHANNELS.index(question["channel"])][:, np.newaxis]
    held, ends = columns.moments.now(question["at"], sets)
    ends = ends[np.arange(len(rows)), held.argmax(axis=1)]
    return np.where(held.any(axis=1) & ~_doubted(columns, question, rows), ends, 0)


def _hours_by_rule(
    edition: Edition, question: Question, span: Window, rows: Ints, of_rows: npt.NDArray[np.int32]
) -> tuple[Ints, Ints, Ints, Ints]:
    """The same from the rule itself, once for each distinct set: far from the publishing day."""
    sets, where = distinct(of_rows, len(edition.columns.none))
    first = np.zeros(len(sets), np.int64)
    first[where] = rows  # any row of a set will do
    states = {"open": OPEN, "unknown": UNKNOWN, "closed": CLOSED}
    found = np.zeros((4, len(sets)), np.int64)
    for number, row in enumerate(first.tolist()):
        record = edition.record(row)
        opened = opening(
            record["hours"], record["starts"], record["paused"], True, question["channel"],
            span, question["at"], edition.knowledge["cover"],
        )  # fmt: skip
        opens, ends = opened["next"], opened["until"]
        found[:, number] = (
            states[opened["status"]],
            min(opened["from_day"], NEVER),
            NEVER if opens is None else opens,
            0 if ends is None else ends,
        )
    return found[0][where], found[1][where], found[2][where], found[3][where]


def _judge(
    columns: Columns, question: Question, span: Window, rows: Ints, status: Ints, turn: Ints
) -> tuple[Judged, Ints]:
    """Every row judged on the day of its first possible visit; for whom only a birthday is in the
    way, on that birthday."""
    person, place, channel = question["person"], question["place"], question["channel"]
    profiles = columns.profile[rows].astype(np.int64)
    today = max(question["at"], span["start"]) // DAY
    turns_on = person["turns_on"]
    if turns_on is None and person["supervision_ends"] is None and person["released_on"] is None:
        judged = columns.profiles.judge(profiles, person, place, today, channel)
        return judged, np.full(len(rows), -NEVER, np.int64)  # every day is the same to them
    unsure = (status == UNKNOWN) | (turn >= NEVER)
    visits = np.where(unsure | (turn < 0), today, turn)
    courses = columns.course[rows]
    waiting = courses[unsure & (courses > 0)]
    for course in np.unique(waiting).tolist() if len(waiting) else ():
        visits[unsure & (courses == course)] = start_from(columns.starts[course], today)
    flags, missing = np.zeros(len(rows), np.uint8), np.zeros(len(rows), np.uint64)
    met, postponed = np.zeros(len(rows), np.int64), np.full(len(rows), -NEVER, np.int64)
    for day in np.unique(visits).tolist():
        on = np.flatnonzero(visits == day)
        each = columns.profiles.judge(profiles[on], person, place, day, channel)
        flags[on], missing[on], met[on] = each.flags, each.missing, each.met
        if turns_on is None or turns_on <= day:
            continue
        barred = on[(each.flags & MUST_NO != 0) & (each.flags & MUST_NO_ELSE == 0)]
        then = columns.profiles.judge(profiles[barred], person, place, turns_on, channel)
        usable = then.flags & MUST_NO == 0
        chosen = barred[usable]
        flags[chosen], missing[chosen] = then.flags[usable], then.missing[usable]
        met[chosen], postponed[chosen] = then.met[usable], turns_on
    return Judged(flags, missing, met), postponed


def _groups(flags: npt.NDArray[np.uint8], status: Ints, postponed: Ints) -> tuple[Ints, Ints]:
    """`search.rules.ranking.group` and `line`."""
    no = flags & MUST_NO != 0
    ask = ~no & (flags & (MUST_UNKNOWN | USUALLY_SHORT) != 0)
    later = ~no & ((postponed > -NEVER) | (status == CLOSED))
    group = np.where(no, NO, np.where(later, LATER, np.where(~ask & (status == OPEN), GO, ASK)))
    line = np.where(group == ASK, np.where(status == OPEN, 0, np.where(ask, 2, 1)), 0)
    return group, np.where(group == LATER, ask.astype(np.int64), line)


def _waiting(shown: Found, facts: list[str]) -> list[int]:
    """For each fact, how many results in `ask` wait for it and for nothing else."""
    missing = shown.judged.missing[shown.group == ASK]
    single = missing[(missing != 0) & (missing & (missing - np.uint64(1)) == 0)]
    bits, counts = np.unique(single, return_counts=True)
    of_bit = dict(zip(bits.tolist(), counts.tolist(), strict=True))
    return [of_bit.get(1 << ORDER.index(name), 0) if name in ORDER else 0 for name in facts]


def _steps(
    edition: Edition, question: Question, span: Window, wanted: list[str], shown: Found, outside: Found
) -> Steps:
    """What the next steps are made from (`search.rules.steps.chosen_steps`). `wanted`: the needs
    asked for and their pathways."""

    def ids(found: Found, positions: Ints) -> list[str]:
        return [edition.ids[row] for row in found.rows[positions[:FEW]].tolist()]

    today = shown.postponed == -NEVER
    closing = np.flatnonzero((shown.group == LATER) & today)
    until = _until(edition.columns, question, span, shown, closing)
    closing, until = closing[until > 0], until[until > 0]
    unlock = np.zeros(0, np.int64)
    if question["person"]["helper"] == "self":
        flags = shown.judged.flags
        unlock = np.flatnonzero((flags & REFERRAL != 0) & (flags & ELSE == 0))
    first: Ints = np.zeros(0, np.int64)
    if not np.any((shown.status == OPEN) & today):
        opening_soon = np.flatnonzero((shown.next < NEVER) & today)
        first = opening_soon[np.argsort(shown.next[opening_soon], kind="stable")][:1]
    further = outside.ordered(np.arange(len(outside.rows)))
    far = outside.distance[further]
    further = further[np.argsort(np.where(far < 0, LAST, far), kind="stable")[:FEW]]
    duty = duty_of(edition.knowledge, wanted, country_of(question["place"]))
    name = str(edition.record(int(shown.rows[first[0]]))["name"]) if len(first) else ""
    return {
        "closing_ids": ids(shown, closing),
        "closing_count": len(closing),
        "closing_until": int(until.min()) if len(closing) else LAST,
        "unlock_ids": ids(shown, unlock),
        "unlock_count": len(unlock),
        "further_ids": ids(outside, further),
        "further_metres": max(0, int(outside.distance[further[0]])) if len(further) else 0,
        "first_id": ids(shown, first)[0] if len(first) else "",
        "first_name": name,
        "first_open": int(shown.next[first[0]]) if len(first) else 0,
        "duty_ids": _bound(edition, question, duty),
        "duty": duty,
    }


def _bound(edition: Edition, question: Question, duty: int) -> list[str]:
    """Ids of the first few services that carry the duty out (`search.rules.answering.answer_of`)."""
    if duty < 0:
        return []
    asked = asking_for(question, [edition.knowledge["duties"][duty]["by"]], question["anywhere_only"])
    span = window_of(asked, edition.knowledge)
    found = find(edition, asked, span, edition.plan(asked))
    kept = np.flatnonzero(within(edition.columns, found, question["limit"]) & (found.group != NO))
    return [edition.ids[row] for row in found.rows[found.ordered(kept)[:FEW]].tolist()]
