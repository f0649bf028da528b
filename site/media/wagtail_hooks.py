from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters import BooleanFilter
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from foundation.dates import in_words
from foundation.desk import DESK_HOOK, MOST_LINES, DeskItem, DeskLine, DeskSection
from media import admin_views, bulk_actions
from media.enums import VideoState
from media.filters import PictureIndexView
from media.forms import ConsentForm, VideoForm
from media.image_filters import ShareOperation
from media.models import Consent, Video
from media.querysets import ConsentQuerySet


class VideoStatePanel(Panel):
    """How far the film is, kept up to date while the page is open, with a button to try again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/admin/video_state.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and not self.instance.url


class VideoViewSet(SnippetViewSet):
    """Films: their own place in the menu, with search, usage and a chooser for pages."""

    model = Video
    add_view_class = admin_views.CreateVideoView
    edit_view_class = admin_views.EditVideoView
    icon = "media"
    menu_label = _("Films")
    menu_name = "films"
    menu_order = 350
    add_to_admin_menu = True
    list_display = ["title", "state_text", "duration_seconds", "audio_description", "created_at"]
    list_filter = ["state", "audio_description"]
    edit_handler = ObjectList(
        [
            "title",
            MultiFieldPanel(["original", "url"], heading=_("The film"), help_text=_("One of the two.")),
            VideoStatePanel(heading=_("State")),
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
    add_view_class = admin_views.CreateConsentView
    icon = "clipboard-list"
    menu_label = _("Consents")
    menu_name = "consents"
    menu_order = 360
    add_to_admin_menu = True
    list_display = [
        "names_in_short",
        Column("number_of_items", label=_("Pictures and films")),
        "age_class",
        "expires_on",
        "withdrawn_on",
    ]
    search_fields = ["who", "purpose"]
    filterset_class = ConsentFilterSet
    edit_handler = ObjectList(
        [
            MultipleChooserPanel(
                "pictures", chooser_field_name="image", heading=_("Pictures it covers"), label=_("picture")
            ),
            InlinePanel("films", heading=_("Films it covers"), label=_("film")),
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

    def get_queryset(self, request: HttpRequest) -> ConsentQuerySet:
        return Consent.objects.with_number_of_items()


register_snippet(VideoViewSet)
register_snippet(ConsentViewSet)


@hooks.register(DESK_HOOK)
def consents_running_out(user: Any) -> Iterator[DeskItem]:
    """What will disappear soon unless somebody asks again."""
    if not user.has_perm("media.change_consent"):
        return
    consents: Any = Consent.objects.expiring().order_by("expires_on", "pk")
    number = consents.count()
    heading = ngettext("%(number)d consent ends within 60 days", "%(number)d consents end within 60 days", number)
    lines = [
        DeskLine(
            str(consent),
            reverse("wagtailsnippets_media_consent:edit", args=[consent.pk]),
            _("holds until %(day)s") % {"day": in_words(consent.expires_on)},
        )
        for consent in consents[:MOST_LINES]
    ]
    more = f"{reverse('wagtailsnippets_media_consent:list')}?expiring=true"
    yield DeskItem(
        "expiring-consents", DeskSection.SOON, heading % {"number": number}, tuple(lines), more, is_personal=True
    )


@hooks.register(DESK_HOOK)
def failed_videos(user: Any) -> Iterator[DeskItem]:
    """Films the worker could not make ready, each with the reason."""
    if not user.has_perm("media.change_video"):
        return
    films = Video.objects.filter(state=VideoState.FAILED).order_by("-created_at", "-pk")
    number = films.count()
    heading = ngettext("%(number)d film could not be used", "%(number)d films could not be used", number)
    lines = [
        DeskLine(film.title, reverse("wagtailsnippets_media_video:edit", args=[film.pk]), film.get_problem_display())
        for film in films.only("title", "problem")[:MOST_LINES]
    ]
    more = f"{reverse('wagtailsnippets_media_video:list')}?state={VideoState.FAILED}"
    yield DeskItem("failed-films", DeskSection.SOON, heading % {"number": number}, tuple(lines), more)


@hooks.register("register_admin_urls", order=-1)
def list_of_pictures() -> list[URLPattern]:
    """In place of Wagtail's list, whose names it is found by."""
    return [
        path("images/", PictureIndexView.as_view()),
        path("images/results/", PictureIndexView.as_view(results_only=True)),
    ]


@hooks.register("register_admin_urls")
def media_urls() -> list[URLPattern]:
    return [
        path("films/<int:video_id>/state/", admin_views.video_status, name="video_status"),
        path("films/<int:video_id>/retry/", admin_views.retry_video, name="retry_video"),
        path("images/<int:image_id>/cover/", admin_views.redact_image, name="redact_image"),
    ]


hooks.register("register_bulk_action", bulk_actions.DescribePictures)
hooks.register("register_bulk_action", bulk_actions.NoteConsent)


@hooks.register("register_image_operations")
def register_operations() -> list[tuple[str, type[ShareOperation]]]:
    return [("share", ShareOperation)]
