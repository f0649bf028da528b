"""Admin views of vocabulary: where each word is used, and merging one into another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from foundation.retiring import ChooseOffered
from foundation.usage.merging import CannotMergeError, merge
from foundation.usage.usage_index import counts
from foundation.usage.usage_report import places_of

USED, RETIRED = (
    UsageCountColumn("usage_count", label=gettext_lazy("Used")),
    Column(
        "is_retired",
        label=gettext_lazy("State"),
        accessor=lambda word: _("Retired") if word.is_retired else _("In use"),
    ),
)


class ChooseWordView(ChooseOffered, chooser.ChooseView):
    pass


class ChooseWordResultsView(ChooseOffered, chooser.ChooseResultsView):
    pass


class WordChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseWordView
    choose_results_view_class = ChooseWordResultsView


class WordIndexView(IndexView):
    """The list, with how often each is used. Cost: that of `counts` more."""

    viewset: Any = None

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        words = list(context["object_list"])
        number = counts(self.model, [word.pk for word in words])
        for word in context["object_list"]:
            word.usage_count = number[word.pk]
            word.usage_url = reverse(self.model.snippet_viewset.get_url_name("usage"), args=[word.pk])
        return context

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if self.user_has_permission_for_instance("delete", instance):
            url = reverse(self.model.snippet_viewset.get_url_name("merge"), args=[instance.pk])
            buttons.append(Button(_("Merge into another"), url=url, icon_name="link", priority=25))
        return buttons


class MergeForm(forms.Form):
    """Which word takes over."""

    into: Any = forms.ModelChoiceField(label=gettext_lazy("Merge into"), queryset=None)

    def __init__(self, *args: Any, word: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one.pk for one in type(word).objects.exclude(pk=word.pk) if word.may_become(one)]
        self.fields["into"].queryset = type(word).objects.filter(pk__in=others)  # type: ignore[attr-defined]


class MergeView(WagtailAdminTemplateMixin, FormView[MergeForm]):
    """Puts another word in the place of one, everywhere, and deletes it: for whoever may delete words."""

    template_name = "use/admin/merge.html"
    form_class = MergeForm
    page_title = gettext_lazy("Merge into another")
    header_icon = "link"
    viewset: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.word = get_object_or_404(self.viewset.model, pk=kwargs["pk"])
        policy = self.viewset.permission_policy
        if not all(policy.user_has_permission(request.user, action) for action in ("change", "delete")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.word)

    def get_breadcrumbs_items(self) -> list[Any]:
        """None, as on Wagtail's own pages that ask before something is done."""
        return []

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"word": self.word}

    def form_valid(self, form: MergeForm) -> HttpResponse:
        into, name = form.cleaned_data["into"], str(self.word)
        try:
            number = merge(self.word, into, user=self.request.user)
        except CannotMergeError as error:
            form.add_error("into", str(error))
            return self.form_invalid(form)
        sentence = ngettext(
            "“%(name)s” is merged into “%(into)s”, in %(number)s place. Its old address leads there.",
            "“%(name)s” is merged into “%(into)s”, in %(number)s places. Its old address leads there.",
            number,
        )
        messages.success(self.request, sentence % {"name": name, "into": into, "number": number})
        return redirect(self.viewset.get_url_name("list"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = {
            "word": self.word,
            "kind": capfirst(self.word._meta.verbose_name),
            "places": places_of(self.word, self.request.user),
            "back": reverse(self.viewset.get_url_name("edit"), args=[self.word.pk]),
        }
        return context | shown


class WordViewSet(SnippetViewSet):
    """Words that others build on: with counts of use, merging, retiring and a chooser of what is offered."""

    index_view_class = WordIndexView
    chooser_viewset_class = WordChooserViewSet

    @property
    def merge_view(self) -> Any:
        return MergeView.as_view(viewset=self)

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [*patterns, path(f"merge/<{self.pk_path_converter}:pk>/", self.merge_view, name="merge")]
