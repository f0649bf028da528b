"""Programs that others wrote read our feeds, calendar and sitemap as they are meant."""

import json
import warnings
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
import vobject
from django.conf import settings
from django.test import Client
from pydantic import AnyHttpUrl, AwareDatetime, BaseModel, ConfigDict, Field

from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

TITLE = "Bog & <bus> ]]> 📚 — Æ"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
PAGES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Author(BaseModel):
    name: str


class Entry(BaseModel):
    """An item, as https://jsonfeed.org/version/1.1 has it; extensions begin with an underscore."""

    model_config = ConfigDict(extra="forbid")
    id: str
    url: AnyHttpUrl
    title: str
    content_text: str
    date_published: AwareDatetime
    date_modified: AwareDatetime
    tags: list[str]
    image: AnyHttpUrl | None = None
    authors: list[Author] = []
    katalog: dict[str, Any] = Field(alias="_katalog")


class JsonFeed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    version: str = Field(pattern=r"^https://jsonfeed\.org/version/1\.1$")
    title: str
    home_page_url: AnyHttpUrl
    feed_url: AnyHttpUrl
    next_url: AnyHttpUrl | None = None
    language: str
    icon: AnyHttpUrl
    items: list[Entry]


@pytest.fixture
def filled(tree: Tree) -> Tree:
    image = core.make_image()
    make_renditions.call(image_id=image.pk)
    pages.make_initiative(
        tree.initiatives, TITLE, slug="bog", lead=TITLE, cover=image, platforms=[core.make_platform()]
    )
    return tree


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feed_reader_finds_nothing_wrong(filled: Tree, client: Client, kind: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # feedparser's own
        feed = feedparser.parse(client.get(f"/feeds/initiatives.{kind}").content)
    (entry,) = feed.entries

    assert not feed.bozo
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert (entry.title, unescape(entry.summary)) == (TITLE, TITLE)
    assert entry.link == f"{settings.BASE_URL}/eksempler/bog/"
    assert [tag.term for tag in entry.tags] == ["Facebook"]
    assert [link.type for link in entry.links if link.rel == "enclosure"] == ["image/jpeg"]
    assert entry.id.startswith("urn:uuid:")


def test_json_feed_is_of_its_published_shape(filled: Tree, client: Client) -> None:
    feed = JsonFeed.model_validate(json.loads(client.get("/feeds/initiatives.json?limit=1").content))

    assert [entry.title for entry in feed.items] == [TITLE]


def test_calendar_is_read_by_another_program(tree: Tree, client: Client) -> None:
    at = datetime(2027, 11, 11, 14, tzinfo=UTC)
    title, place = "Priserne, 2027; æøå", "Loftet, Havnstrup"
    edition = pages.make_edition(tree.awards, 2027, title=title, lead="Æ" * 80, ceremony_at=at, ceremony_place=place)
    pages.make_edition(tree.awards, 2029, live=False, ceremony_at=at)
    pages.make_edition(tree.awards, 2025)

    text = client.get("/feeds/calendar.ics").content.decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # vobject's own
        (event,) = vobject.readOne(StringIO(text)).vevent_list

    assert (event.summary.value, event.location.value) == (title, place)
    assert event.dtstart.value == at
    assert event.url.value == edition.full_url
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_calendar_is_the_same_until_something_changes(tree: Tree, client: Client) -> None:
    edition = pages.make_edition(tree.awards, ceremony_at=datetime(2027, 11, 11, 14, tzinfo=UTC))
    etag = client.get("/feeds/calendar.ics")["ETag"]
    same = client.get("/feeds/calendar.ics", headers={"If-None-Match": etag}).status_code
    edition.ceremony_place = "Et andet sted"
    edition.save_revision().publish()

    assert same == 304
    assert client.get("/feeds/calendar.ics", headers={"If-None-Match": etag}).status_code == 200
    assert client.get("/feeds/calendar.ics?x=1").status_code == 400


def test_sitemap_tells_of_pictures_and_films(tree: Tree, client: Client) -> None:
    image, film = core.make_image(), core.make_video("Bussen & bogen", transcript="Den kører <langsomt>.")
    film.poster = image
    film.save()
    make_renditions.call(image_id=image.pk)
    pages.make_initiative(
        tree.initiatives,
        "Bussen",
        media=[
            ("gallery", {"heading": "", "items": [{"image": image, "caption": ""}, {"video": film, "caption": ""}]})
        ],
    )

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    (entry,) = [url for url in root if url.findtext(f"{PAGES}loc", "").endswith("/eksempler/bussen/")]

    assert [found.text for found in entry.iter(f"{IMAGE}loc")] == [f"{settings.BASE_URL}{_jpeg(image)}"]
    assert entry.findtext(f"{VIDEO}video/{VIDEO}title") == "Bussen & bogen"
    assert entry.findtext(f"{VIDEO}video/{VIDEO}description") == "Den kører <langsomt>."
    assert entry.findtext(f"{VIDEO}video/{VIDEO}content_loc") == f"{settings.BASE_URL}{film.file.url}"
    assert entry.findtext(f"{VIDEO}video/{VIDEO}thumbnail_loc") == f"{settings.BASE_URL}{_jpeg(image)}"


def _jpeg(image: Any) -> str:
    return str(image.renditions.get(filter_spec="format-jpeg|width-960").url)
