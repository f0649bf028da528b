"""URLs of the demo; routed in the demo and in tests only."""

from django.urls import path

from demo.mailbox import mailbox
from demo.pattern_library import component_gallery

urlpatterns = [
    path("komponenter/", component_gallery, name="component_gallery"),
    path("demo/post/", mailbox, name="mailbox"),
]
