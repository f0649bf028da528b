"""Public exposure of stored files: the public may fetch what a page it may see shows, and nothing else.

The doors ask (`is_public`); and since a web server or an S3 service hands out what lies in the public storage without
asking, the worker sees to it that nothing lies there any more under an address that was ever told (`update_exposure`).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from foundation.before_commit import atomic
from foundation.fault_isolation import do_each
from foundation.querysets import remember_hidden_paths, visible_pages
from media.enums import Exposure
from media.models import (
    CatalogueDocument,
    CatalogueImage,
    CatalogueRendition,
    DownloadPackage,
    FileTombstone,
    MediaUsage,
    Video,
)
from media.querysets import with_openness
from media.services import rebuild_download_package, take_down_renditions
from media.storage_keys import folder_of
from media.tasks import make_renditions


def shown_videos() -> QuerySet[Video]:
    """Cost, as of all of these: that of `hidden_paths` before the query itself."""
    usages = MediaUsage.objects.public().filter(video__isnull=False)
    return Video.objects.filter(pk__in=usages.values("video"))


def shown_pictures() -> QuerySet[CatalogueImage]:
    """On a page, or before a film on one."""
    usages = MediaUsage.objects.public().filter(image__isnull=False)
    posters = shown_videos().filter(poster__isnull=False)
    is_shown = Q(pk__in=usages.values("image")) | Q(pk__in=posters.values("poster"))
    return CatalogueImage.objects.filter(is_shown, is_withheld=False)


def shown_documents() -> QuerySet[CatalogueDocument]:
    """On a page, and in no collection that is kept for some."""
    usages = MediaUsage.objects.public().filter(document__isnull=False)
    documents: QuerySet[CatalogueDocument] = with_openness(CatalogueDocument.objects.all())
    return documents.filter(pk__in=usages.values("document"), is_open=True)


def shown_download_packages() -> QuerySet[DownloadPackage]:
    return DownloadPackage.objects.filter(page__in=visible_pages())


PUBLIC_FILES: dict[str, Callable[[], QuerySet[Any]]] = {
    "images": lambda: CatalogueRendition.objects.filter(image__in=shown_pictures()),
    "videos": shown_videos,
    "sets": shown_download_packages,
    "prints": shown_download_packages,
}
EXPOSED_FILES: dict[str, Callable[[], QuerySet[Any]]] = {
    "images": lambda: CatalogueRendition.objects.filter(image__exposure=Exposure.NOW),
    "videos": lambda: Video.objects.filter(exposure=Exposure.NOW),
    "sets": lambda: DownloadPackage.objects.filter(exposure=Exposure.NOW),
    "prints": lambda: DownloadPackage.objects.filter(exposure=Exposure.NOW),
}
OTHER_FIELDS = {"prints": "pdf"}  # where the key does not stand in `file`
SHOWN: dict[type[Model], Callable[[], QuerySet[Any]]] = {
    CatalogueImage: shown_pictures,
    Video: shown_videos,
    CatalogueDocument: shown_documents,
    DownloadPackage: shown_download_packages,
}


def is_public(key: str) -> bool:
    """Whether anybody may fetch the file with this key right now. Cost: 1 query, and that of `hidden_paths`."""
    files = PUBLIC_FILES.get(folder_of(key))
    return files is not None and files().filter(**_named(key)).exists()


def was_public(key: str) -> bool:
    """Whether somebody outside may know the address of a file that is not public now. Cost: 1 or 2 queries."""
    files = EXPOSED_FILES.get(folder_of(key))
    if files is None:
        return False
    return FileTombstone.objects.filter(key=key).exists() or files().filter(**_named(key)).exists()


def _named(key: str) -> dict[str, str]:
    return {OTHER_FIELDS.get(folder_of(key), "file"): key}


@remember_hidden_paths()
def note_exposure() -> None:
    """Remember what the public may see now, so that it is known what must go one day. Cost: 5 queries."""
    for model, shown in SHOWN.items():
        rows: QuerySet[Any] = model._default_manager.exclude(exposure=Exposure.NOW)
        rows.filter(pk__in=shown().values("pk")).update(exposure=Exposure.NOW)


def update_exposure() -> None:
    """A scheduled job: what no visible page shows any more is gone from every address the public was told.

    The bytes lie on under new addresses, for the staff and for the day a page shows them again. What fails is begun
    again the next time. Cost: 11 queries when nothing changes.
    """
    note_exposure()
    do_each(no_longer_shown(CatalogueImage), _hide_picture)
    do_each(no_longer_shown(DownloadPackage), rebuild_download_package)
    no_longer_shown(Video).filter(file="").update(exposure=Exposure.BEFORE)  # relocation.py moves the others first
    no_longer_shown(CatalogueDocument).update(exposure=Exposure.BEFORE)  # always judged at its door


def no_longer_shown(model: type[Model]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.filter(exposure=Exposure.NOW)
    return rows.exclude(pk__in=SHOWN[model]().values("pk"))


@atomic()
def _hide_picture(image: CatalogueImage) -> None:
    take_down_renditions(image)
    CatalogueImage.objects.filter(pk=image.pk).update(exposure=Exposure.BEFORE)
    make_renditions.enqueue(image_id=image.pk)
