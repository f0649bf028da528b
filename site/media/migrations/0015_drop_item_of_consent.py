from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0014_move_consent_items"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="consent", name="consent_for_image_or_video"),
        migrations.RemoveField(model_name="consent", name="image"),
        migrations.RemoveField(model_name="consent", name="video"),
        migrations.AddField(
            model_name="consent",
            name="images",
            field=models.ManyToManyField(
                related_name="consents", through="media.ConsentPicture", to="media.catalogueimage"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="videos",
            field=models.ManyToManyField(related_name="consents", through="media.ConsentFilm", to="media.video"),
        ),
    ]
