"""A database of the version before this one, with content in it, comes forward to now."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from foundation.throttling.models import Attempt
from showcase.models import InitiativePage
from showcase.reporting.models import Copy, Report
from tests.services import databases

# Where each app's migrations ended; written once, never brought up to date.
BEFORE = [
    ("admin", "0003_logentry_add_action_flag_choices"),
    ("assessment", "0001_create_assessment"),
    ("auth", "0012_alter_user_first_name_max_length"),
    ("concepts", "0002_add_review_and_comparison"),
    ("contenttypes", "0002_remove_content_type_name"),
    ("core", "0002_create_vocabulary"),
    ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ("feeds", "0001_create_listed"),
    ("home", "0001_create_home"),
    ("libraries", "0001_create_libraries"),
    ("media", "0004_read_caption_files"),
    ("reporting", "0002_add_films_and_assignees"),
    ("sessions", "0001_initial"),
    ("showcase", "0005_add_coverage"),
    ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ("wagtailadmin", "0006_formstate"),
    ("wagtailcore", "0098_apitoken"),
    ("wagtaildocs", "0014_alter_document_file_size"),
    ("wagtailembeds", "0009_embed_cache_until"),
    ("wagtailimages", "0027_image_description"),
    ("wagtailredirects", "0008_add_verbose_name_plural"),
    ("wagtailsearch", "0010_add_text_fields"),
    ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ("worker", "0001_create_worker"),
]
ANSWERS = {"name": "Sommer", "what": "Vi læser højt i parken.", "email": "lis@tranehoej.example"}


@pytest.fixture
def empty_database(db: None, tmp_path: Path) -> Iterator[None]:
    """In the place of the tests' own: migrations and their signals know no other than the default."""
    before = connections["default"]
    connections["default"] = before.copy("default")
    connections["default"].settings_dict = {**before.settings_dict, "NAME": _make_database(before.vendor, tmp_path)}
    ContentType.objects.clear_cache()
    yield
    connections["default"].close()
    connections["default"] = before
    ContentType.objects.clear_cache()


def _make_database(vendor: str, folder: Path) -> str:
    if vendor == "sqlite":
        return str(folder / "before.sqlite3")
    name = f"before_{uuid4().hex}"
    databases.make_postgresql_database(os.environ["DATABASE_URL"], name, template="template1")
    return name


def _add_page(apps: Any, parent: Any, label: str, **fields: Any) -> Any:
    """A published page, the only one under its parent, as treebeard would store it."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=label.partition(".")[0], model=label.partition(".")[2].lower()
    )
    slug = fields["title"].lower()
    page = apps.get_model(label).objects.create(
        path=f"{parent.path}0009",
        depth=parent.depth + 1,
        slug=slug,
        draft_title=fields["title"],
        url_path=f"{parent.url_path}{slug}/",
        content_type=kind,
        locale=apps.get_model("wagtailcore", "Locale").objects.get(),
        translation_key=uuid4(),
        live=True,
        **fields,
    )
    apps.get_model("wagtailcore", "Page").objects.filter(pk=parent.pk).update(numchild=parent.numchild + 1)
    return page


def _fill(apps: Any) -> None:
    """A report that became a page with a picture; another picture that is called so; an attempt."""
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    home = _add_page(apps, root, "home.HomePage", title="Forside")
    apps.get_model("wagtailcore", "Site").objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page_id": home.pk}
    )
    index = _add_page(apps, home, "showcase.InitiativeIndexPage", title="Eksempler")
    library = apps.get_model("libraries", "Library").objects.create(
        name="Tranehøj Bibliotek", isil="DK-X00001", municipality_code="X01", municipality_group=3, inhabitants=40_000
    )
    image = apps.get_model("media", "CatalogueImage")
    size = {"width": 40, "height": 30, "alt_text": "Et tæppe i solen."}
    shown, _other = (image.objects.create(title=f"Sommer {n}", file=f"original_images/{n}.jpg", **size) for n in (1, 2))
    gallery = {"heading": "Billeder", "items": [{"type": "item", "value": {"image": shown.pk}, "id": "1"}]}
    media = [{"type": "gallery", "value": gallery, "id": "g"}]
    page = _add_page(apps, index, "showcase.InitiativePage", title="Sommer", library=library, media=media)
    apps.get_model("media", "Showing").objects.create(page_id=page.pk, image=shown, sort_order=0)
    apps.get_model("reporting", "Report").objects.create(
        key=uuid4(), state="published", title="Sommer", answers=ANSWERS, email=ANSWERS["email"], library=library,
        sent_at=timezone.now(), initiative=page,
    )  # fmt: skip
    apps.get_model("reporting", "Attempt").objects.create(action="link", who="nogen")


@pytest.mark.deep  # half a minute of work
def test_database_of_the_version_before_migrates_with_all_that_is_in_it(empty_database: None) -> None:
    executor = MigrationExecutor(connections["default"])
    executor.migrate(BEFORE)
    _fill(executor.loader.project_state(BEFORE).apps)

    call_command("migrate", verbosity=0)

    page = InitiativePage.objects.get()
    report = Report.objects.get()
    assert (report.answers, report.initiative, page.made_from) == (ANSWERS, page, {str(report.pk): []})
    assert [item["image"].title for item in page.media[0].value["items"]] == ["Sommer 1"]
    copies = Copy.objects.order_by("pk").values_list("page__title", "image__title")
    assert list(copies) == [("Sommer", None), (None, "Sommer 1")]
    assert not Attempt.objects.exists()
    assert "Sommer" in Client().get("/eksempler/sommer/").content.decode()
    assert Locale.objects.count() == 1
