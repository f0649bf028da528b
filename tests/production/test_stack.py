from tests.factories.pages import make_concept
from tests.factories.site import Tree
from tests.production.conftest import Stack, eventually


def test_pages_come_through_the_proxy_and_its_cache(stack: Stack, site: Tree) -> None:
    concept = make_concept(site.concepts, title="Det står i køen")
    visitor = stack.visitor()

    first, second = (visitor.get(stack.url + concept.url) for _time in range(2))

    assert "Det står i køen" in second.text
    assert [first.headers["X-Cache"], second.headers["X-Cache"]] == ["MISS", "HIT"]


def test_both_web_workers_answer(stack: Stack, site: Tree) -> None:
    for _request in range(20):
        assert stack.visitor().get(stack.url + "/livez").status_code == 200

    assert stack.logs().count("Started worker") == 2


def test_the_worker_works(stack: Stack, site: Tree) -> None:
    eventually(lambda: stack.visitor().get(stack.url + "/readyz").text == "ok\n")
