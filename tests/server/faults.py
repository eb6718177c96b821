"""Faults on demand: what a site does to a request that matches, in place of its answer or before it."""

from __future__ import annotations

import re
import struct
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import lru_cache
from time import time

FAULT_KINDS = {
    "slow": "answers after `seconds` (5)",
    "drop": "accepts the request and never sends a byte, until the client goes or `seconds` (600) are over",
    "429": "429 with Retry-After `retry_after` (5) in seconds, as an HTTP date when `as_date`, or `header` word for word",
    "503": "503 with Retry-After `retry_after` (0: without the header)",
    "500": "500 (with `times=1`: then success)",
    "truncated": "announces the whole body and sends half of it",
    "reset": "resets the connection",
    "offsite": "302 to `location` (http://elsewhere.example/)",
    "private": "302 to `location` (http://169.254.169.254/latest/meta-data/)",
    "loop": "302 to itself with a counter, for ever",
    "gzip_bomb": "small gzip body that inflates to `megabytes` (200)",
    "endless": "a body without end and without length, of pieces that begin with `start`",
    "huge": "a PDF of `megabytes` (300), streamed",
    "html_as_pdf": "HTML error page of type application/pdf",
    "challenge": "403 Just a moment",
    "stub": "200 script stub of 212 bytes",
    "mg_error": "302 to mgError.aspx",
    "login": "302 to ieLogon.aspx",
}


@dataclass(slots=True)
class Fault:
    """One order: requests whose path and query match `pattern` get `kind`, the first `times` of them (None: all)."""

    kind: str
    pattern: re.Pattern[str]
    times: int | None
    options: dict[str, object] = field(default_factory=dict)
    hits: int = 0

    def number(self, name: str, default: float) -> float:
        value = self.options.get(name, default)
        if not isinstance(value, int | float):
            raise TypeError(f"{self.kind}: {name} must be a number, got {value!r}")
        return value

    def text(self, name: str, default: str) -> str:
        return str(self.options.get(name, default))


class Faults:
    """The orders of one site, in the order in which they were given."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def order(self, kind: str, pattern: str, times: int | None, options: dict[str, object]) -> Fault:
        """Add a fault; raises ValueError for a kind that is not in FAULT_KINDS."""
        if kind not in FAULT_KINDS:
            raise ValueError(f"no fault {kind!r}; there are {', '.join(FAULT_KINDS)}")
        fault = Fault(kind, re.compile(pattern, re.IGNORECASE), times, options)
        with self._lock:
            self._faults.append(fault)
        return fault

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def match(self, target: str) -> Fault | None:
        """Return the first order that still holds for a request, and count the hit."""
        with self._lock:
            for fault in self._faults:
                if (fault.times is None or fault.hits < fault.times) and fault.pattern.search(target):
                    fault.hits += 1
                    return fault
        return None


def retry_after(fault: Fault) -> str:
    """Return the header's value: the one that was given, else seconds or an HTTP date."""
    if "header" in fault.options:
        return fault.text("header", "")
    seconds = fault.number("retry_after", 5)
    return formatdate(time() + seconds, usegmt=True) if fault.options.get("as_date") else f"{seconds:g}"


@lru_cache(maxsize=4)
def bomb(megabytes: int) -> bytes:
    """Return a gzip body, one member, that is a thousand times larger inside."""
    chunk = b" " * 2**20
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(chunk, checksum)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + packed * megabytes + b"\x03\x00" + struct.pack("<II", checksum, megabytes * 2**20 % 2**32)


def stream(fault: Fault) -> Iterator[bytes]:
    """Yield the pieces of a body that is too long to be kept, 64 KB each."""
    start = fault.text("start", "%PDF-1.4\n").encode()
    piece = start + b"0" * (2**16 - len(start))
    if fault.kind == "huge":
        for _ in range(int(fault.number("megabytes", 300)) * 16):
            yield piece
        return
    while True:
        yield piece
