"""Register the library list and chooser with Wagtail's admin."""

from django.contrib.admin import display
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from libraries.admin_views import DeleteLibraryView, LibraryIndexView, library_usage
from libraries.choosers import LibraryChooserViewSet, library_chooser_viewset
from libraries.models import Library
from libraries.searching import LibrarySearch


class LibraryAdmin(ModelAdmin):
    """The register of libraries: list, filters, search, one library on a page, and export."""

    model = Library
    base_url_path = "biblioteker"
    menu_label = _("Libraries")
    menu_item_name = "libraries"
    menu_icon = "home"
    menu_order = 400
    index_view_class = LibraryIndexView
    delete_view_class = DeleteLibraryView
    list_display = [
        "municipality_name",
        "shown_name",
        "municipality_group",
        "inhabitants",
        "used",
        "example",
    ]
    list_filter = ["municipality_group", "region", "cms", "is_example", "is_retired"]
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
        "is_retired",
    ]

    @display(description=_("municipality"), ordering="municipality_order")
    def municipality_name(self, library: Library) -> str:
        return library.municipality

    @display(description=_("library"), ordering="name")
    def shown_name(self, library: Library) -> str:
        return library.display_name

    @display(description=_("Used"))
    def used(self, library: Library) -> str:
        return format_html('<a href="{}">{}</a>', reverse("library_usage", args=[library.pk]), library.usage_count)

    @display(description=_("example"), ordering="is_example", empty_value="")
    def example(self, library: Library) -> str:
        """In words: a red cross at all who are none looks like a fault."""
        return str(_("Yes")) if library.is_example else ""


modeladmin_register(LibraryAdmin)


@hooks.register("register_admin_urls")
def library_urls() -> list[URLPattern]:
    return [path("biblioteker/usage/<int:library_id>/", library_usage, name="library_usage")]


@hooks.register("register_admin_viewset")
def register_library_chooser() -> LibraryChooserViewSet:
    return library_chooser_viewset
