"""A local ModernGov: invented councils on loopback ports that answer as the real sites do, with their quirks, a clock, faults and a log.

with serve([PROFILES["plain"], PROFILES["search_only"]], seed=7) as running:
    running.base_url("plain"), running.truth("plain"), running.log("plain")
"""

from tests.server.faults import FAULT_KINDS, Fault
from tests.server.log import Request, RequestLog
from tests.server.profiles import PROFILES, Site
from tests.server.running import Running, serve
from tests.server.truth import Truth, TruthDocument, TruthItem

__all__ = [
    "FAULT_KINDS",
    "PROFILES",
    "Fault",
    "Request",
    "RequestLog",
    "Running",
    "Site",
    "Truth",
    "TruthDocument",
    "TruthItem",
    "serve",
]
