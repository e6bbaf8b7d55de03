"""Secrets are looked for once in texts that many records have alike, and in all of those that are new."""

from app.publishing.secrets import SHORT, Lookout, Secrets, keep, keep_contact, leaks

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
        for texts in records:
            assert looked.leaks(texts) == leaks(known, texts)
    assert [len(leaks(known, texts)) for texts in records] == [1, 0, 0, 1]


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
