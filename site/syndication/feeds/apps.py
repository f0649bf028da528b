from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "syndication.feeds"
    label = "feeds"
