"""The process that forks a child for each PDF, and the handle by which a Python process talks to its own one.

The server is one small single-threaded process with the readers loaded, so a fork costs milliseconds and never copies the locks of a
threaded parent. Not `multiprocessing`'s fork server: that one fails in a pool's worker that was forked after its first use
(ChildProcessError) and runs the caller's main script again in every child.

Both directions carry a JSON line with the length of the bytes that follow it. The child's answer is JSON, never a pickle: a document
that takes over the child must not reach the parent.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from pipeline.parse.pdf_child import build_reply

_LARGEST_REPLY = 64 * 1024 * 1024
_COMMAND = (sys.executable, "-P", "-m", "pipeline.parse.pdf_server")


class PdfServerDiedError(Exception):
    """The server process ended without an answer."""


@dataclass(frozen=True, slots=True)
class PdfAnswer:
    """How the child of one document ended: `ok` with its reply, by a `signal` or by an `exit` status (`number`) without one."""

    status: str
    number: int
    reply: bytes


class PdfServer:
    """A running server process that belongs to the process and documents of one caller at a time (calls wait for each other)."""

    def __init__(self) -> None:
        """Start the server process. Raises OSError when it cannot be started."""
        self._lock = threading.Lock()
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}, start_new_session=True
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("the process that reads PDFs has no pipes")
        self._requests, self._replies = self._process.stdin, self._process.stdout
        atexit.register(self.close)

    def ask(self, data: bytes, order: Mapping[str, float]) -> PdfAnswer:
        """Return how the child that read one document ended, and its reply.

        `order` has `seconds` of processor time, `wall_seconds`, `memory` in bytes and the greatest number of `pages`.
        Raises PdfServerDiedError when the server is gone.
        """
        with self._lock:
            try:
                _write_message(self._requests, order, data)
                header, reply = _read_message(self._replies)
            except (OSError, EOFError, ValueError) as error:
                raise PdfServerDiedError(str(error)) from error
        return PdfAnswer(str(header["status"]), int(str(header["number"])), reply)

    def close(self) -> None:
        """End the server process."""
        self._hang_up()
        self._process.wait()

    def forget(self) -> None:
        """Drop a server that belongs to the process this one was forked from: close our ends, leave the server alone."""
        self._hang_up()
        self._process.returncode = 0  # else `Popen` would complain that our process leaves a running child behind

    def _hang_up(self) -> None:
        atexit.unregister(self.close)
        for pipe in (self._requests, self._replies):
            with contextlib.suppress(OSError):
                pipe.close()


def _write_message(stream: IO[bytes], header: Mapping[str, object], data: bytes) -> None:
    stream.write(json.dumps({**header, "length": len(data)}).encode("ascii") + b"\n")
    stream.write(data)
    stream.flush()


def _read_message(stream: IO[bytes]) -> tuple[dict[str, object], bytes]:
    """Return header and bytes of the next message. Raises EOFError at the end of the stream or of a cut message."""
    line = stream.readline()
    if not line:
        raise EOFError("end of stream")
    header = json.loads(line)
    data = stream.read(header["length"])
    if len(data) != header["length"]:
        raise EOFError("message cut off")
    return header, data


def _serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer requests until the caller closes its end."""
    while True:
        try:
            order, data = _read_message(requests)
        except EOFError:
            return
        status, number, reply = _answer(data, order)
        del data
        _write_message(replies, {"status": status, "number": number}, reply)


def _answer(data: bytes, order: dict[str, object]) -> tuple[str, int, bytes]:
    """Read one document in a child; return how the child ended (`ok`, `signal` or `exit`, with its number) and what it wrote."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.close(receiving)
            _limit(order)
            with os.fdopen(sending, "wb") as stream:
                stream.write(build_reply(data, int(str(order["pages"]))))
            code = 0
        finally:
            os._exit(code)
    os.close(sending)
    with os.fdopen(receiving, "rb") as stream:
        reply = stream.read(_LARGEST_REPLY + 1)
    if len(reply) > _LARGEST_REPLY:
        os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        return "signal", os.WTERMSIG(ended), b""
    return ("ok", 0, reply) if os.WEXITSTATUS(ended) == 0 else ("exit", os.WEXITSTATUS(ended), b"")


def _limit(order: dict[str, object]) -> None:
    """Put this process under its limits; the kernel ends it when it exceeds one."""
    memory, seconds = int(str(order["memory"])), max(1, round(float(str(order["seconds"]))))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.setitimer(signal.ITIMER_REAL, float(str(order["wall_seconds"])))


def _main() -> None:
    """Serve on standard input and output; what the readers print goes to standard error, their log nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    _main()
