"""Administrators hand over or erase what is kept of one person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from website.persons.doing import erase_and_note
from website.persons.enums import PersonKind
from website.persons.erasing import KeptError
from website.persons.finding import Person, find
from website.persons.forms import PersonForm
from website.persons.handing_over import packed

PERMISSION = "reporting.erase_person"


class PersonsView(WagtailAdminTemplateMixin, FormView[PersonForm]):
    """Finds by POST, so that nobody's e-mail stands in an address; exports and erases what it has shown."""

    template_name = "persons/persons.html"
    form_class = PersonForm
    page_title = gettext_lazy("Persons")
    header_icon = "user"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: PersonForm) -> HttpResponse:
        person = find(PersonKind(form.cleaned_data["kind"]), form.cleaned_data["name"])
        if person.roots and "export" in self.request.POST:
            return self._exported(person)
        if person.roots and "erase" in self.request.POST and "sure" in self.request.POST:
            return self._erased(person, form)
        return self.render_to_response(self.get_context_data(form=form, person=person))

    def _exported(self, person: Person) -> HttpResponse:
        """A file that leaves the admin is noted by the accounts' middleware."""
        response = HttpResponse(packed(person), content_type="application/zip")
        response["Content-Disposition"] = 'attachment; filename="person.zip"'
        response["Cache-Control"] = "no-store"
        return response

    def _erased(self, person: Person, form: PersonForm) -> HttpResponse:
        try:
            erase_and_note(person, self.request)
        except KeptError as kept:
            messages.error(self.request, str(kept))
            return self.render_to_response(self.get_context_data(form=form, person=person))
        messages.success(self.request, _("Erased. What a library sent and is published stays until it is taken down."))
        return redirect("persons")
