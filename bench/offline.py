"""Runs a command in a network namespace without a route, where this system lets us; says plainly where it does not.

Use: python -m bench.offline COMMAND…
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys

WITHIN = "--within"
WAYS = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])
"""As root, and as a user who may make a namespace of their own."""
_SET_FLAGS, _UP = 0x8914, 0x1
"""SIOCSIFFLAGS and IFF_UP (netdevice(7))."""
ELSEWHERE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737)."""


def way() -> list[str]:
    """Give how a namespace is made here; empty when it is not permitted."""
    for one in WAYS:
        if shutil.which(one[0]) and not subprocess.run([*one, "true"], capture_output=True, check=False).returncode:
            return one
    return []


def lift_loopback() -> None:
    """Let this computer reach itself, and nothing else."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP))


def reaches_out() -> bool:
    """Say whether there is a way to another computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(ELSEWHERE)
        except OSError:
            return False
    return True


def main(arguments: list[str]) -> int:
    """Run the command without a route, or as it is where that is not permitted."""
    if arguments[:1] == [WITHIN]:
        lift_loopback()
        if reaches_out():
            print("There is a route out of this namespace; nothing was run.", file=sys.stderr)
            return 2
        os.execvp(arguments[1], arguments[1:])
    into = way()
    if not into:
        print("No network namespace is permitted here: this runs with whatever network there is.", file=sys.stderr)
        os.execvp(arguments[0], arguments)
    print("In a network namespace without a route:", " ".join(arguments), file=sys.stderr, flush=True)
    os.execvp(into[0], [*into, sys.executable, "-m", "bench.offline", WITHIN, *arguments])
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
