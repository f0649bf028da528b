"""Access rules of private files: judged by the thing a file belongs to; one that belongs to nothing is nobody's."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.permissions import policy_registry

from foundation.querysets import is_open_to
from media.models import CatalogueDocument, CatalogueImage, Consent, MediaUsage, Video
from media.storage_keys import folder_of

Item = CatalogueImage | CatalogueDocument | Video
Judge = Callable[[Any, str], bool]  # of a user who may work in the admin, and a key


def may_fetch(user: Any, key: str) -> bool:
    """Whether somebody may fetch the file with this key. Cost: the user's permissions, and 1 query."""
    judge = JUDGES.get(folder_of(key))
    return judge is not None and user.has_perm("wagtailadmin.access_admin") and judge(user, key)


def may_preview_file(request: HttpRequest, key: str) -> bool:
    """Whether somebody who is signed in may see a file made for pages that no visible page shows."""
    find = PREVIEWED.get(folder_of(key))
    item = find(key) if find else None
    return item is not None and not item.is_withheld and may_preview(request, item)


def may_preview(request: HttpRequest, item: Item) -> bool:
    """Whether somebody who is signed in may see it though no visible page shows it.

    The staff may, and whoever may read a private page that shows it.
    """
    if may_work_with(request.user, item):
        return True
    if isinstance(item, CatalogueImage):
        shown = Q(image=item) | Q(video__poster=item)
    else:
        shown = Q(video=item) if isinstance(item, Video) else Q(document=item)
    usages: Any = MediaUsage.objects.filter(shown).select_related("page")
    return any(is_open_to(usage.page, request) for usage in usages)


def may_work_with(user: Any, item: Item) -> bool:
    """Whether this member of staff may work with it: with a picture or document by the collection it lies in."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    if isinstance(item, Video):
        return bool(user.has_perm("media.change_video"))
    policy: Any = policy_registry.get_by_type(type(item))
    return bool(policy.user_has_any_permission_for_instance(user, ["choose", "change", "delete"], item))


def _of_a_picture(user: Any, key: str) -> bool:
    image = CatalogueImage.objects.filter(file=key).select_related("collection").first()
    return image is not None and may_work_with(user, image)


def _of_a_film(user: Any, key: str) -> bool:
    return user.has_perm("media.change_video") and Video.objects.filter(original=key).exists()


def _of_a_consent(user: Any, key: str) -> bool:
    return user.has_perm("media.change_consent") and Consent.objects.filter(proof=key).exists()


def _picture_of(key: str) -> CatalogueImage | None:
    return CatalogueImage.objects.filter(renditions__file=key).select_related("collection").first()


def _film_of(key: str) -> Video | None:
    return Video.objects.filter(file=key).first()


PREVIEWED: dict[str, Callable[[str], CatalogueImage | Video | None]] = {"images": _picture_of, "videos": _film_of}
JUDGES: dict[str, Judge] = {  # by folder; other apps add theirs
    "original_images": _of_a_picture,
    "sent_films": _of_a_film,
    "proofs": _of_a_consent,
}
