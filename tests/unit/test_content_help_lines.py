"""Every line of the needs' own table is listed with the status it has there, or left out with a reason."""

import re
from pathlib import Path

import pytest

from directory_data import content
from tests.shared_folder import shared

__all__ = ["shared"]

pytestmark = pytest.mark.shared

NUMBER = re.compile(r"\b(?:\d[\d ]{8,}\d|116 123|111|999|18000|85258)\b")
#: What our own list says of a number that nobody has seen in a published page.
UNSEEN = ("Listed from general knowledge", "Seen only in another program's list", "Seen without a date")
#: Real by the look's own design (section 7): it names them as the numbers that are never made up.
REAL = {"999", "111", "116123"}
#: Where the table has another name for a line: its name there → ours, in the order of its numbers.
CALLED = {
    "Emergency / text relay": ["Emergency: police, ambulance, fire", "Emergency by textphone"],
    'NHS 111, mental-health option (was "option 2")': ["NHS 111"],
    "National Domestic Abuse (Refuge)": ["National Domestic Abuse Helpline"],
    "Live Fear Free (Wales)": ["Live Fear Free"],
    "Rape Crisis E&W": ["Rape and Sexual Abuse Support Line"],
    "Galop (LGBT+)": ["Galop"],
    "Shelter England": ["Shelter"],
    "DAN 24/7 (Wales)": ["DAN 24/7"],
    "National Gambling Helpline (GamCare)": ["National Gambling Helpline"],
    "Citizens Advice England / Wales": ["Citizens Advice", "Citizens Advice Cymru"],
    "Nacro": ["Nacro advice"],
    "Prisoners' Families Helpline (Pact)": ["Prisoners' Families Helpline", "Pact"],
    "Combat Stress / SSAFA Forcesline": ["Combat Stress", "Forcesline"],
    "Modern Slavery": ["Modern Slavery Helpline"],
    "Universal Credit": ["Universal Credit line"],
}
#: In the table as "may be withdrawn".
WITHDRAWN = {"03005000914"}


def table(shared: Path) -> list[tuple[str, list[str], str]]:
    """Name, numbers and status of each row of the table of help lines."""
    text = (shared / "needs" / "needs.md").read_text("utf-8").split("### Helplines")[1].split("\n---")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 25
    found = []
    for name, number, hours, status in rows:
        numbers = [each.replace(" ", "") for each in NUMBER.findall(number) + NUMBER.findall(hours)]
        # "number [3P]" beside the hours' own status: the number's is what counts.
        own = re.search(r"number (\[[^]]+\])", f"{status} {hours}")
        found.append((name, numbers, own.group(1) if own else status))
    return found


def test_every_line_has_the_number_that_the_table_gives_it_or_is_left_out(shared: Path) -> None:
    """Name → number: a list of numbers alone would not see two of them changed over."""
    wanted = {}
    for name, numbers, _ in table(shared):
        left = [number for number in numbers if number not in WITHDRAWN]
        wanted |= dict(zip(CALLED.get(name, [name]), left, strict=True)) if left else {}
    ours = {line["name"]: line["number"].replace(" ", "") for line in content.help_lines()}
    assert ours == wanted


def test_no_more_is_left_out_than_has_nothing_to_ring(shared: Path) -> None:
    silent = {name for name, numbers, _ in table(shared) if not set(numbers) - WITHDRAWN}
    assert {each["name"] for each in content.left_out()} == silent


def test_a_number_that_was_seen_is_verified_and_another_only_with_a_dated_source(shared: Path) -> None:
    ours = {line["number"].replace(" ", ""): line for line in content.help_lines()}
    for name, numbers, status in table(shared):
        for number in set(numbers) - WITHDRAWN:
            line = ours[number]
            if "[V " in status or "[V]" in status:
                assert line["verified"], name
            elif line["verified"] and number not in REAL:
                assert re.search(r"\b(?:19|20)\d\d\b", line["source"]), name
                assert line["checked_on"][:4] in line["source"], name


def test_a_line_that_nobody_has_seen_says_so() -> None:
    for line in content.help_lines():
        assert line["source"].startswith(UNSEEN) != line["verified"], line["id"]
