"""One key for all the ways in which a ModernGov site writes one address.

ModernGov is an ASP.NET application: names of pages and query keys know no case, one id has several key names, links carry parameters
that change nothing, and a site without cookies puts its session into the path.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_SESSION = re.compile(r"\((?:X\(\d\))?S\([a-z0-9]+\)\)", re.IGNORECASE)
_APPLICATION_PAGE = re.compile(r"\.(?:aspx|asmx)(?:/|$)|/(?:old)?documents/[a-z]?\d+/", re.IGNORECASE)
_SAFE_IN_PATH = "!$&'()*+,;=:@~"
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Seen on links to the same page: layout version, reset of the breadcrumb, session counters, tabs that are the default.
_DECORATIONS = frozenset({"ver", "bcr", "xxr", "j", "gl", "zts", "$lo$", "optionid", "now"})
_ONE_MEANING = {"meetingid": "mid", "committeeid": "cid", "rpid": "rp"}


def canonical_key(url: str) -> str:
    """Return the key under which all addresses of one resource are known: `host[:port]/path[?query]`, without scheme and fragment.

    Folded are http and https, the case of host, page name and query keys, `MId`, `MeetingId` and `MID` (likewise `CId`, `RP`), the
    order of parameters, percent-encoding, session segments in the path, and parameters that select nothing. The language (`LLL`) and
    the kind of a generated document (`T`, `CT`) stay. Paths outside the application keep their case and their parameters.
    Raises ValueError for what is no absolute http(s) address.
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"not an absolute http address: {url!r}")
    port = parts.port
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        place += f":{port}"
    path = _path_key(parts.path)
    inside = bool(_APPLICATION_PAGE.search(path))
    query = _query_key(path.lower(), parts.query, inside=inside)
    return f"{place}{path.lower() if inside else path}{'?' + query if query else ''}"


def _path_key(path: str) -> str:
    segments = [unquote(segment) for segment in path.split("/")]
    kept = [quote(segment, safe=_SAFE_IN_PATH) for segment in segments if not _SESSION.fullmatch(segment)]
    joined = "/" + "/".join(kept).lstrip("/")
    resolved = posixpath.normpath(joined)
    return resolved + "/" if joined.endswith("/") and resolved != "/" else resolved


def _query_key(path: str, query: str, *, inside: bool) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    if not inside:
        return urlencode(pairs)
    page = path.rsplit("/", 1)[-1]
    folded = [(_ONE_MEANING.get(key.lower(), key.lower()), value.strip()) for key, value in pairs]
    has_meeting = page == "ielistdocuments.aspx" and any(key == "mid" for key, _ in folded)
    kept = {
        (key, value)
        for key, value in folded
        if key not in _DECORATIONS
        and (key, value) != ("planid", "0")
        and not (page == "mgissuehistoryhome.aspx" and (key, value) == ("opt", "0"))
        and not (has_meeting and key == "cid")  # the meeting page needs no committee
    }
    return urlencode(sorted(kept))
