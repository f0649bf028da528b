from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AudioDescription(TextChoices):
    """How a film can be followed by someone who does not see it (Danish accessibility law)."""

    UNDECIDED = "undecided", _("Not decided yet")
    NOT_NEEDED = "not-needed", _("Not needed: everything important is said aloud")
    DESCRIBED_VERSION = "described-version", _("There is a described version")
    REASON = "reason", _("There is none, for the reason stated")


class People(TextChoices):
    """Whether somebody can be recognised in a picture, so that a consent is needed."""

    UNDECIDED = "", _("Nobody has said")
    NOBODY = "nobody", _("Nobody can be recognised")
    SEEN = "seen", _("People can be recognised")


class ShownAs(TextChoices):
    """How a published page shows a picture, a film or a file; only we read it."""

    PIECE = "piece"  # of its own, so that galleries list it
    KIT = "kit"  # to take home
    DETAIL = "detail"  # cover, poster, snapshot, within a text


PIXELS = {"1x1": (1080, 1080), "4x5": (1080, 1350), "9x16": (1080, 1920), "16x9": (1920, 1080), "191x100": (1200, 628)}


class PictureShape(TextChoices):
    """The cuts platforms show pictures in. Shape: a value is width and height, as `4x5`."""

    SQUARE = "1x1", _("Square, 1:1")
    PORTRAIT = "4x5", _("Portrait, 4:5")
    UPRIGHT = "9x16", _("Upright, 9:16")
    WIDE = "16x9", _("Wide, 16:9")
    LINK = "191x100", _("Link, 1.91:1")

    @property
    def spec(self) -> str:
        """The rendition that is this cut, as wide as platforms take pictures."""
        width, height = PIXELS[self.value]
        return f"fill-{width}x{height}|format-jpeg"

    @property
    def sides(self) -> tuple[int, int]:
        width, height = self.value.split("x")
        return int(width), int(height)


class Exposure(TextChoices):
    """Whether the public can fetch a thing, or ever could."""

    NEVER = "never"
    NOW = "now"
    BEFORE = "before"


class VideoState(TextChoices):
    """Where a sent film is on its way to the pages."""

    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being made ready")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be used")


class VideoProblem(TextChoices):
    """Why a film waits or could not be used, in words for the one who sent it."""

    NO_FFMPEG = (
        "no-ffmpeg",
        _("The server lacks the program ffmpeg. The film waits and starts by itself once it has it."),
    )
    NO_FILM = "no-film", _("The file is no film we can read. Take MP4, MOV, WebM or MKV.")
    DAMAGED = "damaged", _("The film is damaged or cut off. Save it anew and try again.")
    CUT_OFF = "cut-off", _("The film is cut off: its end is missing. Upload it again, from where it lies whole.")
    TOO_LONG = "too-long", _("The film is too long. At most 10 minutes.")
    TOO_MANY_PIXELS = "too-many-pixels", _("The picture is too large. At most 4096 × 2304 pixels.")
    TOO_MANY_STREAMS = "too-many-streams", _("The file holds too many tracks. At most 8.")
    TOO_SLOW = "too-slow", _("It took too long to make the film ready. Try a shorter or smaller one.")
    FILE_GONE = "file-gone", _("The sent file is no longer there. Upload it again.")
    GAVE_UP = "gave-up", _("The work was interrupted several times. Try again, or ask the one who runs the server.")


class AgeClass(TextChoices):
    """Who gives the consent: the person herself, or her parents as well."""

    ADULT = "adult", _("Adult")
    TEENAGER = "teenager", _("15 to 17 years: the young person agrees herself, the parents know")
    CHILD = "child", _("Under 15 years: a parent has agreed")
