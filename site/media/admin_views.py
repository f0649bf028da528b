"""Admin views of videos and pictures: remarks on captions, transcoding state, retry, cropping and redaction."""

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

from foundation.ids import read_id
from media.forms import CropForm, RedactionFormSet, VideoForm
from media.models import CatalogueImage, Consent, ConsentFilm, ConsentPicture, Video
from media.redaction import redact_and_crop
from media.services import queue_video


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


class CreateVideoView(TellsOfCaptions, CreateView):
    pass


class EditVideoView(TellsOfCaptions, EditView):
    pass


class CreateConsentView(CreateView):
    """With the pictures and films that `images` and `videos` of the address name already chosen."""

    def get_initial_form_instance(self) -> Consent:
        consent = Consent()
        if self.request.method == "GET":
            consent.pictures = [ConsentPicture(image=image) for image in self._chosen(CatalogueImage, "images")]
            consent.films = [ConsentFilm(video=video) for video in self._chosen(Video, "videos")]
        return consent

    def _chosen(self, model: Any, name: str) -> Any:
        ids = (read_id(text) for text in self.request.GET.getlist(name))
        policy: Any = policy_registry.get_by_type(model)
        mine = policy.instances_user_has_permission_for(self.request.user, "change")
        return mine.filter(pk__in=[pk for pk in ids if pk is not None]).order_by("pk")


def _tell(request: HttpRequest, level: int, what: str, sentences: list[str]) -> None:
    listed = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
    messages.add_message(request, level, format_html("{}<ul>{}</ul>", what, listed))


may_change_videos = user_passes_test(lambda user: user.has_perm("media.change_video"))


@require_safe
@may_change_videos
def video_status(request: HttpRequest, video_id: int) -> JsonResponse:
    """For the page that shows how far a film is. Shape: {"state", "text", "progress"}."""
    video = get_object_or_404(Video, pk=video_id)
    return JsonResponse({"state": video.state, "text": video.state_text, "progress": video.progress})


@require_POST
@may_change_videos
def retry_video(request: HttpRequest, video_id: int) -> HttpResponse:
    """Put a film that could not be used in the queue again, when what was sent is still there."""
    video = get_object_or_404(Video, pk=video_id)
    if video.may_be_retried:
        queue_video(video)
        messages.success(request, _("The film is in the queue again."))
    else:
        messages.error(request, _("There is nothing to try again: the film is ready, or on its way."))
    return redirect(reverse("wagtailsnippets_media_video:edit", args=[video.pk]))


def redact_image(request: HttpRequest, image_id: int) -> HttpResponse:
    """Crop a picture and paint over names and faces."""
    image = get_object_or_404(CatalogueImage, pk=image_id)
    policy: Any = policy_registry.get_by_type(CatalogueImage)
    if not policy.user_has_permission_for_instance(request.user, "change", image):
        return permission_denied(request)
    crop = CropForm(request.POST or None, prefix="crop")
    covers = RedactionFormSet(request.POST or None, prefix="cover")
    if request.method == "POST" and crop.is_valid() and covers.is_valid():
        areas = [form.area for form in covers if form.area]
        if areas or crop.area:
            try:
                redact_and_crop(image=image, covers=areas, crop=crop.area)
            except ValueError:
                crop.add_error(None, _("Nothing would be left of the picture."))
            else:
                messages.success(request, _("The picture was changed. What was covered is deleted everywhere."))
                return redirect(reverse("wagtailimages:edit", args=[image.pk]))
        else:
            crop.add_error(None, _("Mark at least one area."))
    context = {"image": image, "crop": crop, "covers": covers}
    return TemplateResponse(request, "media/admin/redact.html", context)
