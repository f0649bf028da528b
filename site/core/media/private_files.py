"""Who may fetch a private file: judged by the thing it belongs to, so a file that belongs to nothing is nobody's."""

from collections.abc import Callable
from typing import Any

from wagtail.permissions import policy_registry

from core.media.models import CatalogueImage, Consent, Video
from core.media.storage_keys import folder_of

Judge = Callable[[Any, str], bool]  # of a user who may work in the admin, and a key


def may_fetch(user: Any, key: str) -> bool:
    """Whether somebody may fetch the file with this key. Cost: the user's permissions, and 1 query."""
    judge = JUDGES.get(folder_of(key))
    return judge is not None and user.has_perm("wagtailadmin.access_admin") and judge(user, key)


def may_see_picture(user: Any, image: CatalogueImage) -> bool:
    """Whether this member of staff may work with the picture: by the collection it lies in."""
    policy: Any = policy_registry.get_by_type(CatalogueImage)
    return bool(policy.user_has_any_permission_for_instance(user, ["choose", "change", "delete"], image))


def _of_a_picture(user: Any, key: str) -> bool:
    image = CatalogueImage.objects.filter(file=key).select_related("collection").first()
    return image is not None and may_see_picture(user, image)


def _of_a_film(user: Any, key: str) -> bool:
    return user.has_perm("media.change_video") and Video.objects.filter(original=key).exists()


def _of_a_consent(user: Any, key: str) -> bool:
    return user.has_perm("media.change_consent") and Consent.objects.filter(proof=key).exists()


JUDGES: dict[str, Judge] = {  # by folder; other apps add theirs
    "original_images": _of_a_picture,
    "sent_films": _of_a_film,
    "proofs": _of_a_consent,
}
