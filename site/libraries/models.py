"""Library register: libraries and their other names."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from foundation.fields import OrderField
from foundation.retiring import Retirable
from libraries.enums import Cms, MunicipalityGroup


class Library(Retirable, ClusterableModel):
    """One municipality's library. The 98 real ones are the register; examples belong to the demo."""

    isil = models.CharField(
        "ISIL",
        max_length=16,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}-[A-Z0-9-]{1,13}$", _("Write it like DK-710100."))],
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)
    municipality_order = OrderField("municipality")
    municipality_code = models.CharField(
        _("municipality code"), max_length=4, unique=True, validators=[RegexValidator(r"^[0-9X][0-9]{3}$")]
    )
    region = models.CharField(_("region"), max_length=40)
    municipality_group = models.PositiveSmallIntegerField(_("municipality group"), choices=MunicipalityGroup.choices)
    inhabitants = models.PositiveIntegerField(_("inhabitants (2020)"))
    domain = models.CharField(_("web address"), max_length=120, blank=True, help_text=_("Without https://."))
    cms = models.CharField(_("website system"), max_length=20, choices=Cms.choices, default=Cms.OTHER)
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Invented for the demo; left out of coverage and exports.")
    )

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")
        ordering = ["municipality_order", "pk"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The library's own name; where the register has none, that of its municipality."""
        return self.name or self.municipality

    def get_is_example_display(self) -> str:
        return str(_("Yes") if self.is_example else _("No"))

    def may_become(self, other: Any) -> bool:
        """A library that closes is retired: what it did stays its own."""
        return False


class LibraryAlias(models.Model):
    """Another name the library is known by: a branch, a house, a town, what its inhabitants are called."""

    library = ParentalKey(Library, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=80)
    is_word = models.BooleanField(
        _("also an ordinary word"),
        default=False,
        help_text=_("Then it is offered for blacking out before a report goes to the agency, not blacked out unasked."),
    )

    class Meta:
        verbose_name = _("other name of a library")
        verbose_name_plural = _("other names of libraries")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["library", "name"], name="alias_once_a_library")]

    def __str__(self) -> str:
        return self.name


# A page about a library is found by every name it has.
LIBRARY_IN_SEARCH = index.RelatedFields(
    "library",
    [
        index.SearchField("name"),
        index.SearchField("municipality"),
        index.RelatedFields("aliases", [index.SearchField("name")]),
    ],
)
