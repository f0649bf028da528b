"""The smallest valid consent."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from media.models import CatalogueImage, Consent, Video


def make_consent(*, image: CatalogueImage | None = None, video: Video | None = None, **fields: Any) -> Consent:
    """Of one picture or film; others are added to its `images` and `videos`."""
    values = {"who": "Karen", "age_class": "adult", "purpose": "Kataloget"}
    expires_on = timezone.localdate() + timedelta(days=365)
    consent: Consent = Consent.objects.create(**{**values, "expires_on": expires_on, **fields})
    consent.images.set([image] if image else [])
    consent.videos.set([video] if video else [])
    return consent


def consent_form(pictures: list[CatalogueImage], **values: str) -> dict[str, str]:
    """What the admin's form of a consent sends."""
    rows = {f"pictures-{place}-image": str(picture.pk) for place, picture in enumerate(pictures)}
    rows |= {f"pictures-{place}-id": "" for place in range(len(pictures))}
    counts = {"pictures-TOTAL_FORMS": str(len(pictures)), "pictures-INITIAL_FORMS": "0"}
    films = {"films-TOTAL_FORMS": "0", "films-INITIAL_FORMS": "0"}
    fields = {"who": "Karen", "age_class": "adult", "purpose": "Kataloget", "for_catalogue": "on"}
    dates = {"expires_on": (timezone.localdate() + timedelta(days=90)).isoformat(), "withdrawn_on": ""}
    return {**rows, **counts, **films, **fields, **dates, **values}
