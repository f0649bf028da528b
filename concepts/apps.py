from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptsConfig(AppConfig):
    name = "concepts"
    verbose_name = _("Concepts and platform guides")

    def ready(self) -> None:
        from concepts import contexts  # noqa: F401 - needs the models; says what each page type shows
        from concepts.records import register_kinds

        register_kinds()
