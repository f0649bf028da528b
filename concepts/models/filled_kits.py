"""Kits with what one library has written into them."""

import hashlib
import json
from datetime import timedelta

from django.db import models
from django.utils import timezone

from concepts.local_details import Details
from foundation.throttling.rate_limits import RateLimitedError, count
from media.models import DownloadPackage
from media.storage_keys import random_key

KEPT_FOR = timedelta(hours=1)
MOST_AT_ONCE = 100  # of all concepts together; each is some megabytes


def filled_kit_key(_kit: object, filename: str) -> str:
    return random_key("filled_kits", filename)


class FilledKitManager(models.Manager["FilledKit"]):
    def asked_for(self, package: DownloadPackage, details: Details, network: str) -> "FilledKit":
        """The kit with these details; one that nobody has asked for yet is made by the worker.

        Cost: 1 query; about 6 for a new one. Raises: RateLimitedError.
        """
        digest = hashlib.sha256(json.dumps(details, sort_keys=True).encode()).hexdigest()
        if kept := self.filter(package=package, digest=digest).first():
            return kept
        if self.count() >= MOST_AT_ONCE:
            raise RateLimitedError
        count("kits", network)
        kit, _is_new = self.get_or_create(package=package, digest=digest, defaults={"details": details})
        return kit


class FilledKit(models.Model):
    """A kit with what one library has written into it, never under a public address; it is gone within the hour.

    It goes with the package as it was: what is changed or withheld since lies on in none.
    Shape: `details` by `LocalDetail`, `digest` of them; both files are empty until they are made.
    """

    package = models.ForeignKey(DownloadPackage, on_delete=models.CASCADE, related_name="filled_kits")
    digest = models.CharField(max_length=64)
    details = models.JSONField()
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True)
    file = models.FileField(upload_to=filled_kit_key, blank=True)
    pdf = models.FileField(upload_to=filled_kit_key, blank=True)

    wagtail_reference_index_ignore = True  # it repeats what the page says

    objects = FilledKitManager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["package", "digest"], name="filled_kit_once")]

    def __str__(self) -> str:
        return f"{self.package_id}: {self.digest[:8]}"


def forget_filled_kits() -> None:
    """A scheduled job."""
    FilledKit.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
