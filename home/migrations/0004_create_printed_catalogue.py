from django.db import migrations, models

import home.models


class Migration(migrations.Migration):
    """The whole catalogue on paper, as the worker has made it."""

    dependencies = [
        ("home", "0003_name_kinds_of_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedCatalogue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=100, unique=True)),
                ("number", models.PositiveBigIntegerField()),
                ("file", models.FileField(upload_to=home.models.printed_catalogue_key)),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
