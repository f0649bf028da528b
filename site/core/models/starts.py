from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageTemplate(models.Model):
    """A page that new ones of its type are offered to begin as."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.page)
