"""Processor time and queries of one list: feed API and API v2 by turns: `python benchmarks/bench_feed.py [rounds]`.

Both answer the same 20 of 1,000 concepts with the same facts, in one process and one run; what is compared is the
ratio. SQLite in memory, or the database of CATALOGUE_DATABASE_URL.
"""

import os
import statistics
import sys
import time

import django

CONCEPTS = 1_000
FEED = "/api/feed/v1/concepts?limit=20"
FIELDS = "lead,cover,number,effort_hours,cost_kr,skills,platforms,target_groups,objectives,formats,occasions"
V2 = f"/api/v2/pages/?type=concepts.ConceptPage&order=-first_published_at&limit=20&fields={FIELDS}"


def main(rounds: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.test")
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        fill()
        compare(rounds)
    finally:
        teardown_databases(databases, verbosity=0)


def fill() -> None:
    """A thousand concepts with pictures and terms."""
    from wagtail.models import Page, Site

    from media.tasks import make_renditions
    from tests.factories import core, pages

    Page.objects.filter(depth=2).delete()
    home = pages.make_home(Page.get_first_root_node())
    Site.objects.update_or_create(hostname="testserver", defaults={"root_page": home, "is_default_site": True})
    index = pages.make_concept_index(home)
    image = core.make_image()
    make_renditions.call(image_id=image.pk)
    terms = {
        "platforms": [core.make_platform(), core.make_platform("Instagram")],
        "objectives": [core.make_objective()],
        "target_groups": [core.make_target_group()],
    }
    for number in range(CONCEPTS):
        pages.make_concept(index, f"Koncept {number}", cover=image, number=number, effort_hours="2", **terms)


def compare(rounds: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    spent: dict[str, list[float]] = {FEED: [], V2: []}
    queries, sizes = {}, {}
    for address in (FEED, V2):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        queries[address], sizes[address] = len(asked), len(answer.content)
        if len(answer.json().get("items", [])) != 20:
            raise SystemExit(f"{address}: {answer.content[:300]!r}")
    for _round in range(rounds):
        for address, times in spent.items():
            start = time.process_time()
            client.get(address)
            times.append((time.process_time() - start) * 1000)
    for address, times in spent.items():
        name = address.partition("?")[0]
        print(f"{name:24} {statistics.median(times):6.1f} ms CPU  {queries[address]:2} queries  {sizes[address]} bytes")
    ratio = statistics.median(spent[FEED]) / statistics.median(spent[V2])
    print(f"feed API / API v2 = {ratio:.2f} ({CONCEPTS} concepts, 20 a list, median of {rounds} rounds by turns)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
