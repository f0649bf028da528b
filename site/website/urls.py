from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.views import serve

from foundation.accounts.views import OwnAccountView
from foundation.factors.new_password import new_password_pages
from foundation.factors.views import AdminSignInView
from home.views import catalogue
from media.views import captions, serve_document, serve_media, serve_private_file
from search import urls as search_urls
from syndication.embeds.oembed import oembed
from syndication.embeds.share import share
from syndication.feed_api.views import api as feed_api
from syndication.feed_api.views import documentation
from syndication.feeds.calendar import calendar, occasions
from syndication.feeds.views import feed
from syndication.sitemaps import SITEMAP
from website import views
from website.api.urls import api_router, draft
from website.statistics.beacon import tell_use

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

# Wagtail's own addresses end in a slash.
FILES_BESIDE_PAGES = r"^((?:[\w\-]+/)+(?:pakke\.zip|koncept\.pdf|billeder/\w+\.(?:jpg|png|zip)))$"

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
    path("api/preview/v1/<str:key>/", draft, name="draft_for_programs"),
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
    path("feeds/occasions.ics", occasions, name="occasions_calendar"),
    path("feeds/<slug:name>.<slug:kind>", feed, name="feed"),
    path("tael/", tell_use, name="tell_use"),
    path("oembed/", oembed, name="oembed"),
    path("embed/v1/", include("syndication.embeds.urls")),
    path("was", views.accessibility_statement),
]
if not settings.S3_IS_USED:
    urlpatterns.append(path(settings.PRIVATE_MEDIA_URL.lstrip("/") + "<path:key>", serve_private_file))
if settings.DEMO:
    urlpatterns.append(path("", include("demo.urls")))
urlpatterns += i18n_patterns(
    path("", include(search_urls)),
    path("", include("concepts.tools.urls")),
    path("indberet/", include("showcase.reporting.urls")),
    path("konto/", include("foundation.factors.urls")),
    path("vurdering/", include("showcase.assessment.urls")),
    path("del/", share, name="share"),
    path("katalog.pdf", catalogue, name="catalogue_on_paper"),
    re_path(FILES_BESIDE_PAGES, serve),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
