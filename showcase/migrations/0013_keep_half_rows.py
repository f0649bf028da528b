import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What publishing asks for may be missing in a draft, and in its rows."""

    dependencies = [
        ("core", "0005_add_order_of_names"),
        ("showcase", "0012_name_nominations"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterField(
            model_name="awardeditionpage",
            name="year",
            field=models.PositiveSmallIntegerField(
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(2000),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="year",
            ),
        ),
        migrations.AlterField(
            model_name="editioncategory",
            name="category",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="showcase.awardcategory",
                verbose_name="category",
            ),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="category",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="showcase.awardcategory",
                verbose_name="category",
            ),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.page",
                verbose_name="nominated",
            ),
        ),
        migrations.AlterField(
            model_name="initiativenumber",
            name="metric",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.metric",
                verbose_name="metric",
            ),
        ),
        migrations.AlterField(
            model_name="initiativenumber",
            name="value",
            field=models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="value"),
        ),
    ]
