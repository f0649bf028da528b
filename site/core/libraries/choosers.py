"""Choosing a library where a text is about one."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class LibraryChooserViewSet(ChooserViewSet):
    model = "libraries.Library"
    icon = "home"
    choose_one_text = _("Choose a library")
    choose_another_text = _("Choose another library")
    edit_item_text = _("Edit this library")
    register_widget = False  # foreign keys keep their plain list
    per_page = 20


library_chooser_viewset = LibraryChooserViewSet("library_chooser")
