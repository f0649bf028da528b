"""A process that is killed between page and record: both are there, or neither."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SET_UP = """
from tests.factories.site import make_tree
from tests.factories import core, pages
tree = make_tree("localhost")
about = pages.make_standard_page(tree.home, "Om")
pages.make_standard_page(about, "Evidens")
pages.make_concept(tree.concepts, "Bog", slug="bog", platforms=[core.make_platform()])
"""
WRITE_ON = """
from concepts.models import ConceptPage
from core.models import Platform
from home.models import StandardPage
print("begun", flush=True)
for number in range(100_000):
    concept = ConceptPage.objects.get(slug="bog")
    concept.title = f"Titel {number}"
    concept.save_revision().publish()
    platform = Platform.objects.get()
    platform.name = f"Platform {number}"
    platform.save()
    about = StandardPage.objects.get(slug="om")
    about.unpublish()
    about.save_revision().publish()
"""
TELL = """
from core.records.models import RecordChange
from tests.factories.records import out_of_step
print(RecordChange.objects.count(), out_of_step())
"""
BEHIND = "from concepts.models import ConceptPage; print(ConceptPage.objects.update(title='Bag om ryggen'))"
MIND = "from core.records.reconciliation import reconcile_records; reconcile_records()"


def _shell(environment: dict[str, str], code: str) -> str:
    command = [sys.executable, "-m", "django", "shell", "-v", "0", "-c", code]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


@pytest.mark.deep
@pytest.mark.parametrize("round_number", range(5))
def test_killed_writer_leaves_no_difference(environment: dict[str, str], round_number: int) -> None:
    _shell(environment, SET_UP)
    command = [sys.executable, "-m", "django", "shell", "-v", "0", "-c", WRITE_ON]
    writer = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"begun\n"
    time.sleep(random.Random(round_number).uniform(0.2, 3))
    writer.kill()
    writer.wait()

    changes, wrong = _shell(environment, TELL).split(" ", 1)

    assert wrong == "[]"
    assert int(changes) > 0
    _shell(environment, BEHIND)
    assert "Bag om ryggen" in _shell(environment, TELL)
    _shell(environment, MIND)
    assert _shell(environment, TELL).endswith("[]")
