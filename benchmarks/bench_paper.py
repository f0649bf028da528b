"""Processor time, memory and size of what is made for paper: `python benchmarks/bench_paper.py`.

A kit, a concept as PDF, and the whole catalogue at 15 and at 300 concepts, each in a process of its own.
"""

import os
import resource
import subprocess
import sys
import time

import django

MADE = ("kit", "concept", "catalogue 15", "catalogue 300")


def main() -> None:
    for name in MADE:
        subprocess.run([sys.executable, __file__, name], check=True)


def measure(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.test")
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        concept = fill(int(name.rpartition(" ")[2]) if name.startswith("catalogue") else 1)
        begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = len(make(name, concept))
        spent, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    finally:
        teardown_databases(databases, verbosity=0)
    added = (peak - before) / 1024
    sys.stdout.write(f"{name}: {spent:.2f} s of processor time, {added:.0f} MB added, {size / 1e6:.2f} MB large\n")


def fill(count: int):
    """Concepts with covers of their own and a text for each of two platforms. Returns: the first."""
    from media.pictures import FALLBACK_SPEC
    from tests.factories import core, pages
    from tests.factories.site import make_tree

    tree, platforms = make_tree("localhost"), [core.make_platform(), core.make_platform("Instagram")]
    groups = [core.make_target_group(name, slug=f"g{place}") for place, name in enumerate(("Børn", "Unge", "Voksne"))]
    for number in range(1, count + 1):
        image = core.make_image(f"Omslag {number}", file=core.picture_file(size=(960, 1200)))
        image.get_rendition(FALLBACK_SPEC)
        text = {"heading": "Opslaget", "kind": "billede", "text": "Hej [by]. " * 20, "pictures": [{"image": image}]}
        pages.make_concept(
            tree.concepts,
            f"Koncept {number}",
            lead="Bed følgerne om at ændre ét bogstav i en bogtitel. Alle kan en titel.",
            number=number,
            cover=image,
            target_groups=[groups[number % 3]],
            body=[("why_it_works", {"text": "<p>De fleste opslag beder folk om noget.</p>" * 20})],
            kit=[("platform_text", {**text, "platform": platform}) for platform in platforms],
        )
    return tree.concepts.get_children().first().specific


def make(name: str, concept) -> bytes:
    from concepts.printed import concept_pdf
    from home.printed import catalogue_pdf
    from media.download_packages import take_home_of

    images = [concept.cover]
    if name == "kit":
        return take_home_of(concept, images).package
    return concept_pdf(concept, images) if name == "concept" else catalogue_pdf("da")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
