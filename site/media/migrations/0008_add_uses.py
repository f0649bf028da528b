import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def record_anew(apps, schema_editor):
    """Have the worker record what each published page uses: covers, kits and files were not recorded before."""
    if apps.get_model("media", "Showing").objects.exists():
        apps.get_model("django_tasks_database", "DBTaskResult").objects.create(
            task_path="media.tasks.record_all_usage",
            args_kwargs={"args": [], "kwargs": {}},
            queue_name="media",
            backend_name="background",
            status="READY",
            run_after=timezone.now(),
            exception_class_path="",
            traceback="",
        )


def keep_pieces_only(apps, schema_editor):
    apps.get_model("media", "Showing").objects.exclude(shown_as="piece").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0007_move_documents"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="showing", name="showing_of_image_or_video"),
        migrations.AddField(
            model_name="showing",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="showings",
                to="media.cataloguedocument",
            ),
        ),
        migrations.AddField(
            model_name="showing",
            name="shown_as",
            field=models.CharField(
                choices=[("piece", "Piece"), ("kit", "Kit"), ("detail", "Detail")],
                default="piece",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="showing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", None), ("image__isnull", False), ("video", None)),
                    models.Q(("document", None), ("image", None), ("video__isnull", False)),
                    models.Q(("document__isnull", False), ("image", None), ("video", None)),
                    _connector="OR",
                ),
                name="showing_of_one_thing",
            ),
        ),
        migrations.RunPython(record_anew, keep_pieces_only),
    ]
