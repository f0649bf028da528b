"""Run one program on an untrusted file in a sandbox: no network, little memory, a short life.

Used as `python -m media.sandbox <seconds> <megabytes> <program> <arguments>`; becomes that program.
What the system refuses to take away (a user without rights to a network of its own) is left; the programs are also
told to open local files only.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> None:
    seconds, megabytes, program, *arguments = sys.argv[1:]
    libc = ctypes.CDLL(None)
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a killed worker leaves nobody behind
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    _limit(resource.RLIMIT_CPU, int(seconds))
    _limit(resource.RLIMIT_DATA, int(megabytes) * 2**20)
    _limit(resource.RLIMIT_FSIZE, 2**30)
    _limit(resource.RLIMIT_NOFILE, 64)
    _limit(resource.RLIMIT_CORE, 0)
    os.nice(10)  # pages come first
    os.execv(program, [program, *arguments])  # noqa: S606 - an absolute path and a list, no shell


def _limit(kind: int, value: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard),) * 2)


if __name__ == "__main__":
    main()
