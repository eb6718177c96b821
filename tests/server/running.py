"""Runs councils on loopback ports and gives tests their handles: addresses, truth, logs, the clock, faults."""

from __future__ import annotations

import contextlib
import selectors
import socket
import ssl
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.server.application import Application
from tests.server.certificates import build_context, write_certificate
from tests.server.faults import Fault
from tests.server.generator import build_council
from tests.server.handler import Serving, handle
from tests.server.log import RequestLog
from tests.server.model import Council
from tests.server.profiles import Site
from tests.server.truth import Truth, build_truth

TODAY = date(2026, 6, 30)


class Running:
    """Servers that run, one port a site. A council is made when it is first asked for; one thread accepts for all sites.

    `clock` is the day that all sites show; setting it changes what they show at the same addresses.
    """

    def __init__(self, sites: Iterable[Site], *, seed: int = 1, today: date = TODAY, ports: Iterable[int] = ()) -> None:
        sites = list(sites)
        for name, count in Counter(site.name for site in sites).items():
            if count > 1:
                raise ValueError(f"two sites are called {name}")
        self.clock = today
        self._seed, self._today = seed, today
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._sites: dict[str, Serving] = {}
        self._connections: set[socket.socket] = set()
        self._folder = tempfile.TemporaryDirectory()
        self._context: ssl.SSLContext | None = None
        self._selector = selectors.DefaultSelector()
        wanted = iter(ports)
        for site in sites:
            self._open(site, next(wanted, 0))
        self._waker, woken = socket.socketpair()
        self._selector.register(woken, selectors.EVENT_READ, None)
        self._thread = threading.Thread(target=self._accept, name="moderngov", daemon=True)
        self._thread.start()

    def _open(self, site: Site, port: int) -> None:
        name = site.name
        application = Application(site, lambda: build_council(site, self._seed, self._today))
        serving = Serving(application, lambda: self.clock, self._stopping)
        listener = socket.create_server(("127.0.0.1", port), backlog=64)
        listener.setblocking(False)
        serving.origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._selector.register(listener, selectors.EVENT_READ, (serving, "http"))
        self._sites[name] = serving
        if site.https:
            secure = socket.create_server(("127.0.0.1", 0), backlog=64)
            secure.setblocking(False)
            application.secure_origin = f"https://127.0.0.1:{secure.getsockname()[1]}"
            self._selector.register(secure, selectors.EVENT_READ, (serving, "https"))

    def _accept(self) -> None:
        while not self._stopping.is_set():
            for key, _ in self._selector.select():
                if key.data is None or not isinstance(key.fileobj, socket.socket):
                    continue
                with contextlib.suppress(OSError):
                    connection, client = key.fileobj.accept()
                    connection.setblocking(True)
                    threading.Thread(target=self._converse, args=(connection, client, *key.data), daemon=True).start()

    def _converse(self, connection: socket.socket, client: tuple[str, int], serving: Serving, scheme: str) -> None:
        with self._lock:
            self._connections.add(connection)
        try:
            if scheme == "https":
                connection.settimeout(10)
                connection = self._secured().wrap_socket(connection, server_side=True)
            handle(connection, client, serving, scheme)
        except OSError:
            connection.close()  # the client did not accept the certificate, or left
        finally:
            with self._lock:
                self._connections.discard(connection)

    def _secured(self) -> ssl.SSLContext:
        with self._lock:
            if self._context is None:
                self._context = build_context(write_certificate(Path(self._folder.name)))
            return self._context

    @property
    def certificate(self) -> Path:
        """The certificate of the sites that redirect to TLS; no system trusts it."""
        self._secured()
        return Path(self._folder.name) / "site.pem"

    @property
    def names(self) -> list[str]:
        """The names of the sites."""
        return list(self._sites)

    def council(self, name: str) -> Council:
        """Return the data behind a site."""
        return self._sites[name].application.council

    def base_url(self, name: str) -> str:
        """Return the application root with a slash at its end."""
        return self._sites[name].origin + self._sites[name].application.site.root

    def secure_url(self, name: str) -> str:
        """Return the application root on the TLS port of a site that redirects to it."""
        origin = self._sites[name].application.secure_origin
        assert origin is not None
        return origin + self._sites[name].application.site.root

    def truth(self, name: str) -> Truth:
        """Return what is to be found at a site on the day that the clock shows."""
        return build_truth(self.council(name), self.clock, self.base_url(name))

    def log(self, name: str) -> RequestLog:
        """Return a site's request log."""
        return self._sites[name].log

    def fault(self, name: str, kind: str, pattern: str = "", times: int | None = None, **options: object) -> Fault:
        """Order a fault of FAULT_KINDS for requests whose path and query match `pattern`, `times` of them (None: all)."""
        return self._sites[name].faults.order(kind, pattern, times, options)

    def clear_faults(self, name: str) -> None:
        """Take back a site's faults."""
        self._sites[name].faults.clear()

    def stop(self) -> None:
        """Close all ports and connections."""
        self._stopping.set()
        self._waker.send(b"x")
        self._thread.join(5)
        for key in list(self._selector.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._selector.close()
        self._waker.close()
        self._folder.cleanup()
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def serve(profiles: Iterable[Site], *, seed: int = 1, today: date = TODAY, ports: Iterable[int] = ()) -> Running:
    """Start a server for every profile; `ports` are taken in order, a free one where they end. Use as a context manager or call `stop`."""
    return Running(profiles, seed=seed, today=today, ports=ports)
