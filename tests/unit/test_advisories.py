import json
from datetime import date
from typing import Any

import pytest

from tests.services import advisories, sbom

CHECKED = {"django": "5.2.19", "wagtail": "8.0.1"}
PINS = set(CHECKED.items())
KNOWN = {"id": "PYSEC-1", "aliases": [], "package": "django", "version": "5.2.19", "fixed_in": ["5.2.20"]}
JUDGEMENT = {"id": "PYSEC-1", "package": "django", "reason": "Rammer kun GIS.", "judged_on": "2026-11-25"}
TODAY = date(2026, 11, 25)


def snapshot(*found: dict[str, Any], made_on: str = "2026-11-25") -> dict[str, Any]:
    return {"made_on": made_on, "checked": CHECKED, "not_checked": [], "advisories": list(found)}


def test_known_advisory_about_a_pin_is_a_fault() -> None:
    assert list(advisories.faults(PINS, snapshot(KNOWN), [])) == ["django 5.2.19: PYSEC-1, fixed in 5.2.20"]


def test_advisory_about_another_version_is_none() -> None:
    assert list(advisories.faults({("django", "5.2.20")}, snapshot(KNOWN), [])) == []


def test_judged_advisory_is_no_fault_but_needs_a_reason_and_a_date() -> None:
    assert list(advisories.faults(PINS, snapshot(KNOWN), [JUDGEMENT])) == []

    (fault,) = advisories.faults(PINS, snapshot(KNOWN), [{**JUDGEMENT, "reason": " "}])
    assert "needs an id, a package, a reason and a date" in fault


@pytest.mark.parametrize(
    ("made_on", "pins", "judged", "remark"),
    [
        ("2026-11-25", PINS, [], None),
        ("2026-10-01", PINS, [], "the snapshot is 55 days old: run `make advisories`"),
        ("2026-11-25", {("pillow", "13.0.0")}, [], "nothing is known about pillow"),
        ("2026-11-25", {("django", "5.2.20")}, [], "nothing is known about django"),
        ("2026-11-25", PINS, [JUDGEMENT], "judged.json: PYSEC-1 is no longer known"),
    ],
)
def test_what_is_old_or_unknown_is_said(made_on: str, pins: Any, judged: Any, remark: str | None) -> None:
    said = list(advisories.remarks(pins, snapshot(made_on=made_on), judged, TODAY))

    assert said == ([remark] if remark else [])


def test_answer_of_the_service_becomes_a_snapshot() -> None:
    found = {"id": "PYSEC-1", "fix_versions": ["5.2.20"], "aliases": ["CVE-1"], "description": "https://x"}
    answer = {
        "dependencies": [
            {"name": "Wagtail", "version": "8.0.1", "vulns": []},
            {"name": "django", "version": "5.2.19", "vulns": [found]},
            {"name": "av", "skip_reason": "not found"},
        ]
    }

    made = advisories.snapshot_of(answer, TODAY)

    assert made["checked"] == CHECKED
    assert made["not_checked"] == ["av"]
    assert made["advisories"] == [{**KNOWN, "aliases": ["CVE-1"]}]


def test_pins_are_read_with_extras_markers_and_hashes() -> None:
    text = 'psycopg[binary]==3.3.9 ; python_version > "3" \\\n    --hash=sha256:ab\nDjango==5.2.19 \\\n# x==1\n'

    assert advisories.pins_in(text) == {("psycopg", "3.3.9"), ("django", "5.2.19")}


def test_committed_snapshot_names_every_pin_and_no_place() -> None:
    text = advisories.SNAPSHOT.read_text()
    made = json.loads(text)

    assert "://" not in text
    assert list(advisories.faults(advisories.pins_in(advisories.PINS.read_text()), made, [])) == []


@pytest.mark.deep
def test_bill_of_materials_is_the_same_each_time_and_names_no_place_to_get_things() -> None:
    first, second = sbom.make(), sbom.make()
    bill = json.loads(first)

    assert first == second
    assert "://" not in first
    assert bill["bomFormat"] == "CycloneDX"
    pins = advisories.pins_in((sbom.ROOT / "requirements" / "base.txt").read_text())
    assert {(one["name"].lower(), one["version"]) for one in bill["components"]} == pins
