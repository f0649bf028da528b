"""Who is signed in with a request, as Django's middleware looks it up and remembers it.

Why: a session without its second step is nobody's, so `request.user` is decided here, by Django's own look-up and its
memory of the answer.
Until: Django documents both, or lets a middleware change whom `request.user` gives.
"""

from django.contrib.auth.middleware import auser, get_user

__all__ = ["auser", "get_user"]
