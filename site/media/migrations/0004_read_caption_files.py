"""Captions lay in files; now the text itself is kept."""

from django.core.files.storage import storages
from django.db import migrations


def read_files(apps, schema_editor):
    storage = storages["public"]
    for video in apps.get_model("media", "Video").objects.filter(captions__startswith="captions/"):
        key, video.captions = video.captions, ""
        if storage.exists(key):
            with storage.open(key) as file:
                video.captions = file.read().decode("utf-8-sig")
        video.save(update_fields=["captions"])


class Migration(migrations.Migration):
    dependencies = [("media", "0003_add_film_intake_and_consents")]
    operations = [migrations.RunPython(read_files, migrations.RunPython.noop)]
