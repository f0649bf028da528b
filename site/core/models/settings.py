from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from core.validators import validate_https_url


@register_setting(icon="cog")
class CatalogueSettings(BaseSiteSetting):
    """What differs from owner to owner. Never hard-code these."""

    owner_name = models.CharField(_("owner"), max_length=80, default="DDB", help_text=_("Shown in the footer."))
    contact_email = models.EmailField(_("contact e-mail"), blank=True, help_text=_("Shown publicly."))
    security_contact = models.EmailField(
        _("security contact"), blank=True, help_text=_("Stands in security.txt. Empty: the contact e-mail.")
    )
    accessibility_url = models.URLField(
        _("accessibility statement"),
        blank=True,
        validators=[validate_https_url],
        help_text=_("The address at was.digst.dk that /was leads to. Empty: the page chosen below."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accessibility page"),
    )
    licence_name = models.CharField(_("licence"), max_length=80, default="CC BY 4.0")
    licence_url = models.URLField(_("licence address"), default="https://creativecommons.org/licenses/by/4.0/deed.da")

    panels = [
        FieldPanel("owner_name"),
        MultiFieldPanel(["contact_email", "security_contact"], heading=_("Contact")),
        MultiFieldPanel(["accessibility_url", "accessibility_page"], heading=_("Accessibility statement")),
        MultiFieldPanel(["licence_name", "licence_url"], heading=_("Licence of texts and pictures")),
    ]

    class Meta:
        verbose_name = _("catalogue settings")

    def __str__(self) -> str:
        return str(_("Catalogue settings"))


def settings_for(request: HttpRequest) -> CatalogueSettings | None:
    """The settings of the site that answers, None without one. Cost: 1 query, once a request."""
    return CatalogueSettings.for_request(request) if Site.find_for_request(request) else None


def contact_email(request: HttpRequest) -> str:
    """Where the public may write, empty when nobody is named. Cost: that of `settings_for`."""
    found = settings_for(request)
    return found.contact_email if found else ""
