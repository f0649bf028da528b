from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0011_name_films_that_are_cut_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="catalogueimage",
            name="people",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nobody has said"),
                    ("nobody", "Nobody can be recognised"),
                    ("seen", "People can be recognised"),
                ],
                db_index=True,
                default="",
                help_text="Whoever can be recognised must have agreed.",
                max_length=6,
                verbose_name="people in the picture",
            ),
        ),
    ]
