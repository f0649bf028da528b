"""Texts of a kit as the posts they will be: in the cut and with the measures that the guide of the platform has."""

from typing import Any

import pytest
from django.test import Client
from wagtail.images.image_operations import FillOperation, ImageTransform
from wagtail.models import PageViewRestriction

from concepts.models import ConceptPage, PlatformFormat
from core.posts import framed
from media.enums import PictureShape
from media.models import CatalogueImage
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.days import in_days
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ALT = "En bunke bøger med ét bogstav galt."


def _picture(**fields: Any) -> CatalogueImage:
    image = core.make_image(alt_text=ALT, file=core.picture_file(size=(600, 400)), **fields)
    make_renditions.call(image_id=image.pk)
    return CatalogueImage.objects.get(pk=image.pk)


def _concept(tree: Tree, platform: Any, *, text: str = "Hej.", kind: str = "billede", images: Any = ()) -> ConceptPage:
    pictures = [{"image": image} for image in images]
    said = {"platform": platform, "kind": kind, "heading": "Opslaget", "text": text, "pictures": pictures}
    return pages.make_concept(tree.concepts, kit=[("platform_text", said)])


def _guide(tree: Tree, platform: Any, *rows: dict[str, Any]) -> Any:
    guide = pages.make_guide(tree.guides, platform.name, platform=platform)
    measured = {"name": "Opslag", "checked_on": in_days(0), "valid_until": in_days(90), "source": "Meta"}
    guide.sizes = [PlatformFormat(**measured | row) for row in rows]
    guide.save_revision().publish()
    return guide


def _html(client: Client, page: Any) -> str:
    html: str = client.get(page.url).content.decode()
    return html


def test_post_has_the_cut_and_the_room_that_the_guide_gives(tree: Tree, client: Client) -> None:
    platform = core.make_platform()
    _guide(tree, platform, {"shape": "1x1", "text_limit": 20, "lines_shown": 3}, {"shape": "16x9", "text_limit": 5})

    html = _html(client, _concept(tree, platform, text="Tyve tegn, ikke flere.", images=[_picture()]))

    assert 'class="phone phone--billede phone--cut cut-1x1"' in html
    assert "phone__text--3" in html
    assert "<span data-copy-length>22</span>" in html
    assert "af 20 tegn" in html
    assert "3 linjer ses" in html
    assert html.count(ALT) == 2  # on the picture, and beside it to copy
    assert "data-copy-over>" in html  # two signs too many


def test_format_that_says_no_cut_has_ours(tree: Tree, client: Client) -> None:
    platform = core.make_platform()
    _guide(tree, platform, {"shape": "", "text_limit": 300})

    html = _html(client, _concept(tree, platform, images=[_picture()]))

    assert "cut-4x5" in html
    assert "af 300 tegn" in html


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_guide_that_is_hidden_gives_no_measures(tree: Tree, client: Client, hide: str) -> None:
    platform = core.make_platform()
    guide = _guide(tree, platform, {"text_limit": 20})
    if hide == "unpublish":
        guide.unpublish()
    else:
        PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)

    html = _html(client, _concept(tree, platform))

    assert "af 20 tegn" not in html
    assert "cut-4x5" in html  # our own, where nobody says


def test_measures_past_their_day_say_so_wherever_they_stand(tree: Tree, client: Client) -> None:
    platform = core.make_platform()
    guide = _guide(tree, platform, {"text_limit": 20, "valid_until": in_days(-1)})

    assert ": forældet" in _html(client, _concept(tree, platform))
    assert "format--outdated" in _html(client, guide)
    assert [finding.code for finding in guide.own_findings()] == ["format"]


def test_withheld_picture_leaves_the_frame_with_its_words(tree: Tree, client: Client) -> None:
    image = _picture()
    concept = _concept(tree, core.make_platform(), images=[image, _picture(title="Bogvogn")])
    CatalogueImage.objects.filter(pk=image.pk).update(is_withheld=True)

    assert _html(client, concept).count(ALT) == 2  # the other one's
    told = client.get(f"/api/v2/pages/{concept.pk}/").json()["kit"][0]["value"]
    assert [one["alt"] for one in told["pictures"]] == [ALT]


@pytest.mark.parametrize("kind", ["billede", "karrusel", "story", "tekst"])
def test_every_kind_is_shown_without_picture_and_without_platform(tree: Tree, client: Client, kind: str) -> None:
    html = _html(client, _concept(tree, None, kind=kind, text="<b>Hej</b> [by]"))

    assert f"phone--{kind}" in html
    assert "&lt;b&gt;Hej&lt;/b&gt; <mark" in html


def test_text_from_before_posts_had_kinds_is_a_post_with_a_picture(tree: Tree, client: Client) -> None:
    concept = _concept(tree, None)
    raw = [{"type": "platform_text", "value": {"platform": None, "heading": "Før", "text": "Hej."}, "id": "a"}]
    ConceptPage.objects.filter(pk=concept.pk).update(kit=raw)

    assert "phone--billede" in _html(client, concept)


@pytest.mark.parametrize("shape", PictureShape)
@pytest.mark.parametrize("point", [None, (30, 20), (300, 390), (590, 200)])
def test_frame_cuts_where_the_file_to_take_home_is_cut(shape: PictureShape, point: tuple[int, int] | None) -> None:
    """Wagtail's own cut of the same picture, to within half of a tenth."""
    spot: dict[str, Any] = {"focal_point_x": point[0], "focal_point_y": point[1]} if point else {}
    spot |= {"focal_point_width": 2, "focal_point_height": 2} if point else {}
    image = core.make_image(file=core.picture_file(size=(600, 400)), **spot)
    width, height = shape.sides
    cut = FillOperation("fill", f"{width * 100}x{height * 100}").run(ImageTransform((600, 400)), image)
    left, top, right, bottom = cut.get_rect()
    ours = framed(image)

    assert ours is not None
    for room, start, tenths in ((600 - (right - left), left, ours.left), (400 - (bottom - top), top, ours.top)):
        if room > 1:
            assert abs(start / room - tenths / 10) <= 0.06
