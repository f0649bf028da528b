"""Whether somebody has set a password, as against Django making its hash anew.

Why: when a login shows that a hash is weaker than today's, Django saves a new one of the same password; the log of
accounts must not call that a change.
Until: Django tells the two apart in a signal.
"""

from typing import Any


def is_password_typed(user: Any) -> bool:
    """Of a user about to be saved: whether `set_password` was called."""
    return user._password is not None
