"""What an answer amounts to, by its content: minutes are never "none" because a challenge, a login or an error page stood in the way."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from pipeline.errors import BlockedPageError, ParseError
from pipeline.exchanges import Exchange
from pipeline.journal import UrlState
from pipeline.parse.html import parse_html
from pipeline.parse.webservice import is_webservice
from pipeline.scrape.fetch import Answer
from pipeline.scrape.steps import FILE_KINDS, SERVICE_KINDS, Kind

_PDF_WITHIN = 1024
_YEAR = 366 * 86_400.0
_POST_WANTED = re.compile(rb"request format is unrecogni[sz]ed", re.IGNORECASE)
_FAILURES = {
    "timeout": UrlState.TIMEOUT,
    "robots": UrlState.ROBOTS,
}
# Failures of the one address, which say nothing of whether the host is well.
_OWN_FAULTS = ("too_large", "robots")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a URL. `again`: another attempt may do better; `retry_after` seconds are what the server asked for.

    `hurts`: a sign that the host does not want or cannot serve us, counted towards giving it up. `wants_post`: the service takes forms only.
    """

    state: UrlState
    message: str | None = None
    again: bool = False
    retry_after: float | None = None
    hurts: bool = False
    wants_post: bool = False

    @property
    def is_done(self) -> bool:
        """Return whether the answer is what was asked for."""
        return self.state is UrlState.DONE


def judge(kind: Kind, answer: Answer, now: datetime) -> Outcome:
    """Return the outcome of an answer for a URL of this kind."""
    if answer.failure:
        state = _FAILURES.get(answer.failure, UrlState.FAILED)
        again = answer.failure in ("timeout", "unreachable", "cut")
        return Outcome(state, answer.reason, again=again, hurts=answer.failure not in _OWN_FAULTS)
    exchange = answer.last
    assert exchange is not None
    if answer.stopped_at == "ielogon.aspx":
        return Outcome(UrlState.LOGIN, "redirected to the login page (ieLogon)")
    if answer.stopped_at == "mgerror.aspx":
        return Outcome(UrlState.SOFT_ERROR, "redirected to ModernGov's error page (mgError)", hurts=True)
    if exchange.status != 200:
        return _judge_status(exchange, answer.url, now)
    return _judge_content(kind, exchange)


def _judge_status(exchange: Exchange, url: str, now: datetime) -> Outcome:
    status = exchange.status
    if status in (429, 503):
        if status == 503 and _blocked(exchange, url):
            return Outcome(UrlState.BLOCKED, "a challenge page (503)", hurts=True)
        return Outcome(
            UrlState.FAILED, f"the server answered {status}", again=True, retry_after=parse_retry_after(exchange, now), hurts=True
        )
    if status in (401, 403):
        shown = _blocked(exchange, url)
        if status == 401 or (shown and shown.state is UrlState.LOGIN):
            return Outcome(UrlState.LOGIN, f"the server answered {status}: a login is wanted")
        return Outcome(UrlState.BLOCKED, f"the server answered {status}" + (f" ({shown.message})" if shown else ""), hurts=True)
    if status >= 500 or status == 408:
        wants_post = bool(_POST_WANTED.search(exchange.body[:4096]))
        return Outcome(
            UrlState.FAILED, f"the server answered {status}", again=not wants_post, hurts=not wants_post, wants_post=wants_post
        )
    return Outcome(UrlState.FAILED, f"the server answered {status}")


def _judge_content(kind: Kind, exchange: Exchange) -> Outcome:
    body = exchange.body
    if not body.strip():
        return Outcome(UrlState.SOFT_ERROR, "the answer is empty", again=True, hurts=True)
    if kind in SERVICE_KINDS and is_webservice(body):
        return Outcome(UrlState.DONE)
    if kind in FILE_KINDS and b"%PDF-" in body[:_PDF_WITHIN]:
        return Outcome(UrlState.DONE)
    try:
        page = parse_html(body, exchange.url, content_type=_content_type(exchange), url=exchange.url)
    except BlockedPageError as error:
        return _blocked_outcome(error)
    except ParseError as error:
        return Outcome(UrlState.FAILED if kind in FILE_KINDS else UrlState.SOFT_ERROR, error.message)
    if kind in SERVICE_KINDS:
        return Outcome(UrlState.SOFT_ERROR, "a page stands in place of the service's reply", hurts=True)
    if kind in FILE_KINDS:
        is_twin = "htm" in exchange.url.lower().rsplit("/", 1)[-1] or "ct=2" in exchange.url.lower()
        return Outcome(UrlState.DONE) if is_twin else Outcome(UrlState.SOFT_ERROR, "a page stands in place of the file")
    if all(line.role == "text" for line in page.lines) and b"mg" not in body[:200_000]:
        return Outcome(UrlState.SOFT_ERROR, "not a ModernGov page (status 200)", hurts=True)
    return Outcome(UrlState.DONE)


def _blocked(exchange: Exchange, url: str) -> Outcome | None:
    """Return what kind of obstacle the body of an error status is, None where it does not say."""
    try:
        parse_html(exchange.body, url, content_type=_content_type(exchange), url=url)
    except BlockedPageError as error:
        return _blocked_outcome(error)
    except ParseError:
        return None
    return None


def _blocked_outcome(error: BlockedPageError) -> Outcome:
    if "login page" in error.message:
        return Outcome(UrlState.LOGIN, error.message)
    if "error page" in error.message:
        return Outcome(UrlState.SOFT_ERROR, error.message, hurts=True)
    return Outcome(UrlState.BLOCKED, error.message, hurts=True)


def parse_retry_after(exchange: Exchange, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3), None without a usable one.

    More than a year is a year: neither a server nor its clock means it, and no calendar ends before it.
    """
    value = next((value.strip() for name, value in exchange.headers if name.lower() == "retry-after"), "")
    if value.isascii() and value.isdigit():
        return min(float(value), _YEAR)
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(0.0, (moment - now).total_seconds()), _YEAR)
    except (ValueError, TypeError, OverflowError):
        return None


def describe_defect(error: Exception) -> str:
    """Return one line on an error that no rule of the crawler foresees, with the place where it arose."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return f"a defect of this program: {words} ({Path(place.filename).name}:{place.lineno})"


def _content_type(exchange: Exchange) -> str | None:
    return next((value for name, value in exchange.headers if name.lower() == "content-type"), None)
