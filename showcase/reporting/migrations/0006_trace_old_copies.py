"""What was made of reports before copies were noted: the pages, the concepts made of those, and their pictures.

A picture or film was called by the report's title and a number, which editors' own may be too: only what the report's
page refers to is taken for a copy. What is merely called so is left alone, and named in the log for somebody to judge.
Only columns are written, with `update`: a historical page that is saved would lose its blocks.
"""

import logging
import re
from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOLD_BY_FIRST = ["title", "slug", "lead", "cover", "unchangeable_core", "prerequisites"]
MEDIA = {"image": "CatalogueImage", "video": "Video"}
logger = logging.getLogger(__name__)


def trace(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    report_model, copy = apps.get_model("reporting", "Report"), apps.get_model("reporting", "Copy")
    initiative = apps.get_model("showcase", "InitiativePage")
    concept = apps.get_model("concepts", "ConceptPage")
    for report in report_model.objects.exclude(initiative=None).iterator():
        pages = initiative.objects.filter(pk=report.initiative_id)
        pages.update(made_from={str(report.pk): []})
        copy.objects.get_or_create(report=report, page_id=report.initiative_id)
        for concept_id in pages.exclude(concept=None).values_list("concept", flat=True):
            _trace_concept(concept, copy, report, concept_id)
        for kind in MEDIA:
            used = _used_by(apps, report.initiative_id, kind)
            for pk in _called_after(apps, report.title, kind):
                if pk in used:
                    copy.objects.get_or_create(report=report, **{f"{kind}_id": pk})
                else:
                    logger.warning("%s %s may be of report %s; it is left as it is", MEDIA[kind], pk, report.pk)


def _trace_concept(concept, copy, report, concept_id) -> None:  # type: ignore[no-untyped-def]  # historical models
    found = concept.objects.filter(pk=concept_id)
    made_from = found.values_list("made_from", flat=True).get()
    told = [] if made_from else TOLD_BY_FIRST
    found.update(made_from={**made_from, str(report.pk): told})
    copy.objects.get_or_create(report=report, page_id=concept_id)


def _called_after(apps: Apps, title: str, kind: str) -> Iterator[int]:
    """The pictures or films called by this title and a number."""
    numbered = re.compile(rf"{re.escape(title)} \d+")
    named = apps.get_model("media", MEDIA[kind]).objects.filter(title__startswith=title) if title else ()
    return (medium.pk for medium in named if numbered.fullmatch(medium.title))


def _used_by(apps: Apps, page_id: int, kind: str) -> set[int]:
    """The pictures or films that the page shows, or that its latest draft refers to."""
    shown = apps.get_model("media", "Showing").objects.filter(page_id=page_id).exclude(**{kind: None})
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=str(page_id),
        to_content_type__app_label="media",
        to_content_type__model=MEDIA[kind].lower(),
    )
    return {*shown.values_list(kind, flat=True), *map(int, references.values_list("to_object_id", flat=True))}


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0005_add_copies_and_removals"),
        ("showcase", "0006_add_origins"),
        ("concepts", "0003_add_origins"),
        ("wagtailcore", "0096_referenceindex_referenceindex_source_object_and_more"),
    ]

    operations = [migrations.RunPython(trace, migrations.RunPython.noop)]
