"""What tests of processes that are started and killed lean on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.databases import environment_of_its_own


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Of a database and a data folder that no other test has."""
    with environment_of_its_own(tmp_path) as environment:
        yield environment
