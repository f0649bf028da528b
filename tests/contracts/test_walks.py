"""The walks of `docs/how-to`, followed: an example of each is applied to a copy of the code, which then holds its own
tests. `docs/how-to/facet.md` has its example in its text, and `test_facets.py`.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.databases import sqlite_template

ROOT = Path(__file__).resolve().parents[2]
WALKS = ROOT / "docs/how-to"
EXAMPLES = sorted((WALKS / "examples").glob("*.patch"))
COPIED = ("site", "home", "concepts", "showcase", "search", "tests", "docs", "deploy", "requirements")
PRODUCT = ("site/", "home/", "concepts/", "showcase/", "search/")
NO_PRODUCT = ("site/demo/", "/migrations/")
NUMBERS = {"One": 1, "Two": 2, "Three": 3, "Four": 4, "Five": 5, "Six": 6}
# What tells that the walk has arrived, of the tests it names: those that ask for what was added.
ARRIVED = {
    "api-field": ("contracts/test_api_contract.py", "contracts/test_feed_schema.py", "integration/test_feed_api.py"),
    "block": ("contracts/test_blocks.py", "contracts/test_stream_data.py", "contracts/test_text_fields.py"),
    "list": ("contracts/test_feed_schema.py", "contracts/test_feed_cost.py", "integration/test_way_to_all.py"),
    "mail": ("contracts/test_mails.py", "integration/test_mail.py"),
    "page-type": ("contracts/test_page_types.py", "contracts/test_api_contract.py", "contracts/test_drafts.py"),
    "periodic-job": ("integration/test_worker.py",),
    "picture-width": ("integration/test_feed_api.py", "integration/test_seo.py"),
    "embed-provider": ("unit/test_embed_providers.py",),
}

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)


def product_files(example: Path) -> list[str]:
    """The files of the product that an example changes or adds."""
    named = re.findall(r"^\+\+\+ b/(\S+)", example.read_text("utf-8"), re.MULTILINE)
    return [name for name in named if name.startswith(PRODUCT) and not any(part in name for part in NO_PRODUCT)]


@each_example
def test_walk_takes_as_many_files_as_it_says(example: Path) -> None:
    text = (WALKS / f"{example.stem}.md").read_text("utf-8")
    (said,) = re.findall(rf"\b({'|'.join(NUMBERS)}) product files?\b", text, re.IGNORECASE)

    assert len(product_files(example)) == NUMBERS[said.capitalize()]


@each_example
def test_example_fits_the_code(example: Path) -> None:
    done = subprocess.run(["git", "apply", "--check", "-C1", str(example)], cwd=ROOT, capture_output=True, check=False)

    assert done.stderr.decode() == ""


@pytest.mark.deep
@pytest.mark.once
@each_example
def test_example_arrives(example: Path, tmp_path: Path) -> None:
    copy = tmp_path / "code"
    for name in COPIED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)

    made = sqlite_template()  # one that fits until a model changes
    (copy / "var/tests").mkdir(parents=True)
    shutil.copy(made, copy / "var/tests" / made.name)

    _run(copy, "git", "apply", "-C1", str(example))
    _run(copy, sys.executable, "manage.py", "makemigrations", "--name", "follow_the_walk")
    _run(
        copy,
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-m",
        "not deep",
        *(f"tests/{file}" for file in ARRIVED[example.stem]),
    )


def _run(copy: Path, *command: str) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PYTHONPATH": f"{copy}{os.pathsep}{copy / 'site'}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "website.settings.test",
        "CATALOGUE_DATA_DIR": str(copy.parent / "data"),
    }
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
