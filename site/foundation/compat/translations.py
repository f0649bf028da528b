"""Django's reading of templates for their texts, and what makes it read its catalogues anew.

Why: catalogues are collected and compiled without GNU gettext, which newcomers do not have; a catalogue compiled by the
process that needs it must be spoken at once.
Until: Django collects messages without GNU gettext, and names how a catalogue is read anew.
"""

from pathlib import Path

from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

__all__ = ["read_anew", "templatize"]


def read_anew(catalogue: Path) -> None:
    translation_file_changed(sender=None, file_path=catalogue)
