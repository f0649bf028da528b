"""*Beskriv en målgruppe*: a persona in own words, and the persona as files."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from concepts.being_made import private
from concepts.printed import SheetTold
from concepts.tools.personas import PersonaForm
from concepts.tools.sheets import sheet_as_document, sheet_on_paper
from foundation.autosave import is_autosave, moved_on_to, not_saved


@csrf_exempt  # it changes nothing; posted, so that what is too long for an address is told and not lost
@require_http_methods(["GET", "HEAD", "POST"])
def persona(request: HttpRequest) -> HttpResponse:
    """What is right stands in the address from then on."""
    is_sent = request.method == "POST"
    form = PersonaForm(request.POST if is_sent else request.GET)
    is_told = form.is_bound and form.is_valid()
    if is_sent and is_told:
        address = f"{reverse('persona_tool')}?{form.query}"
        if is_autosave(request):
            return moved_on_to(address)
        return HttpResponseRedirect(f"{address}#ark", status=HTTPStatus.SEE_OTHER)
    if is_autosave(request):
        return not_saved("", HTTPStatus.UNPROCESSABLE_ENTITY)  # the script sends the form, and is told why by the page
    return private(render(request, "tools/persona.html", {"form": form, "is_told": is_told}))


@require_safe
def persona_on_paper(request: HttpRequest) -> HttpResponseBase:
    form = PersonaForm(request.GET)
    return sheet_on_paper(request, _told(request, form)) if form.is_valid() else _to_the_form(request)


@require_safe
def persona_as_document(request: HttpRequest) -> HttpResponse:
    form = PersonaForm(request.GET)
    return sheet_as_document(_told(request, form)) if form.is_valid() else _to_the_form(request)


def _to_the_form(request: HttpRequest) -> HttpResponse:
    """Where it is told what is wrong."""
    return HttpResponseRedirect(f"{reverse('persona_tool')}?{request.GET.urlencode()}")


def _told(request: HttpRequest, form: PersonaForm) -> SheetTold:
    return {
        "title": form.name,
        "lead": "",
        "language": str(get_language()),
        "url": request.build_absolute_uri(f"{reverse('persona_tool')}?{form.query}"),
        "parts": form.parts,
    }
