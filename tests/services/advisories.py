"""Pinned packages against known advisories, without a network: `python -m tests.services.advisories [update]`.

`update` asks pip-audit's advisory service about every pin and writes what it says, dated, to
requirements/advisories.json; packages it could not be asked about are written down as such. Without it, the pins are
compared with that snapshot. A known advisory fails unless requirements/judged.json names it with a reason and a date;
what was never asked about and a snapshot older than 30 days are only said.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
SNAPSHOT, JUDGED, PINS = REQUIREMENTS / "advisories.json", REQUIREMENTS / "judged.json", REQUIREMENTS / "dev.txt"
OLD_AFTER = timedelta(days=30)
PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;\\]+)")
LONGEST_LIST = 5
Pins = set[tuple[str, str]]


def pins_in(text: str) -> Pins:
    """Names and versions; a package may be pinned twice, for different Pythons."""
    found = (PIN.match(line) for line in text.splitlines())
    return {(_normal(match[1]), match[2]) for match in found if match}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def faults(pins: Pins, snapshot: dict[str, Any], judged: list[dict[str, str]]) -> Iterator[str]:
    """Known advisories about what is pinned that nobody has judged, and judgements that say too little."""
    for one in judged:
        if not all(one.get(field, "").strip() for field in ("id", "package", "reason", "judged_on")):
            yield f"judged.json: {one.get('id', 'an entry')} needs an id, a package, a reason and a date"
    accepted = {(one.get("package"), one.get("id")) for one in judged}
    for one in snapshot["advisories"]:
        is_pinned = (one["package"], one["version"]) in pins
        if is_pinned and (one["package"], one["id"]) not in accepted:
            fixed = ", ".join(one["fixed_in"]) or "no version yet"
            yield f"{one['package']} {one['version']}: {one['id']}, fixed in {fixed}"


def remarks(pins: Pins, snapshot: dict[str, Any], judged: list[dict[str, str]], today: date) -> Iterator[str]:
    age = today - date.fromisoformat(snapshot["made_on"])
    if age > OLD_AFTER:
        yield f"the snapshot is {age.days} days old: run `make advisories`"
    unknown = sorted(name for name, version in pins if snapshot["checked"].get(name) != version)
    if unknown:
        more = f" and {len(unknown) - LONGEST_LIST} more" if len(unknown) > LONGEST_LIST else ""
        yield f"nothing is known about {', '.join(unknown[:LONGEST_LIST])}{more}"
    known = {(one["package"], one["id"]) for one in snapshot["advisories"]}
    yield from (f"judged.json: {one['id']} is no longer known" for one in judged if _key(one) not in known)


def _key(judgement: dict[str, str]) -> tuple[str | None, str | None]:
    return judgement.get("package"), judgement.get("id")


def snapshot_of(answer: dict[str, Any], today: date) -> dict[str, Any]:
    """What pip-audit said, in the order of names, without addresses."""
    packages = sorted(answer["dependencies"], key=lambda one: _normal(one["name"]))
    return {
        "made_on": today.isoformat(),
        "made_with": "pip-audit, the Python Packaging Advisory Database by package name and version",
        "checked": {_normal(one["name"]): one["version"] for one in packages if "skip_reason" not in one},
        "not_checked": sorted(_normal(one["name"]) for one in packages if "skip_reason" in one),
        "advisories": [
            {
                "id": found["id"],
                "aliases": sorted(found.get("aliases", [])),
                "package": _normal(one["name"]),
                "version": one["version"],
                "fixed_in": found.get("fix_versions", []),
            }
            for one in packages
            for found in one.get("vulns", [])
        ],
    }


def update() -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--no-deps", "--disable-pip"]
        # pip-audit ends with 1 when it finds something, which is what it is asked for.
        subprocess.run([*command, "--format", "json", "--output", str(file), "--progress-spinner", "off"], check=False)
        if not file.is_file():
            return _say(["pip-audit gave no answer; the snapshot stays as it was"]) or 1
        snapshot = snapshot_of(json.loads(file.read_text()), date.today())
    SNAPSHOT.write_text(json.dumps(snapshot, indent=1, sort_keys=True) + "\n")
    return _say([f"asked about {len(snapshot['checked'])} packages, not about {len(snapshot['not_checked'])}"])


def check() -> int:
    pins, snapshot, judged = pins_in(PINS.read_text()), json.loads(SNAPSHOT.read_text()), json.loads(JUDGED.read_text())
    _say(remarks(pins, snapshot, judged, date.today()))
    found = list(faults(pins, snapshot, judged))
    _say(found)
    return 1 if found else 0


def _say(sentences: Any) -> int:
    for sentence in sentences:
        print(f"advisories: {sentence}", file=sys.stderr)  # noqa: T201 - a command's own words
    return 0


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
