"""System checks of `manage.py check --deploy`: the settings as they are, wherever they come from."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from website import forwarded_headers
from website.settings import rules


@register(Tags.security, deploy=True)
def refuse_what_is_not_for_production(app_configs: Any, **options: Any) -> list[Error]:
    faults = {
        "SECRET_KEY": rules.fault_of_keys(
            str(settings.SECRET_KEY), map(str, settings.SECRET_KEY_FALLBACKS), _other_secrets()
        ),
        "ALLOWED_HOSTS": rules.fault_of_hosts(settings.ALLOWED_HOSTS) if settings.ALLOWED_HOSTS else "is empty",
        "BASE_URL": rules.fault_of_base_url(settings.BASE_URL, settings.ALLOWED_HOSTS),
        "DEMO": "opens the demo's logins" if settings.DEMO else "",
    }
    numbered = enumerate(faults.items(), start=1)
    return [Error(f"{name} {fault}.", id=f"website.E{number:03}") for number, (name, fault) in numbered if fault]


def _other_secrets() -> list[str]:
    options = settings.STORAGES["default"].get("OPTIONS", {})
    database = settings.DATABASES["default"].get("PASSWORD", "")
    return [options.get("secret_key", ""), settings.EMAIL_HOST_PASSWORD, database]


@register(Tags.security, deploy=True)
def say_when_the_proxies_are_miscounted(app_configs: Any, **options: Any) -> list[Error]:
    return list(_faults_of_proxies())


def _faults_of_proxies() -> Iterator[Error]:
    if bool(settings.SECURE_PROXY_SSL_HEADER) != bool(settings.PROXY_HOPS):
        sentence = "CATALOGUE_BEHIND_PROXY and CATALOGUE_PROXY_HOPS contradict each other: is there a proxy in front?"
        yield Error(sentence, id="website.E010")
    try:
        seen = forwarded_headers.noted()
    except DatabaseError:  # a check must not need the database to be there
        return
    if seen:
        yield Error(forwarded_headers.SENTENCES[seen], id="website.E011")
