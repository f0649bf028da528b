from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("showcase", "0008_add_order_of_categories")]

    operations = [
        migrations.AddField(
            model_name="awardcategory",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered to choose. Pages that have it show it as before, and filters by it still work.",
                verbose_name="retired",
            ),
        ),
    ]
