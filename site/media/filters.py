"""Filters of the admin's list of pictures: those without credit, alt text, consent or use."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.images.views.images import ImagesFilterSet, IndexView

from media.enums import People
from media.models import CatalogueImage, Consent, ConsentPicture, MediaUsage


def holding_consents() -> Any:
    """For a subquery: what holds today of the outer picture."""
    lapsed = Consent.objects.lapsed().values("pk")
    return ConsentPicture.objects.filter(image=OuterRef("pk")).exclude(consent__in=lapsed)


class PictureFilterSet(ImagesFilterSet):
    """Each filter chooses by id, so that searches can be narrowed too."""

    consent = ChoiceFilter(
        label=_("Consent"),
        method="filter_consent",
        empty_label=_("All pictures"),
        choices=[
            ("missing", _("No consent, and people may be seen")),
            ("noted", _("With a consent that holds")),
            ("withheld", _("Withheld for lack of consent")),
        ],
        widget=RadioSelect,
    )
    credit = ChoiceFilter(
        label=_("Credit"),
        method="filter_credit",
        empty_label=_("All pictures"),
        choices=[("missing", _("No credit")), ("noted", _("With credit"))],
        widget=RadioSelect,
    )
    shown = ChoiceFilter(
        label=_("Used"),
        method="filter_shown",
        empty_label=_("All pictures"),
        choices=[("published", _("On published pages")), ("nowhere", _("On no published page"))],
        widget=RadioSelect,
    )

    def filter_consent(self, pictures: Any, _name: str, value: str) -> Any:
        holding = Exists(holding_consents())
        conditions = {"missing": ~holding & ~Q(people=People.NOBODY), "noted": Q(holding)}
        return _only(pictures, conditions.get(value, Q(is_withheld=True)))

    def filter_credit(self, pictures: Any, _name: str, value: str) -> Any:
        lacks_credit = Q(credit="")
        return _only(pictures, lacks_credit if value == "missing" else ~lacks_credit)

    def filter_shown(self, pictures: Any, _name: str, value: str) -> Any:
        shown = Exists(MediaUsage.objects.filter(Q(image=OuterRef("pk")) | Q(video__poster=OuterRef("pk"))))
        return _only(pictures, Q(shown) if value == "published" else ~shown)


class PictureIndexView(IndexView):
    """Wagtail's list of pictures, with the house's filters."""

    filterset_class = PictureFilterSet


def _only(pictures: Any, condition: Any) -> Any:
    return pictures.filter(pk__in=CatalogueImage.objects.filter(condition).values("pk"))
