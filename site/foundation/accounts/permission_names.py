"""Names of permissions in words, where Django keeps a code."""

from functools import cache

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

VERBS = {
    "add": _("add %(thing)s"),
    "change": _("edit %(thing)s"),
    "delete": _("delete %(thing)s"),
    "view": _("see %(thing)s"),
    "choose": _("choose %(thing)s"),
    "publish": _("publish %(thing)s"),
    "bulk_delete": _("delete %(thing)s with all below it"),
    "lock": _("lock %(thing)s"),
    "unlock": _("unlock %(thing)s"),
}


def name_of_right(codename: str) -> str:
    """In the language of the moment; the code itself where nobody gave it a name."""
    verb, _under, model = codename.rpartition("_")
    thing = _things().get(model)
    if thing and verb in VERBS:
        return str(VERBS[verb]) % {"thing": thing}
    return gettext(str(_named().get(codename, codename)))


@cache
def _things() -> dict[str, object]:
    """The names of all models, still to be translated. The first app of the settings wins."""
    return {model._meta.model_name or "": model._meta.verbose_name for model in reversed(apps.get_models())}


@cache
def _named() -> dict[str, object]:
    """The rights that models have beside the usual ones."""
    return {codename: name for model in apps.get_models() for codename, name in model._meta.permissions if name}
