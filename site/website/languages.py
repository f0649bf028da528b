"""Language of an address. Asks nothing of the database: error pages need it too."""

from django.conf import settings


def language_of(path: str) -> str:
    """The language whose code the path begins with, else the site's own.

    Django's `get_language_from_path` takes `/en-god-ide/` for English.
    """
    first = path[1:].partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
