import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_add_days_of_occasions"),
        ("media", "0015_drop_item_of_consent"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
        ("reporting", "0006_trace_old_copies"),  # the last that asks for a model by its former name
    ]
    operations = [
        migrations.RenameModel(old_name="Showing", new_name="MediaUsage"),
        migrations.RenameModel(old_name="PictureSet", new_name="DownloadPackage"),
        migrations.RenameModel(old_name="GoneFile", new_name="FileTombstone"),
        migrations.RenameModel(old_name="LooseFile", new_name="PendingDeletion"),
        migrations.AlterModelOptions(
            name="mediausage",
            options={
                "ordering": ["page", "sort_order", "pk"],
                "verbose_name": "media usage",
                "verbose_name_plural": "media usages",
            },
        ),
        migrations.RemoveConstraint(
            model_name="mediausage",
            name="showing_of_one_thing",
        ),
        migrations.AlterField(
            model_name="downloadpackage",
            name="page",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="download_package",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="media_usages",
                to="media.cataloguedocument",
            ),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="image",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="media_usages",
                to="media.catalogueimage",
            ),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="occasions",
            field=models.ManyToManyField(related_name="media_usages", to="core.occasion"),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="media_usages", to=settings.WAGTAIL_PAGE_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="platforms",
            field=models.ManyToManyField(related_name="media_usages", to="core.platform"),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="target_groups",
            field=models.ManyToManyField(related_name="media_usages", to="core.targetgroup"),
        ),
        migrations.AlterField(
            model_name="mediausage",
            name="video",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="media_usages", to="media.video"
            ),
        ),
        migrations.AddConstraint(
            model_name="mediausage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", None), ("image__isnull", False), ("video", None)),
                    models.Q(("document", None), ("image", None), ("video__isnull", False)),
                    models.Q(("document__isnull", False), ("image", None), ("video", None)),
                    _connector="OR",
                ),
                name="media_usage_of_one_thing",
            ),
        ),
    ]
