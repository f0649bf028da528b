"""What each consent covers moves into rows of its own. What covers several cannot be moved back as one."""

from typing import Any

from django.db import migrations


def into_rows(apps: Any, _schema_editor: Any) -> None:
    Consent = apps.get_model("media", "Consent")
    for kind, name in (("ConsentPicture", "image_id"), ("ConsentFilm", "video_id")):
        Row = apps.get_model("media", kind)
        covered = Consent.objects.exclude(**{name: None}).values_list("pk", name)
        Row.objects.bulk_create(Row(consent_id=pk, **{name: item}) for pk, item in covered.iterator())


def back(apps: Any, _schema_editor: Any) -> None:
    for kind, name in (("ConsentPicture", "image_id"), ("ConsentFilm", "video_id")):
        for row in apps.get_model("media", kind).objects.order_by("-pk"):
            consents = apps.get_model("media", "Consent").objects.filter(pk=row.consent_id, image=None, video=None)
            consents.update(**{name: getattr(row, name)})


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0013_create_consent_items"),
    ]

    operations = [
        migrations.RunPython(into_rows, back),
    ]
