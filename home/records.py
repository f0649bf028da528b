"""The front page and standard pages, as records."""

from core.records.kinds import Kind, register
from home.models import HomePage, StandardPage


def register_kinds() -> None:
    for model in (HomePage, StandardPage):
        register(Kind("page", model, fetch=lambda pages: pages.defer("body")))
