from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from foundation.accounts import account_receivers, checks, receivers, rights_log, rights_receivers  # noqa: F401 - they need the models

        checks.refuse_unshared()
        post_migrate.connect(rights_log.remember_quietly, sender=self)
