from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from core.exports import RegisterIndexView
from core.libraries.choosers import LibraryChooserViewSet, library_chooser_viewset
from core.libraries.models import Library
from core.libraries.searching import LibrarySearch


class LibraryAdmin(ModelAdmin):
    """The register of libraries: list, filters, search, one library on a page, and export."""

    model = Library
    base_url_path = "biblioteker"
    menu_label = _("Libraries")
    menu_icon = "home"
    menu_order = 400
    index_view_class = RegisterIndexView
    list_display = ["municipality_name", "shown_name", "municipality_group", "inhabitants", "cms", "is_example"]
    list_filter = ["municipality_group", "region", "cms", "is_example"]
    search_fields = ["municipality", "name", "isil", "domain"]
    search_handler_class = LibrarySearch
    ordering = ["municipality_order", "pk"]
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "municipality",
        "municipality_code",
        "isil",
        "region",
        "municipality_group",
        "inhabitants",
        "domain",
        "cms",
        "is_example",
    ]
    list_export = inspect_view_fields
    export_filename = "biblioteker"
    panels = [
        MultiFieldPanel(["name", "isil", "domain", "cms"], heading=_("The library")),
        MultiFieldPanel(
            ["municipality", "municipality_code", "region", "municipality_group", "inhabitants"],
            heading=_("The municipality"),
        ),
        InlinePanel(
            "aliases",
            heading=_("Other names"),
            help_text=_("Branches, houses, towns: whatever else would tell the agency whose a report is."),
            label=_("other name"),
        ),
        "is_example",
    ]

    @display(description=_("municipality"), ordering="municipality_order")
    def municipality_name(self, library: Library) -> str:
        return library.municipality

    @display(description=_("library"), ordering="name")
    def shown_name(self, library: Library) -> str:
        return library.display_name


modeladmin_register(LibraryAdmin)


@hooks.register("register_admin_viewset")
def register_library_chooser() -> LibraryChooserViewSet:
    return library_chooser_viewset
