"""What newsletters, networks and proxies hang on a link: every door answers as if it were not there."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from syndication.embeds.options import LOOKS
from syndication.embeds.share import TYPED
from syndication.feeds.parameters import PARAMETERS
from tests.factories import core, pages
from tests.factories.site import Tree
from website.api.parameters import FACET_PARAMETERS, FILTERS
from website.api.views import PagesEndpoint
from website.tracking import without_tracking

pytestmark = pytest.mark.once
NGINX = Path(__file__).parent.parent.parent / "deploy" / "nginx.conf"
HUNG_ON = {
    "newsletter": "utm_source=nyhedsbrev&utm_medium=email&utm_campaign=uge+48",
    "Mailchimp": "mc_cid=1a2b3c&mc_eid=%5BUNIQID%5D",
    "networks": "fbclid=IwAR0abc-_x&gclid=EAIaIQ&msclkid=1&ttclid=2&twclid=3&li_fat_id=4&igsh=5&mibextid=6",
    "HubSpot": "_hsenc=p2ANqtz-8&_hsmi=12345&hsCtaTracking=a%7Cb&__hstc=1.2",
    "Matomo": "mtm_campaign=x&pk_kwd=y&piwik_campaign=z",
    "a member of a family nobody has seen": "utm_nyt_navn=1&UTM_Source=2",
    "percent-encoded": "utm%5Fsource=nyhedsbrev&utm%5fmedium=e-mail",
    "written as in HTML": "utm_source=a&amp;utm_medium=b&amp;",
    "asked twice": "utm_source=a?utm_medium=b?fbclid=c",
    "without values": "utm_source&fbclid=",
    "left hanging": "utm_source=a&&",
}

BROKEN = ("&utm_source=a&fbclid=b", "%3Futm_source=a", "%3Futm_source%3Da%26fbclid%3Db", "?&amp;")


@pytest.fixture
def doors(tree: Tree) -> list[str]:
    platform = core.make_platform()
    page = pages.make_concept(tree.concepts, "Bogbussen", slug="bogbussen", platforms=[platform])
    oembed = quote(page.full_url or "", safe="")
    return [
        *("/", "/koncepter/", "/koncepter/?platform=facebook", "/koncepter/bogbussen/", "/koncepter/bogbussen/dpl/"),
        *("/feeds/concepts.rss", "/feeds/concepts.atom?platform=facebook", "/feeds/concepts.json?limit=5"),
        *("/feeds/calendar.ics", "/api/feed/v1/concepts", "/api/feed/v1/concepts?platform=facebook&limit=1"),
        *("/embed/v1/koncepter/", "/embed/v1/koncepter/?antal=3&farve=aa0000", f"/embed/v1/side/{page.pk}/"),
        *(f"/oembed/?url={oembed}", f"/oembed/?url={oembed}&format=xml", f"/oembed/?url={page.full_url}"),
        *("/api/v2/pages/", f"/api/v2/pages/{page.pk}/", "/api/v2/pages/?type=concepts.ConceptPage&platform=facebook"),
        *("/soeg/?q=bog", "/del/", "/sitemap.xml", "/indberet/"),
    ]


def _answer(client: Client, address: str) -> tuple[int, bytes]:
    """Status and what is shown, but for what is drawn anew each time."""
    response = client.get(address)
    return response.status_code, ANEW.sub(b"", response.content)


ANEW = re.compile(rb"\b[0-9a-f]{20}\b|nonce=\"[^\"]+\"|(?:value|data-[a-z-]+|href|action)=\"[^\"]*[\w-]{24,}[^\"]*\"")


@pytest.mark.parametrize("hung_on", HUNG_ON.values(), ids=HUNG_ON)
def test_what_is_hung_on_is_taken_off_before_and_after(hung_on: str) -> None:
    assert without_tracking(hung_on) == ""
    assert without_tracking(f"platform=facebook&{hung_on}") == "platform=facebook"
    assert without_tracking(f"platform=facebook?{hung_on}") == "platform=facebook"
    assert without_tracking(f"{hung_on}&platform=facebook") == "platform=facebook"


@pytest.mark.django_db
def test_every_door_answers_as_if_it_were_not_there(doors: list[str], client: Client) -> None:
    for door in doors:
        path, _mark, query = door.partition("?")
        plain = _answer(client, door)

        assert (door, plain[0]) == (door, 200)
        assert _answer(client, f"{door}{'&' if query else '?'}{'&'.join(HUNG_ON.values())}") == plain, door
        assert _answer(client, f"{path}?{HUNG_ON['newsletter']}{'&' if query else ''}{query}") == plain, door


@pytest.mark.django_db
@pytest.mark.parametrize("hung_on", BROKEN)
def test_address_broken_by_what_is_hung_on_it_still_leads_there(tree: Tree, client: Client, hung_on: str) -> None:
    for address in ("/koncepter/", "/feeds/concepts.rss", "/api/feed/v1/concepts", "/embed/v1/koncepter/"):
        assert _answer(client, f"{address}{hung_on}") == _answer(client, address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("platfrom=facebook&utm_source=a", "platfrom"),
        ("utm_source=a&limt=3", "limt"),
        ("utm=a", "utm"),
        ("x_utm_source=a", "x_utm_source"),
        ("Platform=facebook", "Platform"),
    ],
)
def test_misspelt_filter_is_still_refused_with_a_sentence(tree: Tree, client: Client, query: str, name: str) -> None:
    for address in ("/feeds/concepts.rss", "/embed/v1/koncepter/", "/api/feed/v1/concepts"):
        response = client.get(f"{address}?{query}")

        assert response.status_code == 400
        assert f"{name}." in response.content.decode()


@pytest.mark.django_db
def test_parameter_written_as_in_html_counts(tree: Tree, client: Client) -> None:
    core.make_platform()

    assert client.get("/feeds/concepts.json?limit=1&amp;platform=facebook").status_code == 200
    assert client.get("/feeds/concepts.json?limit=1&amp;platform=myspace").status_code == 400


@pytest.mark.django_db
def test_links_of_a_page_carry_nothing_on(tree: Tree, client: Client) -> None:
    for number in range(30):
        pages.make_concept(tree.concepts, f"Koncept {number}", slug=f"koncept-{number}")

    shown = client.get("/koncepter/?utm_source=nyhedsbrev&fbclid=abc").content.decode()

    assert "side=2" in shown
    assert "nyhedsbrev" not in shown
    assert "fbclid" not in shown


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("q=utm_source%3Da", "q=utm_source%3Da"),
        ("q=fbclid", "q=fbclid"),
        ("q=bog?&side=2", "q=bog?&side=2"),
        ("q=hvad?utm_source=a", "q=hvad"),
        ("a=1&fbclid=2&b=3", "a=1&b=3"),
        ("platform%3Dfacebook%26utm_source%3Da", "platform=facebook"),
        ("q%3D%E2%82%AC%20b%C3%B8ger%23%0D%0A%00", "q=%E2%82%AC%20b%C3%B8ger%23%0D%0A%00"),
        ("q%3D%FF%253D", "q=%FF%3D"),
        ("q=%00&utm_source=%00", "q=%00"),
        ("q=100%25&gclid=1", "q=100%25"),
        ("q=stamp;mark", "q=stamp;mark"),
        ("amp;q=1&amp;amp;side=2", "q=1&side=2"),
    ],
)
def test_query_loses_trackers_and_nothing_else(query: str, kept: str) -> None:
    assert without_tracking(query) == kept


@pytest.mark.parametrize(
    "query", ["q%3D%E2%82%AC", "q%3D%C3%B8&utm_source%3Da", "q%3D%0d%0aSet-Cookie:%20a=b", "q%3D%FF"]
)
@pytest.mark.parametrize("door", ["/soeg/", "/soeg", "/", "/api/v2/pages/", "/feeds/initiativer.json", "/del/"])
def test_query_in_percent_signs_breaks_no_door(tree: Tree, client: Client, door: str, query: str) -> None:
    answer = client.get(door, QUERY_STRING=query)

    assert answer.status_code in {200, 301, 400, 404}
    assert "Set-Cookie" not in answer.headers


def test_no_parameter_of_ours_is_taken_for_a_tracker() -> None:
    ours = {
        *PARAMETERS,
        *LOOKS,
        *FACET_PARAMETERS,
        *TYPED,
        "antal",
        "visning",
        "side",
        "q",
        "url",
        "vaert",
        "tjek",
        "slags",
    }
    ours |= PagesEndpoint.known_query_parameters | PagesEndpoint.find_query_parameters | FILTERS

    assert [name for name in ours if without_tracking(f"{name}=1") != f"{name}=1"] == []


def test_admin_keeps_its_parameters(db: None, client: Client) -> None:
    client.force_login(core.make_user("boss", is_superuser=True))

    response = client.get("/admin/pages/?ref=1&utm_source=a")

    assert response.wsgi_request.GET.dict() == {"ref": "1", "utm_source": "a"}


def test_nginx_keeps_one_answer_whatever_is_hung_on() -> None:
    """Only what the application leaves unread may be missing in nginx's key."""
    (line,) = re.findall(r'"~\*(\^\(\?<untracked>.+)" "\$untracked";', NGINX.read_text("utf-8"))
    (names,) = re.findall(r"\[\?&\]\(\?:([^()]+)\)", line)
    key = re.compile(line.replace("(?<untracked>", "(?P<untracked>").replace("\\w", "[A-Za-z0-9_]"), re.IGNORECASE)

    for name in names.split("|"):
        plain = name.replace("\\w*", "x")
        assert without_tracking(f"a=1&{plain}=2") == "a=1", name
        found = key.match(f"/koncepter/?a=1&{plain}=2&utm_id=3")
        assert found is not None
        assert found["untracked"] == "/koncepter/?a=1"
    assert key.match("/koncepter/?a=1") is None
    assert "proxy_cache_key $host$uri_without_tracking;" in NGINX.read_text("utf-8")
