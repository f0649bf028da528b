from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "core.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from core.accounts import changes, checks, receivers, rights, telling  # noqa: F401 - they need the models

        checks.refuse_unshared()
        post_migrate.connect(telling.remember_quietly, sender=self)
