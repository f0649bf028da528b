"""Views for administrators: export or erase what is kept of one person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from foundation.danish.file_names import disposition, file_name
from foundation.factors.sign_in_steps import is_fresh, redirect_to_proof
from website.persons.enums import PersonKind
from website.persons.forms import FoundForm
from website.persons.personal_data import Person, find
from website.persons.refusals import KeptError
from website.persons.services import erase_and_note, export_and_note

PERMISSION = "reporting.erase_person"


class PersonsView(WagtailAdminTemplateMixin, FormView[FoundForm]):
    """Finds by POST, so that nobody's e-mail stands in an address; exports and erases what it has shown."""

    template_name = "persons/persons.html"
    form_class = FoundForm
    page_title = gettext_lazy("Persons")
    header_icon = "user"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        if not is_fresh(request):
            return redirect_to_proof(reverse("persons"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: FoundForm) -> HttpResponse:
        person = find(PersonKind(form.cleaned_data["kind"]), form.cleaned_data["name"])
        post = self.request.POST
        if {"export", "erase"} & post.keys() and not form.is_still_found:
            sentence = _("The field was changed after you looked. Now it is about %(name)s: look again.")
            messages.error(self.request, sentence % {"name": person.name})
            return self._shown(person, form)
        try:
            if person.roots and "export" in post:
                return _as_file(export_and_note(person, by=self.request.user), str(person.name))
            if person.roots and "erase" in post and "sure" in post:
                return self._erased(person)
        except KeptError as kept:
            messages.error(self.request, str(kept))
        return self._shown(person, form)

    def _shown(self, person: Person, form: FoundForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, person=person))

    def _erased(self, person: Person) -> HttpResponse:
        erase_and_note(person, by=self.request.user)
        sentence = _("All of %(name)s is erased. What a library sent and is published stays until it is taken down.")
        messages.success(self.request, sentence % {"name": person.name})
        return redirect("persons")


def _as_file(data: bytes, name: str) -> HttpResponse:
    """Noted already, with more than the accounts' middleware knows."""
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = disposition(file_name(name, ".zip"))
    response["Cache-Control"] = "no-store"
    return response
