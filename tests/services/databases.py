"""A migrated database kept as a template: a run begins with a copy of it, not with a quarter of a minute of migrations.

On SQLite the template is a file in `var/tests/`; on PostgreSQL a database beside the tests' own. Its name is the hash
of all that migrations are made of, so a changed migration makes a new template.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import dj_database_url
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var/tests"
SOURCES = ("site", "home", "concepts", "showcase", "search")
COMPILED = {".pyc", ".mo"}


def template_name() -> str:
    """The same as long as no migration of ours and no pinned package changes."""
    return f"template_{digest_of('migrations/*.py')}"


def digest_of(pattern: str) -> str:
    """16 signs that change with the pinned packages and with the files of ours that the pattern names."""
    digest = hashlib.sha256((ROOT / "requirements/base.txt").read_bytes())
    files = (file for source in SOURCES for file in (ROOT / source).rglob(pattern) if file.is_file())
    for file in sorted(file for file in files if file.suffix not in COMPILED):
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def sqlite_template() -> Path:
    """A migrated SQLite file; made when it is not there yet, by one process however many ask."""
    file = FOLDER / f"{template_name()}.sqlite3"
    with alone_with("databases"):
        if not file.exists():
            for old in FOLDER.glob("template_*"):
                old.unlink()
            unfinished = file.with_suffix(".unfinished")
            _migrate(f"sqlite:///{unfinished}")
            with closing(sqlite3.connect(unfinished)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")  # one file, and nothing beside it
            unfinished.rename(file)
    return file


def copy_into_memory(name: str) -> sqlite3.Connection:
    """Fill a shared in-memory database. Returns: a connection; the database lives as long as one is open."""
    connection = sqlite3.connect(name, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(sqlite_template())) as template:
        template.backup(connection)
    return connection


def postgresql_template(url: str) -> str:
    """The name of a migrated database on the server of a DATABASE_URL; made when it is not there yet."""
    name = template_name()
    with alone_with("databases"), psycopg.connect(connection_of(url), autocommit=True) as connection:
        if not _has_database(connection, name):
            unfinished = f"{name}_unfinished"
            connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(unfinished)))
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(unfinished)))
            _migrate(beside(url, unfinished))
            rename = SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(Identifier(unfinished), Identifier(name)))
    return name


def make_postgresql_database(url: str, name: str, *, template: str = "") -> str:
    """A migrated database, or a copy of another, on the server of a DATABASE_URL. Returns: its DATABASE_URL."""
    template = template or postgresql_template(url)
    with psycopg.connect(connection_of(url), autocommit=True) as connection:
        create = SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(Identifier(name), Identifier(template)))
    return beside(url, name)


@contextmanager
def environment_of_its_own(folder: Path) -> Iterator[dict[str, str]]:
    """For processes that share a migrated database and a data folder with nobody; of the kind that tests run on."""
    url, name = os.environ.get("DATABASE_URL", ""), f"own_{uuid4().hex}"
    environment = {**os.environ, "CATALOGUE_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "website.settings.demo"}
    if not url:
        shutil.copyfile(sqlite_template(), folder / "catalogue.sqlite3")
        yield environment
        return
    yield {**environment, "DATABASE_URL": make_postgresql_database(url, name)}
    with psycopg.connect(connection_of(url), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def has_postgresql_database(url: str, name: str) -> bool:
    with psycopg.connect(connection_of(url), autocommit=True) as connection:
        return _has_database(connection, name)


def _has_database(connection: "psycopg.Connection[tuple[Any, ...]]", name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def beside(url: str, name: str) -> str:
    """The DATABASE_URL of another database on the same server."""
    return f"{url.rpartition('/')[0]}/{name}"


def connection_of(url: str) -> str:
    """The address of a DATABASE_URL as psycopg wants it."""
    config = dict(dj_database_url.parse(url))
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**{ours: str(config[theirs]) for ours, theirs in names.items() if config[theirs]})


@contextmanager
def alone_with(what: str) -> Iterator[None]:
    """One process at a time makes a template; the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "website.settings.test"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
