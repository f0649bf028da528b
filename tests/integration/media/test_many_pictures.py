"""Many pictures at once: found by what they lack, described together, covered by one consent."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Platform
from core.roles import SECTION_EDITORS, set_up_roles
from media.models import CatalogueDocument, CatalogueImage, Consent
from media.services import withhold_lapsed
from tests.factories import core, pages
from tests.factories.consents import consent_form, make_consent
from tests.factories.full_pages import make_document
from tests.factories.posting import as_shown
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _listed(client: Client, **query: str) -> set[str]:
    response = client.get(reverse("wagtailimages:index"), query)
    return {image.title for image in response.context["object_list"]}


def test_list_of_pictures_is_narrowed_by_what_they_lack(tree: Tree, editor: Client) -> None:
    bare = core.make_image("Bar")
    agreed = core.make_image("Aftalt", credit="Ida", people="seen")
    drawn = core.make_image("Tegnet", credit="Bo", people="nobody")
    ended = core.make_image("Udløbet", credit="Ida", people="seen")
    make_consent(image=agreed)
    make_consent(image=ended, expires_on=timezone.localdate() - timedelta(days=1))
    withhold_lapsed()
    pages.make_concept(tree.concepts, cover=drawn)

    assert _listed(editor, consent="missing") == {bare.title, ended.title}
    assert _listed(editor, consent="noted") == {agreed.title}
    assert _listed(editor, consent="withheld") == {ended.title}
    assert _listed(editor, credit="missing") == {bare.title}
    assert _listed(editor, shown="published") == {drawn.title}
    assert _listed(editor, shown="nowhere", credit="noted") == {agreed.title, ended.title}
    assert _listed(editor, q="Aftalt", credit="noted") == {agreed.title}


def _address(action: str, *ids: Any, model: Any = CatalogueImage, **query: str) -> str:
    door = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    return f"{door}?{urlencode([('id', one) for one in ids] + list(query.items()))}"


def test_pictures_are_described_together_and_what_is_left_empty_stays(editor: Client) -> None:
    first, second = core.make_image("Første", licence="CC0"), core.make_image("Anden", credit="Bo")
    values = {f"alt-{first.pk}": "En bus.", f"alt-{second.pk}": second.alt_text, "credit": "Ida", "people": "nobody"}

    editor.post(_address("describe", first.pk, second.pk), {**values, "licence": ""})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.alt_text, first.credit, first.licence, first.people) == ("En bus.", "Ida", "CC0", "nobody")
    assert (second.alt_text, second.credit, second.licence) == ("En gul bogbus holder ved kirken.", "Ida", "")


def test_text_that_somebody_else_bettered_meanwhile_stays(editor: Client) -> None:
    first, second = core.make_image("Første"), core.make_image("Anden")
    address = _address("describe", first.pk, second.pk)
    sent = as_shown(editor.get(address), f"alt-{first.pk}")
    CatalogueImage.objects.filter(pk=first.pk).update(alt_text="To busser ved kirken.")

    editor.post(address, sent | {f"alt-{second.pk}": "En kirke.", "credit": "Ida"})

    texts = dict(CatalogueImage.objects.filter(credit="Ida").values_list("pk", "alt_text"))
    assert texts == {first.pk: "To busser ved kirken.", second.pk: "En kirke."}


def test_missing_alternative_text_is_said_beside_its_picture_and_nothing_is_lost(editor: Client) -> None:
    first, second = core.make_image("Første"), core.make_image("Anden")
    values = {f"alt-{first.pk}": "", f"alt-{second.pk}": "En kirke.", "credit": "Ida"}

    page = editor.post(_address("describe", first.pk, second.pk), values)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [f"alt-{first.pk}"]
    assert "En kirke." in page.content.decode()
    assert not CatalogueImage.objects.filter(credit="Ida").exists()


def test_somebody_elses_pictures_are_not_described(client: Client) -> None:
    set_up_roles()
    user = core.make_user("eva")
    user.groups.add(Group.objects.get(name=SECTION_EDITORS))
    client.force_login(user)
    image = core.make_image()

    page = client.get(_address("describe", image.pk))
    client.post(_address("describe", image.pk), {f"alt-{image.pk}": "Min", "credit": "Eva"})

    image.refresh_from_db()
    assert image.credit == ""
    assert "Billederne er ikke dine at ændre" in page.content.decode() or page.status_code != 200
    assert client.get(_address("consent", image.pk)).status_code in {200, 302}
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("model", "action", "query"),
    [
        (CatalogueImage, "delete", {"credit": "missing"}),
        (CatalogueImage, "describe", {"consent": "missing", "q": "bus"}),
        (CatalogueImage, "add_tags", {"usage_count_min": "1"}),
        (CatalogueDocument, "delete", {"usage_count_min": "1"}),
        (Platform, "delete", {"q": "face"}),
    ],
)
def test_all_in_a_narrowed_list_is_refused_and_deletes_nothing(
    editor: Client, model: Any, action: str, query: dict[str, str]
) -> None:
    core.make_image(), make_document(), core.make_platform()
    before = model.objects.count()

    shown = editor.get(_address(action, "all", model=model, **query))
    editor.post(_address(action, "all", model=model, **query))

    assert shown.status_code == 302
    assert model.objects.count() == before


def test_all_in_a_narrowed_list_of_pages_is_refused(tree: Tree, editor: Client) -> None:
    pages.make_concept(tree.concepts)
    door = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    editor.post(f"{door}?id=all&childOf={tree.concepts.pk}&owner=99")

    assert tree.concepts.get_children().count() == 1


def test_all_in_a_whole_list_is_everything(editor: Client) -> None:
    core.make_image(), core.make_image()

    editor.post(_address("delete", "all", layout="list", credit=""))

    assert CatalogueImage.objects.count() == 0


def test_chosen_pictures_come_along_to_one_consent_of_several_people(editor: Client) -> None:
    first, second = core.make_image("Første"), core.make_image("Anden")
    led_to = editor.get(_address("consent", first.pk, second.pk))["Location"]
    form = editor.get(led_to)
    assert [child.image for child in form.context["form"].instance.pictures.all()] == [first, second]

    editor.post(reverse("wagtailsnippets_media_consent:add"), consent_form([first, second], who="Karen\nBo\nIda"))

    consent = Consent.objects.get()
    assert (consent.items, consent.names) == ([first, second], ["Karen", "Bo", "Ida"])
    assert str(consent) == "Karen og 2 andre"
    for image in (first, second):
        html = editor.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
        assert reverse("wagtailsnippets_media_consent:edit", args=[consent.pk]) in html


def test_withdrawal_takes_every_picture_it_covers(django_capture_on_commit_callbacks: Any) -> None:
    first, second = core.make_image(), core.make_image()
    with django_capture_on_commit_callbacks(execute=True):
        consent = make_consent(image=first)
        consent.images.add(second)
        consent.withdrawn_on = timezone.localdate()
        consent.save()

    assert CatalogueImage.objects.filter(is_withheld=True).count() == 2


def test_consent_goes_with_the_last_picture_it_covers() -> None:
    first, second = core.make_image(), core.make_image()
    consent = make_consent(image=first)
    consent.images.add(second)

    first.delete()
    assert Consent.objects.get().items == [second]
    second.delete()

    assert not Consent.objects.exists()
