from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from website.persons.views import PERMISSION, PersonsView


class PersonsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_urls")
def persons_urls() -> list[URLPattern]:
    return [path("personer/", PersonsView.as_view(), name="persons")]


@hooks.register("register_settings_menu_item")
def persons_item() -> MenuItem:
    return PersonsMenuItem(_("Persons"), reverse_lazy("persons"), name="persons", icon_name="user", order=950)
