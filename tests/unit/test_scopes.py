"""Names of arrow functions are short, and mean what they meant."""

import subprocess

import pytest

from pwa.build.mangling import renamed
from pwa.build.rules.bundling import statements
from pwa.build.rules.scanning import scan
from pwa.build.scopes import scopes_of
from tests.parity.pages.node import node


def shortened(text: str, tops: dict[str, str] | None = None) -> str:
    (statement,) = statements(text + "\n")
    return "".join(token.text for token in renamed(statement, tops or {})).strip()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "const made = rows.map((row) => row.map((cell) => cell + 1));",
            "const A = rows.map((a) => a.map((a) => a + 1));",
        ),
        (
            "const made = rows.map((row) => row.map((cell) => cell + row));",
            "const A = rows.map((a) => a.map((b) => b + a));",
        ),
        (
            "const made = (row) => { const row2 = row; return other(row2); };",
            "const A = (a) => { const b = a; return other(b); };",
        ),
        ("const made = (one, two) => one ? (two) => two : two;", "const A = (a, b) => a ? (a) => a : b;"),
        ("const made = (one) => one ?? two;", "const A = (a) => a ?? two;"),
        (
            "const made = (row) => `${row.map((cell) => `<${cell}>`)}${row}`;",
            "const A = (a) => `${a.map((a) => `<${a}>`)}${a}`;",
        ),
        (
            "function made(rows) { for (const one of rows) { f(one); } for (const two of rows) { f(two); } }",
            "function A(a) { for (const b of a) { f(b); } for (const b of a) { f(b); } }",
        ),
        (
            "function made(row) { if (row) { const one = 1; use(one); } const two = 2; return two; }",
            "function A(a) { if (a) { const a = 1; use(a); } const b = 2; return b; }",
        ),
        (
            "function made(row) { const one = 1; for (const row of row.b) { f(row, one); } return one; }",
            "function A(a) { const b = 1; for (const a of a.b) { f(a, b); } return b; }",
        ),
        (
            "const made = (from) => { const { [from]: gone, ...rest } = from.areas; return rest; };",
            "const A = (a) => { const { [a]: b, ...c } = a.areas; return c; };",
        ),
        (
            "function made(row, unused) { let one = row; return b.map((c) => { let two = one; f(two); }); }",
            "function A(a, c) { let d = a; return b.map((a) => { let b = d; f(b); }); }",
        ),
        ("const made = ({ name }) => ({ name });", "const A = ({ name:a }) => ({ name:a });"),
    ],
)
def test_each_function_has_its_own_letters(text: str, wanted: str) -> None:
    assert shortened(text, {"made": "A"}) == wanted


def test_what_get_names_keeps_its_name() -> None:
    text = "class Made { constructor(cut) { this.cut = cut; } get words() { return get(words, this.cut); } }"
    assert shortened(text, {"Made": "A", "words": "B"}) == (
        "class A { constructor(a) { this.cut = a; } get words() { return get(B, this.cut); } }"
    )


def test_a_function_never_takes_the_letter_of_what_it_uses() -> None:
    text = """function told(first, second) {
      const third = first.map((row) => ({
        row, all: second.filter((each) => each !== row && each > first[0]),
      }));
      const name = 7;
      const most = (sum, each) => (sum > name ? sum : sum + each);
      return third.map(({ row, all }) => all.reduce(most, row ? 0 : first.length));
    }"""
    asked = "console.log(JSON.stringify(told([1, 2, 3], [1, 2, 3, 4])));"
    said = [
        subprocess.run([node(), "-e", f"{each}\n{asked}"], capture_output=True, text=True, check=True).stdout
        for each in (text, shortened(text, {"told": "told"}))
    ]
    assert said[0] == said[1]
    assert said[0].startswith("[")


def test_where_an_arrow_function_ends() -> None:
    text = "f((a) => a ? b : c, (d) => { e(); }, { g: (h) => h ?? i, j: `${(k) => k}${l}` });"
    tokens = list(scan(text))

    def one(code: list, at: int) -> tuple[int, set[str]]:
        return at - 2, {code[at - 1].text}

    told = [
        "".join(token.text for token in tokens[each.first : each.last + 1]) for each in scopes_of(tokens, one)
    ]
    assert [each for each in told if "=>" in each and each[0] == "("] == [
        "(a) => a ? b : c",
        "(d) => { e(); }",
        "(h) => h ?? i",
        "(k) => k",
    ]
