"""One word against another, and what typed words mean: what holds for every word."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.rules.model import Need, Phrase, Plan
from search.rules.spelling import begins, corrections, likely, near, same_word, start_of, stem, word_matches
from search.rules.words import plan, text_class

words = st.text("abceghinsuy", min_size=1, max_size=12)
endings = st.sampled_from(
    ["", "s", "es", "ies", "ing", "ed", "e", "y", "ss", "us", "is", "ches", "ses", "tt"]
)
word_and_other = st.one_of(
    st.tuples(words, words),
    st.tuples(words, endings, endings).map(lambda w: (w[0] + w[1], w[0] + w[2])),
)


def distance(a: str, b: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours: the textbook's table."""
    table = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            changed = table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            table[i][j] = min(changed, table[i - 1][j] + 1, table[i][j - 1] + 1)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@settings(max_examples=600)
@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 3))
@example("ca", "abc", 2)
@example("", "ab", 2)
def test_near_is_what_the_textbook_says(a: str, b: str, limit: int) -> None:
    assert near(list(a), b, limit) == (distance(a, b) <= limit)
    assert near(list(a), b, limit) == near(list(b), a, limit)


@settings(max_examples=400)
@given(word_and_other)
def test_a_stem_keeps_the_first_three_letters_and_is_never_longer(pair: tuple[str, str]) -> None:
    for word in pair:
        assert len(stem(word)) <= len(word)
        assert stem(word)[:3] == word[:3]
        assert len(stem(word)) >= min(len(word), 3)


@settings(max_examples=600)
@given(word_and_other)
def test_a_word_matches_whole_or_by_stem_or_as_a_beginning_and_not_otherwise(pair: tuple[str, str]) -> None:
    typed, word = pair
    whole = typed == word
    by_stem = stem(typed) == stem(word)
    beginning = len(typed) >= 3 and len(word) > len(typed) and word.startswith(typed)
    assert begins(typed, word) == beginning
    assert same_word(typed, word) == (whole or by_stem)
    assert word_matches(typed, word) == (whole or by_stem or beginning)


@settings(max_examples=400)
@given(word_and_other)
def test_no_word_that_matches_is_left_out_for_being_unlikely(pair: tuple[str, str]) -> None:
    typed, word = pair
    assert not word_matches(typed, word) or likely(typed, [word]) == [word]
    assert word.startswith(start_of(typed)) == (likely(typed, [word]) == [word])


@settings(max_examples=300)
@given(words, st.lists(words, max_size=8))
def test_corrections_are_of_the_dictionary_and_within_the_letters_allowed(
    typed: str, known: list[str]
) -> None:
    known = sorted(known)
    found = corrections(typed, known)
    allowed = 0 if len(typed) < 5 else 1 if len(typed) < 9 else 2
    if any(same_word(typed, word) for word in known) or allowed == 0:
        assert found == []
    else:
        assert found == [word for word in known if distance(typed, word) <= allowed]


# -- plans --------------------------------------------------------------------------------------

SOME = st.sampled_from(
    ["food", "bank", "bed", "night", "a", "help", "hostel", "hostal", "crisis", "loan", "x", "beds"]
)
some = st.lists(SOME, max_size=5)
CODES = ["basics", "food", "accommodation", "hostel"]
NEEDS: list[Need] = [
    {"code": "basics", "pathway": "basics", "name": "Basics", "words": ["basics"]},
    {"code": "food", "pathway": "basics", "name": "Food", "words": ["food"]},
    {"code": "accommodation", "pathway": "accommodation", "name": "A bed", "words": ["a", "bed"]},
    {"code": "hostel", "pathway": "accommodation", "name": "A hostel", "words": ["a", "hostel"]},
]
phrases = st.lists(
    st.builds(
        lambda words, needs: Phrase(words=words, needs=needs),
        st.lists(SOME, min_size=1, max_size=3),
        st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True),
    ),
    max_size=5,
)
DICTIONARY = ["a", "bank", "basics", "bed", "crisis", "food", "help", "hostel", "loan", "night"]


def planned(typed: list[str], said: list[Phrase]) -> Plan:
    names = [Phrase(words=need["words"], needs=[need["code"]]) for need in NEEDS]
    return plan(typed, sorted([*said, *names], key=by_words), NEEDS, DICTIONARY, ["a", "help"])


def by_words(phrase: Phrase) -> list[str]:
    return phrase["words"]


@given(some, phrases, some, some, st.lists(st.sampled_from(CODES), unique=True))
def test_one_more_word_typed_never_finds_more(
    typed: list[str], said: list[Phrase], name: list[str], body: list[str], needs: list[str]
) -> None:
    # A word that no phrase begins or ends with, so that it changes no other word's meaning.
    before = text_class(planned(typed, said), name, body, needs)
    after = text_class(planned([*typed, "zzz"], said), name, body, needs)
    assert after == -1
    again = text_class(planned([*typed, "zzz"], said), [*name, "zzz"], body, needs)
    only_fillers = len(typed) > 0 and all(word in ("a", "help") for word in typed)
    assert only_fillers or again == before


@given(some, phrases, some, some, st.lists(st.sampled_from(CODES), unique=True))
def test_more_text_never_matches_worse(
    typed: list[str], said: list[Phrase], name: list[str], body: list[str], needs: list[str]
) -> None:
    asked = planned(typed, said)
    order = {0: 0, 1: 1, 2: 2, -1: 3}
    before = order[text_class(asked, name, body, needs)]
    assert order[text_class(asked, [*name, "bed"], body, needs)] <= before
    assert order[text_class(asked, name, [*body, "bed"], needs)] <= before
    assert order[text_class(asked, name, body, [*needs, "hostel"])] <= before


@given(some, phrases)
def test_a_service_that_is_named_as_typed_always_matches(typed: list[str], said: list[Phrase]) -> None:
    assert text_class(planned(typed, said), typed, [], []) == 0


@given(some, phrases)
def test_a_plan_covers_each_typed_word_once_and_drops_only_fillers(
    typed: list[str], said: list[Phrase]
) -> None:
    kept = [word for unit in planned(typed, said)["units"] for word in unit["words"]]
    fillers = ("a", "help")
    assert [word for word in kept if word not in fillers] == [word for word in typed if word not in fillers]
    assert (len(kept) == 0) == (len(typed) == 0)
