"""Secrets are looked for once in texts that many records have alike, and in all of those that are new."""

from random import Random

from app.publishing.secrets import (
    LETTERS,
    SHORT,
    Lookout,
    Secrets,
    folded,
    keep,
    keep_contact,
    leaks,
    texts,
)

NUMBER, ELSEWHERE = "0800 55512 34", "Ring 0303 555 0101 for us."


def secrets(*names: str) -> Secrets:
    """A worker's number and workers' names."""
    found = Secrets(numbers={"0800555123" + "4"})
    for name in names:
        keep_contact(found, {"email": "", "name": name})
    return found.whole()


def test_what_was_harmless_is_not_looked_through_again_and_a_secret_is_found_each_time() -> None:
    looked = Lookout(secrets())
    assert looked.leaks([ELSEWHERE, "Open to all."]) == []
    assert looked.leaks([ELSEWHERE, "Open to all."]) == []
    for _ in range(3):
        assert looked.leaks([ELSEWHERE, f"Staff: {NUMBER}"]) == ["a worker-only number"]
        assert looked.leaks([f"Staff: {NUMBER}"]) == ["a worker-only number"]
        assert looked.leaks(["x" * (SHORT + 1), f"{'x' * SHORT} {NUMBER}"]) == ["a worker-only number"]


def test_a_lookout_says_what_looking_through_everything_says() -> None:
    known = secrets("Ines Sentinel")
    records = [["Ask for Ines Sentinel."], ["Ask us."], ["Ask us.", "Ines", "Sentinel"], ["INES  sentinel"]]
    looked = Lookout(known)
    for _ in range(2):
        for said in records:
            assert looked.leaks(said) == leaks(known, said)
    assert [len(leaks(known, said)) for said in records] == [1, 0, 0, 1]


def test_names_of_any_script_are_looked_for_and_refuse_nothing_else() -> None:
    known = secrets("李 雷", "Анна Иванова", "- -")
    looked = Lookout(known)
    for _ in range(2):
        assert looked.leaks(["Новая", "Open."]) == []
        assert looked.leaks(["Open."]) == []
        assert looked.leaks([]) == []
        assert looked.leaks(["Ask for 李 雷 at the desk"]) == ["a worker's name"]
        assert looked.leaks(["Спросите: АННА Иванова."]) == ["a worker's name"]


def test_a_text_that_says_nothing_is_no_secret() -> None:
    group: dict[str, list[list[str]]] = {}
    keep(group, "… — …")
    assert group == {}


def test_plain_texts_are_folded_as_all_texts_are() -> None:
    random = Random(1)
    letters = [chr(code) for code in range(128)]
    for _ in range(2000):
        text = "".join(random.choices(letters, k=12))
        assert folded(text) == " ".join(LETTERS.findall(text.lower())), repr(text)


def test_every_text_of_a_record_is_seen_whatever_kind_it_is() -> None:
    class Marked(str):
        """A text of a library's own kind."""

    told = {"a": ["one", {"b": "two", "c": None}], "d": [[Marked("three"), 4]], "e": 5.0, "f": True}
    assert sorted(texts(told)) == ["one", "three", "two"]
    assert texts("alone") == ["alone"] and texts(None) == []


def test_figures_are_looked_for_in_every_text_that_has_one() -> None:
    known = Secrets(numbers={"08005551234"}, postcodes={"se136lf"}, coordinates={"51.461"})
    for said, kind in (
        ("Ring 0800 555 1234", "a worker-only number"),
        ("We are at SE13 6LF.", "a secret postcode"),
        ("51.46123, near", "a secret coordinate"),
    ):
        assert leaks(known, ["Open to all.", said, "Ask us."]) == [kind]
    assert leaks(known, ["SE1", "3 6LF", "0800 555", "1234"]) == []
