"""The journeys of tests/data/journeys.json in a browser, in the three modes: lists and services' own pages.

Three of them step by step are in test_journeys_by_steps.py.
"""

import re
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_journeys import JOURNEYS
from tests.journeys.test_journeys_on_pages import fields

from .modes import Mode
from .phone import Fields, flat, posted
from .test_pages import pressed

pytestmark = pytest.mark.browser

#: Of every card and every line under "Not for you": id, name, group, the heading it stands under, its words.
LISTED = """() => [...document.querySelectorAll("li[data-group]")].map((li) => {
  const words = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const section = li.closest("section[aria-labelledby^=group]");
  const more = li.querySelector("p.soft.small");
  return {
    id: li.dataset.id,
    name: words(li.querySelector("a, button")),
    group: li.dataset.group,
    under: section ? section.getAttribute("aria-labelledby").slice(6) : "no",
    when: li.querySelector(".when") ? words(li.querySelector(".when")) : "",
    reasons: [...li.querySelectorAll(".why li")].map(words),
    kinds: [...li.querySelectorAll(".why li")].map((reason) => reason.className),
    more: more ? words(more) : "",
  };
})"""
#: The services' own pages, sent for as the list's buttons do, and read.
OPENED = """async ([paths, fields]) => Promise.all(paths.map(async (path) => {
  const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const verdict = page.querySelector("section.verdict");
  return {
    made_by: page.documentElement.dataset.madeBy,
    name: words(page.querySelector("h1")),
    kind: verdict.className.split(" ").find((name) => name.startsWith("v-")),
    icon: verdict.querySelector("h2 use").getAttribute("href").replace(/^.*#/, "#"),
    title: words(verdict.querySelector("h2")),
    when: words(verdict.querySelector(".when")),
    reasons: [...page.querySelectorAll("[aria-labelledby=for-whom] .why li")].map(words),
    kinds: [...page.querySelectorAll("[aria-labelledby=for-whom] .why li")].map((reason) => reason.className),
    words: words(page.querySelector("main")),
  };
}))"""
#: Verdict → class, icon and words of the first heading of a service's page.
SHOWN = {
    "can-use": ("v-yes", "#i-yes", "You can go"),
    "ask-first": ("v-ask", "#i-ask", "Ask first"),
    "not-for-you": ("v-no", "#i-no", "Not for you"),
}
#: What a line says when it is open at any hour: on pages it is shorter.
ALWAYS = ("Phone line open all day and night", "Any hour")
ON_CARDS = 3  # reasons


class Card(NamedTuple):
    """One place on a list."""

    id: str
    name: str
    group: str
    under: str
    when: str
    reasons: list[str]
    kinds: list[str]
    more: str


class Opened(NamedTuple):
    """A service's own page."""

    made_by: str
    name: str
    kind: str
    icon: str
    title: str
    when: str
    reasons: list[str]
    kinds: list[str]
    words: str


def listed(page: Page) -> list[Card]:
    """What a list shows, over all its pages; what is "not for you" stands on the first."""
    found: list[Card] = []
    while True:
        found += [Card(**each) for each in page.evaluate(LISTED)]
        more = page.get_by_role("button", name="More places")
        if more.count() == 0:
            return found
        pressed(page, more)


def opened(page: Page, cards: list[Card], said: Fields) -> list[Opened]:
    """The services' own pages, for the same question."""
    paths = [f"/services/{card.id}" for card in cards]
    return [Opened(**each) for each in page.evaluate(OPENED, [paths, flat(said)])]


def stands(card: Card, own: Opened, wanted: dict[str, Any]) -> None:
    """One place stands in its group, with the verdict, the hours and the reason that the journey wants."""
    assert card.group == card.under == wanted["group"], card
    assert (own.kind, own.icon) == SHOWN[wanted["verdict"]][:2], own
    assert own.title.startswith(SHOWN[wanted["verdict"]][2]), own
    assert wanted.get("say", "") in own.when, own
    if wanted["group"] != "no":
        assert own.when == card.when, (card, own)
    if "reason" not in wanted:
        return
    kind = {"no": "n", "go": "y"}.get(wanted["group"])
    told = [words for words in own.reasons if wanted["reason"] in words]
    assert len(told) == 1, own
    assert kind is None or own.kinds[own.reasons.index(told[0])] == kind, own
    # On the card too, unless others come before it and the card says how many are left.
    if told[0] not in card.reasons:
        left = re.fullmatch(r"(\d+) more things? to know\.", card.more)
        assert left is not None and len(card.reasons) == ON_CARDS, card
        assert own.reasons.index(told[0]) >= ON_CARDS, (card, own)


def tells_of_lines(page: Page, wanted: list[dict[str, Any]]) -> None:
    """The lines to ring come first and in their order; each says when, and whether its number was checked."""
    shown = page.locator(".help .tels > li").all()[: len(wanted)]
    assert len(shown) == len(wanted)
    for line, row in zip(wanted, shown, strict=True):
        said = words_of(row)
        assert said.startswith(line["name"]), said
        assert (ALWAYS[1] if line["say"] == ALWAYS[0] else line["say"]) in said, said
        assert ("We have not checked this number" in said) == (not line["verified"]), said
        assert row.locator("a[href^='tel:'], a[href^='sms:']").count() == 1


def words_of(part: Locator) -> str:
    """All words of a part of a page, folded away or not, on one line."""
    return " ".join((part.text_content() or "").split())


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_place_stands_where_the_journey_wants_it(name: str, mode: Mode, page: Page) -> None:
    """Groups, verdicts, reasons, order, hours, next steps and help lines; what is read on services' pages."""
    journey: dict[str, Any] = JOURNEYS[name]
    page.goto("/")
    posted(page, fields(journey))
    if journey["person"]:
        expect(page).to_have_url(mode.private("/find"))
    steps, whole = words_of(page.locator(".steps-list")), words_of(page.locator("main"))
    for words in journey.get("steps", []):
        assert words in steps, words
    for words in journey.get("words", []):
        assert words in whole, words
    for words in journey.get("unasked", []):
        assert words not in words_of(page.locator("body")).casefold(), words
    tells_of_lines(page, journey.get("lines", []))
    if journey.get("empty"):
        last = page.locator(".steps-list > li").last
        assert page.locator(".card").count() == 0
        expect(last).to_contain_text("National Gambling Helpline")
        expect(last.locator("a[href^='tel:']")).to_have_count(1)
    barred = page.locator(".nots > li").count()
    assert barred == journey.get("barred", barred)
    stand_in_order(page, mode, journey)


def stand_in_order(page: Page, mode: Mode, journey: dict[str, Any]) -> None:
    """What the list and the services' pages say of each place."""
    cards = listed(page)
    by_name = {card.name: card for card in cards}
    wanted, read = journey["expect"], journey.get("read", [])
    assert {each["name"] for each in (*wanted, *read)} <= set(by_name)
    own = opened(page, [by_name[each["name"]] for each in (*wanted, *read)], fields(journey))
    assert {each.made_by for each in own} <= {mode.made_by}
    for each, found in zip((*wanted, *read), own, strict=True):
        assert found.name == each["name"]
        if "words" in each:
            assert each["words"] in found.words, each
        else:
            stands(by_name[each["name"]], found, each)
    for barred in journey["must_not"]:
        group = by_name[barred["name"]].group if barred["name"] in by_name else "absent"
        assert group not in barred["groups"], barred["why"]
    if "order" in journey:
        assert [card.name for card in cards if card.name in journey["order"]] == journey["order"]
