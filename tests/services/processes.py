"""Processes that tests start: none outlives them, and waiting for one ends when it does."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

STOP_SECONDS = 30
# Far beyond what anything takes, however busy the machine: a process that lives is waited for.
PATIENCE_SECONDS = 1_200
PR_SET_PDEATHSIG = 1
STRAIGHT = build_opener(ProxyHandler({}))  # our own servers; no proxy of the machine's knows them
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class DidNotStartError(Exception):
    """With what the process wrote."""


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def leave_when_told() -> None:
    """Whoever stops this process makes it leave its blocks first, and so stops all that it runs."""
    for number in STOPPING:
        signal.signal(number, _leave)


def _leave(number: int, _frame: Any) -> None:
    for told in STOPPING:
        signal.signal(told, signal.SIG_IGN)  # once is enough: what is being stopped is not left half stopped
    sys.exit(128 + number)


def run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """The exit code of a command, which writes where this process writes and does not outlive it."""
    with running(command, environment=environment) as process:
        return process.wait()


@contextmanager
def running(
    command: Sequence[str],
    *,
    log: Path | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> "Iterator[subprocess.Popen[bytes]]":
    """A process and all it starts, for as long as the block runs; killed when even this process is killed.

    It writes into the log, or where this process writes.
    """
    with log.open("ab") if log else nullcontext() as output:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End it as an operator would; what is left of it after STOP_SECONDS is killed, in sessions of their own too."""
    started = _descendants(process.pid)
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for pid in started:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _descendants(pid: int) -> list[int]:
    """What a process has started, and what that has, as long as each lives."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _state, parent, *_rest = stat.read_text().rpartition(")")[2].split()
            children.setdefault(int(parent), []).append(int(stat.parent.name))
    found = children.get(pid, [])
    for one in found:
        found += children.get(one, [])
    return found


def wait_for(is_there: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until it is there, for as long as the process lives. Raises: DidNotStartError."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not is_there():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise DidNotStartError(log.read_text(errors="replace"))
        time.sleep(0.2)


def answers(address: str) -> bool:
    """Whether a server says 200 there."""
    try:
        with STRAIGHT.open(address, timeout=5):
            return True
    except (URLError, OSError):
        return False


def living(folder: Path) -> dict[int, str]:
    """The processes that were started with this data folder: their numbers and commands."""
    marked = f"CATALOGUE_DATA_DIR={folder}".encode()
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = marked in (process / "environ").read_bytes().split(b"\0")
            if is_ours and ") Z " not in (process / "stat").read_text():
                found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
        except OSError:  # gone meanwhile, or somebody else's
            continue
    return found
