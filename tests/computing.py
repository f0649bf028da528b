"""How much a test may compute: by the processor's clock, so that a busy machine makes no difference."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooMuchError(AssertionError):
    """It takes more than it should."""


@contextmanager
def computing_at_most(seconds: float) -> Iterator[None]:
    """Raises: TooMuchError once this process has computed longer than that."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooMuchError(f"more than {seconds} seconds of computing")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
