"""Whatever means something else in JavaScript, or nothing, is refused with its file and line."""

import re
from pathlib import Path

import pytest

from pwa.build.rules import OutsideSubset, translate

HEAD = """from re import findall
from typing import Final, TypedDict

from search.ascii import lowered

WHOLE: Final = [1, 2]


class Point(TypedDict):
    x: int
    y: int


def g(n: int) -> int:
    return n


def f(
    n: int, x: float, s: str, b: bool, xs: list[str], ys: list[int], d: dict[str, int], maybe: bool | None,
    some: int | None, p: Point, many: list[bool],
) -> int:
"""
LINE = len(HEAD.splitlines()) + 1
#: Bodies of `f`; "\n" in one begins a new line of it.
BODIES = r"""
if xs: return 1
if s: return 1
if n: return 1
if maybe: return 1
if some: return 1
if d: return 1
if x: return 1
if p: return 1
if not xs: return 1
while n: n = n - 1
return n if xs else 0
return n or 1
return s and n
return b or n
return 1 if any(y for y in xs) else 0
return 1 if all(y for y in ys) else 0
return [y for y in xs if y]
return xs + xs
return ys + [1]
return s * 2
return ys * 2
return n ** 2
return n & 1
return n | 1
return n << 1
return ~n
return +n
return round(x)
return x // 2
return x % 2.0
return n + b
return b + 1
return n + s
return n - xs
return -b
return f"{x}"
return f"{x:.2f}"
return f"{b}"
return f"{maybe}"
return f"{some}"
return f"{xs}"
return f"{s!r}"
return f"{n:,}"
return f"{n:2d}"
return f"{s:02d}"
return str(x)
return str(b)
return str(some)
return int(s)
return float(n)
return bool(n)
return list(s)
return abs(n)
return sum(ys)
return min(ys)
return max(1, 2, 3)
return max(s, s)
return sorted(xs, reverse=True)
return sorted(xs, key=len)
return sorted(xs, key=lambda y, z=1: y)
return sorted(d)
return len(d)
return len(n)
return s[0]
return s[0:2]
return ys[0:1]
return ys[-1:]
return ys[s]
return d[n]
return p["z"]
return p[s]
return s.lower()
return s.split(",")
return s.startswith("a")
return 1 if s.startswith(("a", "b")) else 0
return 1 if s.startswith("a", 1) else 0
return 1 if s.endswith(n) else 0
return 1 if n.endswith(s) else 0
return len(s.replace("a", "b"))
return len(s.replace("", ""))
return len(s.replace(s, ""))
return len(s.replace("a", "", 1))
return len(xs.replace("a", ""))
return len(findall("a", s))
return len(findall("[ab]*", s))
return len(findall("[ab]{0}", s))
return len(findall("[ab]{1,2}", s))
return len(findall("[^ab]", s))
return len(findall("[a-]", s))
return len(findall("[]a]", s))
return len(findall("[\\w]", s))
return len(findall("([ab])", s))
return len(findall("[ab]", s, 2))
return len(findall("[ab]", xs))
return len(findall(s, s))
return len(lowered(xs))
return len(lowered(n))
return ",".join(xs)
return x.is_integer()
return d.get("a", 0)
return d.keys()
return d.setdefault("a", 1)
for k in d: n = n + 1
for k, v in d.items(): n = n + v
for k in d.keys(): n = n + 1
for i, v in enumerate(xs): n = n + i
for i, v in zip(ys, ys): n = n + i
for i in range(0, n, 2): n = n + i
for n in ys: pass
for i in ys: i = 1
for i in ys: i += 1
for i in ys: n = n + 1\n    else: n = 0
while n > 0: n = n - 1\n    else: n = 2
d[s] = 1
d["a"] += 1
p["x"] = 1
ys[0] += 1
ys[0:1] = [2]
del d[s]
del ys[0]
d.pop(s)
d |= {}
d.update(d)
xs.sort()
xs.extend(xs)
xs.pop()
xs.insert(0, s)
xs += xs
s += 1
n += x
WHOLE.append(3)
WHOLE[0] = 3
return {s: 1}
return {"__proto__": 1}
return {1: 2}
return {"a": 1, "a": 2}
return {**d}
return {1, 2}
return {k: 1 for k in xs}
return (y for y in ys)
return 1 < g(n) < 3
return 1 if n < len([y for y in ys]) < 3 else 0
return n is 1
return b is 1
return n is True
return s in "abc"
return n in n
return n @ n
new = 1
let = 1
Math = 1
Object = 1
arguments = 1
n$ = 1
café = 1
if n > 1: late = 1\n    return late
for q in xs: n = n + 1\n    return q
if n > 1: late = 1\n    else: late = 2\n    return late
return late
return [n for n in ys]
return [s for y in ys for s in xs]
a, c = 1, 2
a = c = 1
(a, c) = (1, 2)
[a, c] = ys
n: "int" = 1
n: object = 1
n: Point | str = 1
a: list[object] = []
a: "Nothing" = 1
a: int
if (y := n) > 1: return y
assert n > 0
print(n)
pass
import re
from re import sub
from typing import Any
global n
nonlocal n
raise KeyError(s)
raise ValueError
raise ValueError(s) from None
try: n = 1\n    except ValueError: n = 2
with open(s): pass
match n:\n        case 1: return 1
class A: pass
def h() -> int: return 1
async def h() -> int: return 1
yield n
return (yield)
return await g(n)
lambda y: y
k = lambda y: y
return g
return f
return g(n=1)
return g(*ys)
return g()
return g(n, n)
return g(b)
return b
n = b
a: int = b
a: list[int] = [b]
a: list[int] = many
ys.append(b)
ys[0] = b
return n()
return xs[0](n)
return WHOLE()
g = 1\n    return g(n)
for g in ys: n = g\n    return g(n)
return 9007199254740993
return 1j
return b"a"
return ...
return 1e999
return isinstance(n, float)
return isinstance(n, (int, str))
return any(y == 1 for y in ys if y > 0)
return any([y == 1 for y in ys])
return any(y == z for y in ys for z in ys)
return xs.append
return s.__class__
return [*n]
return [*d]
a: Point = {"x": 1}
a: Point = {"x": 1, "y": 2, "z": 3}
a: Point = {"x": b, "y": 2}
""".strip().splitlines()
#: Whole modules.
MODULES = {
    "a default": "def f(n: int = 1) -> int:\n    return n\n",
    "any number": "def f(*n: int) -> int:\n    return 1\n",
    "by name": "def f(*, n: int) -> int:\n    return n\n",
    "any names": "def f(**n: int) -> int:\n    return 1\n",
    "by place": "def f(n: int, /) -> int:\n    return n\n",
    "no annotation": "def f(n) -> int:\n    return n\n",
    "no result": "def f(n: int):\n    return n\n",
    "a decorator": "@cached\ndef f(n: int) -> int:\n    return n\n",
    "a type variable": "def f(n: T) -> T:\n    return n\n",
    "any": "def f(n: Any) -> int:\n    return n\n",
    "keys that are no text": "def f(n: dict[int, int]) -> int:\n    return 1\n",
    "a literal of numbers": "from typing import Literal\n\ndef f(n: Literal[1]) -> int:\n    return 1\n",
    "a reserved parameter": "def f(new: int) -> int:\n    return new\n",
    "a reserved function": "def delete(n: int) -> int:\n    return n\n",
    "a class": "class A:\n    x: int\n",
    "a class that builds on another": "class A(Other):\n    x: int\n",
    "a TypedDict with a default": "from typing import TypedDict\n\nclass A(TypedDict):\n    x: int = 1\n",
    "a TypedDict that may lack": (
        "from typing import TypedDict\n\nclass A(TypedDict, total=False):\n    x: int\n"
    ),
    "a field that may be missing": (
        "from typing import TypedDict\n\nclass A(TypedDict):\n    x: NotRequired[int]\n"
    ),
    "a method": "from typing import TypedDict\n\nclass A(TypedDict):\n    def f(self) -> int: ...\n",
    "a quoted name of nothing": "from typing import TypedDict\n\nclass A(TypedDict):\n    x: list['B']\n",
    "a constant that calls": "from typing import Final\n\nA: Final = len([1])\n",
    "a constant of a list walked": "from typing import Final\n\nA: Final = [n for n in range(3)]\n",
    "a name that is not final": "A = 1\n",
    "a name bound twice": "from typing import Final\n\nA: Final = 1\nA: Final = 2\n",
    "a function bound twice": "def f() -> int:\n    return 1\n\ndef f() -> int:\n    return 2\n",
    "a whole module": "import math\n",
    "a module of ours that is not there": "from .nowhere import f\n",
    "a name that is not there": "from .good import nothing\n",
    "a renamed name": "from .good import good as better\n",
    "everything": "from .good import *\n",
    "another package": "from app.store import write\n",
    "another function of math": "from math import sin\n",
    "another function of re": "from re import sub\n",
    "another name of ascii": "from search.ascii import _SMALL\n",
    "the future": "from __future__ import annotations\n",
    "a circle": "from .bad import f\n\ndef f() -> int:\n    return 1\n",
    "a statement": "print(1)\n",
    "a branch": "if True:\n    pass\n",
    "no Python": "def f(:\n",
}
GOOD = '"""Fine."""\n\n\ndef good(n: int) -> int:\n    """Fine."""\n    return n + 1\n'


def package(folder: Path, bad: str) -> Path:
    """A package of a good module and one to be refused."""
    made = folder / "made"
    made.mkdir()
    (made / "good.py").write_text(GOOD, "utf-8")
    (made / "bad.py").write_text(bad, "utf-8")
    return made


@pytest.mark.parametrize("body", BODIES)
def test_a_line_outside_the_subset_is_refused_where_it_stands(body: str, tmp_path: Path) -> None:
    lines = body.replace("\\n", "\n").replace("\n    ", "\n").split("\n")
    text = HEAD + "".join(f"    {line}\n" for line in lines)
    with pytest.raises(OutsideSubset) as refused:
        translate(package(tmp_path, text))
    assert refused.value.file == str(tmp_path / "made" / "bad.py")
    assert LINE <= refused.value.line <= LINE + len(lines) - 1, refused.value
    assert re.match(r".+/bad\.py:\d+: .+", str(refused.value))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_outside_the_subset_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutsideSubset) as refused:
        translate(package(tmp_path, MODULES[name]))
    assert refused.value.file.endswith("bad.py")
    assert 1 <= refused.value.line <= MODULES[name].count("\n")


def test_what_the_snippets_stand_in_is_taken(tmp_path: Path) -> None:
    """Otherwise they would be refused for something else."""
    assert "export function f(" in translate(package(tmp_path, HEAD + "    return n\n"))["made.bad"]


def test_there_are_enough_of_them() -> None:
    assert len(BODIES) + len(MODULES) >= 70
    assert len(set(BODIES)) == len(BODIES)


#: What a module divides, and whether by what is plainly never 0.
DIVIDED = {
    "whole = x / 180": True,
    "whole = n // DAY": True,
    "whole = x / DAY": True,
    "whole = n // NOTHING": False,
    "whole = x / NOTHING": False,
    "whole = n // n": False,
    "whole = n // COMPUTED": False,
    "whole = [n // DAY for each in ys]": True,
    "whole = [n // each for each in ys]": False,
}


@pytest.mark.parametrize("told", DIVIDED)
def test_a_division_is_plain_only_by_what_is_never_0(told: str, tmp_path: Path) -> None:
    head = HEAD.replace("WHOLE:", "DAY: Final = 1440\nNOTHING: Final = 0\nCOMPUTED: Final = 1 - 1\nWHOLE:")
    made = translate(package(tmp_path, f"{head}    {told}\n    return n\n"))["made.bad"]
    assert ("$div(" not in made) == DIVIDED[told]


def test_a_division_by_a_parameter_of_a_constants_name_is_not_plain(tmp_path: Path) -> None:
    head = "from typing import Final\n\nDAY: Final = 1440\n\n\n"
    text = head + "def f(DAY: int, n: int) -> int:\n    return n // DAY\n"
    assert "$div(" in translate(package(tmp_path, text))["made.bad"]
