"""Demo texts in Danish, read from the TOML files beside this module."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"


def read(name: str) -> dict[str, Any]:
    with (CONTENT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def read_folder(folder: str) -> dict[str, dict[str, Any]]:
    """The files of a folder by their slug, in order of their names."""
    return {file.stem: read(f"{folder}/{file.stem}") for file in sorted((CONTENT / folder).glob("*.toml"))}
