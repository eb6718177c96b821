"""Speaks HTTP/1.1 on one connection: reads requests, logs them, works faults, writes answers."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.server.application import HTML, PDF, Application, redirect
from tests.server.faults import Fault, Faults, bomb, retry_after, stream
from tests.server.log import Request, RequestLog
from tests.server.messages import Call, Response
from tests.server.profiles import Site
from tests.server.shields import shield_response


class Serving:
    """What the connections of one site share. `read_clock` gives the day, `stopping` is set when the site closes."""

    def __init__(self, application: Application, read_clock: Callable[[], date], stopping: threading.Event) -> None:
        self.application, self.read_clock, self.stopping = application, read_clock, stopping
        self.log, self.faults = RequestLog(), Faults()
        self.origin = ""
        self._lock = threading.Lock()
        self._previous = -1e9

    def gap(self) -> float:
        """Return the seconds since the previous call of this method."""
        with self._lock:
            now = time.monotonic()
            passed, self._previous = now - self._previous, now
            return passed


class Handler(BaseHTTPRequestHandler):
    """One connection of a site; `server` is the site's Serving."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Microsoft-IIS/10.0", ""
    timeout = 120
    disable_nagle_algorithm = True

    def __init__(self, connection: socket.socket, client: tuple[str, int], serving: Serving, scheme: str = "http") -> None:
        self.serving, self.scheme = serving, scheme
        super().__init__(connection, client, serving)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing: the request log is the record."""

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        serving = self.serving
        length = self.headers.get("Content-Length", "0")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        path, _, query = self.path.partition("?")
        entry = serving.log.begin(self.command, path, query, self.headers.get("User-Agent", ""))
        gap = serving.gap()
        try:
            fault = serving.faults.match(self.path)
            if serving.application.site.latency and not self._wait(serving.application.site.latency):
                return
            if fault and self._work(fault, entry):
                return
            origin = f"{self.scheme}://{self.headers.get('Host', 'localhost')}"
            call = Call.parse(self.command, self.path, dict(self.headers.items()), body, origin, gap)
            response = _faulted(fault, self.path, serving.application.site) or serving.application.respond(
                call, serving.read_clock()
            )
            self._send(response, entry, half=fault is not None and fault.kind == "truncated")
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        finally:
            serving.log.finish(entry, 0)

    def _wait(self, seconds: float) -> bool:
        """Wait; return False when the client or the server went meanwhile."""
        if self.scheme == "https":
            return not self.serving.stopping.wait(seconds)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.serving.stopping.is_set():
                break
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.2))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                break
        else:
            return True
        self.close_connection = True
        return False

    def _work(self, fault: Fault, entry: Request) -> bool:
        """Do to the connection what a fault asks for; return whether nothing is left to be sent."""
        if fault.kind == "slow":
            return not self._wait(fault.number("seconds", 5))
        if fault.kind == "drop":
            self._wait(fault.number("seconds", 600))
            self.close_connection = True
            return True
        if fault.kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return True
        if fault.kind in ("endless", "huge"):
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", PDF if fault.kind == "huge" else HTML)
            if fault.kind == "huge" and fault.options.get("announced", True):
                self.send_header("Content-Length", str(int(fault.number("megabytes", 300)) * 2**20))
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in stream(fault):
                if self.serving.stopping.is_set():
                    break
                self.wfile.write(piece)
            self.serving.log.finish(entry, 200)
            return True
        return False

    def _send(self, response: Response, entry: Request, *, half: bool) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        for name, value in response.headers:
            self.send_header(name, value)
        if half:
            self.send_header("Connection", "close")
        self.end_headers()
        body = b"" if self.command == "HEAD" else response.body[: len(response.body) // 2] if half else response.body
        # The last byte goes out after the log says that the request is over: a client that has it may send the next at once.
        self.wfile.write(body[:-1])
        self.serving.log.finish(entry, response.status)
        self.wfile.write(body[-1:])
        self.close_connection = self.close_connection or half


def _faulted(fault: Fault | None, target: str, site: Site) -> Response | None:
    """Return the answer that a fault puts in place of the site's."""
    if fault is None:
        return None
    kind = fault.kind
    if kind in ("429", "503"):
        headers = [("Retry-After", retry_after(fault))] if fault.number("retry_after", 5) else []
        return Response(
            int(kind),
            HTML,
            f"<html><head><title>{kind}</title></head><body>Too many requests or unavailable</body></html>".encode(),
            headers,
        )
    if kind == "500":
        return Response(
            500,
            HTML,
            b"<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1></body></html>",
        )
    if kind == "offsite":
        return redirect(fault.text("location", "http://elsewhere.example/"))
    if kind == "private":
        return redirect(fault.text("location", "http://169.254.169.254/latest/meta-data/"))
    if kind == "loop":
        return redirect(
            f"{target.split('zTS=')[0].rstrip('?&')}{'&' if '?' in target.split('zTS=')[0].rstrip('?&') else '?'}zTS={fault.hits}"
        )
    if kind == "gzip_bomb":
        return Response(200, HTML, bomb(int(fault.number("megabytes", 200))), [("Content-Encoding", "gzip")])
    if kind == "html_as_pdf":
        return Response(
            200, PDF, b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Conversion failed</h1></body></html>"
        )
    if kind in ("challenge", "stub"):
        shield = "cloudflare" if kind == "challenge" else "incapsula"
        found = shield_response(Site("shield", shield=shield, shield_scope="everything"), target, "", 0.0)
        return Response(*found) if found else None
    if kind in ("mg_error", "login"):
        return redirect(site.root + ("mgError.aspx" if kind == "mg_error" else "ieLogon.aspx"))
    return None


def handle(connection: socket.socket, client: tuple[str, int], serving: Serving, scheme: str) -> None:
    """Serve one connection until it is closed."""
    with contextlib.suppress(OSError), connection:
        Handler(connection, client, serving, scheme)
