"""The three traps of a folder called site/, and what the wheel must carry (docs/decisions/0001-layout.md)."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_site_is_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_ignores_nothing_under_site() -> None:
    lines = {line.strip() for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}

    assert not lines.intersection({"/site", "/site/", "site", "site/"})


def test_no_tool_writes_into_site() -> None:
    assert not list(ROOT.glob("mkdocs.y*ml"))


def test_no_module_touches_the_import_path() -> None:
    folders = ("site", "home", "concepts", "showcase", "search")
    files = [ROOT / "manage.py", *(file for folder in folders for file in (ROOT / folder).rglob("*.py"))]

    assert [file.name for file in files if "sys.path" in file.read_text("utf-8") and file.name != "manage.py"] == []


def test_requirements_name_no_index_and_hash_everything() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        pins = [line for line in text.splitlines() if line and line[0].isalpha()]
        assert "--index" not in text
        assert "http" not in text
        assert text.count("--hash=sha256:") >= len(pins)


def test_import_contracts_have_no_exceptions() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]

    assert [contract["name"] for contract in config["contracts"] if "ignore_imports" in contract] == []
    assert config["exclude_type_checking_imports"] is False


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Built as from a fresh clone: with nothing that git does not hold."""
    target, clone = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("clone") / "project"
    not_in_git = shutil.ignore_patterns(".git", ".venv", "var", "*.mo", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, clone, ignore=not_in_git)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=clone, check=True, capture_output=True)
    return zipfile.ZipFile(next(target.glob("*.whl"))).namelist()


@pytest.mark.parametrize(
    "name",
    [
        "website/settings/production.py",
        "website/templates/website/base.html",
        "website/static/website/css/tokens.css",
        "website/locale/da/LC_MESSAGES/django.mo",
        "libraries/data/biblioteker.csv",
        "media/templates/media/components/picture.html",
        "concepts/migrations/0001_create_concepts.py",
    ],
)
def test_wheel_carries_what_the_product_needs(wheel: list[str], name: str) -> None:
    assert name in wheel


def test_wheel_carries_no_demo_and_no_tests(wheel: list[str]) -> None:
    assert [name for name in wheel if name.startswith(("demo/", "tests/", "benchmarks/"))] == []


@pytest.mark.parametrize("name", ["LICENSE", "docs/licences.md", "site/website/static/website/fonts/literata-OFL.txt"])
def test_wheel_carries_the_licences_of_what_is_in_it(wheel: list[str], name: str) -> None:
    assert [path for path in wheel if path.endswith(f".dist-info/licenses/{name}")]
