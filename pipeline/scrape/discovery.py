"""What an answer leads to: pure functions from a page to the next steps. Cheapest way first.

The site's own search names the meetings worth asking for, ten a request; the web service then gives each of them whole, in one. Where
there is no search, the service lists the meetings of the bodies that matter; where there is neither, their pages are walked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote

from pipeline.parse.headings import parse_subject
from pipeline.parse.html import parse_html
from pipeline.parse.webservice import ServiceItem, parse_meeting, parse_reply
from pipeline.scrape import pages, search_pages, service
from pipeline.scrape.links import meeting_id_of
from pipeline.scrape.plan import Site
from pipeline.scrape.steps import (
    Kind,
    Step,
    Window,
    calendar_step,
    committees_step,
    lists_steps,
    meeting_step,
    meetings_step,
    search_step,
    service_meeting_step,
    service_meetings_step,
)
from pipeline.scrape.topics import Topics

MAX_PAGES = 300  # of one search or one list; more is a loop
EMPTY_MONTHS = 12  # in a row: before them the site holds nothing
_COVER = re.compile(r"[\s:–-]*\b(?:cover(?:ing)? )?report$", re.IGNORECASE)


@dataclass(slots=True)
class Ways:
    """Which ways into a site are known to be open (True), shut (False) or untried (None).

    `post`: the service takes form posts only; `all_id` is the committee id that means all bodies there; `day` the site's own date, where
    its pages tell it, else that of the crawl.
    """

    search: bool | None = None
    service: bool | None = None
    pages: bool | None = None
    post: bool = False
    all_id: str | None = None
    day: date = date.min


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer worth reading: the page's final address, its bytes, and what was remembered for it."""

    kind: Kind
    url: str
    body: bytes
    content_type: str | None
    context: Mapping[str, str]


@dataclass(slots=True)
class Found:
    """What an answer leads to. `recheck`: it can still change; `headers` are facts that the page does not state itself."""

    steps: list[Step] = field(default_factory=list)
    recheck: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    items: int = 0


@dataclass(frozen=True, slots=True)
class Discovery:
    """The rules of one site's crawl. `is_new_window`: the window was not searched before, so an empty search is doubted."""

    site: Site
    topics: Topics
    window: Window
    recheck_days: int
    is_new_window: bool = True

    def first_steps(self, ways: Ways) -> list[Step]:
        """Return where a turn begins: the search, or the way that the last turn found instead of it.

        The calendar tells of new meetings in as many requests as there are months, whatever the number of bodies.
        """
        if ways.search is not False or self.is_new_window:
            return [search_step(self.site, self.topics, self.window, again=True)]
        if ways.service:
            return [service_meetings_step(self.site, self.window, ways.all_id)] if ways.all_id else [committees_step(self.site)]
        return [calendar_step(self.site, self.window.last.year, self.window.last.month)]

    def follow(self, answer: Answered, ways: Ways) -> Found:
        """Return what an answer leads to. Raises ParseError when it is not what its kind promises."""
        readers = {
            Kind.SEARCH: self._search,
            Kind.SERVICE_COMMITTEES: self._committees,
            Kind.SERVICE_MEETINGS: self._service_meetings,
            Kind.SERVICE_MEETING: self._service_meeting,
            Kind.COMMITTEES: self._page_committees,
            Kind.MEETINGS: self._page_meetings,
            Kind.CALENDAR: self._calendar,
            Kind.MEETING: self._meeting,
            Kind.ITEM: self._item,
            Kind.ISSUE: self._issue,
        }
        reader = readers.get(answer.kind)
        return reader(answer, ways) if reader else Found(headers=meeting_headers(answer.context), items=0)

    def fall_back(self, step: Step, ways: Ways) -> list[Step]:
        """Return what to try instead of a step that failed for good; `ways` knows of the failure already."""
        if step.kind is Kind.SEARCH:
            return self.walk(ways)
        if step.kind is Kind.SERVICE_COMMITTEES:
            return list(lists_steps(self.site))
        if step.kind is Kind.SERVICE_MEETINGS:
            return [
                service_meetings_step(self.site, part, step.context["committee_id"], step.context["committee"])
                for part in self._halves(step)
            ]
        if step.kind is Kind.SERVICE_MEETING:
            return [meeting_step(self.site, step.context["meeting_id"], step.context, again=True)]
        if step.kind is Kind.COMMITTEES and "browse" not in step.context:
            return [Step(Kind.COMMITTEES, f"{self.site.base_url}ieDocHome.aspx?bcr=1", {"browse": "yes"}, again=True)]
        if step.kind is Kind.COMMITTEES:
            return [calendar_step(self.site, self.window.last.year, self.window.last.month)]
        return []

    def walk(self, ways: Ways) -> list[Step]:
        """Return the way to the meetings without the search: by the service, or by the pages where the service is shut."""
        return list(lists_steps(self.site)) if ways.service is False else [committees_step(self.site)]

    def _halves(self, step: Step) -> list[Window]:
        """Return the two halves of a window that was too much for a slow site; none once it is a month or less."""
        first = date.fromisoformat(step.context.get("first", self.window.first.isoformat()))
        last = date.fromisoformat(step.context.get("last", self.window.last.isoformat()))
        if (last - first).days <= 31:
            return []
        middle = first + (last - first) // 2
        return [Window(first, middle), Window(middle + timedelta(days=1), last)]

    # The search ----------------------------------------------------------------------------------------------------------------

    def _search(self, answer: Answered, ways: Ways) -> Found:
        page = search_pages.parse_search(answer.body, answer.url, answer.content_type)
        if not page.is_search:
            raise NotExpectedError("the answer is neither hits nor the statement that there are none")
        found = Found()
        number = int(answer.context.get("page", "1"))
        if page.is_empty and number == 1:
            if self.is_new_window and "word_only" not in answer.context:
                found.steps.append(search_step(self.site, self.topics, self.window, word_only=True, again=True))
            elif self.is_new_window:  # an index that knows nothing of Ofsted is doubted once
                found.steps.extend(self.walk(ways))
            return found
        if page.next_url and number < MAX_PAGES:
            found.steps.append(Step(Kind.SEARCH, page.next_url, {**answer.context, "page": str(number + 1)}, again=True))
        for hit in page.hits:
            found.steps.extend(self._hit(hit, ways))
        return found

    def _hit(self, hit: search_pages.Hit, ways: Ways) -> list[Step]:
        """Return the step for a result that matters. Issues and decisions are asked for only where no meeting tells of them."""
        if hit.kind in ("issue", "decision"):
            if not self.topics.is_found(hit.title, hit.snippet):
                return []
            return [Step(Kind.ISSUE if hit.kind == "issue" else Kind.DECISION, hit.url, {"title": hit.title})]
        matters = [item for item in hit.items if self.topics.is_found(item.title, item.snippet)]
        if not self.window.holds(hit.day) or not (
            matters or (not hit.items and self.topics.is_found("", hit.snippet) and hit.kind == "meeting")
        ):
            return []
        number = meeting_id_of(hit.url)
        context = meeting_context(hit.committee, hit.day) | {"titles": "\n".join(item.title for item in matters)}
        context["wanted"] = " ".join(item.item_id for item in matters)
        if hit.kind == "legacy" or number is None:
            return [Step(Kind.MEETING, hit.url, context)]
        return [self._meeting_step(number, context, ways)]

    def _meeting_step(self, number: str, context: Mapping[str, str], ways: Ways, *, again: bool = False) -> Step:
        build = meeting_step if ways.service is False else service_meeting_step
        return build(self.site, number, context, again=again)

    # The service ---------------------------------------------------------------------------------------------------------------

    def _committees(self, answer: Answered, ways: Ways) -> Found:
        committees = service.parse_committees(answer.body, answer.url)
        if not committees:
            raise NotExpectedError("the service lists no committees")
        wanted = [body for body in committees if self.topics.is_committee(body.title)]
        names = {"wanted": "\n".join(f"{body.committee_id}\t{body.title}" for body in wanted)}
        step = service_meetings_step(self.site, self.window, "-1")
        return Found([Step(step.kind, step.url, {**step.context, **names}, again=True)] if wanted else [])

    def _service_meetings(self, answer: Answered, ways: Ways) -> Found:
        """Read a list of meetings; one that asked for all bodies and found none is asked again in the other ways that sites know."""
        meetings = service.parse_meetings(answer.body, answer.url)
        asked = answer.context["committee_id"]
        if meetings and asked in ("-1", "0"):
            ways.all_id = asked
        if not meetings and asked == ways.all_id:
            return Found()
        if not meetings and asked == "-1":
            step = service_meetings_step(self.site, self.window, "0")
            return Found([Step(step.kind, step.url, {**answer.context, "committee_id": "0"}, again=True)])
        if not meetings and asked == "0":
            bodies = [line.split("\t", 1) for line in answer.context["wanted"].split("\n") if line]
            return Found([service_meetings_step(self.site, self.window, number, title) for number, title in bodies])
        found = Found()
        for meeting in meetings:
            is_held = self.window.holds(meeting.day) and meeting.status.lower() not in (
                "cancelled",
                "provisional",
                "postponed",
                "withdrawn",
            )
            if is_held and self.topics.is_committee(meeting.committee):
                context = meeting_context(meeting.committee, meeting.day)
                found.steps.append(service_meeting_step(self.site, meeting.meeting_id, context))
        return found

    def _service_meeting(self, answer: Answered, ways: Ways) -> Found:
        root = parse_reply(answer.body, answer.url)
        if root.tag.lower() != "meeting":
            raise NotExpectedError("the service answered with something else than a meeting")
        meeting = parse_meeting(root)
        if meeting.meeting_id is None:
            raise NotExpectedError("the service knows no such meeting")
        context = dict(answer.context)
        if meeting.meeting_date:
            context["date"] = meeting.meeting_date.isoformat()
        found = Found(
            headers=meeting_headers(context), recheck=self._is_open(meeting.meeting_date, meeting.minutes_published, ways)
        )
        has_bodies = any(item.minutes for item in meeting.items)
        wanted = [item for item in meeting.items if self.topics.is_item(item.title, item.text()) and not item.is_restricted]
        found.items = len(wanted)
        if meeting.minutes_published and not has_bodies and meeting.agenda_id and (wanted or "titles" in context):
            url = f"{self.site.base_url}documents/g{meeting.agenda_id}/Printed%20minutes.pdf?T=1"
            found.steps.append(Step(Kind.MINUTES, url, context, again=True))
        for item in wanted:
            found.steps.extend(self._service_files(item, context, answer.url))
        return found

    def _service_files(self, item: ServiceItem, context: Mapping[str, str], url: str) -> list[Step]:
        steps = []
        for document in item.documents:
            if (
                document.url
                and not document.is_external
                and not document.is_restricted
                and self._wants_file(document.title, item.title)
            ):
                steps.append(Step(Kind.DOCUMENT, _same_origin(document.url, url), {**context, "title": document.title}))
        return steps

    # The pages -----------------------------------------------------------------------------------------------------------------

    def _page_committees(self, answer: Answered, ways: Ways) -> Found:
        committees = pages.parse_committees(answer.body, answer.url, answer.content_type)
        if not committees:
            raise NotExpectedError("the page lists no committees")
        found = Found([meetings_step(self.site, number, title) for number, title in committees if self.topics.is_committee(title)])
        found.steps.append(calendar_step(self.site, self.window.last.year, self.window.last.month))
        return found

    def _page_meetings(self, answer: Answered, ways: Ways) -> Found:
        listed = pages.parse_meetings(answer.body, answer.url, answer.content_type)
        found = Found()
        for meeting in listed.meetings:
            if self.window.holds(meeting.day) and "minutes" in meeting.state.lower():
                context = meeting_context(answer.context.get("committee"), meeting.day)
                found.steps.append(meeting_step(self.site, meeting.meeting_id, context))
        days = [meeting.day for meeting in listed.meetings if meeting.day]
        number = int(answer.context.get("page", "1"))
        onward = {**answer.context, "page": str(number + 1)}
        if listed.earlier_url and days and min(days) > self.window.first and number < MAX_PAGES:
            found.steps.append(Step(Kind.MEETINGS, listed.earlier_url, {**onward, "way": "earlier"}, again=True))
        return found

    def _calendar(self, answer: Answered, ways: Ways) -> Found:
        found = Found()
        links = pages.parse_calendar(answer.body, answer.url, answer.content_type)
        for link in links:
            number = meeting_id_of(link.url)
            cancelled = re.search(r"\b(?:cancelled|withdrawn|postponed|gohiriwyd)\b", link.text, re.IGNORECASE)
            if number and not cancelled and self.topics.is_committee(link.text):
                found.steps.append(meeting_step(self.site, number, {}))
        year, month = int(answer.context["year"]), int(answer.context["month"])
        empty = 0 if links else int(answer.context["empty"]) + 1
        if (year, month) > (self.window.first.year, self.window.first.month) and empty < EMPTY_MONTHS:
            found.steps.append(calendar_step(self.site, *((year, month - 1) if month > 1 else (year - 1, 12)), empty))
        return found

    def _meeting(self, answer: Answered, ways: Ways) -> Found:
        page = parse_html(answer.body, answer.url, content_type=answer.content_type, url=answer.url)
        links = pages.parse_meeting_links(answer.body, answer.url, answer.content_type)
        context = dict(answer.context) | meeting_context(page.committee, page.meeting_date)
        found = Found(headers=meeting_headers(context))
        if not self.window.holds(page.meeting_date):
            return found
        found.recheck = links.is_draft or self._is_open(page.meeting_date, links.has_minutes, ways)
        ids = set(answer.context.get("wanted", "").split())
        wanted = [item for item in links.items if item.item_id in ids or self.topics.is_item(item.title, item.text)]
        found.items = len(wanted)
        cut = {id(item) for item in pages.find_cut(links.items)}
        for item in wanted:
            if item.full_url and id(item) in cut:
                found.steps.append(Step(Kind.ITEM, item.full_url, {**context, "title": item.title}, again=True))
            for link in item.documents:
                if self._wants_file(link.text, item.title):
                    found.steps.append(Step(Kind.DOCUMENT, link.url, {**context, "title": link.text}))
            if item.issue_url and ways.search is False and self.topics.is_item(item.title):
                found.steps.append(Step(Kind.ISSUE, item.issue_url, {"title": item.title, "follow": "yes"}))
        has_text = any(item.text and item.has_minutes for item in links.items)
        if links.printed and not has_text and (wanted or not links.items):
            found.steps.append(Step(Kind.MINUTES, links.printed.url, context, again=True))
        return found

    def _item(self, answer: Answered, ways: Ways) -> Found:
        return Found(headers=meeting_headers(answer.context), items=1)

    def _issue(self, answer: Answered, ways: Ways) -> Found:
        """An issue's page leads to all the meetings that took it."""
        found = Found()
        for link in pages.parse_issue_meetings(answer.body, answer.url, answer.content_type):
            number = meeting_id_of(link.url)
            heading = parse_subject(link.text)
            if number and self.window.holds(heading.meeting_date):
                found.steps.append(self._meeting_step(number, {"titles": answer.context.get("title", "")}, ways))
        return found

    def _wants_file(self, name: str, item_title: str) -> bool:
        """Return whether an attached file is an inspection report or plan, and not the officers' report that goes by the item's name."""
        bare = _COVER.sub("", name).strip().casefold()
        title = item_title.strip().casefold()
        if bare in (title, title.partition(":")[0].strip()) or re.match(r"(?:draft )?minutes\b", name, re.IGNORECASE):
            return False
        return self.topics.is_report(name) or self.topics.is_plan(name)

    def _is_open(self, day: date | None, has_minutes: bool, ways: Ways) -> bool:
        """Return whether a meeting can still change: it is recent, or its minutes are not out within a year."""
        if day is None:
            return not has_minutes
        age = (ways.day - day).days
        return age <= self.recheck_days or (not has_minutes and age <= 365)


class NotExpectedError(ValueError):
    """An answer of status 200 is not the page that was asked for. Raised by `follow`; recorded as a soft error."""


def meeting_context(committee: str | None, day: date | None) -> dict[str, str]:
    """Return what is to be remembered of a meeting, as far as it is known."""
    known = {"committee": committee or "", "date": day.isoformat() if day else ""}
    return {key: value for key, value in known.items() if value}


def meeting_headers(context: Mapping[str, str]) -> dict[str, str]:
    """Return the facts about a page that are kept with it in the archive because it does not state them."""
    names = {"committee": "X-Archive-Committee", "date": "X-Archive-Meeting-Date"}
    return {header: quote(context[key], safe=" -/&,()") for key, header in names.items() if context.get(key)}


def _same_origin(address: str, page: str) -> str:
    """Return a document's address under the scheme of the page that named it: the service writes http on https sites."""
    if address.startswith("http://") and page.startswith("https://"):
        return "https://" + address.removeprefix("http://")
    return address
