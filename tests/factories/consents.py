"""The smallest valid consent."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.media.models import Consent


def make_consent(**fields: Any) -> Consent:
    values = {"who": "Karen", "age_class": "adult", "purpose": "Kataloget"}
    return Consent.objects.create(**{**values, "expires_on": timezone.localdate() + timedelta(days=365), **fields})
