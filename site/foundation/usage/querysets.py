from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models


def base_of(model: type[models.Model]) -> type[models.Model]:
    """The model that holds the id: of every page type, Wagtail's page."""
    parents = model._meta.concrete_model._meta.get_parent_list() if model._meta.concrete_model else []
    return parents[-1] if parents else model


def type_of(model: type[models.Model]) -> ContentType:
    """Cost: none, once Django has looked it up."""
    return ContentType.objects.get_for_model(base_of(model))


class MentionQuerySet(models.QuerySet[Any]):
    def of(self, model: type[models.Model], ids: Iterable[Any]) -> "MentionQuerySet":
        return self.filter(content_type=type_of(model), object_id__in=list(ids))


class FormerSlugQuerySet(models.QuerySet[Any]):
    def of(self, model: type[models.Model]) -> "FormerSlugQuerySet":
        return self.filter(content_type=type_of(model))
