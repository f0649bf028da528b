from django.urls import path, re_path

from syndication.embeds import component, views

urlpatterns = [
    path("some-katalog.js", component.component, name="component"),
    re_path(r"^some-katalog\.(?P<version>[0-9a-f]{16})\.js$", component.kept_component, name="kept_component"),
    path("farve/<slug:colour>.css", views.colour, name="embed_colour"),
    path("side/<int:page_id>/", views.embedded_page, name="embedded_page"),
    path("<slug:name>/", views.embedded_list, name="embedded_list"),
]
