"""The request log: what a site was asked, when, and how many requests it had in flight."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(slots=True)
class Request:
    """One request as the site saw it. `start` and `end` are seconds of `time.monotonic()`, `time` is the wall clock's; `end` and
    `status` are None while it is in flight. `in_flight` counts the site's requests at its start, itself included."""

    time: float
    method: str
    path: str
    query: str
    agent: str
    start: float
    in_flight: int
    end: float | None = None
    status: int | None = None

    @property
    def target(self) -> str:
        """Path and query as sent."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(slots=True)
class RequestLog:
    """The requests of one site in order of arrival; safe to read while the site serves."""

    _requests: list[Request] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _flying: int = 0

    def begin(self, method: str, path: str, query: str, agent: str) -> Request:
        """Note a request's arrival."""
        with self._lock:
            self._flying += 1
            request = Request(time.time(), method, path, query, agent, time.monotonic(), self._flying)
            self._requests.append(request)
            return request

    def finish(self, request: Request, status: int) -> None:
        """Note that a request was answered (0: the connection was dropped); a second call does nothing."""
        with self._lock:
            if request.end is None:
                self._flying -= 1
                request.end, request.status = time.monotonic(), status

    def requests(self) -> list[Request]:
        """Return the requests so far, robots.txt among them."""
        with self._lock:
            return list(self._requests)

    def clear(self) -> None:
        """Forget the requests so far; those in flight still count as such."""
        with self._lock:
            self._requests.clear()

    def most_in_flight(self) -> int:
        """Return the most requests that were in flight at once."""
        return max((request.in_flight for request in self.requests()), default=0)

    def least_gap(self) -> float:
        """Return the least number of seconds between the starts of two requests, infinity for fewer than two."""
        starts = sorted(request.start for request in self.requests())
        return min((later - earlier for earlier, later in pairwise(starts)), default=float("inf"))

    def paths(self) -> list[str]:
        """Return path and query of every request, in order."""
        return [request.target for request in self.requests()]
