import django.core.validators
from django.db import migrations, models

import foundation.validators


class Migration(migrations.Migration):
    """A format says what room it has for text, how it is cut, and when somebody last looked."""

    dependencies = [
        ("concepts", "0007_name_kinds_of_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="platformformat",
            name="checked_on",
            field=models.DateField(null=True, verbose_name="checked on"),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="is_secondary",
            field=models.BooleanField(default=False, verbose_name="secondary source"),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="kind",
            field=models.CharField(
                choices=[
                    ("billede", "Post with a picture"),
                    ("karrusel", "Carousel"),
                    ("story", "Story or short film, upright"),
                    ("tekst", "Text alone"),
                ],
                default="billede",
                max_length=10,
                verbose_name="looks like",
            ),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="lines_shown",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="How many lines of the text are seen on a phone before somebody unfolds it.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(9)],
                verbose_name="lines shown",
            ),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="shape",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1x1", "Square, 1:1"),
                    ("4x5", "Portrait, 4:5"),
                    ("9x16", "Upright, 9:16"),
                    ("16x9", "Wide, 16:9"),
                    ("191x100", "Link, 1.91:1"),
                ],
                help_text="How pictures are cut there.",
                max_length=10,
                verbose_name="cut",
            ),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="source",
            field=models.CharField(default="", max_length=200, verbose_name="source"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="platformformat",
            name="source_url",
            field=models.URLField(
                blank=True, validators=[foundation.validators.validate_https_url], verbose_name="address of the source"
            ),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="text_limit",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="How many characters a text may have there.",
                null=True,
                verbose_name="room for text",
            ),
        ),
        migrations.AddField(
            model_name="platformformat",
            name="valid_until",
            field=models.DateField(null=True, verbose_name="valid until"),
        ),
        migrations.AlterField(
            model_name="platformformat",
            name="size",
            field=models.CharField(
                blank=True, help_text="For example 1080 × 1350 pixels.", max_length=80, verbose_name="size"
            ),
        ),
    ]
