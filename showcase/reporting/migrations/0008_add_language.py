from django.db import migrations, models


class Migration(migrations.Migration):
    """What was begun before had no other language to be begun in."""

    dependencies = [("reporting", "0007_give_up_attempts")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="language",
            field=models.CharField(default="da", editable=False, max_length=12),
        )
    ]
