"""What a module uses of other packages that is private there: named with `_`, internal, undocumented, or changed."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
OURS = {
    *("website", "demo", "syndication", "core", "media", "libraries", "foundation"),
    *("home", "concepts", "showcase", "search"),
}
# Names that begin with `_` and are documented all the same: of models, tuples and storages.
DOCUMENTED = {
    "_meta",
    "_state",
    "_default_manager",
    "_base_manager",
    "_replace",
    "_asdict",
    "_fields",
    "_save",
    "_open",
}
UNDOCUMENTED = re.compile(
    r"(?:\w+\.)*(?:_\w+|internal)(?:\.|$)"
    r"|axes\.helpers"
    r"|django\.contrib\.auth\.middleware\.a?(?:get_)?user$"
    r"|django\.db\.models\.fields\.related_lookups"
    r"|django\.utils\.translation\.(?:reloader|template)"
    r"|django_tasks_db\.(?!models\b|DatabaseBackend$)"
    r"|modelsearch\.backends\.database"
    r"|wagtail\.api\.v2\.filters|wagtail\.rich_text\.pages|wagtail\.admin\.views\.mixins\.Echo"
    r"|whitenoise\.(?:responders|media_types)"
)
OTHER_DATABASE = "sqlite" if connection.vendor == "postgresql" else "postgresql"  # whose search is not imported


def private_parts(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    yield from in_code(tree)
    yield from _in_classes(file, tree)


def in_code(tree: ast.Module) -> Iterator[str]:
    """What a module imports, asks of things that are not its own, and changes for the whole process."""
    theirs, own = set(_theirs(tree)), set(_own_names(tree))
    for node in ast.walk(tree):
        yield from (name for name in _imported(node) if UNDOCUMENTED.match(name))
        if (asked := _asked(node)) and asked not in own | DOCUMENTED:
            yield asked
        for target in _changed(node):
            if target.partition(".")[0] in theirs:
                yield target


def _imported(node: ast.AST) -> Iterator[str]:
    names: Iterable[str] = ()
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    yield from (name for name in names if name.partition(".")[0] not in OURS)


def _theirs(tree: ast.Module) -> Iterator[str]:
    """Names under which a module knows other packages' classes and modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] not in OURS:
            yield from (alias.asname or alias.name for alias in node.names)


def _own_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_oneself(node.value):
            yield node.attr


def _is_oneself(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def _asked(node: ast.AST) -> str:
    """The private name that is asked of something else than oneself."""
    name = ""
    if isinstance(node, ast.Attribute) and not _is_oneself(node.value):
        name = node.attr
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("attr"):
        name = str(node.args[1].value) if isinstance(node.args[1], ast.Constant) else ""
    return name if _is_private(name) else ""


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and not name.endswith("_")


def _changed(node: ast.AST) -> Iterator[str]:
    """What is given another value, by its name from where it is known."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = [part for one in node.targets for part in (one.elts if isinstance(one, ast.Tuple) else [one])]
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    names = [ast.unparse(one) for one in targets if isinstance(one, ast.Attribute)]
    yield from (name for name in names if "(" not in name)  # what a call gives back is ours
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr" and isinstance(node.args[1], ast.Constant):
        yield f"{ast.unparse(node.args[0])}.{node.args[1].value!s}"


def _in_classes(file: Path, tree: ast.Module) -> Iterator[str]:
    """Private methods and attributes of another package's class that a class of ours overrides or uses as its own."""
    nodes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    if not nodes or OTHER_DATABASE in file.stem:
        return
    module = import_module(".".join(file.relative_to(_folder_of(file)).with_suffix("").parts).removesuffix(".__init__"))
    for node in nodes:
        names = _names_of_class(node) - DOCUMENTED
        for base in _foreign_bases(getattr(module, node.name)):
            yield from (f"{base.__qualname__}.{name}" for name in names if name in _private_names(base))


def _folder_of(file: Path) -> Path:
    return ROOT / "site" if file.is_relative_to(ROOT / "site") else ROOT


def _names_of_class(node: ast.ClassDef) -> set[str]:
    """Private names that a class defines, or asks of itself."""
    found = {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    found |= {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute) and _is_oneself(one.value)}
    lines = [line for line in node.body if isinstance(line, ast.Assign | ast.AnnAssign)]
    found |= {one.id for line in lines for one in ast.walk(line) if isinstance(one, ast.Name)}
    return {name for name in found if _is_private(name)}


def _foreign_bases(kind: Any) -> list[Any]:
    bases = kind.__mro__[1:] if isinstance(kind, type) else ()
    return [base for base in bases if base.__module__.partition(".")[0] not in OURS | {"builtins"}]


@cache
def _private_names(base: type) -> set[str]:
    """What a class has, and what its methods keep on the instance."""
    try:
        kept = re.findall(r"\bself\.(_\w+)", inspect.getsource(base))
    except (OSError, TypeError):  # made while running, or in C
        kept = []
    return {*vars(base), *kept}
