"""What was made of reports before copies were noted: the pages, the concepts made of those, and their pictures.

Only columns are written, with `update`: a historical page that is saved would lose its blocks.
"""

import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOLD_BY_FIRST = ["title", "slug", "lead", "cover", "unchangeable_core", "prerequisites"]


def trace(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    report_model, copy = apps.get_model("reporting", "Report"), apps.get_model("reporting", "Copy")
    initiative = apps.get_model("showcase", "InitiativePage")
    concept = apps.get_model("concepts", "ConceptPage")
    for report in report_model.objects.exclude(initiative=None).iterator():
        pages = initiative.objects.filter(pk=report.initiative_id)
        pages.update(made_from={str(report.pk): []})
        copy.objects.get_or_create(report=report, page_id=report.initiative_id)
        for concept_id in pages.exclude(concept=None).values_list("concept", flat=True):
            _trace_concept(concept, copy, report, concept_id)
        for kind, model in (("image", "CatalogueImage"), ("video", "Video")):
            numbered = re.compile(rf"{re.escape(report.title)} \d+")
            named = apps.get_model("media", model).objects.filter(title__startswith=report.title)
            for pk, title in named.values_list("pk", "title"):
                if report.title and numbered.fullmatch(title):
                    copy.objects.get_or_create(report=report, **{f"{kind}_id": pk})


def _trace_concept(concept, copy, report, concept_id) -> None:  # type: ignore[no-untyped-def]  # historical models
    found = concept.objects.filter(pk=concept_id)
    made_from = found.values_list("made_from", flat=True).get()
    told = [] if made_from else TOLD_BY_FIRST
    found.update(made_from={**made_from, str(report.pk): told})
    copy.objects.get_or_create(report=report, page_id=concept_id)


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0005_add_copies_and_removals"),
        ("showcase", "0006_add_origins"),
        ("concepts", "0003_add_origins"),
    ]

    operations = [migrations.RunPython(trace, migrations.RunPython.noop)]
