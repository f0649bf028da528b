"""Whether a file field holds what is stored, or what was just given to it.

Why: a film that is replaced is made ready anew, by whatever form, command or import gave it; only the field's file
knows that it has not been saved.
Until: Django names it.
"""

from typing import Any


def is_stored(file: Any) -> bool:
    return bool(getattr(file, "_committed", True))
