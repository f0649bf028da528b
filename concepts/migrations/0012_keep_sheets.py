from django.db import migrations, models

import concepts.models.ordered_sheets


class Migration(migrations.Migration):
    dependencies = [
        ("concepts", "0011_compare_platforms"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("told", models.JSONField()),
                ("file", models.FileField(blank=True, upload_to=concepts.models.ordered_sheets.sheet_key)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("digest",), name="ordered_sheet_once")],
            },
        ),
    ]
