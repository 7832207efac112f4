"""The reading process: takes files one after another and answers with pages or refusals.

Decides what the process may not do: it has no network, writes no file, starts no program, and where
the system can hold it to a limit of memory and time, it does. Leaves starting, watching and ending
it to `isolation.py`. Whatever a reader raises is told to the other side: this is an edge.
"""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from typing import Any, BinaryIO

from extractor.errors import UnreadableFile
from extractor.readers.format import Format, Member, Recognise
from extractor.readers.limits import Limits
from extractor.readers.wire import BrokenWire, encode, receive_all, send, send_all
from extractor.text.page import Page


def main(formats: Iterable[Format] | None = None) -> None:
    """Read until the requests end; the limits come as JSON in the last argument."""
    from extractor.readers import FORMATS

    limits = Limits(**json.loads(sys.argv[-1]))
    by_name = {known.name: known for known in (FORMATS if formats is None else formats)}
    requests, answers = _private_pipes()
    _confine(limits)

    def recognise(pictures: list[bytes], languages: str) -> list[bytes]:
        _stop_clocks()
        send_all(answers, {"ask": "recognise", "languages": languages}, pictures)
        said, frames = receive_all(requests)
        _start_clocks(limits)
        if "refused" in said:
            raise UnreadableFile(said["refused"][0], detail=said["refused"][1])
        return frames

    send(answers, b"{}")
    with suppress(BrokenWire, BrokenPipeError):
        while True:
            request, (data,) = receive_all(requests)
            _start_clocks(limits)
            said, frames = _answer(by_name[request["format"]], request["act"], data, limits, recognise)
            send_all(answers, said, frames)
            _stop_clocks()


def _answer(
    known: Format, act: str, data: bytes, limits: Limits, recognise: Recognise
) -> tuple[dict[str, Any], list[bytes]]:
    try:
        if act == "unpack" and known.unpack is not None:
            return _unpacked(known.unpack(data, limits))
        if act == "inspect" and known.conversion is not None:
            return {"warnings": known.conversion.inspect(data)}, []
        page = known.look(data, limits, recognise) if known.look is not None else known.read(data, limits)
        return {"page": encode(_clean(page))}, []
    except UnreadableFile as error:
        return {"refused": [error.code, error.detail]}, []
    except MemoryError:
        return {"refused": ["out_of_memory", f"more than {limits.memory} bytes"]}, []
    except RecursionError:
        return {"refused": ["damaged", "nested too deep"]}, []
    except Exception as error:
        return {"failed": _whereabouts(error)}, []


def _unpacked(members: Iterable[Member]) -> tuple[dict[str, Any], list[bytes]]:
    """Names and refusals, and a frame of bytes for each member."""
    found = list(members)
    return {"members": [(m.name, m.code, m.detail) for m in found]}, [m.data for m in found]


def _clean(page: Page) -> Page:
    """Characters that no text has become «�» and a stray return a space, one for one: offsets stay."""
    text = page.text.replace("\x00", "\ufffd").replace("\r", " ")
    return replace(page, text=SURROGATE.sub("\ufffd", text))


def _whereabouts(error: Exception) -> str:
    """«KeyError at walk.py:41»; the message is left out, it could quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, kept for us: a library that prints must not break a frame."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    os.close(nothing)
    return requests, answers


def _confine(limits: Limits) -> None:
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse_events)
    if resource is None:
        return
    for name, most in (("RLIMIT_AS", limits.memory), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with suppress(ValueError, OSError, AttributeError):  # a stricter limit holds already, or there is none
            resource.setrlimit(getattr(resource, name), (most, most))


def _start_clocks(limits: Limits) -> None:
    """The clocks of the next file; they end the process even where the engine that started it is gone."""
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + 1 + limits.cpu_seconds
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.setitimer(signal.ITIMER_REAL, 2 * limits.seconds)  # the engine is there to end it before


def _stop_clocks() -> None:
    """An idle process may wait as long as it likes."""
    if resource is not None:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _refuse_events(event: str, args: tuple[Any, ...]) -> None:
    """What Python asks for before it acts; a reader that asks for this has been taken over."""
    if event.startswith(FORBIDDEN) or (event == "open" and isinstance(args[1], str) and WRITES & set(args[1])):
        raise PermissionError(f"a reader may not use {event}")


FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
)  # fmt: skip
SURROGATE = re.compile("[\ud800-\udfff]")
WRITES = set("wax+")  # modes of `open`

try:
    import resource
    import signal
except ImportError:  # Windows: the clock of the engine alone holds
    resource = None  # type: ignore[assignment]
