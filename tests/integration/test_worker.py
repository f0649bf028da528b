"""The worker: its clock, its leases, its tries."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from signal import SIGTERM, getsignal, signal
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from concepts.models import ConceptPage
from foundation.worker import scheduler
from foundation.worker.errors import WorkerDied
from foundation.worker.models import Heartbeat, ScheduledJob
from foundation.worker.queue import STOPPING, QueueWorker
from foundation.worker.queue_maintenance import prune_finished_jobs, reap_dead_jobs
from foundation.worker.scheduled_publishing import publish_scheduled
from foundation.worker.scheduler import run_due_jobs
from tests.factories import pages
from tests.factories.site import Tree

RAN: list[str] = []
GATE = Event()


@task(backend="background")
def note(word: str) -> None:
    RAN.append(word)


@task(backend="background")
def stumble() -> None:
    raise ZeroDivisionError("for at se det ske")


def do_nothing() -> None:
    RAN.append("tick")


def fail() -> None:
    raise ZeroDivisionError("tick")


@pytest.fixture
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under importlib import mode this module has no importable name of its own."""
    monkeypatch.setitem(sys.modules, __name__, sys.modules[do_nothing.__module__])


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    RAN.clear()
    yield
    RAN.clear()


def work() -> None:
    """Do what waits, whatever time it was put off to."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))
    QueueWorker("test").work_one()


@pytest.mark.django_db(transaction=True)
def test_queued_job_runs_once() -> None:
    note.enqueue("hej")

    work()
    work()

    assert RAN == ["hej"]


@pytest.mark.django_db(transaction=True)
def test_failing_job_is_tried_three_times_then_keeps_its_reason() -> None:
    job_id = stumble.enqueue().id
    for expected in ("READY", "READY", "FAILED"):
        work()
        assert DBTaskResult.objects.get(pk=job_id).status == expected

    work()

    job = DBTaskResult.objects.get(pk=job_id)
    assert len(job.worker_ids) == 3
    assert "for at se det ske" in job.traceback


@task(backend="background", takes_context=True)
def note_try(context: TaskContext, word: str) -> None:
    RAN.append(f"{word} {context.attempt}")


@task(backend="background", queue_name="films")
def develop() -> None:
    RAN.append("film")


@task(backend="background")
def be_stopped() -> None:
    sys.exit(1)  # what the second Ctrl-C comes to


@pytest.mark.django_db(transaction=True)
def test_worker_takes_the_queues_it_is_given_until_nothing_waits() -> None:
    develop.enqueue()
    note_try.enqueue("gang")
    note.enqueue("hej")

    QueueWorker("quick", without=["films"], until_empty=True).run()
    assert RAN == ["gang 1", "hej"]

    QueueWorker("slow", queues=["films"], until_empty=True).run()
    assert RAN == ["gang 1", "hej", "film"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("spoil", ["stopped", "function is gone"])
def test_job_that_could_not_be_done_waits_for_another_try(spoil: str) -> None:
    job_id = (be_stopped if spoil == "stopped" else note).enqueue(*([] if spoil == "stopped" else ["hej"])).id
    if spoil == "function is gone":
        DBTaskResult.objects.filter(pk=job_id).update(task_path="showcase.gone.for_ever")

    work()

    job = DBTaskResult.objects.get(pk=job_id)
    assert (job.status, RAN) == ("READY", [])
    assert job.run_after > timezone.now()
    assert ("SystemExit" if spoil == "stopped" else "showcase.gone") in job.traceback


def test_worker_told_to_stop_finishes_its_job_first_and_stops_at_once_when_told_again() -> None:
    idle, busy = QueueWorker("idle"), QueueWorker("busy")
    busy.is_at_work = True

    with pytest.raises(SystemExit, match="0"):
        idle.stop(SIGTERM, None)
    busy.stop(SIGTERM, None)
    assert not busy.is_running
    before = [getsignal(number) for number in STOPPING]
    try:
        with pytest.raises(SystemExit, match="1"):
            busy.stop(SIGTERM, None)
    finally:
        for number, handler in zip(STOPPING, before, strict=True):
            signal(number, handler)


def _running_job(worker_ids: list[str]) -> Any:
    job = DBTaskResult.objects.get(pk=note.enqueue("hej").id)
    job.status, job.worker_ids, job.started_at = "RUNNING", worker_ids, timezone.now()
    job.save()
    return job


@pytest.mark.django_db
def test_job_of_a_living_worker_is_left_alone() -> None:
    Heartbeat.objects.create(worker_id="lever", seen_at=timezone.now())
    job = _running_job(["lever"])

    reap_dead_jobs()

    job.refresh_from_db()
    assert job.status == "RUNNING"


@pytest.mark.django_db
def test_job_of_a_dead_worker_goes_back_to_the_queue() -> None:
    Heartbeat.objects.create(worker_id="død", seen_at=timezone.now() - timedelta(minutes=2))
    job = _running_job(["død"])

    reap_dead_jobs()

    job.refresh_from_db()
    assert job.status == "READY"


@pytest.mark.django_db
@pytest.mark.usefixtures("_findable")
def test_job_that_killed_three_workers_fails_with_that_reason() -> None:
    job = _running_job(["a", "b", "c"])

    reap_dead_jobs()

    job.refresh_from_db()
    assert job.status == "FAILED"
    (error,) = job.task_result.errors
    assert error.exception_class is WorkerDied
    assert error.traceback == "The worker died 3 times while working on it."


@pytest.mark.django_db
def test_finished_jobs_are_forgotten_the_failed_ones_later() -> None:
    kept = {_finished_job("SUCCESSFUL", days=0), _finished_job("FAILED", days=29), _running_job(["lever"]).pk}
    _finished_job("SUCCESSFUL", days=2)
    _finished_job("FAILED", days=31)

    prune_finished_jobs()

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept


def _finished_job(status: str, *, days: int) -> Any:
    job = DBTaskResult.objects.get(pk=note.enqueue("hej").id)
    job.status, job.finished_at = status, timezone.now() - timedelta(days=days, minutes=1)
    job.save()
    return job.pk


TICKS = {"nothing": f"{__name__}.do_nothing"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_findable")
def test_duty_runs_when_due_and_not_before() -> None:
    assert run_due_jobs(TICKS) == ["nothing"]
    assert run_due_jobs(TICKS) == []

    ScheduledJob.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    assert run_due_jobs(TICKS) == ["nothing"]
    assert RAN == ["tick", "tick"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_findable")
def test_duty_leased_to_another_worker_waits_until_the_lease_is_out() -> None:
    assert ScheduledJob.claim("nothing")
    assert run_due_jobs(TICKS) == []

    ScheduledJob.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    assert run_due_jobs(TICKS) == ["nothing"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_findable")
def test_failed_duty_is_noted_stops_no_other_and_is_no_last_run() -> None:
    assert run_due_jobs({"broken": f"{__name__}.fail", **TICKS}) == ["broken", "nothing"]

    broken = ScheduledJob.objects.get(name="broken")
    assert broken.last_error == "ZeroDivisionError: tick"
    assert broken.last_run_at is None


@pytest.mark.django_db
def test_scheduled_page_goes_live_and_expired_page_goes(tree: Tree, client: Client) -> None:
    past = timezone.now() - timedelta(minutes=1)
    coming = pages.make_concept(tree.concepts, "Kommer", live=False)
    coming.save_revision(approved_go_live_at=past)
    going = pages.make_concept(tree.concepts, "Udløber")
    going.expire_at = past
    going.save()

    publish_scheduled()
    publish_scheduled()

    assert ConceptPage.objects.get(pk=coming.pk).live
    assert client.get(going.get_url()).status_code == 404


@pytest.mark.django_db
def test_readyz_wants_a_clock_that_runs(client: Client) -> None:
    assert client.get("/readyz").status_code == 503

    for name in settings.SCHEDULED_JOBS:
        ScheduledJob.objects.create(name=name, last_run_at=timezone.now())
    assert client.get("/readyz").content == b"ok\n"

    ScheduledJob.objects.update(last_run_at=timezone.now() - timedelta(minutes=4))
    assert client.get("/readyz").content == b"not ok\n"


@pytest.mark.django_db
def test_livez_asks_nobody(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    with django_assert_num_queries(0):
        assert client.get("/livez").content == b"ok\n"


@pytest.mark.django_db
def test_beat_says_who_is_alive() -> None:
    scheduler.beat("mig")
    scheduler.beat("mig")

    assert Heartbeat.objects.get().worker_id == "mig"


def wait() -> None:
    RAN.append("slow")
    GATE.wait(60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_findable")
def test_slow_duty_holds_up_neither_the_heartbeat_nor_the_others() -> None:
    """The clock did its duties itself, one after the other: while it copied a film, its jobs were given away."""
    GATE.clear()
    running = scheduler.Scheduler("mig", {"slow": f"{__name__}.wait", **TICKS})
    try:
        running.go_round()
        running.at_work["nothing"].join(30)
        Heartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
        ScheduledJob.objects.filter(name="nothing").update(due_at=timezone.now() - timedelta(seconds=1))
        ScheduledJob.objects.filter(name="slow").update(
            due_at=timezone.now() - timedelta(seconds=1), leased_until=timezone.now()
        )
        running.go_round()
        running.at_work["nothing"].join(30)

        assert sorted(RAN) == ["slow", "tick", "tick"]
        assert Heartbeat.objects.get().seen_at > timezone.now() - timedelta(minutes=1)
        assert ScheduledJob.objects.get(name="slow").leased_until > timezone.now() + timedelta(minutes=1)  # type: ignore[operator]  # it is leased
    finally:
        GATE.set()
        running.at_work["slow"].join(30)
    assert ScheduledJob.objects.get(name="slow").last_run_at is not None
