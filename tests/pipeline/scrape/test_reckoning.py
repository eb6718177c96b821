"""What a dry run reckons on top of the addresses that it knows."""

from __future__ import annotations

from pipeline.journal import KnownUrl, UrlState
from pipeline.scrape.reckoning import estimate_more
from pipeline.scrape.steps import Kind


def known(key: str, kind: Kind, state: UrlState, parent: str | None = None, *, named: bool = True) -> KnownUrl:
    context = {"titles": "Ofsted inspection"} if named else {}
    return KnownUrl(key, f"http://a.example/{key}", "a", kind, 0, 0, parent, context, state, 0, None, None, None)


def meetings(count: int, state: UrlState, kind: Kind = Kind.MEETING, *, named: bool = True) -> list[KnownUrl]:
    return [known(f"{state} {kind} {at}", kind, state, named=named) for at in range(count)]


def test_a_new_site_is_reckoned_as_sites_usually_are():
    pages, replies = meetings(10, UrlState.QUEUED), meetings(10, UrlState.QUEUED, Kind.SERVICE_MEETING)
    assert estimate_more(pages, pages) > estimate_more(replies, replies) > 0, "the service's texts are whole, pages cut them"


def test_meetings_that_no_search_named_lead_to_less():
    named, walked = meetings(100, UrlState.QUEUED), meetings(100, UrlState.QUEUED, named=False)
    assert 0 < estimate_more(walked, walked) < estimate_more(named, named)


def test_a_site_that_was_read_is_reckoned_by_what_it_led_to():
    read, waiting = meetings(20, UrlState.DONE), meetings(10, UrlState.QUEUED)
    items = [known(f"item {meeting.key} {at}", Kind.ITEM, UrlState.DONE, meeting.key) for meeting in read for at in range(3)]
    assert estimate_more(waiting, [*read, *items, *waiting]) == 30
    assert estimate_more(waiting, [*read, *waiting]) == 0


def test_what_is_no_meeting_leads_nowhere():
    files = [known("file", Kind.DOCUMENT, UrlState.QUEUED)]
    assert estimate_more(files, files) == 0
