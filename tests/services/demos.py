"""Demos for the browser tests: started once as a newcomer starts it, then copied for whoever wants one of her own.

`python -m tests.services.demos` makes the one to copy.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from tests.services import databases
from tests.services.ports import free_port
from tests.services.processes import PATIENCE_SECONDS, answers, running, wait_for

DEMO = [sys.executable, "manage.py", "demo"]


@dataclass(frozen=True)
class Demo:
    """What `manage.py demo` needs to run: a folder of its own, and on PostgreSQL a database of its own."""

    port: int
    folder: Path
    database: Mapping[str, str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {"PORT": str(self.port), "CATALOGUE_DATA_DIR": str(self.folder)}
        return {**os.environ, **self.database, **own, "DJANGO_SETTINGS_MODULE": "website.settings.demo"}

    @contextmanager
    def running(self, log: Path) -> Iterator[None]:
        with running(DEMO, log=log, environment=self.environment, folder=databases.ROOT) as process:
            wait_for(partial(answers, f"{self.address}/readyz"), process, log)
            yield

    def forget_attempts(self) -> None:
        """Empty the counters of all limits."""
        self.run("DELETE FROM throttling_attempt")

    def run(self, *statements: str) -> None:
        """Put SQL through behind the demo's back, all or nothing."""
        if url := self.database.get("DATABASE_URL"):
            with psycopg.connect(databases.connection_of(url)) as server:
                for statement in statements:
                    server.execute(statement)
        else:
            file = self.folder / "catalogue.sqlite3"
            with closing(sqlite3.connect(file, timeout=PATIENCE_SECONDS)) as connection, connection:
                for statement in statements:
                    connection.execute(statement)


def copy_of_demo(folder: Path) -> Demo:
    """A demo as it is after its first start."""
    template = make_template()
    with databases.alone_with("demo"):  # another run may be about to make its own in this one's place
        shutil.copytree(template, folder, dirs_exist_ok=True)
    port = free_port()
    if not (url := _postgresql()):
        return Demo(port, folder, {})
    own = databases.make_postgresql_database(url, f"demo_{port}", template=_name())
    return Demo(port, folder, {"DATABASE_URL": own})


def make_template() -> Path:
    """Start one for the first time, if none of this code is there yet. Returns: its folder."""
    url, name = _postgresql(), _name()
    template = databases.FOLDER / (f"{name}_postgresql" if url else name)
    with databases.alone_with("demo"):
        if not template.exists() or (url and not databases.has_postgresql_database(url, name)):
            _start_once(template, url, name)
    return template


def _name() -> str:
    return f"demo_{databases.digest_of('*')}"


def _start_once(template: Path, url: str, name: str) -> None:
    """As a newcomer does it, except that the empty database is there already."""
    for old in databases.FOLDER.glob("demo_*"):
        if old.name.endswith("_postgresql") == bool(url):
            shutil.rmtree(old)
    unfinished = template.with_name(f"{template.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was stopped
    unfinished.mkdir()
    if url:
        database = {"DATABASE_URL": databases.make_postgresql_database(url, name)}
    else:
        database = {}
        shutil.copyfile(databases.sqlite_template(), unfinished / "catalogue.sqlite3")
    with Demo(free_port(), unfinished, database).running(databases.FOLDER / "demo.log"):
        pass
    unfinished.rename(template)


def _postgresql() -> str:
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


if __name__ == "__main__":
    make_template()
