from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.media.models import Video
from core.media.operations import ShareOperation


class VideoViewSet(SnippetViewSet):
    """Films: their own place in the menu, with search, usage and a chooser for pages."""

    model = Video
    icon = "media"
    menu_label = _("Films")
    menu_order = 350
    add_to_admin_menu = True
    list_display = ["title", "duration_seconds", "audio_description", "created_at"]
    list_filter = ["audio_description"]
    panels = [
        "title",
        MultiFieldPanel(["file", "url"], heading=_("The film"), help_text=_("One of the two.")),
        "poster",
        MultiFieldPanel(
            ["captions", "transcript", "audio_description", "audio_description_note"], heading=_("Accessibility")
        ),
        MultiFieldPanel(["credit", "licence", "collection"], heading=_("Rights")),
        FieldPanel("duration_seconds"),
    ]


register_snippet(VideoViewSet)


@hooks.register("register_image_operations")
def register_operations() -> list[tuple[str, type[ShareOperation]]]:
    return [("share", ShareOperation)]
