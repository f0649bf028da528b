from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap

from core.accounts.views import OwnAccountView
from core.factors.new_password import new_password_pages
from core.factors.views import AdminSignInView
from core.media.views import captions, serve_document, serve_media, serve_private_file
from search import urls as search_urls
from website import views
from website.api.feed.views import api as feed_api
from website.api.feed.views import documentation
from website.api.urls import api_router
from website.embeds.oembed import oembed
from website.embeds.share import share
from website.feeds.calendar import calendar
from website.feeds.views import feed
from website.mailbox import mailbox
from website.sitemaps import SITEMAP

handler404 = "website.views.not_found"
handler403 = "website.views.forbidden"
handler500 = "website.errors.server_error"

NEW_PASSWORD = new_password_pages(
    ask="wagtailadmin_password_reset",
    sent="wagtailadmin_password_reset_done",
    choose="wagtailadmin_password_reset_confirm",
    chosen="wagtailadmin_password_reset_complete",
    login="wagtailadmin_login",
)

urlpatterns = [
    # Before Wagtail's, by whose names they are found.
    path("admin/login/", AdminSignInView.as_view()),
    path("admin/account/", OwnAccountView.as_view()),
    path("admin/password_reset/", NEW_PASSWORD.ask),
    path("admin/password_reset/done/", NEW_PASSWORD.sent),
    path("admin/password_reset/confirm/<uidb64>/<token>/", NEW_PASSWORD.choose),
    path("admin/password_reset/complete/", NEW_PASSWORD.chosen),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(?P<token>[0-9a-f]{32})/(?P<name>[^/]+)$", serve_document, name="document"),
    path("api/v2/", api_router.urls),
    path("api/feed/v1/docs", documentation, name="feed_api_docs"),
    path("api/feed/v1/", feed_api.urls),
    path("livez", views.livez),
    path("readyz", views.readyz),
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap, SITEMAP),
    path(".well-known/security.txt", views.security_txt),
    path("media/<path:key>", serve_media),
    path("undertekster/<int:video_id>.vtt", captions, name="captions"),
    path("feeds/calendar.ics", calendar, name="calendar"),
    path("feeds/<slug:name>.<slug:kind>", feed, name="feed"),
    path("oembed/", oembed, name="oembed"),
    path("embed/v1/", include("website.embeds.urls")),
    path("was", views.accessibility_statement),
]
if not settings.S3_IS_USED:
    urlpatterns.append(path(settings.PRIVATE_MEDIA_URL.lstrip("/") + "<path:key>", serve_private_file))
if settings.DEMO:
    urlpatterns.append(path("komponenter/", views.component_gallery, name="component_gallery"))
    urlpatterns.append(path("demo/post/", mailbox, name="mailbox"))
urlpatterns += i18n_patterns(
    path("", include(search_urls)),
    path("indberet/", include("showcase.reporting.urls")),
    path("konto/", include("core.factors.urls")),
    path("vurdering/", include("showcase.assessment.urls")),
    path("del/", share, name="share"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
