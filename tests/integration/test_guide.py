"""The editors' guide: all of it opens, leads somewhere, shows its pictures, and speaks as the glossary does."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import resolve, reverse

from core.models import User
from core.roles import SECTION_EDITORS, set_up_roles
from tests.contracts.danish import against_glossary, english_in
from tests.contracts.read_aloud import said
from tests.factories import core
from website.guide.chapters import CHAPTERS

FOLDER = Path(__file__).resolve().parents[2] / "site/website/guide"
PICTURES = FOLDER / "static/guide/pictures"
MOST_BYTES = 1_500_000
USED = re.compile(r'guide/picture\.html" with name="([a-z-]+)"')


@pytest.fixture
def editor(db: None) -> Client:
    set_up_roles()
    user = core.make_user("sigurd")
    user.groups.add(Group.objects.get(name=SECTION_EDITORS))
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


@pytest.mark.parametrize("slug", ["", *(f"{chapter.slug}/" for chapter in CHAPTERS)])
def test_guide_opens_and_leads_somewhere(editor: Client, slug: str) -> None:
    answer = editor.get(f"/admin/vejledning/{slug}")
    main = answer.content.decode().split("<main")[1]

    assert answer.status_code == 200
    for link in re.findall(r'href="(/admin/[^"#?]*)"', main):
        resolve(link)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.slug)
def test_chapter_speaks_as_the_glossary_does(chapter: object) -> None:
    texts = said((FOLDER / f"templates/{chapter.template}").read_text("utf-8"))  # type: ignore[attr-defined]

    if chapter.slug != "ord":  # type: ignore[attr-defined]  # it names the words that are not said
        assert {text: found for text in texts if (found := [*english_in(text), *against_glossary(text)])} == {}


def test_there_is_no_chapter_of_another_name(editor: Client) -> None:
    assert editor.get("/admin/vejledning/findes-ikke/").status_code == 404


def test_every_picture_is_there_and_used_and_light() -> None:
    used = {name for file in FOLDER.glob("templates/**/*.html") for name in USED.findall(file.read_text("utf-8"))}
    there = {file.stem: file.stat().st_size for file in PICTURES.glob("*.webp")}

    assert there.keys() == used
    assert sum(there.values()) <= MOST_BYTES


def test_help_leads_to_our_guide_and_not_to_wagtails(editor: Client) -> None:
    page = editor.get("/admin/").content.decode()

    assert reverse("guide") in page
    assert "guide.wagtail.org" not in page
    assert "whats-new-in-wagtail" not in page
