"""Every duty of the clock goes on past the one thing that fails."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from core.media.enums import Exposure
from core.media.models import Consent, Video
from core.media.moving import move_films
from core.media.services import mind_films, withhold_lapsed
from core.media.stored import fetch
from core.rounds import do_each
from core.worker import ticks
from showcase.reporting import taking_back
from showcase.reporting.models import Report
from tests.factories import core
from tests.factories.consents import make_consent
from tests.factories.reports import make_draft, make_report
from website.feeds import withdrawals
from website.feeds.selections import SELECTIONS


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
    monkeypatch.setattr("core.media.stored.fetch", _failing_once(fetch))
    withhold_lapsed()

    move_films.call()

    assert Video.objects.filter(file="").count() == 1


@pytest.mark.django_db
def test_one_film_that_cannot_be_queued_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("En", "To"):
        core.make_video(title, file="", original=ContentFile(b"x", name="a.mp4"))
    Video.objects.update(state="waiting", problem="no-ffmpeg")
    queued: list[Video] = []
    monkeypatch.setattr("core.media.services.queue_film", _failing_once(queued.append))
    monkeypatch.setattr("core.media.services.ffmpeg_path", lambda: "/usr/bin/ffmpeg")

    mind_films()

    assert len(queued) == 1


@pytest.mark.django_db
def test_one_report_that_cannot_be_deleted_does_not_save_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("En", "To"):
        make_draft(name=name)
    monkeypatch.setattr(type(Report.objects), "forgotten_drafts", lambda self: self.all())
    monkeypatch.setattr(taking_back, "forget", _failing_once(taking_back.forget))

    taking_back.erase_old_contacts()

    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_one_file_that_cannot_be_taken_down_does_not_keep_the_others_public(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("En", "To"):
        core.make_video(title, exposure=Exposure.NOW)
    monkeypatch.setattr("core.media.stored.fetch", _failing_once(fetch))

    move_films.call()

    assert Video.objects.filter(exposure=Exposure.NOW).count() == 1


@pytest.mark.django_db
def test_one_selection_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[Any] = []
    monkeypatch.setattr(withdrawals, "_note", _failing_once(noted.append))

    withdrawals.note_withdrawals()

    assert noted == list(SELECTIONS.values())[1:]


@pytest.mark.django_db
def test_one_job_that_cannot_be_given_back_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []
    jobs = [type("Job", (), {"worker_ids": ["død"]})() for _number in range(2)]
    monkeypatch.setattr("core.worker.ticks.DBTaskResult.objects.running", lambda: jobs)
    monkeypatch.setattr(ticks, "_give_back", _failing_once(given.append))

    ticks.reap_dead_jobs()

    assert given == jobs[1:]
