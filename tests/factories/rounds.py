"""What the clock and the worker do to files within one round, in the test's own process."""

from core.media.exposure import mind_exposure
from core.media.moving import move_films
from core.media.services import mind_consents
from core.media.stored import delete_loose_files


def mind_media() -> None:
    mind_consents()
    mind_exposure()
    move_films.call()
    delete_loose_files()
