"""What a reader must find at a site on a day. Made from the generator's data, never from the pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import quote

from tests.server.meeting_pages import document_address
from tests.server.model import Council, Document, Item, Meeting
from tests.server.profiles import Site


@dataclass(frozen=True, slots=True)
class TruthDocument:
    """A file. `kind`: inspection_report, action_plan, report, minutes_pdf, minutes (of an earlier meeting). `needed`: the item needs it."""

    id: int
    kind: str
    title: str
    needed: bool
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruthItem:
    """A relevant item. `state`: minuted, pdf_only (text in the printed minutes alone), awaiting (no minutes yet), restricted.

    `reachable` is False where the site's robots.txt, shield, redirects or certificate keep an honest reader from the text.
    `paragraphs` are the minutes as published on the day; `title_tells` is False where only the text speaks of the inspection.
    `number` is the number cell, `pages` maps page kinds to URLs, `issue_items` are the ids of all items of the same issue.
    """

    item_id: int
    meeting_id: int
    agenda_id: int
    committee_id: int
    committee: str
    committee_live: bool
    meeting_date: date
    number: str
    title: str
    state: str
    reachable: bool
    draft: bool
    title_tells: bool
    cut_on_page: bool
    paragraphs: tuple[str, ...]
    pages: dict[str, str]
    documents: tuple[TruthDocument, ...]
    issue_id: int | None
    issue_items: tuple[int, ...]

    @property
    def text(self) -> str:
        """The minutes, one paragraph a line."""
        return "\n".join(self.paragraphs)

    def missing_from(self, text: str) -> list[str]:
        """Return the paragraphs that do not stand in `text`, however its white space is set."""
        flat = "".join(text.split())
        return [paragraph for paragraph in self.paragraphs if "".join(paragraph.split()) not in flat]


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth of one site on one day. `meetings` counts all meetings held up to it that are not cancelled."""

    name: str
    council: str
    today: date
    base_url: str
    items: tuple[TruthItem, ...]
    near_misses: tuple[int, ...]
    meetings: int
    events: tuple[tuple[date, str, int], ...]

    def expected(self, since: date | None = None, until: date | None = None) -> list[TruthItem]:
        """Return the items whose text must be in the tables: minuted, or in printed minutes, reachable, within the days."""
        return [
            item
            for item in self.items
            if item.state in ("minuted", "pdf_only")
            and item.reachable
            and (since is None or item.meeting_date >= since)
            and (until is None or item.meeting_date <= until)
        ]

    def as_json(self) -> dict[str, object]:
        """Return the truth as plain data for a file."""
        return asdict(self)


def build_truth(council: Council, today: date, base_url: str) -> Truth:
    """Return the truth of a council on a day, its URLs under `base_url`."""
    items = tuple(
        _item(council, meeting, item, today, base_url)
        for meeting, item in council.items.values()
        if item.relevant and not meeting.cancelled
    )
    near = tuple(item.id for _, item in council.items.values() if item.subject == "near_miss")
    held = sum(1 for meeting in council.meetings.values() if meeting.shown_day(today) <= today and not meeting.cancelled)
    return Truth(council.site.name, council.name, today, base_url, items, near, held, _events(council))


def _events(council: Council) -> tuple[tuple[date, str, int], ...]:
    """Days after the start on which something relevant changes: (day, what, id of meeting or document)."""
    events: list[tuple[date, str, int]] = []
    for meeting in council.meetings.values():
        if any(item.relevant for item in meeting.items):
            events += [
                (meeting.agenda_on, "agenda", meeting.id),
                (meeting.draft_on, "draft", meeting.id),
                (meeting.confirmed_on, "confirmed", meeting.id),
            ]
        if meeting.moved_on:
            events.append((meeting.moved_on, "re-dated", meeting.id))
    events += [
        (document.withdrawn_on, "withdrawn", document.id) for _, _, document in council.documents.values() if document.withdrawn_on
    ]
    return tuple(sorted(event for event in events if event[0] > council.today))


def _item(council: Council, meeting: Meeting, item: Item, today: date, base_url: str) -> TruthItem:
    paragraphs = meeting.minutes(item, today)
    state = (
        "restricted"
        if item.restricted
        else "awaiting"
        if not paragraphs
        else "pdf_only"
        if meeting.minutes_kind == "pdf"
        else "minuted"
    )
    pages = {
        "agenda_item": f"{base_url}mgAi.aspx?ID={item.id}",
        "meeting": f"{base_url}ieListDocuments.aspx?CId={meeting.committee.id}&MId={meeting.id}",
    }
    if item.issue:
        pages["issue_meetings"] = f"{base_url}ieIssueDetails.aspx?IId={item.issue}&Opt=3"
    documents = [_document(document, base_url) for document in item.documents if document.is_public(today)]
    if state == "pdf_only":
        address = f"{base_url}documents/g{meeting.agenda_id}/Printed%20minutes.pdf?T=1"
        documents.append(TruthDocument(meeting.agenda_id, "minutes_pdf", "Printed minutes", True, (address,)))
    issue = council.issues.get(item.issue or 0)
    return TruthItem(
        item.id, meeting.id, meeting.agenda_id, meeting.committee.id, meeting.committee.title, meeting.committee.live, meeting.shown_day(today),
        meeting.number(item, today), item.title, state, _is_reachable(council.site, state), meeting.state(today) == "draft", item.subject == "relevant",
        state == "minuted" and sum(len(line.split(" ")) for line in paragraphs) > 500, paragraphs, pages, tuple(documents), item.issue,
        tuple(taken.id for _, taken in issue.taken) if issue else (),
    )  # fmt: skip


def _is_reachable(site: Site, state: str) -> bool:
    """Return whether a reader that identifies itself, keeps to robots.txt and verifies certificates can have the text."""
    if site.robots in ("all", "error") or site.error_redirect or site.https:
        return False
    if site.shield and site.shield_scope in ("pages", "everything"):
        return site.shield_scope == "pages" and site.service == "on" and state == "minuted"
    return state != "pdf_only" or site.robots != "documents"


def _document(document: Document, base_url: str) -> TruthDocument:
    urls = (base_url + quote(document_address(document)), f"{base_url}mgConvert2PDF.aspx?ID={document.id}")
    return TruthDocument(document.id, document.kind, document.title, document.kind in ("inspection_report", "action_plan"), urls)
