"""What a crawl will cost beyond what it knows to ask for: meetings lead to items' own pages, printed minutes and files, seen only then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from pipeline.journal import KnownUrl, UrlState
from pipeline.scrape.steps import Kind

_LED_TO = (Kind.ITEM, Kind.MINUTES, Kind.DOCUMENT, Kind.ISSUE)
# Further requests a meeting, measured on the local sites (`benchmarks/crawl.py`): by its kind, and by whether the search named it.
_USUAL = {
    (Kind.MEETING, True): 1.0,
    (Kind.MEETING, False): 0.4,
    (Kind.SERVICE_MEETING, True): 0.3,
    (Kind.SERVICE_MEETING, False): 0.05,
}
_ENOUGH = 20  # meetings of one sort that were read from the site, from which on its own share is taken


def estimate_more(waiting: Iterable[KnownUrl], urls: Collection[KnownUrl]) -> int:
    """Return how many requests the waiting meetings will probably lead to, by what the site's meetings led to so far.

    `urls` are all that is known of the site. Where fewer than twenty meetings of a sort were read, the usual share is taken.
    """
    sorts = {known.key: _sort(known) for known in urls if known.kind in (Kind.MEETING, Kind.SERVICE_MEETING)}
    read = Counter(sorts[known.key] for known in urls if known.key in sorts and known.state is UrlState.DONE)
    led = Counter(sorts[known.parent] for known in urls if known.kind in _LED_TO and known.parent in sorts)
    shares = {sort: led[sort] / read[sort] if read[sort] >= _ENOUGH else usual for sort, usual in _USUAL.items()}
    return round(sum(shares[sorts[known.key]] for known in waiting if known.key in sorts))


def _sort(known: KnownUrl) -> tuple[Kind, bool]:
    return Kind(known.kind), "titles" in known.context
