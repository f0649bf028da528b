"""Every duty of the clock goes on past the one thing that fails."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from foundation.fault_isolation import do_each
from foundation.worker import queue_maintenance
from media.enums import Exposure
from media.models import Consent, Video
from media.relocation import relocate_videos
from media.services import retry_unfinished_videos, withhold_lapsed
from media.storage_operations import fetch
from showcase.reporting import withdrawal
from showcase.reporting.models import Report
from tests.factories import core
from tests.factories.consents import make_consent
from tests.factories.reports import make_draft, make_report


def test_what_fails_is_told_and_the_others_are_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    def halve(number: int) -> None:
        done.append(12 // number)

    do_each([3, 0, 2], halve)

    assert done == [4, 6]
    assert "halve failed for int" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_log_names_a_report_that_fails_by_its_number_alone(caplog: pytest.LogCaptureFixture) -> None:
    report = make_report(library=core.make_library())

    do_each([report], _failing_once(None))

    assert f"acts failed for Report {report.pk};" in caplog.text
    assert report.title not in caplog.text


def _failing_once(act: Any) -> Any:
    """The same, but that the first time goes wrong."""
    calls: list[object] = []

    def acts(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 1:
            raise OSError("lageret svarer ikke")
        return act(*args, **kwargs)

    return acts


@pytest.mark.django_db
def test_one_film_that_cannot_be_fetched_does_not_keep_the_others_public(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("En", "To"):
        make_consent(video=core.make_video(title), for_catalogue=False)
    assert Consent.objects.count() == 2
    monkeypatch.setattr("media.storage_operations.fetch", _failing_once(fetch))
    withhold_lapsed()

    relocate_videos.call()

    assert Video.objects.filter(file="").count() == 1


@pytest.mark.django_db
def test_one_film_that_cannot_be_queued_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("En", "To"):
        core.make_video(title, file="", original=ContentFile(b"x", name="a.mp4"))
    Video.objects.update(state="waiting", problem="no-ffmpeg")
    queued: list[Video] = []
    monkeypatch.setattr("media.services.queue_video", _failing_once(queued.append))
    monkeypatch.setattr("media.services.ffmpeg_path", lambda: "/usr/bin/ffmpeg")

    retry_unfinished_videos()

    assert len(queued) == 1


@pytest.mark.django_db
def test_one_report_that_cannot_be_deleted_does_not_save_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("En", "To"):
        make_draft(name=name)
    monkeypatch.setattr(type(Report.objects), "forgotten_drafts", lambda self: self.all())
    monkeypatch.setattr(withdrawal, "forget", _failing_once(withdrawal.forget))

    withdrawal.erase_old_contacts()

    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_one_file_that_cannot_be_taken_down_does_not_keep_the_others_public(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("En", "To"):
        core.make_video(title, exposure=Exposure.NOW)
    monkeypatch.setattr("media.storage_operations.fetch", _failing_once(fetch))

    relocate_videos.call()

    assert Video.objects.filter(exposure=Exposure.NOW).count() == 1


@pytest.mark.django_db
def test_one_job_that_cannot_be_given_back_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []
    jobs = [type("Job", (), {"worker_ids": ["død"]})() for _number in range(2)]
    monkeypatch.setattr("foundation.worker.queue_maintenance.DBTaskResult.objects.running", lambda: jobs)
    monkeypatch.setattr(queue_maintenance, "_give_back", _failing_once(given.append))

    queue_maintenance.reap_dead_jobs()

    assert given == jobs[1:]
