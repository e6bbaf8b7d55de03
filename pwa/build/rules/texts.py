"""The few questions about texts that the subset has: `findall`, `lowered`, and three methods."""

import ast
import re
from string import ascii_letters, digits

from .expressions import Expressions
from .kinds import BOOL, STR, Kind, Scope
from .printing import PRIMARY, Js, at

#: What `findall` may look for: a class of letters and ranges, one of them, some in a row, or so many.
RUN = re.compile(r"\[(?P<letters>(?:[^]\[\\^-](?:-[^]\[\\^-])?)+)\](?P<often>\+|\{[1-9][0-9]*\}|)", re.DOTALL)
#: What stands in a class of JavaScript for itself.
ITSELF = f"{ascii_letters}{digits}-"


class Texts(Expressions):
    """Expressions with questions about texts."""

    def of_text(self, node: ast.Call, scope: Scope) -> Js | None:
        """A call of one of them, None for any other."""
        match node.func, node.args:
            case ast.Name(id="findall"), [ast.Constant(value=str(wanted)), text]:
                return self.found(wanted, node, self.of(text, scope, "str"))
            case ast.Name(id="lowered"), [text]:
                return Js(f"{self.names.use('$lowered')}({self.of(text, scope, 'str').text})", STR)
            case ast.Attribute(value=whole, attr="startswith" | "endswith" as name), [part]:
                told = self.of(part, scope, "str").text
                method = "startsWith" if name == "startswith" else "endsWith"
                return Js(f"{at(self.of(whole, scope, 'str'), PRIMARY)}.{method}({told})", BOOL)
            case ast.Attribute(value=whole, attr="replace"), [ast.Constant(value=str(old)), new] if old:
                if not isinstance(new, ast.Constant) or new.value != "":
                    raise self.names.outside(node, "replace only takes away")
                told = at(self.of(whole, scope, "str"), PRIMARY)
                return Js(f'{told}.replaceAll({self.constant(node, old).text}, "")', STR)
        return None

    def found(self, wanted: str, node: ast.Call, text: Js) -> Js:
        """findall(wanted, text): an expression that is the same in both languages, by code point."""
        run = RUN.fullmatch(wanted)
        if run is None:
            raise self.names.outside(
                node, "findall looks for one class of letters: [a-z], [a-z]+ or [a-z]{2}"
            )
        letters = "".join(each if each in ITSELF else f"\\u{{{ord(each):x}}}" for each in run["letters"])
        pattern = f"/[{letters}]{run['often']}/gu"
        return Js(f"{self.names.use('$findall')}({pattern}, {text.text})", Kind("list", STR))
