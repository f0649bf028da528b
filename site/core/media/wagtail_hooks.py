from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.media import admin_views
from core.media.forms import ConsentForm, VideoForm
from core.media.models import Consent, Video
from core.media.operations import ShareOperation


class FilmStatePanel(Panel):
    """How far the film is, kept up to date while the page is open, with a button to try again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/admin/film_state.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and not self.instance.url


class VideoViewSet(SnippetViewSet):
    """Films: their own place in the menu, with search, usage and a chooser for pages."""

    model = Video
    add_view_class = admin_views.CreateFilmView
    edit_view_class = admin_views.EditFilmView
    icon = "media"
    menu_label = _("Films")
    menu_order = 350
    add_to_admin_menu = True
    list_display = ["title", "state_text", "duration_seconds", "audio_description", "created_at"]
    list_filter = ["state", "audio_description"]
    edit_handler = ObjectList(
        [
            "title",
            MultiFieldPanel(["original", "url"], heading=_("The film"), help_text=_("One of the two.")),
            FilmStatePanel(heading=_("State")),
            "poster",
            MultiFieldPanel(
                [FieldPanel("captions_file"), "transcript", "audio_description", "audio_description_note"],
                heading=_("Accessibility"),
            ),
            MultiFieldPanel(["credit", "licence", "collection"], heading=_("Rights")),
        ],
        base_form_class=VideoForm,
    )


class ConsentFilterSet(WagtailFilterSet):
    expiring = BooleanFilter(label=_("Expires within 60 days"), method="filter_expiring")
    lapsed = BooleanFilter(label=_("Expired or withdrawn"), method="filter_lapsed")

    class Meta:
        model = Consent
        fields = ["age_class"]

    def filter_expiring(self, consents: Any, _name: str, value: bool) -> Any:
        return consents.expiring() if value else consents

    def filter_lapsed(self, consents: Any, _name: str, value: bool) -> Any:
        return consents.lapsed() if value else consents


class ConsentViewSet(SnippetViewSet):
    """The ledger: who has agreed to what, and until when."""

    model = Consent
    icon = "clipboard-list"
    menu_label = _("Consents")
    menu_order = 360
    add_to_admin_menu = True
    list_display = ["who", "item", "age_class", "expires_on", "withdrawn_on"]
    search_fields = ["who", "purpose"]
    filterset_class = ConsentFilterSet
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["image", "video"], heading=_("The picture or the film"), help_text=_("One of the two.")),
            "who",
            "age_class",
            "purpose",
            MultiFieldPanel(
                ["for_catalogue", "for_social_media", "for_print", "for_press"], heading=_("Where it may be used")
            ),
            FieldRowPanel(["expires_on", "withdrawn_on"]),
            FieldPanel(
                "proof",
                help_text=_(
                    "When a consent ends, the picture or film disappears from all pages, galleries, feeds and APIs "
                    "within a minute. What others have downloaded before cannot be called back."
                ),
            ),
        ],
        base_form_class=ConsentForm,
    )


register_snippet(VideoViewSet)
register_snippet(ConsentViewSet)


class ExpiringConsentsPanel(Component):
    """On the admin's first page: what will disappear soon unless somebody asks again."""

    name = "expiring_consents"
    template_name = "media/admin/expiring_consents.html"
    order = 250

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        consents = Consent.objects.expiring().select_related("image", "video")
        return {"consents": consents[:5], "number": consents.count()}


@hooks.register("construct_homepage_panels")
def show_expiring_consents(request: Any, panels: list[Component]) -> None:
    if request.user.has_perm("media.change_consent") and Consent.objects.expiring().exists():
        panels.append(ExpiringConsentsPanel())


@hooks.register("register_admin_urls")
def media_urls() -> list[URLPattern]:
    return [
        path("films/<int:video_id>/state/", admin_views.film_status, name="film_status"),
        path("films/<int:video_id>/retry/", admin_views.retry_film, name="retry_film"),
        path("images/<int:image_id>/cover/", admin_views.cover_image, name="cover_image"),
    ]


@hooks.register("register_image_operations")
def register_operations() -> list[tuple[str, type[ShareOperation]]]:
    return [("share", ShareOperation)]
