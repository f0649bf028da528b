"""The admin's own views of films and pictures: what captions came to, how far a film is, try again, crop and cover."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_denied, user_passes_test
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView, EditView

from core.media.covering import cover_and_crop
from core.media.forms import AreaFormSet, CropForm, VideoForm
from core.media.models import CatalogueImage, Video
from core.media.services import queue_film


class TellsOfCaptions:
    """Says after saving what was read otherwise in the captions sent, or why the film was kept without them."""

    request: HttpRequest
    get_edit_url: Callable[[], str]

    def form_valid(self, form: VideoForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # Wagtail's, which has no types
        sent = form.cleaned_data.get("captions_file")
        if sent and sent.remarks:
            _tell(self.request, messages.WARNING, _("The captions are saved. Some were read otherwise:"), sent.remarks)
        if not form.refused_captions:
            return response
        kept = _("The film is saved without the captions you sent. Mend the file and send it again:")
        _tell(self.request, messages.ERROR, kept, form.refused_captions.messages)
        return redirect(self.get_edit_url())


class CreateFilmView(TellsOfCaptions, CreateView):
    pass


class EditFilmView(TellsOfCaptions, EditView):
    pass


def _tell(request: HttpRequest, level: int, what: str, sentences: list[str]) -> None:
    listed = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
    messages.add_message(request, level, format_html("{}<ul>{}</ul>", what, listed))


may_change_films = user_passes_test(lambda user: user.has_perm("media.change_video"))


@require_safe
@may_change_films
def film_status(request: HttpRequest, video_id: int) -> JsonResponse:
    """For the page that shows how far a film is. Shape: {"state", "text", "progress"}."""
    video = get_object_or_404(Video, pk=video_id)
    return JsonResponse({"state": video.state, "text": video.state_text, "progress": video.progress})


@require_POST
@may_change_films
def retry_film(request: HttpRequest, video_id: int) -> HttpResponse:
    """Put a film that could not be used in the queue again, when what was sent is still there."""
    video = get_object_or_404(Video, pk=video_id)
    if video.may_be_retried:
        queue_film(video)
        messages.success(request, _("The film is in the queue again."))
    else:
        messages.error(request, _("There is nothing to try again: the film is ready, or on its way."))
    return redirect(reverse("wagtailsnippets_media_video:edit", args=[video.pk]))


def cover_image(request: HttpRequest, image_id: int) -> HttpResponse:
    """Crop a picture and paint over names and faces."""
    image = get_object_or_404(CatalogueImage, pk=image_id)
    policy: Any = policy_registry.get_by_type(CatalogueImage)
    if not policy.user_has_permission_for_instance(request.user, "change", image):
        return permission_denied(request)
    crop = CropForm(request.POST or None, prefix="crop")
    covers = AreaFormSet(request.POST or None, prefix="cover")
    if request.method == "POST" and crop.is_valid() and covers.is_valid():
        areas = [form.area for form in covers if form.area]
        if areas or crop.area:
            try:
                cover_and_crop(image=image, covers=areas, crop=crop.area)
            except ValueError:
                crop.add_error(None, _("Nothing would be left of the picture."))
            else:
                messages.success(request, _("The picture was changed. What was covered is deleted everywhere."))
                return redirect(reverse("wagtailimages:edit", args=[image.pk]))
        else:
            crop.add_error(None, _("Mark at least one area."))
    context = {"image": image, "crop": crop, "covers": covers}
    return TemplateResponse(request, "media/admin/cover.html", context)
