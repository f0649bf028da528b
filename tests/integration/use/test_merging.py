"""One word merged into another: everywhere, and for good."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from concepts.models import ConceptPage
from core.models import Metric, Platform
from core.records.models import RecordTerm
from core.roles import ADMINISTRATORS, EDITORS, set_up_roles
from foundation.usage.former_slugs import slugs_now
from foundation.usage.merging import CannotMergeError, merge
from foundation.usage.models import Mention
from foundation.usage.revision_references import keys_in
from foundation.usage.usage_index import counts
from showcase.models import EditionCategory, InitiativeNumber, InitiativePage
from showcase.reporting.models import Report
from tests.factories import core, pages
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def twitter() -> Platform:
    return core.make_platform("Twitter")


@pytest.fixture
def x() -> Platform:
    return core.make_platform("X")


@pytest.fixture
def boss() -> Any:
    return core.make_user("admin", is_superuser=True)


def _named(page: ConceptPage) -> list[set[int]]:
    """The platforms that each version of a page names, the first first."""
    return [
        {int(key.value) for key in keys_in(ConceptPage, revision.content) if key.model is Platform}
        for revision in page.revisions.order_by("pk")
    ]


def _latest(page: Any) -> Any:
    return page.get_latest_revision_as_object()


def test_merged_word_is_replaced_in_rows_facets_versions_blocks_and_reports(
    tree: Tree, twitter: Platform, x: Platform, boss: Any
) -> None:
    text = {"platform": twitter, "heading": "Opslag", "text": "Kom!"}
    both: Any = pages.make_concept(tree.concepts, "Begge", platforms=[twitter, x], kit=[("platform_text", text)])
    both.platforms = [twitter]
    both.save_revision()
    guide = pages.make_guide(tree.guides, "Vejviser", platform=twitter)
    report, draft = make_report(answers={"platforms": ["twitter"]}), make_draft(platforms=["twitter", "x"])
    published = both.last_published_at

    number = merge(twitter, x, user=boss)

    assert number == 4
    both = ConceptPage.objects.get(pk=both.pk)
    guide.refresh_from_db()
    assert list(both.platforms.all()) == [x]
    assert both.kit[0].value["platform"] == x
    assert guide.platform == x
    assert _named(both) == [{x.pk}, {x.pk}]
    assert list(_latest(both).platforms.all()) == [x]
    assert list(Report.objects.get(pk=report.pk).platforms.all()) == [x]
    assert Report.objects.get(pk=draft.pk).answers["platforms"] == ["x"]
    assert not RecordTerm.objects.filter(slug="twitter").exists()
    assert not Platform.objects.filter(slug="twitter").exists()
    assert counts(Platform, [x.pk]) == {x.pk: 4}
    assert both.last_published_at == published
    assert ReferenceIndex.get_references_to(x).filter(model_path="kit.platform_text.platform").count() == 1
    assert ModelLogEntry.objects.filter(action="use.merge").get().data == {"name": "Twitter"}


def test_merged_words_lead_on_in_addresses_however_often(
    tree: Tree, twitter: Platform, x: Platform, boss: Any, client: Client
) -> None:
    pages.make_concept(tree.concepts, "Bog og bus", platforms=[twitter])
    pages.make_concept(tree.concepts, "Stille dag")
    twitter.slug = "twitter-nu"
    twitter.save()
    last = core.make_platform("Mikroblog")

    merge(twitter, x, user=boss)
    merge(x, last, user=boss)

    for slug in ("twitter", "twitter-nu", "x", "mikroblog"):
        items = client.get(f"/feeds/concepts.json?platform={slug}").json()["items"]
        assert [item["title"] for item in items] == ["Bog og bus"], slug


def test_metrics_merge_when_they_measure_the_same(tree: Tree, boss: Any) -> None:
    views, seen = core.make_metric("Visninger"), core.make_metric("Set", numerator="visninger")
    share = core.make_metric("Andel", denominator="følgere")
    page = pages.make_initiative(tree.initiatives)
    page.numbers = [InitiativeNumber(metric=views, value=7)]
    page.save_revision().publish()
    draft = make_draft(metric=str(views.pk))

    assert counts(Metric, [views.pk]) == {views.pk: 2}
    with pytest.raises(CannotMergeError):
        merge(views, share, user=boss)
    merge(views, seen, user=boss)

    assert InitiativeNumber.objects.get(page=page).metric == seen
    assert _latest(InitiativePage.objects.get(pk=page.pk)).numbers.all()[0].metric_id == seen.pk
    assert Report.objects.get(pk=draft.pk).answers["metric"] == str(seen.pk)
    assert list(Metric.objects.order_by("pk")) == [seen, share]


def test_what_stands_side_by_side_in_one_edition_is_two_things(tree: Tree, boss: Any) -> None:
    one, other = pages.make_award_category("Årets opslag"), pages.make_award_category("Årets video")
    edition = pages.make_edition(tree.awards)
    edition.categories = [EditionCategory(category=one), EditionCategory(category=other)]
    edition.save_revision().publish()

    with pytest.raises(CannotMergeError):
        merge(one, other, user=boss)

    assert EditionCategory.objects.count() == 2


def test_neither_itself_nor_another_kind_nor_a_library_is_merged_into(twitter: Platform, boss: Any) -> None:
    library, other = core.make_library(), core.make_library("DK-X00002", municipality="Nyby")

    for old, new in ((twitter, twitter), (twitter, core.make_format("X")), (library, other)):
        with pytest.raises(CannotMergeError):
            merge(old, new, user=boss)


def test_of_two_that_are_merged_into_each_other_one_stays(twitter: Platform, x: Platform, boss: Any) -> None:
    """Two administrators at once: the second waits for the first, and holds what is no longer there."""
    seen = Platform.objects.get(pk=twitter.pk), Platform.objects.get(pk=x.pk)
    merge(twitter, x, user=boss)

    for old, new in (seen, reversed(seen)):
        with pytest.raises(CannotMergeError):
            merge(old, new, user=boss)

    assert list(Platform.objects.all()) == [x]
    assert slugs_now(Platform, ["twitter"]) == {"twitter": "x"}


def test_word_renamed_meanwhile_is_merged_under_its_new_name_too(twitter: Platform, x: Platform, boss: Any) -> None:
    renamed = Platform.objects.get(pk=twitter.pk)
    renamed.slug = "twitter-nu"
    renamed.save()

    merge(twitter, x, user=boss)

    assert slugs_now(Platform, ["twitter", "twitter-nu"]) == {"twitter": "x", "twitter-nu": "x"}


def test_administrator_merges_by_a_form_and_an_editor_may_not(tree: Tree, client: Client, twitter: Platform) -> None:
    set_up_roles()
    other = core.make_platform("X")
    pages.make_concept(tree.concepts, "Bog og bus", platforms=[twitter])
    address = f"/admin/snippets/core/platform/merge/{twitter.pk}/"
    people = {name: core.make_user(name) for name in (EDITORS, ADMINISTRATORS)}
    for name, user in people.items():
        user.groups.add(Group.objects.get(name=name))

    client.force_login(people[EDITORS])
    refused = client.post(address, {"into": other.pk})
    client.force_login(core.make_user("rod", is_superuser=True))
    shown = client.get(address).content.decode()
    merged = client.post(address, {"into": other.pk}, follow=True).content.decode()

    assert refused.status_code == 302  # Wagtail sends those who may not back to the start
    assert "Bog og bus" in shown
    assert "Twitter" in merged
    assert not Platform.objects.filter(slug="twitter").exists()


def test_mentions_follow_what_a_version_says(tree: Tree, twitter: Platform, x: Platform) -> None:
    page = pages.make_concept(tree.concepts, platforms=[twitter])
    revision = Revision.objects.for_instance(page).latest("pk")

    page.platforms = [x]
    revision.content = {**revision.content, "platforms": [x.pk]}
    revision.save()

    assert set(Mention.objects.of(Platform, [twitter.pk, x.pk]).values_list("object_id", flat=True)) == {x.pk}
    revision.delete()
    assert not Mention.objects.exists()
