import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="GroupPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "requires_factor",
                    models.BooleanField(
                        default=False,
                        help_text="Members sign in with a passkey or an authenticator app besides their password.",
                        verbose_name="requires a second factor",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policy",
                        to="auth.group",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for signing in",
                "verbose_name_plural": "rules for signing in",
                "permissions": [("look_after_accounts", "Can reset second factors and sign others out")],
                "default_permissions": (),
            },
        ),
    ]
