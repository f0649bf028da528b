"""The one reader of the environment.

Every variable the product knows is read through these functions and described in docs/settings.md
(a contract test compares the two).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits for another
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
POSTGRESQL_OPTIONS: dict[str, Any] = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000",
}


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def required(name: str) -> str:
    """The value of a variable the product cannot run without.

    Raises: ImproperlyConfigured, naming the variable, when it is missing or empty.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name} (see docs/settings.md).")
    return value


def refuse(name: str, fault: str) -> None:
    """Raises: ImproperlyConfigured, naming the variable and what is wrong with it, unless the fault is empty."""
    if fault:
        raise ImproperlyConfigured(f"{name} {fault} (see docs/settings.md).")


def checked(name: str, fault_of: Callable[[str], str]) -> str:
    """A required value in which nothing is found wrong. Raises: ImproperlyConfigured; the value itself is not named."""
    value = required(name)
    refuse(name, fault_of(value))
    return value


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value == "yes"


def words(value: str) -> list[str]:
    """The comma-separated parts of a value, blanks dropped."""
    return [part.strip() for part in value.split(",") if part.strip()]


def data_dir() -> Path:
    """Where everything is written that is not code: database, uploads, collected static files."""
    return Path(text("CATALOGUE_DATA_DIR", "var")).resolve()


def database(default_url: str) -> dict[str, Any]:
    """The database from DATABASE_URL, with the options each engine needs to hold under load.

    Source: SQLite loses writes without WAL and IMMEDIATE (docs/decisions/0005-sqlite.md).
    """
    config: dict[str, Any] = {}
    config.update(dj_database_url.parse(text("DATABASE_URL", default_url), conn_max_age=60, conn_health_checks=True))
    is_sqlite = str(config["ENGINE"]).endswith("sqlite3")
    config["OPTIONS"] = {**(SQLITE_OPTIONS if is_sqlite else POSTGRESQL_OPTIONS), **dict(config.get("OPTIONS", {}))}
    return config
