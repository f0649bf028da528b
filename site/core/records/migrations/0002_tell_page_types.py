from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0001_create_records")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="page_type",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["kind", "language", "hours", "-published_at", "-page_id"], name="record_least_hours_of_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["kind", "language", "own_number", "page_id"], name="record_numbered_of_kind"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["kind", "language", "own_order", "page_id"], name="record_own_order_of_kind"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["page_type", "language"], name="record_of_page_type"),
        ),
    ]
