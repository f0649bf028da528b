"""One smallest valid object per model of the ground floor, with fixed, readable values."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from core.models import Metric, Objective, Occasion, Platform, PostFormat, TargetGroup, TargetGroupScheme, User
from libraries.models import Library
from media.models import CatalogueImage, Video


def make_platform(name: str = "Facebook", **fields: Any) -> Platform:
    return Platform.objects.create(**{"name": name, "slug": name.lower(), **fields})


def make_scheme(**fields: Any) -> TargetGroupScheme:
    return TargetGroupScheme.objects.create(**{"name": "Fire målgrupper", "version": "2026", **fields})


def make_target_group(name: str = "Voksne", **fields: Any) -> TargetGroup:
    fields.setdefault("scheme", TargetGroupScheme.objects.first() or make_scheme())
    return TargetGroup.objects.create(**{"name": name, "slug": name.lower(), **fields})


def make_objective(name: str = "Dialog", **fields: Any) -> Objective:
    return Objective.objects.create(**{"name": name, "slug": name.lower(), **fields})


def make_format(name: str = "Reel", **fields: Any) -> PostFormat:
    return PostFormat.objects.create(**{"name": name, "slug": name.lower(), **fields})


def make_occasion(name: str = "Jul", **fields: Any) -> Occasion:
    return Occasion.objects.create(**{"name": name, "slug": name.lower(), **fields})


def make_metric(name: str = "Kommentarer", **fields: Any) -> Metric:
    return Metric.objects.create(**{"name": name, "slug": name.lower(), "numerator": "kommentarer", **fields})


def make_library(isil: str = "DK-X00001", **fields: Any) -> Library:
    values = {
        "name": "Fjordby Bibliotek",
        "municipality": "Fjordby",
        "municipality_code": "X" + isil[-3:],
        "region": "Eksempelregionen",
        "municipality_group": 3,
        "inhabitants": 40_000,
        "is_example": True,
    }
    return Library.objects.create(isil=isil, **{**values, **fields})


def make_user(username: str = "anna", *, password: str = "hemmelig", **fields: Any) -> User:
    return User.objects.create_user(username, password=password, **fields)


def picture_file(
    *, size: tuple[int, int] = (1200, 800), kind: str = "JPEG", name: str = "foto.jpg", **options: Any
) -> ImageFile:
    data = BytesIO()
    Image.new("RGB", size, "#2f4fa8").save(data, kind, **options)
    return ImageFile(data, name=name)


def make_image(title: str = "Bussen", **fields: Any) -> CatalogueImage:
    fields.setdefault("file", picture_file(size=(40, 30)))
    return CatalogueImage.objects.create(**{"title": title, "alt_text": "En gul bogbus holder ved kirken.", **fields})


def make_video(title: str = "Stilhed", **fields: Any) -> Video:
    if "url" not in fields:
        fields.setdefault("file", ContentFile(b"\0\0\0\x18ftypmp42" + bytes(200), name="film.mp4"))
    return Video.objects.create(title=title, **fields)
