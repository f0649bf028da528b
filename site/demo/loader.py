"""Loader of the demo: libraries of the register, fictional ones, finished content. All or nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Locale, Page, Site

from core.models import FACETS, CatalogueSettings, Metric, TargetGroup, TargetGroupScheme
from core.roles import set_up_roles
from demo import texts
from demo.drawing.recipes import read_pictures
from demo.pages import PageLoader
from foundation.before_commit import atomic
from home.models import HomePage
from libraries.models import Library
from libraries.services import load_register
from media import captions
from media.enums import People
from media.models import CatalogueImage, Video
from media.transactional_storage import delete_now
from showcase.models import AwardCategory

MEDIA = Path(__file__).parent / "media"
VOCABULARIES: dict[str, Any] = {
    # Target groups lie in schemes.
    **{facet.relation: facet.vocabulary for facet in FACETS if facet.vocabulary is not TargetGroup},
    "award_categories": AwardCategory,
}


def is_loaded() -> bool:
    return HomePage.objects.exists()


def load_demo() -> bool:
    """Load everything once; what is there is never touched again.

    Returns: False when there is a home page already. On any failure the database and the files are as before.
    """
    if is_loaded():
        return False
    with _files_removed_on_failure() as images, atomic():
        load_register()
        set_up_roles()
        _load_libraries()
        _load_vocabulary()
        for recipe in read_pictures():
            images[recipe["key"]] = _load_picture(recipe)
        videos = {entry["key"]: _load_film(entry, images) for entry in texts.read("films")["films"]}
        home = PageLoader(_new_home(), images, videos).load()
        _point_site_to(home)
    return True


@contextmanager
def _files_removed_on_failure() -> Iterator[dict[str, CatalogueImage]]:
    images: dict[str, CatalogueImage] = {}
    try:
        yield images
    except BaseException:
        for image in images.values():
            delete_now(image.file.storage, image.file.name)
        raise


def _load_libraries() -> None:
    Library.objects.bulk_create(Library(**entry, is_example=True) for entry in texts.read("libraries")["libraries"])


def _load_vocabulary() -> None:
    words = texts.read("vocabulary")
    for name, model in VOCABULARIES.items():
        entries = enumerate(words.get(name, ()), start=1)
        model.objects.bulk_create(model(**entry, sort_order=place) for place, entry in entries)
    place = 0
    for entry in words["schemes"]:
        groups = entry.pop("target_groups")
        scheme = TargetGroupScheme.objects.create(**entry)
        for group in groups:
            place += 1
            whole = TargetGroup.objects.filter(slug=group.pop("part_of", "")).first()
            TargetGroup.objects.create(**group, scheme=scheme, part_of=whole, sort_order=place)
    Metric.objects.bulk_create(Metric(**entry) for entry in words["metrics"])


def _load_picture(recipe: Mapping[str, Any]) -> CatalogueImage:
    name = f"{recipe['key']}.webp"
    file = ImageFile(BytesIO((MEDIA / name).read_bytes()), name=name)
    return CatalogueImage.objects.create(
        title=recipe["title"], alt_text=recipe["alt"], credit=recipe["credit"], people=People.NOBODY, file=file
    )


def _load_film(entry: dict[str, Any], images: Mapping[str, CatalogueImage]) -> Video:
    entry = {name: value for name, value in entry.items() if name != "key"}
    entry["file"] = ContentFile((MEDIA / entry["file"]).read_bytes(), name=entry["file"])
    entry["captions"] = captions.read((MEDIA / entry["captions"]).read_bytes()).text
    return Video.objects.create(**{**entry, "poster": images[entry["poster"]]})


def _new_home() -> HomePage:
    """The home page in place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    front = texts.read("forside")
    home = HomePage(title=front["title"], slug="home", lead=front["lead"], locale=Locale.get_default())
    root.add_child(instance=home)
    return home


def _point_site_to(home: HomePage) -> None:
    site = Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True, site_name="SoMe-kataloget")
    CatalogueSettings.objects.create(
        site=site,
        contact_email="redaktionen@example.dk",
        accessibility_page=home.get_children().get(slug="tilgaengelighed"),
    )


def set_port(port: int) -> None:
    """Make the demo's Site record answer at this port."""
    Site.objects.filter(hostname="127.0.0.1").update(port=port)
    Site.clear_site_root_paths_cache()
