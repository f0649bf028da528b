from django.db import migrations

import foundation.accounts.fields


class Migration(migrations.Migration):
    dependencies = [("core", "0002_create_vocabulary")]

    operations = [
        migrations.AlterModelManagers(name="user", managers=[]),
        migrations.AddField(
            model_name="user", name="session_generation", field=foundation.accounts.fields.GenerationField()
        ),
    ]
