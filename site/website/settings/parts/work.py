"""What happens outside requests: jobs and the clock (docs/decisions/0007-worker.md)."""

from website.settings import env

# Work that must not happen in a request goes to the "background" queue, worked by `manage.py run_worker`.
# The default backend runs at once, so that Wagtail's own indexing never waits for a worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "media", "films", "moves"]},
}
# What the worker's clock does every CLOCK_INTERVAL_SECONDS: name -> function without arguments.
CLOCK_TICKS = {
    "publish-scheduled": "core.worker.scheduled.publish_scheduled",
    "reap-dead-jobs": "core.worker.ticks.reap_dead_jobs",
    "prune-finished-jobs": "core.worker.ticks.prune_finished_jobs",
    "mind-films": "core.media.services.mind_films",
    "mind-consents": "core.media.services.mind_consents",
    "mind-exposure": "core.media.exposure.mind_exposure",
    "mind-moves": "core.media.moving.mind_moves",
    "delete-loose-files": "core.media.stored.delete_loose_files",
    "erase-old-contacts": "showcase.reporting.taking_back.erase_old_contacts",
    "carry-on-taking-back": "showcase.reporting.taking_back.carry_on",
    "forget-attempts": "core.throttling.limits.forget_attempts",
    "forget-sessions": "core.accounts.sessions.forget_sessions",
    "tell-changed-rights": "core.accounts.telling.tell_all",
    "forget-account-events": "core.accounts.log.forget_old_events",
    "note-withdrawals": "website.feeds.withdrawals.note_withdrawals",
}
CLOCK_INTERVAL_SECONDS = 15
FFMPEG = env.text("CATALOGUE_FFMPEG", "")
