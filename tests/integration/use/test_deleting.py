"""Nothing goes that is in use: by no door, and with a sentence that says where it is used."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from core.models import Objective, Platform
from core.roles import ADMINISTRATORS, EDITORS, SECTION_EDITORS, give_section, set_up_roles
from foundation.usage.usage_index import counts, found_of
from libraries.models import Library, LibraryAlias
from libraries.services import load_register
from showcase.models import AwardCategory, AwardWinnerPage, InitiativeNumber, InitiativePage, Nomination
from showcase.reporting.models import LibraryDomain, Report
from tests.factories import core, pages
from tests.factories.assessment import make_assessment, make_assessor, make_case
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _count(word: Any) -> int:
    return counts(type(word), [word.pk])[word.pk]


def _refuse(delete: Callable[[], Any]) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        delete()


def _delete_everywhere(client: Client, word: Any) -> list[Any]:
    """What each door of the admin answers whoever would delete a word."""
    base = f"/admin/snippets/{word._meta.app_label}/{word._meta.model_name}"
    bulk = f"/admin/bulk/{word._meta.app_label}/{word._meta.model_name}/delete/?id={word.pk}&next=/admin/"
    return [
        client.get(f"{base}/delete/{word.pk}/"),
        client.post(f"{base}/delete/{word.pk}/"),
        client.get(bulk),
        client.post(bulk),
    ]


def test_objective_in_use_on_ten_concepts_says_so_and_stays(tree: Tree, admin: Client) -> None:
    word: Any = core.make_objective("Læselyst", slug="laeselyst")
    for number in range(10):
        pages.make_concept(tree.concepts, f"Koncept {number}", objectives=[word])

    answers = _delete_everywhere(admin, word)

    assert [answer.status_code for answer in answers] == [200, 409, 200, 409]
    for answer in answers:
        text = answer.content.decode()
        assert "“Læselyst”" in text or "»Læselyst«" in text or "«Læselyst»" in text
        assert text.count("/edit/") >= 10
        assert "Koncept 7" in text
    assert word.concepts.count() == 10
    _refuse(word.delete)
    _refuse(Objective.objects.filter(slug="laeselyst").delete)
    assert word.concepts.count() == 10


def test_word_that_nothing_uses_goes(tree: Tree, admin: Client) -> None:
    word = core.make_objective("Læselyst", slug="laeselyst")

    assert admin.post(f"/admin/snippets/core/objective/delete/{word.pk}/").status_code == 302
    assert not Objective.objects.exists()


def test_facet_of_a_page_without_any_version_counts_and_keeps_its_word(tree: Tree, admin: Client) -> None:
    word: Any = core.make_objective("Læselyst", slug="laeselyst")
    pages.make_concept(tree.concepts, objectives=[word]).revisions.all().delete()

    assert _count(word) == 1
    assert [answer.status_code for answer in _delete_everywhere(admin, word)] == [200, 409, 200, 409]
    _refuse(word.delete)
    assert word.concepts.count() == 1


Use = Callable[[Tree, Any], Any]


def _as_facet(tree: Tree, word: Any) -> Any:
    return pages.make_initiative(tree.initiatives, platforms=[word])


def _as_key(tree: Tree, word: Any) -> Any:
    return pages.make_guide(tree.guides, "Vejviser", platform=word)


def _in_draft(tree: Tree, word: Any) -> Any:
    page = pages.make_concept(tree.concepts)
    page.platforms = [word]
    page.save_revision()
    return page


def _in_earlier_version(tree: Tree, word: Any) -> Any:
    page = pages.make_concept(tree.concepts, platforms=[word])
    page.platforms = []
    page.save_revision().publish()
    return page


def _in_block(tree: Tree, word: Any) -> Any:
    text = {"platform": word, "heading": "Opslag", "text": "Kom!"}
    return pages.make_concept(tree.concepts, kit=[("platform_text", text)])


def _in_report(tree: Tree, word: Any) -> Any:
    return make_report(answers={"platforms": [word.slug]})


def _in_draft_of_report(tree: Tree, word: Any) -> Any:
    return make_draft(platforms=[word.slug])


USES = [_as_facet, _as_key, _in_draft, _in_earlier_version, _in_block, _in_report, _in_draft_of_report]


@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
def test_every_way_of_using_a_platform_counts_once_and_keeps_it(tree: Tree, admin: Client, use: Use) -> None:
    word = core.make_platform("Bluesky")
    use(tree, word)

    assert _count(word) == 1
    assert len(found_of(word)) == 1
    assert [answer.status_code for answer in _delete_everywhere(admin, word)] == [200, 409, 200, 409]
    _refuse(word.delete)
    listed = admin.get("/admin/snippets/core/platform/").content.decode()
    assert f"/admin/snippets/core/platform/usage/{word.pk}/" in listed
    assert admin.get(f"/admin/snippets/core/platform/usage/{word.pk}/").status_code == 200
    assert admin.get(f"/admin/snippets/core/platform/edit/{word.pk}/").status_code == 200
    assert Platform.objects.filter(pk=word.pk).exists()


def test_draft_of_a_report_is_counted_and_not_told_of(tree: Tree, admin: Client) -> None:
    word = core.make_platform("Bluesky")
    make_draft(platforms=[word.slug], name="Hemmelig kladde")

    shown = admin.get(f"/admin/snippets/core/platform/usage/{word.pk}/").content.decode()

    assert _count(word) == 1
    assert "Hemmelig kladde" not in shown


def test_reader_is_told_of_no_page_she_does_not_see(tree: Tree, client: Client) -> None:
    set_up_roles()
    word = core.make_platform("Bluesky")
    pages.make_concept(tree.concepts, "Hemmeligt koncept", live=False, platforms=[word])
    group = Group.objects.get(name=SECTION_EDITORS)
    give_section(group, tree.guides)
    group.permissions.add(*Group.objects.get(name=ADMINISTRATORS).permissions.filter(codename__contains="platform"))
    reader = core.make_user("lis")
    reader.groups.add(group)
    client.force_login(reader)

    for answer in (*_delete_everywhere(client, word), client.get(f"/admin/snippets/core/platform/usage/{word.pk}/")):
        assert "Hemmeligt koncept" not in answer.content.decode()
        assert answer.status_code in {200, 409}


def test_metric_and_category_in_use_stay(tree: Tree, admin: Client) -> None:
    metric, category = core.make_metric(), pages.make_award_category()
    page = pages.make_initiative(tree.initiatives)
    page.numbers = [InitiativeNumber(metric=metric, value=7)]
    page.save_revision().publish()
    pages.make_winner(pages.make_edition(tree.awards), category=category)

    for word in (metric, category):
        assert _count(word) == 1
        assert [answer.status_code for answer in _delete_everywhere(admin, word)] == [200, 409, 200, 409]
    assert AwardCategory.objects.filter(pk=category.pk).exists()


def test_library_of_the_register_stays_and_so_does_one_in_use(tree: Tree, admin: Client) -> None:
    load_register()
    ours = Library.objects.get(municipality="Fanø")
    used, free = core.make_library(), core.make_library("DK-X00002", municipality="Nyby")
    pages.make_initiative(tree.initiatives, library=used)

    for library in (ours, used):
        address = f"/admin/biblioteker/delete/{library.pk}/"
        assert [admin.get(address).status_code, admin.post(address).status_code] == [200, 409]
        _refuse(library.delete)
    assert "Bussen svarer" in admin.get(f"/admin/biblioteker/usage/{used.pk}/").content.decode()
    assert f"/admin/biblioteker/usage/{used.pk}/" in admin.get("/admin/biblioteker/?q=fjordby").content.decode()
    assert admin.post(f"/admin/biblioteker/delete/{free.pk}/").status_code == 302
    assert not Library.objects.filter(pk=free.pk).exists()


def _page_doors(client: Client, page: Any) -> list[int]:
    bulk = f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/"
    single = f"/admin/pages/{page.pk}/delete/"
    return [client.get(single).status_code, client.post(single).status_code, client.post(bulk).status_code]


def test_award_history_stays_with_everything_that_lies_above_it(tree: Tree, admin: Client) -> None:
    edition, category = pages.make_edition(tree.awards), pages.make_award_category()
    nominated = pages.make_initiative(tree.initiatives, "Nomineret")
    won = pages.make_initiative(tree.initiatives, "Vandt")
    concept = pages.make_concept(tree.concepts, "Koncept vandt")
    edition.nominations = [Nomination(category=category, entry=nominated)]
    edition.save_revision().publish()
    winner = pages.make_winner(edition, initiative=won, category=category)
    pages.make_winner(edition, "Andet", concept=concept, category=category)

    for page in (nominated, won, concept, edition, winner, tree.awards, tree.initiatives):
        assert _page_doors(admin, page)[:2] == [200, 409], page.title
        assert _page_doors(admin, page)[2] in {302, 409}, page.title  # Wagtail's own refusal, or ours
        _refuse(page.delete)
    assert Nomination.objects.count() == 1
    assert AwardWinnerPage.objects.get(pk=winner.pk).initiative == won


def test_draft_of_an_edition_and_a_page_without_prizes_go(tree: Tree, admin: Client) -> None:
    draft = pages.make_edition(tree.awards, 2030, live=False)
    plain = pages.make_initiative(tree.initiatives, "Uden pris")

    assert admin.post(f"/admin/pages/{draft.pk}/delete/").status_code == 302
    assert admin.post(f"/admin/pages/{plain.pk}/delete/").status_code == 302
    assert not InitiativePage.objects.filter(pk=plain.pk).exists()


def test_deleting_a_page_says_where_it_is_used(tree: Tree, admin: Client) -> None:
    concept = pages.make_concept(tree.concepts, "Bog og bus")
    pages.make_initiative(tree.initiatives, "Bussen svarer", concept=concept)

    for address in ("delete", "unpublish"):
        shown = admin.get(f"/admin/pages/{concept.pk}/{address}/").content.decode()
        assert "Bussen svarer" in shown


def test_deleting_a_user_counts_what_she_has_left(tree: Tree, admin: Client) -> None:
    report = make_report()
    assessor = make_assessor()
    make_assessment(make_case(report), assessor)

    shown = admin.get(f"/admin/users/delete/{assessor.pk}/").content.decode()

    assert "Vurderinger: 1" in " ".join(shown.split())


def test_group_that_approves_stays(tree: Tree, admin: Client) -> None:
    set_up_roles()
    group = Group.objects.get(name=EDITORS)

    address = f"/admin/groups/delete/{group.pk}/"

    assert [admin.get(address).status_code, admin.post(address).status_code] == [200, 409]
    assert "Godkendelse" in admin.get(address).content.decode()
    _refuse(group.delete)
    section = Group.objects.get(name=SECTION_EDITORS)
    assert admin.post(f"/admin/groups/delete/{section.pk}/").status_code == 302


def test_versions_are_read_for_counting_in_one_query(tree: Tree, django_assert_num_queries: Any) -> None:
    words: list[Model] = [core.make_platform(f"Platform {number}") for number in range(3)]
    for number in range(3):
        pages.make_concept(tree.concepts, f"Koncept {number}", platforms=words)
    assert Revision.objects.count() >= 3

    with django_assert_num_queries(3):  # 1 for all columns and versions, 2 for the answers of reports
        assert list(counts(Platform, [word.pk for word in words]).values()) == [3, 3, 3]


def test_what_goes_with_a_page_and_who_hears_of_it_is_said(tree: Tree, admin: Client) -> None:
    report = make_report()
    page = pages.make_initiative(tree.initiatives, cover=core.make_image(), made_from={str(report.pk): []})
    told = admin.get(f"/admin/pages/{page.pk}/unpublish/").content.decode()
    Report.objects.filter(pk=report.pk).update(take_down_asked_at=timezone.now())

    asked = admin.get(f"/admin/pages/{page.pk}/delete/").content.decode()

    assert "1 billede, film eller fil" in told
    assert "Biblioteket får ikke selv besked" in told
    assert "Biblioteket har bedt om" in asked


def test_what_only_hangs_on_a_library_or_a_group_is_no_use_of_it(tree: Tree, admin: Client) -> None:
    library = core.make_library()
    LibraryDomain.objects.create(library=library, domain="fjordby.dk")
    library.aliases.add(LibraryAlias(name="Mågehuset"))
    library.save()

    assert _count(library) == 0
    assert admin.post(f"/admin/biblioteker/delete/{library.pk}/").status_code == 302
