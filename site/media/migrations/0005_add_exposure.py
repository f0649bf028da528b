from django.db import migrations, models


def assume_exposed(apps, schema_editor):
    """What has been made public may have been fetched; the clock takes down what no visible page shows."""
    alias = schema_editor.connection.alias
    images = apps.get_model("media", "CatalogueImage").objects.using(alias)
    images.filter(renditions__isnull=False).update(exposure="now")
    apps.get_model("media", "Video").objects.using(alias).exclude(file="").update(exposure="now")
    apps.get_model("media", "PictureSet").objects.using(alias).update(exposure="now")


class Migration(migrations.Migration):
    dependencies = [("media", "0004_read_caption_files")]

    operations = [
        migrations.AddField(
            model_name="catalogueimage",
            name="exposure",
            field=models.CharField(
                choices=[("never", "Never"), ("now", "Now"), ("before", "Before")],
                db_index=True,
                default="never",
                editable=False,
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="video",
            name="exposure",
            field=models.CharField(
                choices=[("never", "Never"), ("now", "Now"), ("before", "Before")],
                db_index=True,
                default="never",
                editable=False,
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="pictureset",
            name="exposure",
            field=models.CharField(
                choices=[("never", "Never"), ("now", "Now"), ("before", "Before")],
                db_index=True,
                default="never",
                editable=False,
                max_length=6,
            ),
        ),
        migrations.AddIndex(
            model_name="cataloguerendition",
            index=models.Index(fields=["file"], name="rendition_by_file"),
        ),
        migrations.RunPython(assume_exposed, migrations.RunPython.noop),
    ]
