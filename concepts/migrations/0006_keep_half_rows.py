from django.db import migrations, models


class Migration(migrations.Migration):
    """What publishing asks for may be missing in a draft's rows."""

    dependencies = [
        ("concepts", "0005_keep_drafts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="platformchange",
            name="changed_on",
            field=models.DateField(null=True, verbose_name="date"),
        ),
        migrations.AlterField(
            model_name="platformfigure",
            name="valid_until",
            field=models.DateField(null=True, verbose_name="valid until"),
        ),
        migrations.AlterField(
            model_name="platformfigure",
            name="year",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="year"),
        ),
    ]
