"""New pages that begin as another one: as a template, or as any page somebody starts from."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.models import BasePage, NumberedPage, PageTemplate
from foundation.before_commit import atomic
from foundation.slugs import free_slug
from foundation.staff_visibility import staff_visibility_of

PARENT = "parent_page_id"  # in a query; foundation.staff_page_access knows it for a page's id
BLANK = "tom"  # in the query of an add form: begin with nothing


class StartForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the new page"), max_length=255)


@atomic()
def start_from(source: BasePage, parent: Page, title: str, user: Any) -> BasePage:
    """A draft below `parent` that says what `source` says. What lies below that, and its history, stay there."""
    own = {source.numbered_by: source.number_of_next()} if isinstance(source, NumberedPage) else {}
    begun: BasePage = source.copy(
        to=parent,
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": free_slug(parent, source.slug_of_next(title)),
            "go_live_at": None,
            "expire_at": None,
            **own,
        },
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    type(begun)._default_manager.filter(pk=begun.pk).update(**own)  # Wagtail writes it into the version alone
    return begun


def start(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks for a title, and leads to the editor of the new page."""
    source = get_object_or_404(Page, pk=page_id).specific
    place = get_object_or_404(Page, pk=request.GET[PARENT]) if request.GET.get(PARENT) else source.get_parent()
    if place is None:
        raise Http404  # the root of the tree
    parent = place.specific
    _must(may_start_from(source, parent, request.user))
    form = StartForm(request.POST or None, initial={"title": source.title_of_next()})
    if request.method == "POST" and form.is_valid():
        begun = start_from(source, parent, form.cleaned_data["title"], request.user)
        return redirect("wagtailadmin_pages:edit", begun.pk)
    left = [capfirst(_name_of(source, name)) for name in source.exclude_fields_in_copy]
    is_template = PageTemplate.objects.filter(page=source.pk).exists()
    context = {"source": source, "form": form, "left": left, "is_template": is_template}
    return render(request, "core/admin/start.html", context)


def may_start_from(source: Page, parent: Page, user: Any) -> bool:
    """Whoever may edit the one and may add another below the parent."""
    is_ours = isinstance(source, BasePage) and type(source).can_create_at(parent)
    can_add = is_ours and parent.permissions_for_user(user).can_add_subpage()
    return can_add and source.permissions_for_user(user).can_copy()


@require_POST
def mark_as_template(request: HttpRequest, page_id: int) -> HttpResponse:
    """Makes a page a template, or one that is none any more."""
    page = get_object_or_404(Page, pk=page_id)
    _must(page.permissions_for_user(request.user).can_edit())
    template, is_new = PageTemplate.objects.get_or_create(page=page)
    if is_new:
        messages.success(request, _("New pages of this type can now begin as this one."))
    else:
        template.delete()
        messages.success(request, _("The page is no template any more."))
    return redirect("start_from_page", page.pk)


def offer_templates(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """In front of the form of a new page, where its type has templates."""
    if request.method != "GET" or BLANK in request.GET:
        return None
    pages = page_class._default_manager.filter(pk__in=PageTemplate.objects.values("page"))
    found = list(staff_visibility_of(request.user).narrow(pages).order_by("draft_title", "pk"))
    if not found:
        return None
    return render(request, "core/admin/templates.html", {"found": found, "parent": parent, "page_class": page_class})


def _name_of(source: BasePage, name: str) -> str:
    field: Any = source._meta.get_field(name)
    return str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural)


def _must(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied
