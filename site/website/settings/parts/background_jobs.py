"""Background jobs and the periodic schedule (docs/decisions/0007-worker.md)."""

from website.settings import env

# Work that must not happen in a request goes to the "background" queue, worked by `manage.py run_worker`.
# The default backend runs at once, so that Wagtail's own indexing never waits for a worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "media", "films", "moves", "links", "orders"],
    },
}
# What the worker's clock does every SCHEDULED_JOBS_INTERVAL_SECONDS: name -> function without arguments.
SCHEDULED_JOBS = {
    "publish-scheduled": "foundation.worker.scheduled_publishing.publish_scheduled",
    "reap-dead-jobs": "foundation.worker.queue_maintenance.reap_dead_jobs",
    "prune-finished-jobs": "foundation.worker.queue_maintenance.prune_finished_jobs",
    "retry-unfinished-videos": "media.services.retry_unfinished_videos",
    "enforce-consents": "media.services.enforce_consents",
    "update-exposure": "media.exposure.update_exposure",
    "queue-relocations": "media.relocation.queue_relocations",
    "run-due-checks": "core.checking.services.run_due_checks",
    "reconcile-records": "core.records.reconciliation.reconcile_records",
    "queue-link-check": "core.checking.tasks.queue_link_check",
    "run-pending-deletions": "media.storage_operations.run_pending_deletions",
    "erase-old-contacts": "showcase.reporting.withdrawal.erase_old_contacts",
    "carry-on-taking-back": "showcase.reporting.withdrawal.carry_on",
    "forget-attempts": "foundation.throttling.rate_limits.forget_attempts",
    "forget-sessions": "foundation.accounts.sessions.forget_sessions",
    "tell-changed-rights": "foundation.accounts.rights_log.tell_all",
    "forget-account-events": "foundation.accounts.log.forget_old_events",
    "forget-old-counts": "foundation.counting.services.forget_old_counts",
    "forget-orders": "concepts.models.orders.forget_orders",
    "queue-catalogues": "home.tasks.queue_catalogues",
    "send-digests": "website.desk.digest.send_digests",
}
SCHEDULED_JOBS_INTERVAL_SECONDS = 15
LOOK_UP_LINKS = False  # at other sites, which pages lead to: production asks, demo and tests ask nobody
COUNTS_WRITTEN_EVERY = 15  # seconds; what a process counted is in its memory so long. 0: only when asked
FFMPEG = env.text("CATALOGUE_FFMPEG", "")
