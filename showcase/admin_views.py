"""The admin's own view of coverage: whom to write to, and what."""

from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from showcase.models.coverage import contributions


def may_see_coverage(user: Any) -> bool:
    """Those who keep the register of libraries."""
    return bool(user.has_perm("libraries.change_library"))


class CoverageView(WagtailAdminTemplateMixin, TemplateView):
    """Which libraries have not contributed yet, and a mail that is ready to send to them."""

    template_name = "showcase/admin/coverage.html"
    page_title = gettext_lazy("Coverage")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_coverage(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = contributions()
        missing = [library for library, number in found.items() if not number]
        subject = _("What have you done on social media that others should know?")
        body = render_to_string(
            "showcase/mail/missing.txt",
            {
                "number": len(found) - len(missing),
                "total": len(found),
                "report_url": f"{settings.BASE_URL}{reverse('begin_report')}",
            },
        )
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "number": len(found) - len(missing),
            "total": len(found),
            "missing": missing,
            "subject": subject,
            "body": body,
            "mail": f"mailto:?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}",
        }
