"""The lint of the content: what we ship passes, and each thing that can be wrong is found."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from directory_data import content
from directory_data.checking import check_content, content_warnings
from directory_data.content.plain_words import AVOIDED, avoided_in, long_sentences

Json = dict[str, Any]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content that a test may break."""
    folder = tmp_path / "content"
    shutil.copytree(content.FOLDER, folder)
    monkeypatch.setattr(content, "FOLDER", folder)
    monkeypatch.setattr(content, "SAMPLE", folder / "sample")
    return folder


def named(found: Json, name: str) -> Any:
    """A service of a sample file by its name."""
    return next(service for service in found["services"] if service["name"] == name)


def at(key: str, which: str, /, **changes: object) -> Callable[[Json], None]:
    """A change of one item of a list."""

    def change(found: Json) -> None:
        item = next(
            row for row in found[key] if which in (row.get("code"), row.get("id"), row.get("attribute"))
        )
        item.update(changes)

    return change


def service(name: str, /, **changes: object) -> Callable[[Json], None]:
    """A change of one service of a sample file."""
    return lambda found: named(found, name).update(changes)


def ours(name: str, /, **changes: object) -> Callable[[Json], None]:
    """A change of what our extension says of a service."""
    return lambda found: named(found, name)["saturday"].update(changes)


def shared_number(found: Json) -> None:
    """The kitchen's number becomes the surgery's."""
    named(found, "Hilly Lane Surgery")["phones"][0]["number"] = named(found, "Copper Kettle Kitchen")[
        "phones"
    ][0]["number"]


def silent_at_night(found: Json) -> None:
    """The council's night line is gone."""
    link = named(found, "Council homeless team, Lewisham")["service_at_locations"][0]
    link["schedules"] = [row for row in link["schedules"] if row["saturday"].get("channel") != "phone"]


def nobody_for_families(found: Json) -> None:
    """The one service for families in Fenland goes."""
    found["services"] = [row for row in found["services"] if row["name"] != "Reed Family Room"]


def no_gap_for_care(found: Json) -> None:
    """Sunderland lists no care team, and no longer says so."""
    area = next(row for row in found["areas"] if row["file"] == "sunderland")
    area["gaps"].remove("social-care")


HEALTH = {"code": "health", "name": "Health"}
BREAKS: list[tuple[str, Callable[[Json], object], str]] = [
    ("needs.json", lambda found: found["pathways"].reverse(), "in this order"),
    ("needs.json", at("needs", "food", code="shower"), "stands twice"),
    ("needs.json", at("needs", "food", pathway="fun"), "fun is no pathway"),
    ("needs.json", at("needs", "refuge", sensitive=False), "differs from its pathway's"),
    ("needs.json", at("needs", "food", words=[]), "nobody could find it by typing"),
    ("needs.json", at("needs", "food", name="Food provision"), "says 'provision' to a person"),
    ("questions.json", lambda found: found["questions"].pop(), "is not 1 to 25"),
    (
        "questions.json",
        at("questions", "pet", attribute="arson"),
        "arson: attribute: is no fact of contract.md",
    ),
    ("questions.json", at("questions", "pet", attribute="gp"), "pet: has no question"),
    ("questions.json", at("questions", "pet", sensitivity=3), "is not 0, 1 or 2"),
    ("questions.json", at("questions", "abuse", pathways=[]), "are not those of answers.md section 6"),
    ("questions.json", at("questions", "sentence", worker_only=False), "worker's mode alone"),
    ("questions.json", at("questions", "access", never=False), "are never asked"),
    ("questions.json", at("questions", "pet", skip=" "), "cannot be skipped"),
    ("questions.json", lambda found: found["questions"][6]["answers"].pop(), "with_you: answers: are not"),
    ("questions.json", at("questions", "pet", help="This stays on your phone."), "'stays': the form says"),
    ("help_lines.json", at("lines", "samaritans", checked_on=None), "says when it was seen"),
    ("help_lines.json", at("lines", "samaritans", checked_on="2026-11"), "says when it was seen"),
    ("help_lines.json", at("lines", "samaritans", id="shout"), "shout: id: stands twice"),
    ("help_lines.json", at("lines", "samaritans", number="111"), "one number, one organisation"),
    ("help_lines.json", at("lines", "samaritans", needs=["cake"]), "cake is not known"),
    ("help_lines.json", at("lines", "samaritans", nation="mars"), "nation: is wrong"),
    ("help_lines.json", at("lines", "live-fear-free", nation=""), "nation: is wrong"),
    ("help_lines.json", at("lines", "samaritans", source=""), "where was this number seen?"),
    ("help_lines.json", at("lines", "samaritans", verified=False), "nobody has verified"),
    ("help_lines.json", at("lines", "samaritans", hours=[{"opens_at": "25:00"}]), "hours[0].opens_at"),
    ("help_lines.json", at("lines", "samaritans", any_hour=False), "any_hour: differs from its hours"),
    ("help_lines.json", at("lines", "galop", any_hour=True), "any_hour: differs from its hours"),
    ("help_lines.json", lambda found: found["left_out"][0].update(name="Galop"), "is listed after all"),
    ("help_lines.json", lambda found: found["left_out"][0].update(why=" "), "why is it left out"),
    ("help_lines.json", at("lines", "samaritans", say="For clients"), "says 'clients' to a person"),
    ("facts.json", at("facts", "uc-claim", id="gp-register"), "stands twice"),
    ("facts.json", at("facts", "uc-claim", status="rumour"), "rumour is not verified"),
    ("facts.json", at("facts", "discharge-money-2021", show=True), "only verified facts are shown"),
    ("facts.json", at("facts", "uc-claim", source=" "), "where was this seen?"),
    ("facts.json", at("facts", "uc-claim", by=""), "names who says so"),
    ("facts.json", at("facts", "duty-wales", by="GOV.UK"), "names who says so"),
    ("facts.json", at("facts", "uc-claim", by="Offenders Act"), "says 'Offenders' to a person"),
    ("facts.json", at("facts", "uc-claim", checked_on=None), "is shown without a day"),
    ("facts.json", at("facts", "uc-claim", checked_on="2026-11"), "2026-11 is no day"),
    ("facts.json", at("facts", "duty-wales", nation="mars"), "is not england-and-wales, england, wales"),
    ("facts.json", at("facts", "uc-claim", needs=["cake"]), "cake is not known"),
    (
        "sample/lewisham.json",
        service("Hilly Lane Surgery", phones=[{"number": "020 8690 0000"}]),
        "drama ranges",
    ),
    ("sample/lewisham.json", service("Hilly Lane Surgery", phones=[]), "no way to ask first"),
    ("sample/lewisham.json", shared_number, "one number, one organisation"),
    (
        "sample/lewisham.json",
        service("Hilly Lane Surgery", contacts=[{"name": "Sam"}]),
        "named without a role",
    ),
    ("sample/lewisham.json", ours("Hilly Lane Surgery", first_visit=""), "what happens first?"),
    ("sample/lewisham.json", ours("Hilly Lane Surgery", first_visit="go " * 41), "has over 40 words"),
    ("sample/lewisham.json", ours("Hilly Lane Surgery", alternatives=["x"]), "no other service of this file"),
    ("sample/lewisham.json", ours("Marl Street Hostel", if_refused=""), "what if they say no?"),
    ("sample/lewisham.json", service("Lantern Row Night Shelter", fees_description=""), "what does it cost?"),
    (
        "sample/lewisham.json",
        ours("Rowan Women's Centre", first_visit="A risk talk"),
        "says 'risk' to a person",
    ),
    ("sample/lewisham.json", ours("Hilly Lane Surgery", sample=False), "does not say that it is made up"),
    ("sample/lewisham.json", service("Hilly Lane Surgery", name="Prison Surgery"), "the title of a page"),
    (
        "sample/lewisham.json",
        service("Marl Street Hostel", alert="Ring first."),
        "does not say: Being listed",
    ),
    ("sample/sunderland.json", ours("Kinder Ways", needs=["hurting-others", "men-hurt"]), "two services"),
    (
        "sample/wisbech.json",
        ours("Teasel Advice", if_refused="Ring the National Domestic Abuse Helpline."),
        "sends men to a line for women",
    ),
    ("sample/lewisham.json", silent_at_night, "nobody to ring at night"),
    ("sample/wisbech.json", nobody_for_families, "families: has neither a local service nor a gap"),
    ("coverage.json", lambda found: found["areas"][0]["gaps"].append("food"), "food is no gap"),
    ("coverage.json", lambda found: found["areas"][0]["gaps"].append("cake"), "cake is not known"),
    ("coverage.json", lambda found: found["areas"][0]["gaps"].append("gambling"), "gambling stands twice"),
    ("coverage.json", lambda found: found["areas"][0].update(name="Lewes"), "is not the code of Lewes"),
    ("coverage.json", lambda found: found["areas"][0].update(file="lewes"), "sample/lewes.json is not there"),
    ("coverage.json", lambda found: found["areas"].append(found["areas"][0]), "council: stands twice"),
    ("coverage.json", lambda found: found["areas"].pop(), "coverage.json does not name its council"),
    ("coverage.json", no_gap_for_care, "social-care: has neither a local service nor a gap"),
    ("facts.json", lambda found: found.pop("facts"), "facts is not a list"),
    (
        "sample/lewisham.json",
        service("Hilly Lane Surgery", description="Registration facilitates medication continuity. " * 5),
        "Hilly Lane Surgery: has a reading age of",
    ),
    ("facts.json", lambda found: found["facts"][0].update(say="An administration fee."), "'administration'"),
    ("crosswalk.json", lambda found: found["lists"].reverse(), "are not hmpps and crs"),
    ("crosswalk.json", lambda found: found["lists"][0].update(source=" "), "hmpps: source: is empty"),
    ("crosswalk.json", lambda found: found["lists"][1].update(checked_on=""), "crs: checked_on: is empty"),
    ("crosswalk.json", lambda found: found["lists"][1].update(status="sure"), "sure is not verified"),
    ("crosswalk.json", lambda found: found["lists"][0]["terms"].append({**HEALTH}), "one stands twice"),
    ("crosswalk.json", lambda found: found["lists"][1].update(across=["men"]), "men is no term"),
    ("crosswalk.json", lambda found: found["rows"].pop(), "are not the pathways of needs.json"),
    ("crosswalk.json", lambda found: found["rows"][2]["crs"].update(terms=["cake"]), "cake is no term"),
    ("crosswalk.json", lambda found: found["rows"][9]["crs"].update(fit="same"), "same does not fit"),
    ("crosswalk.json", lambda found: found["rows"][0]["crs"].update(fit="near"), "near does not fit"),
    (
        "crosswalk.json",
        lambda found: found["rows"][3]["crs"].update(terms=[], fit="none"),
        "dependency stands",
    ),
]


def test_what_we_ship_has_no_error() -> None:
    assert [str(problem) for problem in check_content()] == []


def test_no_sentence_of_ours_is_over_12_words() -> None:
    assert [str(problem) for problem in content_warnings()] == []


def test_only_the_laws_own_sentences_say_refer(copied: Path) -> None:
    path = copied / "words" / "who.json"
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**found, "referral": "A referral", "pets-no": "Refer it"}), "utf-8")
    assert {(problem.field, problem.reason.split("'")[1]) for problem in check_content()} == {
        ("referral", "referral"),
        ("pets-no", "Refer"),
    }


@pytest.mark.parametrize(("file", "change", "reason"), BREAKS, ids=[reason for _, _, reason in BREAKS])
def test_each_thing_that_can_be_wrong_is_found(
    copied: Path, file: str, change: Callable[[Json], object], reason: str
) -> None:
    path = copied / file
    found = json.loads(path.read_text("utf-8"))
    change(found)
    path.write_text(json.dumps(found), "utf-8")
    assert any(reason in str(problem) for problem in check_content()), [str(each) for each in check_content()]


def test_a_long_sentence_is_a_warning_and_no_error(copied: Path) -> None:
    path = copied / "facts.json"
    found = json.loads(path.read_text("utf-8"))
    found["facts"][0]["say"] = "One two three four five six seven eight nine ten eleven twelve thirteen."
    path.write_text(json.dumps(found), "utf-8")
    assert check_content() == []
    assert any("thirteen" in str(problem) for problem in content_warnings())


@pytest.mark.parametrize(
    "said",
    [
        "Ex-offenders only",
        "a Programme",
        "service users",
        "self-referral",
        "NFA",
        "hard to reach",
        "no drop-ins",
        "at risk",
        "addiction",
        "an at-risk group",
        "drop in",
        "you can self refer",
        "PPOs",
        "service-user",
        "hard-to-reach",
        "revolving-door",
        "accommodations",
        "breaching",
        "refer",
        "reoffending",
        "non statutory",
        "criterion",
    ],
)
def test_avoided_words_are_seen_in_any_case_and_number(said: str) -> None:
    assert avoided_in(said) != []


@pytest.mark.parametrize(
    "said",
    ["Post office", "the coast", "risky? no: brisket", "programmer", "cleaner hands", "prefer", "asterisk"],
)
def test_words_that_only_look_like_them_are_not(said: str) -> None:
    assert [word for word, _ in avoided_in(said) if word != "risky"] == []


def test_each_avoided_word_says_what_to_write_instead() -> None:
    assert all(instead.strip() for instead in AVOIDED.values())


def test_a_sentence_ends_at_a_full_stop_a_question_or_an_exclamation_mark() -> None:
    twelve = "a b c d e f g h i j k l"
    assert long_sentences(f"{twelve}. {twelve}? {twelve}!") == []
    assert long_sentences(f"{twelve} m. {twelve}") == [f"{twelve} m."]
    assert long_sentences("Open 9:30am to 5:00pm, can't say more: a b c d e") == []
