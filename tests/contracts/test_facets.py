"""A facet is declared once: `docs/how-to/facet.md`, followed literally in a copy of the code."""

import json
import os
import re
import shutil
import subprocess
import sys
from filecmp import dircmp
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from core.models import FACETS

ROOT = Path(__file__).resolve().parents[2]
WALK = (ROOT / "docs/how-to/facet.md").read_text("utf-8")
SNIPPETS = [dedent(code) for code in re.findall(r"   ```python\n(.*?)   ```", WALK, re.DOTALL)]
PRODUCT = ("site", "home", "concepts", "showcase", "search")
NO_PRODUCT = ("site/demo",)  # no part of the wheel
PLAIN = "occasions"  # a facet of which nothing knows more than that it is one, but that its words have days
OF_ITS_DAYS = {
    *("concepts/components/year_wheel.py", "concepts/contexts/year_wheel.py", "concepts/kit.py"),
    *("concepts/receivers.py", "site/core/occasions.py", "site/syndication/feeds/calendar.py"),
}
PROBE = ROOT / "tests/contracts/facet_probe.py"


def _number_of_files() -> int:
    found = re.search(r"It takes (\d+) product files", WALK)
    assert found
    return int(found[1])


def test_name_of_a_facet_stands_in_no_more_files_than_the_walk_says() -> None:
    named = re.compile(rf"""["']{PLAIN}["']|\.{PLAIN}\b|\b{PLAIN}\s*[=:]|found_{PLAIN}\b""")
    files = [file for folder in PRODUCT for file in (ROOT / folder).rglob("*.*")]
    product = [file for file in files if file.suffix in {".py", ".html", ".js"} and "migrations" not in file.parts]
    found = [
        name
        for file in product
        if not (name := file.relative_to(ROOT).as_posix()).startswith(NO_PRODUCT)
        and named.search(file.read_text("utf-8"))
    ]

    assert PLAIN in {facet.relation for facet in FACETS}
    of_a_facet = set(found) - OF_ITS_DAYS
    assert sorted(of_a_facet) == ["site/core/models/faceted_page.py", "site/core/models/vocabulary.py"]
    assert len(of_a_facet) <= _number_of_files()
    assert set(found) >= OF_ITS_DAYS


@pytest.mark.deep
@pytest.mark.once
def test_walk_makes_a_facet_that_every_door_knows(tmp_path: Path) -> None:
    copy = tmp_path / "code"
    for name in PRODUCT:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)

    _follow(copy)

    changed = sorted(file for name in PRODUCT for file in _changed(copy, name))
    migrations = [file for file in changed if "/migrations/" in file]
    product = [file for file in changed if file not in migrations]
    told = json.loads(_run(copy, "-c", PROBE.read_text("utf-8")).splitlines()[-1])
    assert len(product) == _number_of_files()
    assert sorted(file.partition("/migrations/")[0] for file in migrations) == ["concepts", "showcase", "site/core"]
    assert {place: is_known for place, is_known in told.items() if not is_known} == {}


def _follow(copy: Path) -> None:
    vocabulary, field = SNIPPETS
    with (copy / "site/core/models/vocabulary.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{vocabulary}")
    faceted = copy / "site/core/models/faceted_page.py"
    _after(faceted, r"from core\.models\.vocabulary import .*\n", "from core.models.vocabulary import Season\n")
    _after(faceted, r"    occasions = .*\n", f"    {field}")
    _run(copy, "manage.py", "keep_component")
    _run(copy, "manage.py", "makemigrations", "core", "concepts", "showcase", "--name", "add_season")


def _after(file: Path, line: str, text: str) -> None:
    changed, times = re.subn(line, lambda found: found[0] + text, file.read_text("utf-8"))
    assert times == 1, file
    file.write_text(changed, "utf-8")


def _run(copy: Path, *command: str) -> str:
    environment: dict[str, Any] = {
        **os.environ,
        "PYTHONPATH": f"{copy}{os.pathsep}{copy / 'site'}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "website.settings.test",
        "CATALOGUE_DATA_DIR": str(copy.parent / "data"),
    }
    done = subprocess.run([sys.executable, *command], cwd=copy, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _changed(copy: Path, name: str) -> list[str]:
    """Files that are other or new in the copy."""

    def walk(compared: dircmp[str], below: str) -> list[str]:
        here = [f"{below}/{file}" for file in (*compared.diff_files, *compared.right_only)]
        return here + [file for name, part in compared.subdirs.items() for file in walk(part, f"{below}/{name}")]

    return walk(dircmp(ROOT / name, copy / name, ignore=["__pycache__"]), name)
