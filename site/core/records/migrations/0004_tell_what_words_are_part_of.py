from django.db import migrations, models


class Migration(migrations.Migration):
    """What is there already is written anew by the clock: its digest says nothing of the new column."""

    dependencies = [
        ("records", "0003_list_the_newest"),
    ]

    operations = [
        migrations.AddField(
            model_name="recordterm",
            name="standing",
            field=models.CharField(
                blank=True,
                choices=[("", "whole"), ("part", "Part"), ("implied", "Implied")],
                default="",
                max_length=7,
            ),
            preserve_default=False,
        ),
    ]
