"""What a process that meets foreign bytes may not do: use the network, take more than its share.

Decides the limits of the operating system alone. Run as a script, it confines itself and then becomes
the program that its arguments name: so LibreOffice and tesseract start within their limits without any
code of the engine running between fork and exec. It imports nothing but the standard library.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import struct
import sys
from contextlib import suppress

try:
    import resource
except ImportError:  # Windows: the clock of the engine alone holds
    resource = None  # type: ignore[assignment]


def become(limits: dict[str, int], command: list[str]) -> None:
    """Turn into the program; `limits` are bytes and seconds by the system's names, such as RLIMIT_AS."""
    die_with_parent()
    take_limits(limits)
    cut_network()
    os.execvp(command[0], command)


def take_limits(limits: dict[str, int]) -> None:
    for name, most in limits.items():
        # A stricter limit holds already, or this system has none of the name.
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, most))


def die_with_parent() -> None:
    """An engine that is killed leaves no program behind."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)


def cut_network() -> bool:
    """No socket but local ones from now on, for this process and what it starts; whether Linux agreed."""
    known = SYSTEM_CALLS.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    code = b"".join(struct.pack("<HBBI", *step) for step in _filter(*known))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
    return False


class _Program(ctypes.Structure):
    """`struct sock_fprog`: how many steps, and where they are."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _filter(architecture: int, socket: int, ring: int) -> list[tuple[int, int, int, int]]:
    """Steps of seccomp: a socket of the internet and another way to ask for one are refused, the rest is let through.

    A step is an operation, how many steps to skip where it holds and where not, and its operand.
    """
    refuse, allow = RETURN_ERROR | EACCES, RETURN_ALLOW
    return [
        (LOAD, 0, 0, 4),  # the architecture of the call
        (JUMP_EQUAL, 0, 9, architecture),
        (LOAD, 0, 0, 0),  # its number
        (JUMP_AT_LEAST, 6, 0, 0x40000000),  # the same calls under other numbers, of x32
        (JUMP_EQUAL, 5, 0, ring),  # io_uring opens sockets by itself
        (JUMP_EQUAL, 0, 5, socket),
        (LOAD, 0, 0, 16),  # the first argument: the family
        (JUMP_EQUAL, 2, 0, AF_INET),
        (JUMP_EQUAL, 1, 0, AF_INET6),
        (RETURN, 0, 0, allow),
        (RETURN, 0, 0, refuse),
        (RETURN, 0, 0, allow),
    ]


PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
SIGKILL, EACCES, AF_INET, AF_INET6 = 9, 13, 2, 10
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
RETURN_ALLOW, RETURN_ERROR = 0x7FFF0000, 0x00050000
# The architecture as the kernel calls it, and the numbers of `socket` and `io_uring_setup`.
SYSTEM_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}

if __name__ == "__main__":
    become(json.loads(sys.argv[1]), sys.argv[2:])
