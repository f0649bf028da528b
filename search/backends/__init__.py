"""Wagtail's search in Danish: its own index in the database, with our words in it, on SQLite and PostgreSQL alike.

Whatever Wagtail indexes is indexed and searched here: on the site, in the API, in the admin and its choosers.
"""

from typing import Any

from django.db import connection


def SearchBackend(params: dict[str, Any]) -> Any:  # Wagtail looks for this name
    """The one of the database in use; Wagtail's part for the other cannot even be imported beside it."""
    if connection.vendor == "postgresql":
        from search.backends.postgresql import Backend  # each imports what only its own database has
    else:
        from search.backends.sqlite import Backend
    return Backend(params)
