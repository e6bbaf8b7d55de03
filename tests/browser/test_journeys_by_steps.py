"""Three of the journeys as somebody would go through them, in the three modes: Dave (J1), Aisha (J2) and
Christmas (J11)."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import SAMPLE
from tests.journeys.test_journeys import JOURNEYS
from tests.journeys.test_journeys_on_pages import fields

from .modes import Mode
from .phone import posted, visit_of
from .test_asking import as_of, heading
from .test_journeys import Card, Opened, listed, opened, words_of
from .test_pages import pressed

pytestmark = pytest.mark.browser

FRIDAY = "2026-11-27T16:30"
#: What nobody may promise: a chemist gives methadone in no emergency.
SUGGESTS = re.compile(
    r"(emergency|urgent|one-off)[^.]*(methadone|subutex|script|dose|suppl)"
    r"|(methadone|subutex|script|dose)[^.]*(emergency|urgent|one-off)",
    re.IGNORECASE,
)
#: What a page says instead of an address.
UNTOLD = "They don’t share the address."
#: What the browser keeps: the addresses of what is cached, and how much is stored otherwise.
KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const keys = await Promise.all(caches_.map((cache) => cache.keys()));
  return [keys.flat().map((request) => request.url), localStorage.length + sessionStorage.length];
}"""


def asks_from_home(page: Page, moment: str, place: str, when: str, need: str) -> None:
    """From the first page to the list of a need."""
    page.goto("/")
    as_of(page, moment)
    page.get_by_label("Where are you going?").fill(place)
    page.get_by_label(when, exact=True).check()
    pressed(page, page.get_by_role("button", name=need))


def tells(page: Page, years: str, *labels: str) -> None:
    """Facts: by the one question while it asks for one of them, then by the form under the list."""
    left = list(labels)
    while True:
        question = page.locator(".q")
        asked = [each for each in left if question.get_by_role("button", name=each, exact=True).count() > 0]
        if asked:
            pressed(page, question.get_by_role("button", name=asked[0], exact=True))
            left.remove(asked[0])
        elif question.locator("#age").count() > 0:
            question.locator("#age").fill(years)
            pressed(page, question.get_by_role("button", name="Answer", exact=True))
        else:
            break
    page.locator(".about-you > summary").click()
    about = page.locator(".about-you")
    about.locator("#age").fill(years)
    for label in left:
        about.get_by_label(label, exact=True).first.check()
    pressed(page, page.get_by_role("button", name="Use these answers"))


def group_of(page: Page, name: str) -> str | None:
    """The group under which a place stands."""
    return page.locator("li[data-group]", has_text=name).first.get_attribute("data-group")


def says(page: Page, name: str, *wanted: str) -> None:
    """From the list to a service's own page, which says so, and back."""
    pressed(page, page.locator("h3").get_by_role("button", name=name, exact=True))
    heading(page, name)
    told = words_of(page.locator("main")).casefold()
    for words in wanted:
        assert words.casefold() in told, (name, words)
    pressed(page, page.get_by_role("button", name="Back to the list"))


def rings(place: Locator, label: str) -> str | None:
    """The number of a card's button with that label."""
    return place.locator("a.btn", has_text=label).get_attribute("href")


def everything(page: Page, need: str) -> list[Opened]:
    """The own pages of all that a list shows, what is not for the person as well."""
    journey = fields(JOURNEYS["J1-script"]) | {"need": need}
    posted(page, journey)
    return opened(page, listed(page), journey)


def test_dave_on_a_friday_with_a_script(mode: Mode, page: Page) -> None:
    """J1: out at 4:30pm on a Friday, no bed, a paper for methadone."""
    asks_from_home(page, FRIDAY, "Lewisham", "This weekend", "A place to stay")
    expect(page.locator(".lead")).to_contain_text("It is Friday 27 November, 4:30pm.")
    tells(page, "52", "Places for men", "No, not yet", "Yes, I am on licence")
    assert group_of(page, "Council homeless team, Lewisham") == "go"
    assert group_of(page, "Lantern Row Night Shelter") == "ask"
    assert group_of(page, "Short-stay home through probation") == "later"
    team = page.locator(".card", has_text="Council homeless team, Lewisham")
    expect(team).to_contain_text("Phone line opens at 5pm today")
    assert rings(team, "After 5pm and at weekends") == "tel:02079460111"
    shelter = page.locator(".card", has_text="Lantern Row Night Shelter")
    expect(shelter).to_contain_text("Being listed does not mean there is a bed.")
    says(page, "Lantern Row Night Shelter", "Phone first", "Being listed does not mean there is a bed.")
    says(page, "Short-stay home through probation", "Ask first", "Someone has to refer you")
    expect(page).to_have_url(mode.private("/find"))

    asks_from_home(page, FRIDAY, "Lewisham", "This weekend", "Drugs and drink")
    page.locator("details.narrow > summary").click()
    pressed(page, page.get_by_role("button", name="Methadone or Subutex", exact=True))
    cards = {card.name: card for card in listed(page)}
    drugs = cards["Ravens Bridge Drug and Drink Service"]
    assert (drugs.group, "Opens Monday 9am" in drugs.when) == ("later", True)
    assert "closed until tomorrow" not in words_of(page.locator("main")).casefold()


def test_dave_reads_how_to_get_his_methadone(page: Page) -> None:
    """J1: take the paper, 111 if there is none; nobody promises a dose that no chemist may give."""
    page.goto("/")
    posted(page, fields(JOURNEYS["J1-script"]))
    for chemist in ("Quaggy Chemist", "Deptford Lock Chemist"):
        says(page, chemist, "Take the green or blue paper", "Ring 111")
    posted(page, fields(JOURNEYS["J1-probation"]))
    office = "Probation office, Lewisham"
    says(page, office, "ring before 2pm on your next working day", "your licence")
    assert SUGGESTS.search("A chemist can give you an emergency supply. Or ring 111.")
    assert SUGGESTS.search("They hand out methadone in an emergency.")
    met = 0
    for need in ("script", "script-collection", "drugs-alcohol", "health"):
        pages = everything(page, need)
        met += len(pages)
        for told in (*(each.words for each in pages), words_of(page.locator("main"))):
            assert SUGGESTS.search(told) is None, told
    assert met > 10


HIDDEN = {
    "Eider house for women": f"{UNTOLD} Ring them.",
    "Larkspur house for women": f"{UNTOLD} Ring them.",
    "Myrtle Row flats for anyone": f"Lewisham. {UNTOLD}",
}


def secrets(name: str) -> list[str]:
    """The streets and postcodes of a service in the sample, and what is meant for workers alone."""
    every = [
        each for path in SAMPLE.glob("*.json") for each in json.loads(path.read_text("utf-8"))["services"]
    ]
    (found,) = [each for each in every if each["name"] == name]
    places = [each["location"] for each in found["service_at_locations"]]
    told = [each[key] for at in places for each in at["addresses"] for key in ("address_1", "postal_code")]
    assert len(told) >= 2 and all(told)
    notes: dict[str, Any] = found["saturday"].get("worker_only", {})
    return [*told, *(str(each) for each in notes.values())]


def nothing_is_kept(mode: Mode, page: Page) -> None:
    """Nobody asked for anything to be saved: no page that she saw is, no cookie, and no storage of pages."""
    addresses, stored = page.evaluate(KEPT)
    assert stored == 0 and mode.context.cookies() == []
    assert [url for url in addresses if re.search(r"/(find|services|plan|pack)\b", url)] == []
    assert mode.made_by == "server" or len(addresses) > 5


def test_aisha_who_flees_with_two_children(mode: Mode, page: Page) -> None:
    """J2: Saturday, ten past nine at night, on a phone that he looks at."""
    before = len(mode.seen)
    asks_from_home(page, "2026-11-28T21:10", "", "Tonight", "Feeling safe")
    heading(page, "Feeling safe")
    expect(page).to_have_url(mode.private("/find"))
    expect(page).to_have_title("Find what is open near you – Saturday")
    lines = page.locator(".help a")
    expect(lines.first).to_contain_text("National Domestic Abuse Helpline")
    expect(lines.first).to_contain_text("Any hour")
    expect(lines.first).to_have_attribute("href", "tel:08082000247")
    expect(page.locator('.help a[href="tel:999"]')).to_be_visible()
    over = "(() => document.querySelector('.help').getBoundingClientRect().top"
    assert page.evaluate(f"{over} < document.querySelector('.card').getBoundingClientRect().top)()")
    tells(
        page,
        "31",
        "Places for women",
        "Children",
        "I have a place, but it is not safe",
        "Yes, now",
    )
    eider, larkspur = (page.locator(".card", has_text=f"{name} house") for name in ("Eider", "Larkspur"))
    expect(eider).to_have_attribute("data-group", "go")
    expect(eider).to_contain_text("takes children up to 14")
    expect(larkspur).to_have_attribute("data-group", "ask")
    expect(larkspur).to_contain_text("takes children up to 16")
    expect(larkspur).to_contain_text("They ask about drink and drugs. Tell them.")
    expect(page.locator(".steps-list")).to_contain_text("Any council must look at your case.")
    for name, place in HIDDEN.items():
        pressed(page, page.get_by_role("button", name=name, exact=True))
        heading(page, name)
        assert words_of(page.locator("section[aria-labelledby=where] address")) == place
        assert page.locator(".where").count() == 0, "how far it is"
        whole = page.content()
        assert [secret for secret in secrets(name) if secret in whole] == []
        pressed(page, page.get_by_role("button", name="Back to the list"))
    nothing_is_kept(mode, page)
    icon = page.locator("link[rel=icon]").get_attribute("href") or ""
    assert re.fullmatch(r"/static/\w+\.\w+\.svg|/\S*saturday\S*\.svg", icon), icon
    assert not re.search("abuse|refuge|eider|larkspur", " ".join(mode.seen[before:]), re.I)
    length = page.evaluate("history.length")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/leave")
    expect(page.locator("main")).to_contain_text("This page did not clear your history.")
    assert "safe" not in page.content().lower()
    assert mode.made_by == "server" or (page.evaluate("history.length"), visit_of(mode.context)) == (
        length,
        0,
    )


def test_who_flees_is_held_up_by_no_local_connection(page: Page) -> None:
    """J2: the clause is lifted while there is abuse, and stands again without."""
    page.goto("/")
    local = "Mostly for people who have lived or have family in Lewisham"
    kinds: dict[str, str] = {}
    for abuse in ("now", "no"):
        said = fields(JOURNEYS["J2-bed"]) | {"local_connection": ["E07000008"], "abuse": abuse}
        posted(page, said)
        (own,) = opened(page, [named(page, "Alder Steps House")], said)
        reasons = dict(zip(own.reasons, own.kinds, strict=True))
        kinds[abuse] = next((kind for words, kind in reasons.items() if words.endswith(local)), "absent")
    assert kinds["now"] in ("y", "a")
    assert kinds["no"] == "n"


def named(page: Page, name: str) -> Card:
    """One place of the list."""
    return next(card for card in listed(page) if card.name == name)


def test_a_release_that_is_moved_to_the_day_before(page: Page) -> None:
    """J11: out on Wednesday 23 December instead of Thursday 24. Doors are open still; and what counts days
    since the release counts one more."""
    page.goto("/")
    drugs = {"near": "Lewisham", "need": "drugs-alcohol", "age": "40"}
    for at, when, group, words in (
        ("2026-12-23T11:00", "today", "go", "Open now until 7pm"),
        ("2026-12-24T11:00", "today", "go", "Open now until 1pm"),
        ("2026-12-24T16:30", "now", "later", "Opens Tuesday 10am"),
    ):
        posted(page, {**drugs, "at": at, "when": when})
        card = named(page, "Ravens Bridge Drug and Drink Service")
        assert card.group == group and words in card.when, card
    eight_weeks = {"near": "Sunderland", "need": "mentor", "at": "2027-02-18T09:00", "when": "today"}
    for released_on, group in (("2026-12-24", "go"), ("2026-12-23", "ask"), ("", "ask")):
        posted(page, {**eight_weeks, "released_on": released_on})
        assert named(page, "Bell Buoy at the Gate").group == group, released_on


def test_christmas_when_everything_shuts(page: Page) -> None:
    """J11: out on Wednesday 23 December; nearly everything is shut from Friday to Monday."""
    page.goto("/find?near=Lewisham&need=basics&when=now&at=2026-12-23T11:00")
    page.locator("details.place > summary").first.click()
    page.get_by_text("Pick a day", exact=True).click()
    page.get_by_label("Friday 25 December", exact=True).check()
    pressed(page, page.get_by_role("button", name="Show places"))
    expect(page.locator(".lead")).to_contain_text("Friday 25 December")
    found = {card.name: card for card in listed(page)}
    for name, group, words in (
        ("Copper Kettle Kitchen", "go", "Opens Friday midday"),
        ("Blue Door Night Van", "later", "Opens Saturday 6pm"),
    ):
        assert found[name].group == group and words in found[name].when, found[name]
    page.goto("/find?near=Lewisham&need=health&when=2026-12-25&at=2026-12-23T11:00")
    found = {card.name: card for card in listed(page)}
    assert found["Quiet Lamp Evenings"].group == "ask"
    assert "Holiday hours not known: ring first" in found["Quiet Lamp Evenings"].when
    page.goto("/find?near=Lewisham&need=drugs-alcohol&when=weekend&at=2026-12-24T12:00")
    expect(page.locator(".lead")).to_contain_text("Tuesday 9am")
    found = {card.name: card for card in listed(page)}
    assert found["Ravens Bridge Drug and Drink Service"].group == "later"
    assert "Opens Tuesday" in found["Ravens Bridge Drug and Drink Service"].when
