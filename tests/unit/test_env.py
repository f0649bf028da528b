import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from secrets import token_hex, token_urlsafe

import pytest
from django.core.exceptions import ImproperlyConfigured

from website.settings import env, rules


def test_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CATALOGUE_HOSTS", raising=False)

    with pytest.raises(ImproperlyConfigured, match="CATALOGUE_HOSTS"):
        env.required("CATALOGUE_HOSTS")


@pytest.mark.parametrize("value", ["maybe", "1", "ja"])
def test_flag_takes_only_yes_and_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CATALOGUE_EMAIL_TLS", value)

    with pytest.raises(ImproperlyConfigured, match="yes or no"):
        env.flag("CATALOGUE_EMAIL_TLS", default=False)


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


def test_production_starts_with_all_of_them_and_passes_djangos_own_check() -> None:
    answer = _run_production(PRODUCTION, *CHECK)

    assert answer.returncode == 0, answer.stderr


KEY = PRODUCTION["CATALOGUE_SECRET_KEY"]
SECOND_KEY = "Another-1-of-the-tests-9876543210-qwertyuiop-ASDFGHJKL"
REFUSED = [
    ("CATALOGUE_SECRET_KEY", rules.PUBLISHED_KEYS["demo"]),
    ("CATALOGUE_SECRET_KEY", rules.PUBLISHED_KEYS["tests"]),
    ("CATALOGUE_SECRET_KEY", f"django-insecure-{KEY}"),
    ("CATALOGUE_SECRET_KEY", "kort"),
    ("CATALOGUE_SECRET_KEY", "a" * 60),
    ("CATALOGUE_SECRET_KEY", "0123456789" * 6),
    ("CATALOGUE_SECRET_KEY", "abcdefghijklmnopqrstuvwxyz-0123" * 2),
    ("CATALOGUE_OLD_SECRET_KEYS", KEY),
    ("CATALOGUE_OLD_SECRET_KEYS", f"{SECOND_KEY},{SECOND_KEY}"),
    ("CATALOGUE_OLD_SECRET_KEYS", f"{SECOND_KEY},kort"),
    ("CATALOGUE_OLD_SECRET_KEYS", rules.PUBLISHED_KEYS["demo"]),
    *(("CATALOGUE_HOSTS", host) for host in ("*", "katalog.example.dk,*", ".example.dk", "*.example.dk", ",", "a b")),
    *(("CATALOGUE_HOSTS", host) for host in ("katalog.example.dk:443", "https://katalog.example.dk")),
    ("CATALOGUE_BASE_URL", "http://katalog.example.dk"),
    ("CATALOGUE_BASE_URL", "https://katalog.example.dk/sti"),
    ("CATALOGUE_BASE_URL", "https://x:y@katalog.example.dk"),
    ("CATALOGUE_BASE_URL", "https://katalog.example.dk?x"),
    ("CATALOGUE_BASE_URL", "https://andre.example.dk"),
    ("CATALOGUE_BASE_URL", "katalog.example.dk"),
    ("CATALOGUE_BASE_URL", "https://"),
]


@pytest.fixture
def load_production(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Read production's settings anew, in this process, with these variables."""

    def load(variables: dict[str, str]) -> None:
        for name in [one for one in os.environ if one.startswith(("CATALOGUE", "DATABASE"))]:
            monkeypatch.delenv(name)
        for name, value in {**PRODUCTION, **variables}.items():
            monkeypatch.setenv(name, value)
        runpy.run_module("website.settings.production")

    return load


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_production_refuses_what_is_no_secret_no_host_and_no_address(
    load_production: Callable[[dict[str, str]], None], name: str, value: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        load_production({name: value})


@pytest.mark.parametrize("name", ["CATALOGUE_EMAIL_PASSWORD", "CATALOGUE_S3_SECRET_KEY"])
def test_production_refuses_one_key_for_two_purposes(
    load_production: Callable[[dict[str, str]], None], name: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match="CATALOGUE_SECRET_KEY is a secret of something else"):
        load_production({name: KEY})


def test_production_takes_a_rotated_key(load_production: Callable[[dict[str, str]], None]) -> None:
    load_production({"CATALOGUE_OLD_SECRET_KEYS": SECOND_KEY, "CATALOGUE_BASE_URL": "https://katalog.example.dk:8443/"})


@pytest.mark.parametrize("make", [token_urlsafe, token_hex])
def test_random_keys_are_never_refused(make: Callable[[int], str]) -> None:
    assert {rules.fault_of_key(make(50)) for _try in range(500)} == {""}
