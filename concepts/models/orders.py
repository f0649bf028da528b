"""Files that somebody has asked for with her own words in them: made once by the worker, and gone within the hour."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from foundation.throttling.rate_limits import RateLimitedError, count

KEPT_FOR = timedelta(hours=1)
MOST_AT_ONCE = 100  # of a kind; each is some megabytes at most


class OrderManager(models.Manager[Any]):
    def kept(self, told: Any, **of: Any) -> Any:
        """The row for what is told, where somebody has asked for it lately; else None. Cost: 1 query."""
        return self.filter(digest=_digest(told), **of).first()

    def asked_for(self, told: Any, network: str, **of: Any) -> Any:
        """The row for what is told; one that nobody has asked for yet is made by the worker.

        Shape: `told` is what JSON can hold, `of` the fields it belongs to. Cost: 1 query; about 6 for a new one.
        Raises: RateLimitedError.
        """
        if kept := self.kept(told, **of):
            return kept
        if self.count() >= MOST_AT_ONCE:
            raise RateLimitedError
        count("kits", network)
        row, _is_new = self.get_or_create(digest=_digest(told), **of, defaults={self.model.TOLD: told})
        return row


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class MadeToOrder(models.Model):
    """Shape: `digest` of what was told, which stands in the field `TOLD`."""

    TOLD: str

    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True)

    wagtail_reference_index_ignore = True  # it repeats what pages say

    objects = OrderManager()

    class Meta:
        abstract = True
        default_permissions = ()


def forget_orders() -> None:
    """A scheduled job."""
    for model in MadeToOrder.__subclasses__():
        model._default_manager.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
