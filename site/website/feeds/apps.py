from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "website.feeds"
    label = "feeds"
