from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0005_add_order_of_names")]

    operations = [
        migrations.AddField(
            model_name="metric",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="objective",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="platform",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="postformat",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="targetgroup",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
    ]
