import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0012_add_people_in_pictures"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="who",
            field=models.TextField(
                help_text=(
                    "Name, or words you can find the person by. Several who agreed to the same: one on each line. "
                    "Staff only."
                ),
                max_length=1000,
                verbose_name="who is seen",
            ),
        ),
        migrations.CreateModel(
            name="ConsentPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="media.consent"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="media.catalogueimage",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a consent",
                "constraints": [
                    models.UniqueConstraint(fields=("consent", "image"), name="picture_once_a_consent"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentFilm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="films", to="media.consent"
                    ),
                ),
                (
                    "video",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="media.video",
                        verbose_name="film",
                    ),
                ),
            ],
            options={
                "verbose_name": "film of a consent",
                "constraints": [
                    models.UniqueConstraint(fields=("consent", "video"), name="film_once_a_consent"),
                ],
            },
        ),
    ]
