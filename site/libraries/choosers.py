"""Chooser of libraries, for texts that are about one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from foundation.ids import read_id
from foundation.retiring import ChooseOffered
from libraries.finding import libraries_named_like


class LibraryFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )

    def filter(self, objects: Any) -> Any:
        query = self.cleaned_data.get("q")
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return objects.filter(pk__in=[library.pk for library in libraries_named_like(query)])


class ChooseLibraryView(ChooseOffered, ChooseView):
    filter_form_class = LibraryFilterForm


class ChooseLibraryResultsView(ChooseOffered, ChooseResultsView):
    filter_form_class = LibraryFilterForm


class LibraryChooser(BaseChooser):
    """Wagtail's, which fails where an address names something that is no id (a list's filter, sent anew)."""

    def get_instance(self, value: Any) -> Any:
        return super().get_instance(value if isinstance(value, self.model_class) else read_id(value))


class LibraryChooserViewSet(ChooserViewSet):
    model = "libraries.Library"
    icon = "home"
    choose_one_text = _("Choose a library")
    choose_another_text = _("Choose another library")
    edit_item_text = _("Edit this library")
    per_page = 20
    base_widget_class = LibraryChooser
    choose_view_class = ChooseLibraryView
    choose_results_view_class = ChooseLibraryResultsView


library_chooser_viewset = LibraryChooserViewSet("library_chooser")
