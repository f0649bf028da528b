"""The source of other packages' parts, read without importing them: some only go with another database."""

import ast
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path


def digest(path: str) -> str:
    """Of one module, class, function, method or attribute by its full name, such as `package.module.Class.method`."""
    return sha256(_source(path).encode()).hexdigest()[:16]


def _source(path: str) -> str:
    module, names = _divided(path)
    text = module.read_text("utf-8")
    if not names:
        return text
    found: ast.AST = _parsed(module)
    for name in names:
        found = next(one for one in ast.iter_child_nodes(found) if name in _names_of(one))
    first = min([found, *getattr(found, "decorator_list", [])], key=lambda one: int(one.lineno)).lineno
    return "".join(text.splitlines(keepends=True)[first - 1 : found.end_lineno])  # type: ignore[attr-defined]


def _divided(path: str) -> tuple[Path, list[str]]:
    """The file of the module, and the names within it."""
    parts = path.split(".")
    spec = find_spec(parts[0])
    assert spec
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    for place, part in enumerate(parts[1:], start=1):
        if (folder / f"{part}.py").exists():
            return folder / f"{part}.py", parts[place + 1 :]
        if not (folder / part).is_dir():
            return folder / "__init__.py", parts[place:]
        folder /= part
    raise LookupError(path)


@cache
def _parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def _names_of(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}
