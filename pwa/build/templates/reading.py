"""One template file, parsed by Jinja and taken apart: what it extends, imports, defines and prints."""

from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError
from jinja2 import nodes as n

from . import names
from .outside import OutsideSubset, outside
from .settings import environment


@dataclass(frozen=True)
class Imported:
    """A macro of another file."""

    file: str
    name: str
    line: int


@dataclass
class Template:
    """A file. `body` is what it prints itself, [] when it extends `parent` ("" for none)."""

    file: str
    parent: str = ""
    imports: dict[str, Imported] = field(default_factory=dict)
    macros: dict[str, n.Macro] = field(default_factory=dict)
    blocks: dict[str, n.Block] = field(default_factory=dict)
    body: list[n.Node] = field(default_factory=list)


def read(file: str, source: str) -> Template:
    """A file's parts. Raises OutsideSubset for whatever may not stand at the top of a file."""
    if not names.FILE.fullmatch(file):
        raise OutsideSubset(file, 1, "a file is named like help-lines.html")
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        raise OutsideSubset(file, error.lineno, f"Jinja: {error.message}") from error
    template = Template(file)
    for node in tree.body:
        if isinstance(node, n.Extends):
            _extends(node, template, first=node is tree.body[0])
        elif isinstance(node, n.FromImport):
            _imports(node, template)
        elif isinstance(node, n.Macro):
            _macro(node, template)
        else:
            if isinstance(node, n.Block):
                _block(node, template)
            _printed(node, template)
    return template


def blank(node: n.Node) -> bool:
    """Whether a node prints white space alone."""
    return isinstance(node, n.Output) and all(
        isinstance(each, n.TemplateData) and each.data.strip() == "" for each in node.nodes
    )


def _extends(node: n.Extends, template: Template, *, first: bool) -> None:
    if not first:
        raise outside(template.file, node, "extends stands before everything else")
    template.parent = _file(node.template, template)


def _imports(node: n.FromImport, template: Template) -> None:
    if node.with_context:
        raise outside(template.file, node, "a macro sees no context")
    file = _file(node.template, template)
    for each in node.names:
        there, here = (each, each) if isinstance(each, str) else each
        _new(here, node, template)
        template.imports[here] = Imported(file, there, node.lineno)


def _macro(node: n.Macro, template: Template) -> None:
    _new(node.name, node, template)
    if node.defaults:
        raise outside(template.file, node, "a macro has no default arguments")
    template.macros[node.name] = node


def _block(node: n.Block, template: Template) -> None:
    _new(node.name, node, template)
    if node.scoped or node.required:
        raise outside(template.file, node, "a block is a plain block")
    template.blocks[node.name] = node


def _printed(node: n.Node, template: Template) -> None:
    if template.parent == "":
        template.body.append(node)
    elif not isinstance(node, n.Block) and not blank(node):
        raise OutsideSubset(
            template.file, node.lineno, "beside its blocks a file that extends prints nothing"
        )


def _new(name: str, node: n.Node, template: Template) -> None:
    why = names.refused(name)
    if name in template.imports or name in template.macros or name in template.blocks:
        why = f"{name} stands for two things"
    if why:
        raise outside(template.file, node, why)


def _file(node: n.Expr, template: Template) -> str:
    if isinstance(node, n.Const) and isinstance(node.value, str):
        return node.value
    raise outside(template.file, node, "only a constant file name")
