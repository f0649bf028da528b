import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from website.settings import env


def test_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CATALOGUE_HOSTS", raising=False)

    with pytest.raises(ImproperlyConfigured, match="CATALOGUE_HOSTS"):
        env.required("CATALOGUE_HOSTS")


def test_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_SECRET_KEY", "kort")

    with pytest.raises(ImproperlyConfigured, match="at least 50"):
        env.secret("CATALOGUE_SECRET_KEY")


@pytest.mark.parametrize("value", ["maybe", "1", "ja"])
def test_flag_takes_only_yes_and_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CATALOGUE_SERVE_MEDIA", value)

    with pytest.raises(ImproperlyConfigured, match="yes or no"):
        env.flag("CATALOGUE_SERVE_MEDIA", default=False)


@pytest.mark.parametrize("value", ["-1", "8000.5", "８０００", "port"])
def test_number_takes_only_digits(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.number("PORT", 8000)


def test_sqlite_gets_what_it_needs_under_load() -> None:
    options = (
        env.database("sqlite:///var/x.sqlite3")["OPTIONS"] if not os.environ.get("DATABASE_URL") else env.SQLITE_OPTIONS
    )

    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]


PRODUCTION = {
    "CATALOGUE_SECRET_KEY": "a-secret-of-the-tests-0123456789-abcdefghij-klmnopqrst",
    "CATALOGUE_HOSTS": "katalog.example.dk",
    "CATALOGUE_BASE_URL": "https://katalog.example.dk",
    "DATABASE_URL": "postgres://u@localhost/db",
}


START = ("-c", "import django; django.setup()")
CHECK = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")


def _run_production(variables: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    base = {
        name: value for name, value in os.environ.items() if not name.startswith(("CATALOGUE", "DATABASE", "DJANGO"))
    }
    command = [sys.executable, *arguments]
    environment = {**base, **variables, "DJANGO_SETTINGS_MODULE": "website.settings.production"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", PRODUCTION)
def test_production_refuses_to_start_without_each_variable(name: str) -> None:
    answer = _run_production({key: value for key, value in PRODUCTION.items() if key != name}, *START)

    assert answer.returncode != 0
    assert name in answer.stderr


@pytest.mark.parametrize("arguments", [START, CHECK], ids=["start", "check --deploy"])
def test_production_starts_with_all_of_them_and_passes_djangos_own_check(arguments: tuple[str, ...]) -> None:
    answer = _run_production(PRODUCTION, *arguments)

    assert answer.returncode == 0, answer.stderr
