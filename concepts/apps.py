from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptsConfig(AppConfig):
    name = "concepts"
    verbose_name = _("Concepts and platform guides")

    def ready(self) -> None:
        from concepts import contexts, kit, receivers  # noqa: F401 - need the models; say what pages show and give
        from concepts.records import register_kinds

        register_kinds()
