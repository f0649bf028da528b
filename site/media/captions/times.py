"""Parse and format the timing lines of captions, as they should be written and as they are."""

import re
from dataclasses import dataclass

MAX_THOUSANDTHS = 12 * 3600 * 1000
DASHES = "-‐‑‒–—―−"
HEADS = ">→⟶⇒➔➜"
CLOCK = r"[-−]?[0-9]{1,9}(?:\s?:\s?[0-9]{1,9}){1,2}(?:\s?[.,:;]\s?[0-9]{1,9})?"
LINE = re.compile(
    rf"\s*({CLOCK})\s*([{DASHES}=~\s]{{0,12}}[{HEADS}]{{1,3}}|[{DASHES}]{{1,9}}|,)\s*({CLOCK})(?:\s+(.*))?"
)
PARTS = re.compile(r"([-−]?)(?:([0-9]+):)?([0-9]+):([0-9]{1,2})(?:[.,]([0-9]+))?")
FRAMES = re.compile(r"[-−]?[0-9]+:[0-9]+:[0-9]+[:;][0-9]+")
EXACT = re.compile(r"[0-9]+:[0-9]{2}:[0-9]{2}[.,][0-9]{3}|[0-9]{2}:[0-9]{2}\.[0-9]{3}")
WHOLE = re.compile(r"[0-9]+:[0-9]+(?::[0-9]|[.,][0-9])")
# Meant as times: a clock beside the sign that stands there only, or a clock and little else where times are due.
BROKEN = re.compile(rf"\s*{CLOCK}\s*-->|.{{0,99}}-->\s*{CLOCK}")
LONE = re.compile(rf"\s*{CLOCK}\s*(?:$|[^\s\w]{{0,9}}[{HEADS}&]|[{DASHES},]\s*[0-9]|[0-9])")


@dataclass(frozen=True)
class Times:
    """Shape: thousandths of a second, None for a clock that is none; `rest` is what stands behind on the line."""

    start: int | None
    end: int | None
    clocks: tuple[str, str]
    arrow: str
    rest: str

    @property
    def as_written(self) -> str:
        return f"{self.clocks[0]} {self.arrow} {self.clocks[1]}"

    @property
    def as_read(self) -> str:
        return f"{written(self.start or 0)} --> {written(self.end or 0)}"

    @property
    def is_exact(self) -> bool:
        """Whether both clocks are written out as the formats ask for."""
        return all(map(EXACT.fullmatch, self.clocks))

    @property
    def is_sure(self) -> bool:
        """Opening hours look like times: "10:00 -> 12:00"."""
        return self.arrow == "-->" or all(map(WHOLE.match, self.clocks))

    @property
    def counts_frames(self) -> bool:
        return any(map(FRAMES.fullmatch, self.clocks))


def times_of(line: str) -> Times | None:
    """What a line says of when, however arrow and clocks are written; None for words.

    A comma between two clocks is YouTube's own format (.sbv).
    """
    found = LINE.fullmatch(line)
    if not found:
        return None
    first, second = _without_spaces(found[1]), _without_spaces(found[3])
    rest = (found[4] or "").strip()
    times = Times(_thousandths(first), _thousandths(second), (first, second), found[2].strip(), rest)
    return times if times.is_sure or found[2].endswith(tuple(HEADS)) else None


def is_broken(line: str, *, is_due: bool) -> bool:
    """Whether a line was meant to say when, but cannot be read; `is_due` where such a line should stand."""
    return bool(BROKEN.match(line) or (is_due and LONE.match(line)))


def written(thousandths: int) -> str:
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _without_spaces(clock: str) -> str:
    return re.sub(r"\s", "", clock).replace("−", "-")


def _thousandths(clock: str) -> int | None:
    """54.4 is four tenths, not four thousandths. None when minutes or seconds are too many, or frames are counted."""
    found = PARTS.fullmatch(clock)
    if not found:
        return None
    sign, hours, minutes, seconds, fraction = found.groups()
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    value = whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
    return -value if sign else value
