"""The whole question in SQL, in the two dialects that are raced.

The steps are those of `search.match.find`; `docs/answers.md` is the law. What differs between the two
dialects is in `Dialect`: how places, lists and words are looked up.
"""

import re
from dataclasses import dataclass

from search.edition import Edition
from search.rules.answering import window_of
from search.rules.model import Question
from search.rules.trust import HOURS_COUNT_FOR, STALE_AFTER
from search.stretches import NEVER

Parameters = dict[str, object]
PAGE = 20


@dataclass(frozen=True)
class Dialect:
    """`least`, `greatest`: the smaller and larger of two. `each`: the texts of a list as rows `x.value`.
    `has`: whether a clause's list holds `x.value`. `told`: what the person said of a clause's
    attribute, a list or NULL. `first`: the first text of a clause's list."""

    least: str
    greatest: str
    each: str
    has: str
    told: str
    first: str


def parameters(question: Question, edition: Edition) -> Parameters:
    """What a question gives to SQL, but for places, words and needs. ValueError for a question that
    the race does not ask."""
    place, person, span = question["place"], question["person"], window_of(question, edition.knowledge)
    if place is None or question["channel"] or person["helper"] != "self" or span["name"] != "weekend":
        raise ValueError("the race asks about a place, a weekend and any channel, and for oneself")
    return {
        "day": question["at"] // 1440,
        "start": span["start"],
        "finish": span["end"],
        "moment": max(question["at"], span["start"]),
        "first": span["first"],
        "final": span["last"],
        "least": min(15, span["end"] - span["start"]),
        "limit": question["limit"],
        "age": person["age"],
        "never": NEVER,
        "counting": HOURS_COUNT_FOR,
        "fresh": STALE_AFTER,
    }


def units(question: Question, edition: Edition) -> list[dict[str, list[object]]]:
    """What was typed, as the rules understand it: each different unit once."""
    found = edition.plan(question)["units"]
    return [unit for at, unit in enumerate(found) if unit not in found[:at]]  # type: ignore[misc]


ONESELF = """'["self"]'"""
BELONGS = """(
    (t.start < (:final + 1) * 1440 AND t.finish > :first * 1440)
    OR (t.start >= :first * 1440 - 420 AND t.start < :first * 1440)
  )"""


def steps(dialect: Dialect) -> dict[str, str]:
    """Each step by name, over those before it and over `near`: the services asked for and within reach,
    with id, hours, checked, paused, far (rounded metres or NULL) and text (class of the words)."""
    d = dialect
    return {
        "hours": f"""
  SELECT h.hours,
    (SELECT sum({d.least}(t.finish, :finish) - {d.greatest}(t.start, :start)) FROM stretch t
     WHERE t.hours = h.hours AND t.status = 'open' AND t.start < :finish AND t.finish > :start
       AND {BELONGS}) AS minutes,
    EXISTS (SELECT 1 FROM stretch t
     WHERE t.hours = h.hours AND t.status = 'unknown' AND t.start < :finish AND t.finish > :start
       AND {BELONGS}) AS doubt,
    EXISTS (SELECT 1 FROM stretch t
     WHERE t.hours = h.hours AND t.status = 'open' AND t.start <= :moment AND t.finish > :moment) AS held,
    (SELECT min(t.start) FROM stretch t
     WHERE t.hours = h.hours AND t.status = 'open' AND t.start > :moment) AS opens,
    EXISTS (SELECT 1 FROM nohours n WHERE n.hours = h.hours) AS none
  FROM (SELECT DISTINCT hours FROM near) h
""",
        "answer": f"""
  SELECT c.id, c.strength, CASE
    WHEN c.attribute = 'referral' THEN
      CASE WHEN EXISTS (SELECT 1 FROM {d.each.format(ONESELF)} WHERE {d.has}) THEN 1 ELSE 0 END
    WHEN c.attribute = 'place' THEN
      CASE
        WHEN NOT EXISTS (SELECT 1 FROM {d.each.format(":councils")} WHERE NOT {d.has}) THEN 1
        WHEN NOT EXISTS (SELECT 1 FROM {d.each.format(":sectors")} WHERE NOT {d.has}) THEN 1
        WHEN EXISTS (SELECT 1 FROM {d.each.format(":councils")} WHERE {d.has})
          OR EXISTS (SELECT 1 FROM {d.each.format(":sectors")} WHERE {d.has}) THEN 0
        ELSE -1
      END
    WHEN c.attribute = 'documents' THEN 1
    WHEN c.attribute = 'convictions' THEN CASE {d.first} WHEN 'yes' THEN 1 WHEN 'no' THEN -1 ELSE 0 END
    WHEN c.attribute = 'risk' OR c.attribute = 'language' THEN 0
    WHEN c.attribute = 'age' THEN CASE WHEN :age BETWEEN c.low AND c.high THEN 1 ELSE -1 END
    WHEN {d.told} IS NULL THEN 0
    WHEN EXISTS (SELECT 1 FROM {d.each.format(d.told)} WHERE {d.has})
      THEN CASE WHEN c.op IN ('is-not', 'not-in', 'excludes') THEN -1 ELSE 1 END
    ELSE CASE WHEN c.op IN ('is-not', 'not-in', 'excludes') THEN 1 ELSE -1 END
  END AS said
  FROM clause c WHERE NOT c.only_with
""",
        "verdict": """
  SELECT n.id,
    max(CASE WHEN a.strength = 'must' AND a.said = -1 THEN 1 ELSE 0 END) AS barred,
    max(CASE WHEN (a.strength = 'must' AND a.said = 0) OR (a.strength = 'usually' AND a.said < 1)
      THEN 1 ELSE 0 END) AS ask,
    sum(CASE WHEN a.strength = 'prefers' AND a.said = 1 THEN 1 ELSE 0 END) AS met
  FROM near n LEFT JOIN service_clause s ON s.service = n.id LEFT JOIN answer a ON a.id = s.clause
  GROUP BY n.id
""",
        "state": """
  SELECT n.id, n.far, n.text, v.barred, v.ask, v.met,
    CASE WHEN n.checked = -:never OR :day - n.checked > :fresh THEN 1 ELSE 0 END AS stale,
    CASE
      WHEN h.none OR (n.checked <> -:never AND :day - n.checked > :counting)
        THEN CASE WHEN n.paused <= :day THEN 2 ELSE 1 END
      WHEN h.minutes >= :least THEN 0 WHEN h.doubt THEN 1 ELSE 2
    END AS status,
    CASE
      WHEN h.none OR (n.checked <> -:never AND :day - n.checked > :counting) OR NOT (h.held OR h.opens > 0)
        THEN :never
      WHEN h.held THEN -1 ELSE coalesce(h.opens / 1440, :never)
    END AS turn
  FROM near n JOIN hours h ON h.hours = n.hours JOIN verdict v ON v.id = n.id
""",
        "grouped": """
  SELECT s.*,
    CASE WHEN barred = 1 THEN 3 WHEN status = 2 THEN 2 WHEN ask = 0 AND status = 0 THEN 0 ELSE 1 END AS grp,
    CASE WHEN far IS NULL THEN 5 WHEN far <= 1609 THEN 0 WHEN far <= 4828 THEN 1 WHEN far <= 16093 THEN 2
      WHEN far <= 40233 THEN 3 ELSE 4 END AS band
  FROM state s
""",
        "ordered": """
  SELECT id, grp, row_number() OVER (PARTITION BY CASE WHEN grp = 3 THEN 1 ELSE 0 END ORDER BY
      grp,
      CASE WHEN grp = 1 THEN CASE WHEN status = 0 THEN 0 WHEN ask = 1 THEN 2 ELSE 1 END
           WHEN grp = 2 THEN ask ELSE 0 END,
      text, CASE WHEN status = 1 THEN 0 ELSE turn END, band, -met, stale, coalesce(far, :never), id) AS place
  FROM grouped
""",
    }


#: The first page of what is shown and of what is not for the person, and how many each group holds.
ANSWER = f"""SELECT id, grp, place FROM ordered WHERE place <= {PAGE}
UNION ALL SELECT -1, grp, count(*) FROM grouped GROUP BY grp"""


@dataclass(frozen=True)
class Told:
    """What an engine answers: how many there are of each group, and the first page of those shown and of
    those that are not for the person, by row."""

    counts: list[int]
    shown: list[int]
    barred: list[int]


def told(rows: list[tuple[int, int, int]]) -> Told:
    """The rows of ANSWER as an answer."""
    counts = [0, 0, 0, 0]
    for id_, group, number in rows:
        if id_ == -1:
            counts[group] = number
    page = sorted((place, id_, group) for id_, group, place in rows if id_ >= 0)
    return Told(
        counts,
        [id_ for _, id_, group in page if group != 3],
        [id_ for _, id_, group in page if group == 3],
    )


def named(text: str, style: str) -> str:
    """The text with its `:names` as the driver writes them: `style` is such as "%({})s"."""
    return re.sub(r"(?<![:\w]):([a-z]\w*)", lambda found: style.format(found[1]), text)
