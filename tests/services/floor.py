"""What the oldest browsers of docs/devices.md lack, from MDN's compatibility data: `python -m tests.services.floor`.

Takes npm's package of that data and writes the names of what some browser of FLOOR lacks to tests/contracts/floor.json,
where test_floor.py finds them. Run it when the floor moves, or when the web has grown; no test needs a network.
"""

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FLOOR = {"safari": "15.4", "safari_ios": "15.4", "chrome": "109", "edge": "109", "firefox": "115"}
PACKAGE = "@mdn/browser-compat-data"
FILE = Path(__file__).resolve().parents[1] / "contracts/floor.json"
NOT_BY_DEFAULT = ("flags", "prefix", "alternative_name")
WORDED = ("alt_text", "range_syntax", "viewport_percentage_units_dynamic", "container_query_length_units")
KINDS_OF_SYNTAX = ("classes", "grammar", "operators", "regular_expressions", "statements")
SYNTAX = {("javascript", kind) for kind in KINDS_OF_SYNTAX}
Known = dict[tuple[str, ...], bool]


def _version(text: str | bool | None) -> tuple[int, ...] | None:
    return (
        tuple(int(part) for part in text.lstrip("≤").split("."))
        if isinstance(text, str) and text[-1].isdigit()
        else None
    )


def _has(statements: Any, oldest: tuple[int, ...]) -> bool:
    for one in statements if isinstance(statements, list) else [statements or {}]:
        added, removed = _version(one.get("version_added")), _version(one.get("version_removed"))
        is_plain = not any(one.get(name) for name in NOT_BY_DEFAULT)
        if is_plain and added and added <= oldest and not (removed and removed <= oldest):
            return True
    return False


def _walked(tree: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bool]]:
    for name, below in tree.items():
        if name == "__compat":
            support = below["support"]
            yield path, all(_has(support.get(one), _version(oldest) or ()) for one, oldest in FLOOR.items())
        else:
            yield from _walked(below, (*path, name))


def _lacking(known: Known, *start: str, length: int | None = None) -> Iterator[tuple[str, ...]]:
    for path, has in known.items():
        rest = path[len(start) :]
        is_worded = rest and "_" in rest[-1] and rest[-1] not in WORDED
        if not has and path[: len(start)] == start and (length is None or len(rest) == length) and not is_worded:
            yield rest


def _unknown(known: Known, places: Iterable[tuple[tuple[str, ...], str]]) -> list[str]:
    """Names that none of these places has: where one has it, a name alone cannot tell which is meant."""
    named = list(places)
    there = {name for path, name in named if known[path]}
    return sorted({name for path, name in named if not known[path]} - there)


def _css(known: Known) -> dict[str, list[str]]:
    types = [(path, path[-1]) for path in known if path[:2] == ("css", "types") and "_" not in path[-1]]
    return {
        "properties": sorted(name for (name,) in _lacking(known, "css", "properties", length=1) if name[0] != "-"),
        "values": sorted(
            ": ".join(pair) for pair in _lacking(known, "css", "properties", length=2) if pair[0][0] != "-"
        ),
        "at-rules": sorted(" ".join(path) for path in _lacking(known, "css", "at-rules")),
        "selectors": sorted(name for (name,) in _lacking(known, "css", "selectors", length=1)),
        "units": sorted(name for (name,) in _lacking(known, "css", "types", "length", length=1)),
        "functions": _unknown(known, types),
    }


def _html(known: Known) -> list[str]:
    everywhere = (f"*[{name}]" for (name,) in _lacking(known, "html", "global_attributes", length=1))
    elements = (name for (name,) in _lacking(known, "html", "elements", length=1))
    attributes = (f"{name}[{attribute}]" for name, attribute in _lacking(known, "html", "elements", length=2))
    values = (
        f"{name}[{attribute}={value}]" for name, attribute, value in _lacking(known, "html", "elements", length=3)
    )
    return sorted({*everywhere, *elements, *attributes, *values})


def _javascript(known: Known) -> dict[str, list[str]]:
    apis = {path: path[1:] for path in known if path[0] == "api"}
    places = apis | {path: path[2:] for path in known if path[:2] == ("javascript", "builtins")}
    members = [(path, rest[1].removesuffix("_static")) for path, rest in places.items() if len(rest) == 2]
    events = [(path, name.removesuffix("_event")) for path, name in members if name.endswith("_event")]
    plain = [(path, name) for path, name in members if "_" not in name]
    statics = {".".join(places[path]).removesuffix("_static") for path, _ in members if path[-1].endswith("_static")}
    has = {".".join(places[path]).removesuffix("_static") for path, _ in members if known[path]}
    syntax = [path[1:] for path in known if path[:2] in SYNTAX and not known[path]]
    return {
        "globals": _unknown(known, ((path, rest[0]) for path, rest in places.items() if len(rest) == 1)),
        "members": _unknown(known, plain),
        "statics": sorted(statics - has),
        "constructors": _unknown(known, ((path, name) for path, name in plain if places[path][0] == name)),
        "events": _unknown(known, events),
        "syntax": sorted(".".join(path) for path in syntax),
    }


def lacking(data: dict[str, Any]) -> dict[str, Any]:
    known = dict(_walked({name: data[name] for name in ("api", "css", "html", "javascript")}))
    made_from = f"{PACKAGE} {data['__meta']['version']} (CC0)"
    return {
        "made_from": made_from,
        "floor": FLOOR,
        "css": _css(known),
        "html": _html(known),
        "javascript": _javascript(known),
    }


def _data() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            file = package.extractfile("package/data.json")
            return dict(json.load(file)) if file else {}


if __name__ == "__main__":
    FILE.write_text(json.dumps(lacking(_data()), indent=1) + "\n", encoding="utf-8")
