"""Views that belong to no page: health, robots, security.txt, the accessibility statement, 403 and 404."""

from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.models import CatalogueSettings
from foundation.querysets import is_visible
from foundation.worker.models import ScheduledJob
from website.forwarded_headers import is_trustworthy

CLOCK_MAX_AGE = timedelta(seconds=180)
SECURITY_TXT_LIFETIME = timedelta(days=180)
PLAIN_TEXT = "text/plain; charset=utf-8"


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anybody."""
    return HttpResponse("ok\n", content_type=PLAIN_TEXT)


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated, the worker's clock runs, the proxies are those counted on.

    Says only ok or not; the log and `manage.py check --deploy` say why.
    """
    try:
        is_ready = _is_migrated() and _clock_runs() and is_trustworthy(request)
    except OperationalError:
        is_ready = False
    return HttpResponse("ok\n" if is_ready else "not ok\n", status=200 if is_ready else 503, content_type=PLAIN_TEXT)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _clock_runs() -> bool:
    ran = set(
        ScheduledJob.objects.filter(last_run_at__gt=timezone.now() - CLOCK_MAX_AGE).values_list("name", flat=True)
    )
    return ran.issuperset(settings.SCHEDULED_JOBS)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konto/",
        "Disallow: /soeg/",
        "Disallow: /vurdering/",
        "",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN_TEXT)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116). Raises: Http404 while no contact is set."""
    chosen = CatalogueSettings.for_request(request)
    contact = chosen.security_contact or chosen.contact_email
    if not contact:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_LIFETIME).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires}",
        "Preferred-Languages: da, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN_TEXT)


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """/was, as Danish public sites must have it. Raises: Http404 while neither address nor page is set."""
    chosen = CatalogueSettings.for_request(request)
    page = chosen.accessibility_page
    address = chosen.accessibility_url or (page.get_url(request) if page and is_visible(page) else "")
    if not address:
        raise Http404
    return redirect(address)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)
