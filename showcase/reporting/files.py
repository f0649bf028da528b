"""Files of a report: pictures and films, private until an editor makes a page of it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from foundation.before_commit import atomic
from foundation.text import normalise_typed
from foundation.throttling.rate_limits import Counter
from media.sanitising import CleanPicture, sanitise
from media.validators import validate_video_size
from media.video_metadata import HEAD_BYTES, demuxer_by
from showcase.reporting.link_services import locked
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.transitions import Action, is_to_do

MOST_PICTURES, MOST_PICTURE_BYTES, MOST_FILMS = 12, 60 * 2**20, 1  # of one report
ALT_LENGTH = 250
FILM_NAMES = {"mov": "film.mp4", "matroska": "film.mkv"}


def take(sent: File[bytes]) -> File[bytes]:
    """What is kept of a sent file: a picture, sanitised, a film as it came, for the worker to look at.

    Raises: ValidationError with a sentence for the sender.
    """
    sent.seek(0)
    demuxer = demuxer_by(sent.read(HEAD_BYTES))
    sent.seek(0)
    if demuxer is None:
        return sanitise(sent)
    validate_video_size(sent)
    return File(sent.file, name=FILM_NAMES[demuxer])


@atomic()
def add(report: Report, taken: File[bytes], *, network: str = "") -> ReportFile:
    """Raises: ValidationError when there is no room for it, NotOpenError, GoneError, ReplacedError."""
    report = locked(report)
    is_to_do(report, Action.WRITE)
    is_film = not isinstance(taken, CleanPicture)
    file = ReportFile(
        report=report, file=taken, size_bytes=taken.size, is_film=is_film, network=Counter("files", network).key
    )
    _check_room(report, is_film, taken.size)
    _check_quota(file)
    file.save()
    return file


def _check_room(report: Report, is_film: bool, size_bytes: int) -> None:
    own = list(report.files.filter(is_film=is_film).values_list("size_bytes", flat=True))
    if is_film and len(own) >= MOST_FILMS:
        raise ValidationError(_("A report takes one film. Take the other one away first."))
    if not is_film and (len(own) >= MOST_PICTURES or sum(own) + size_bytes > MOST_PICTURE_BYTES):
        sentence = _("A report takes at most %(most)s pictures. Take one away first.")
        raise ValidationError(sentence % {"most": MOST_PICTURES})


def _check_quota(file: ReportFile) -> None:
    """Room is given to people, not to drafts, of which anybody may begin as many as she likes.

    A confirmed e-mail has its own over all its reports; until then all of a network share a little.
    """
    files = ReportFile.objects.all()
    if files.bytes() + file.size_bytes > settings.REPORT_QUOTA_BYTES:
        raise ValidationError(
            _("There is no room for more files right now. Send it without; we will ask you for them.")
        )
    if file.report.is_confirmed:
        if files.waiting_of(file.report.confirmed_email).bytes() + file.size_bytes > settings.REPORT_EMAIL_QUOTA_BYTES:
            raise ValidationError(
                _("Your reports hold all the files they may. Take some away, or wait until one of them is closed.")
            )
    elif files.unconfirmed_of(file.network).bytes() + file.size_bytes > settings.REPORT_NETWORK_QUOTA_BYTES:
        sentence = _("There is more room once you confirm your e-mail: open the link we mailed you, and press there.")
        raise ValidationError(sentence)


def may_fetch(user: Any, key: str) -> bool:
    """Whether a member of staff may fetch the file with this key: none of a report that was never sent."""
    sent = ReportFile.objects.filter(file=key, report__in=Report.objects.sent())
    return user.has_perm("reporting.change_report") and sent.exists()


def describe(report: Report, texts: Mapping[str, Any]) -> list[ReportFile]:
    """Keep what the report's own files show, `alt_<id>` by file; another's are left alone.

    Returns: those whose text is too long to keep, with that text.
    """
    long = []
    for file in report.files.all():
        if (text := texts.get(f"alt_{file.pk}")) is not None:
            file.alt_text = normalise_typed(str(text), has_lines=False)
            if len(file.alt_text) > ALT_LENGTH:
                long.append(file)
            else:
                file.save()
    return long


def remove(report: Report, file_id: int) -> None:
    """Take one of the report's own files away; another's is left alone."""
    for file in report.files.filter(pk=file_id):
        file.delete()
