"""Markup as a browser takes it, for tests that look for tags with their text."""

import re


def tight(html: str) -> str:
    """Without the blanks by which templates keep their lines short: beside tags, and more than one anywhere."""
    return re.sub(r"(?<=>) | (?=<)", "", re.sub(r"\s+", " ", html))
