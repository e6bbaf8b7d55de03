"""Scripts in fewer letters mean the same; keys that nobody could ask for otherwise are shortened."""

import json
import subprocess

import pytest

from pwa.build.keys import short_keys, with_short_keys
from pwa.build.mangling import joined
from pwa.build.rules.scanning import scan
from pwa.build.squeezing import shortened
from tests.parity.pages.node import node


def squeezed(text: str) -> str:
    return joined(shortened(token for token in scan(text) if token.kind != "comment"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("const a = 1;", "let a=1;"),
        ("for (const a of b) { c(a); }", "for(let a of b){c(a)}"),
        ("b.map((a) => a + 1);", "b.map(a=>a+1);"),
        ("b.map((a) => ({ a }));", "b.map(a=>({a}));"),
        ("async (a) => a;", "async(a)=>a;"),
        ("const f = async (a) => a;", "let f=async(a)=>a;"),
        ("f((a, b) => a);", "f((a,b)=>a);"),
        ("(a)(b);", "(a)(b);"),
        ("if (a) { return b; } return c;", "if(a)return b;return c;"),
        ("if (a) { return { b }; } else { c(); d(); }", "if(a)return{b};else{c();d()}"),
        ("if (a) { if (b) { return 1; } } else { return 2; }", "if(a){if(b)return 1}else{return 2}"),
        ("if (a) { return b.map((c) => { d(); return c; }); }", "if(a){return b.map(c=>{d();return c})}"),
        ("if (a) { b(); return c; }", "if(a){b();return c}"),
        ("while (a()) { continue; }", "while(a()){continue}"),
        ("function f() { for (;;); }", "function f(){for(;;);}"),
        ("function f() { while (a()); }", "function f(){while(a());}"),
        ("const a = 1; const b = [2]; c();", "let a=1,b=[2];c();"),
        (
            "let a; for (let b = 0; ; ) { let c = b; let d = c; d(); }",
            "let a;for(let b=0;;){let c=b,d=c;d()}",
        ),
        ("const a = (b) => { const c = b; return c; }; const d = a;", "let a=b=>{let c=b;return c},d=a;"),
        ("const { a } = b; c = a; let d = 1;", "let{a}=b;c=a;let d=1;"),
        ("const t = `const ${(a) => `;}`} ;}`;", "let t=`const ${(a)=>`;}`} ;}`;"),
    ],
)
def test_what_becomes_of_it(text: str, wanted: str) -> None:
    assert squeezed(text) == wanted


def test_it_does_the_same() -> None:
    text = """
        const told = [];
        function sorted(rows) {
          const even = rows.filter((row) => row % 2 === 0);
          const found = even.map((row) => { const twice = row * 2; return twice; });
          for (const row of rows) {
            if (row === 3) { continue; }
            if (row > 4) { break; } else { told.push(row); }
          }
          if (found.length > 9) { throw new Error("many"); }
          if (found.length > 0) { if (found[0] > 100) { return [0]; } } else { return []; }
          return found.sort((a, b) => b - a);
        }
        console.log(JSON.stringify([sorted([1, 2, 3, 4, 5, 6]), sorted([1]), sorted([200]), told]));
    """
    said = [
        subprocess.run([node(), "-e", each], capture_output=True, text=True, check=True).stdout
        for each in (text, squeezed(text))
    ]
    assert said[0] == said[1]
    assert json.loads(said[0]) == [[12, 8, 4], [], [0], [1, 2, 4, 1]]


def test_only_keys_that_are_asked_for_whole_are_shortened() -> None:
    modules = {
        "pwa.worker.pages": 'put(t["skip"]); put(t["by-rule"]); put(t["lines-open"]); note("plain-text");',
        "pwa.views.one": (
            'plain("title-one", c); other("title-one"); named("named-one", c); plain("counted", c);'
        ),
        "search.rules.one": 'return { key: "by-rule", values: {} };',
        "pwa.worker.main": 'plain["by-hand"]; say(`lines-${status}`);',
    }
    keys = "skip by-rule by-hand lines-open plain-text title-one named-one counted counted-one unused".split()
    short = short_keys(modules, keys, ["counted"])
    assert set(short) == {"skip", "named-one"}
    assert len(set(short.values())) == 2 and not set(short.values()) & set(keys)
    text = with_short_keys(modules["pwa.views.one"], short)
    assert text == (
        f'plain("title-one", c); other("title-one"); named("{short["named-one"]}", c); plain("counted", c);'
    )
