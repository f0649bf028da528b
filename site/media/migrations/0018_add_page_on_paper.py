from django.db import migrations, models

import media.storage_keys


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0017_drop_words_of_usage"),
    ]

    operations = [
        migrations.AddField(
            model_name="downloadpackage",
            name="pdf",
            field=models.FileField(
                blank=True, storage=media.storage_keys.public_storage, upload_to=media.storage_keys.printed_page_key
            ),
        ),
    ]
