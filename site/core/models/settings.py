from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from foundation.validators import validate_https_url
from media.licences import Licence
from media.tasks import rebuild_all_download_packages


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is offered to take home names the licence, and is packed anew when that changes."""
        before = type(self).objects.filter(pk=self.pk).first() or type(self)()
        super().save(*args, **kwargs)
        if before.licence != self.licence:
            transaction.on_commit(rebuild_all_download_packages.enqueue)

    @property
    def licence(self) -> Licence:
        return Licence(self.licence_name, self.licence_url)


def settings_for(request: HttpRequest) -> CatalogueSettings | None:
    """The settings of the site that answers, None without one. Cost: 1 query, once a request."""
    return CatalogueSettings.for_request(request) if Site.find_for_request(request) else None


def licence_for(site: Site | None) -> Licence:
    """What may be done with what has no licence of its own. Cost: 1 query."""
    return (CatalogueSettings.for_site(site) if site else CatalogueSettings()).licence


def owner_name() -> str:
    """Whose catalogue it is, where no request asks: in mails. Cost: 2 queries."""
    site = Site.objects.filter(is_default_site=True).first()
    return CatalogueSettings.for_site(site).owner_name if site else ""


def contact_email(request: HttpRequest) -> str:
    """Where the public may write, empty when nobody is named. Cost: that of `settings_for`."""
    found = settings_for(request)
    return found.contact_email if found else ""
