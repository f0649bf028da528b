from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is there already is written anew by the clock: its digest says nothing of the new columns."""

    dependencies = [
        ("records", "0002_tell_page_types"),
    ]

    operations = [
        migrations.AddField(
            model_name="record",
            name="slug",
            field=models.SlugField(allow_unicode=True, default="", max_length=255),
            preserve_default=False,
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="language",
                field=models.CharField(default="", max_length=100),
                preserve_default=False,
            )
            for model in ("recordterm", "recordpicture")
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="published_at",
                field=models.DateTimeField(default=datetime(1970, 1, 1, tzinfo=UTC)),
                preserve_default=False,
            )
            for model in ("recordterm", "recordpicture")
        ),
        migrations.AddIndex(
            model_name="recordterm",
            index=models.Index(
                fields=["parameter", "slug", "language", "-published_at", "-record"], name="record_newest_by_term"
            ),
        ),
        migrations.AddIndex(
            model_name="recordpicture",
            index=models.Index(
                fields=["place", "language", "-published_at", "-record", "position"], name="record_newest_pictures"
            ),
        ),
    ]
