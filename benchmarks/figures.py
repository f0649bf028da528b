"""Figures of the code, of one state or of several beside each other: `python benchmarks/figures.py [FOLDER ...]`.

Each folder is a checkout (`git worktree add`); without one it is this. All that is run is run with the Python that runs
this, so both must get along with the same packages. Two cores, about three minutes for each folder.
"""

import ast
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.contracts.test_walks import product_files

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("site", "home", "concepts", "showcase", "search")
ALIKE = 4  # lines in a row, spaces and comments aside, that make a copy
ONE_TEST = "tests/integration/test_pages.py::test_home_lists_newest_concepts_and_initiatives"
# One of each kind of thing that is there already: how many files would know of another?
NAMED = {
    "facet": r"""["']occasions["']|\.occasions\b|\boccasions\s*[=:]|found_occasions\b""",
    "block": r"\bQuoteBlock\b|quote_block|[\"']quote[\"']",
    "list": r"[\"']guides[\"']",
    "field": r"\bskills\b",
    "role": r"\bSECTION_EDITORS?\b|[\"']Sektionsredaktører[\"']",
}

QUERIES = "queries of "
Figures = dict[str, str]


def main(trees: list[Path]) -> None:
    columns = [figures_of(tree) for tree in trees]
    names = [name for name in dict.fromkeys(name for column in columns for name in column) if is_told(name, columns)]
    heads = [described(tree) for tree in trees]
    print("| what |", " | ".join(heads), "|\n|---|" + "---|" * len(heads))
    for name in names:
        print(f"| {name} |", " | ".join(column.get(name, "–") for column in columns), "|")


def is_told(name: str, columns: list[Figures]) -> bool:
    """Every figure, except a page's budget of queries that is the same in all."""
    return not name.startswith(QUERIES) or len({column.get(name) for column in columns}) > 1


def figures_of(tree: Path) -> Figures:
    return {
        **sizes(tree),
        **contracts(tree),
        **namings(tree),
        **walks(tree),
        **wheel(tree),
        **computing(tree),
        **budgets(tree),
    }


def described(tree: Path) -> str:
    return _run(tree, "git", "log", "-1", "--format=%h, %as").strip()


def modules(tree: Path) -> list[Path]:
    files = (file for source in SOURCES for file in (tree / source).rglob("*.py"))
    return sorted(file for file in files if "migrations" not in file.parts)


def sizes(tree: Path) -> Figures:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in modules(tree)}
    rooms: Counter[str] = Counter()
    for file, length in lengths.items():
        parts = file.relative_to(tree).parts
        rooms["/".join(parts[:2]) if parts[0] == "site" else parts[0]] += length
    largest = ", ".join(f"{name} {number:,}" for name, number in rooms.most_common(3))
    functions = [
        node.end_lineno - node.lineno + 1
        for file in lengths
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    templates = [file.read_text("utf-8").splitlines() for source in SOURCES for file in (tree / source).rglob("*.html")]
    lines = [line for template in templates for line in template]
    return {
        "lines of Python (migrations aside)": f"{sum(lengths.values()):,} in {len(lengths)} modules",
        "rooms": f"{len(rooms)}, the largest {largest}",
        "module, lines: p50 / p90 / max": spread(lengths.values()),
        "function, lines: p50 / p90 / max": spread(functions),
        "template, lines: p50 / p90 / max": spread(map(len, templates)),
        "template lines over 120 signs": f"{sum(len(line) > 120 for line in lines) / len(lines):.1%}",
        f"copied lines ({ALIKE} or more alike in a row)": copied(lengths),
    }


def spread(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    return " / ".join(str(ordered[round((len(ordered) - 1) * share)]) for share in (0.5, 0.9, 1))


def copied(files: Iterable[Path]) -> str:
    """Lines of code that stand somewhere else too. Imports are no code here."""
    places: defaultdict[tuple[str, ...], list[tuple[Path, int]]] = defaultdict(list)
    total = 0
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        tree.body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
        lines = ast.unparse(tree).splitlines()
        lines = [line.strip() for line in lines if line.strip() and not line.strip().startswith(('"""', "@"))]
        total += len(lines)
        for start in range(len(lines) - ALIKE + 1):
            places[tuple(lines[start : start + ALIKE])].append((file, start))
    found = {
        (file, start + step)
        for same in places.values()
        if len(same) > 1
        for file, start in same
        for step in range(ALIKE)
    }
    return f"{len(found)} of {total:,} ({len(found) / total:.1%})"


def contracts(tree: Path) -> Figures:
    config = (tree / "pyproject.toml").read_text("utf-8")
    linter, kept = str(Path(sys.executable).with_name("lint-imports")), []
    for counted in ("true", "false"):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write(re.sub(r"(exclude_type_checking_imports = )\w+", rf"\g<1>{counted}", config))
            file.flush()
            said = _run(tree, linter, "--no-cache", "--config", file.name, check=False)
        kept.append(re.findall(r"Contracts: (.+)\.", said)[0])
    return {"import contracts": kept[0], "import contracts, imports for types counted": kept[1]}


def namings(tree: Path) -> Figures:
    """In how many files of the product one that is there stands by name: what another might have to touch."""
    texts = {
        file: file.read_text("utf-8")
        for source in SOURCES
        for file in (tree / source).rglob("*.*")
        if file.suffix in {".py", ".html", ".js"} and not {"migrations", "demo"} & set(file.parts)
    }
    return {
        f"files that name one {kind}": str(sum(bool(re.search(pattern, text)) for text in texts.values()))
        for kind, pattern in NAMED.items()
    }


def walks(tree: Path) -> Figures:
    """How many files of the product a change of each kind touches, by the examples that a test applies."""
    facet = tree / "docs/how-to/facet.md"
    found = re.search(
        r"It takes (\d+) product files and (\d+) migrations", facet.read_text("utf-8") if facet.exists() else ""
    )
    said = {"facet": f"{found[1]} and {found[2]} migrations"} if found else {}
    examples = sorted((tree / "docs/how-to/examples").glob("*.patch"))
    said |= {file.stem: str(len(product_files(file))) for file in examples}
    return {f"files that another {kind.replace('-', ' ')} touches": number for kind, number in said.items()}


def wheel(tree: Path) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        _run(tree, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
        (file,) = Path(folder).glob("*.whl")
        size = file.stat().st_size
        kinds: Counter[str] = Counter()
        for info in zipfile.ZipFile(file).infolist():
            kinds[Path(info.filename).suffix or "other"] += info.compress_size
    largest = ", ".join(f"{kind} {number / 1e6:.2f}" for kind, number in kinds.most_common(5))
    return {"wheel, MB": f"{size / 1e6:.2f}", "in it, MB": largest}


def computing(tree: Path) -> Figures:
    """Processor time of a run of one test with a database, which the first round has made."""
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", ONE_TEST)
    took = []
    for _round in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run(tree, *command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"processor time of one test with a database, seconds": f"{min(took[1:]):.1f}"}


def budgets(tree: Path) -> Figures:
    """Every literal budget of queries, by the name it has in the test."""
    text = (tree / "tests/contracts/test_query_budgets.py").read_text("utf-8")
    found: dict[str, Any] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(value, ast.Tuple):
                    found[str(key.value)] = ast.literal_eval(value.elts[-1])
    numbers = [max(one) if isinstance(one, tuple) else one for one in found.values()]
    rows = {f"{QUERIES}{name}": json.dumps(budget).strip("[]") for name, budget in found.items()}
    return {"query budgets, and the sum of their largest": f"{len(numbers)}, {sum(numbers)}", **rows}


def _run(tree: Path, *command: str, check: bool = True) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PYTHONPATH": f"{tree}{os.pathsep}{tree / 'site'}",
        "DJANGO_SETTINGS_MODULE": "website.settings.test",
    }
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if check and done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


if __name__ == "__main__":
    main([Path(one).resolve() for one in sys.argv[1:]] or [ROOT])
