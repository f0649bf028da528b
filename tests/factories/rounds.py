"""What the clock and the worker do to files within one round, in the test's own process."""

from media.exposure import update_exposure
from media.relocation import relocate_videos
from media.services import enforce_consents
from media.storage_operations import run_pending_deletions


def run_media_jobs() -> None:
    enforce_consents()
    update_exposure()
    relocate_videos.call()
    run_pending_deletions()
