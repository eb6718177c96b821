"""The lists of ModernGov's web service: which bodies there are, and which meetings they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from pipeline.parse.webservice import field_date, field_text, field_title, parse_reply

SERVICE_PAGE = "mgWebService.asmx"


@dataclass(frozen=True, slots=True)
class ServiceCommittee:
    """A body as the service lists it, expired ones too."""

    committee_id: str
    title: str


@dataclass(frozen=True, slots=True)
class ListedServiceMeeting:
    """A meeting in a GetMeetings reply. `status` is the service's word ("Confirmed", "Cancelled" …)."""

    meeting_id: str
    day: date | None
    status: str
    committee_id: str
    committee: str


def service_url(base_url: str, operation: str, **parameters: str) -> str:
    """Return the address of a call by GET; values are percent-encoded with lower-case separators of dates as the sites write them."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"{base_url}{SERVICE_PAGE}/{operation}{query}"


def service_date(day: date) -> str:
    """Return a day as the service understands it: dd/mm/yyyy (an ISO date is taken for none, and everything is returned)."""
    return f"{day:%d/%m/%Y}"


def parse_committees(data: bytes, source: str) -> tuple[ServiceCommittee, ...]:
    """Return the bodies in a GetCommittees reply. Raises ParseError when it is none."""
    root = parse_reply(data, source)
    rows = ((field_text(node, "committeeid"), field_title(node, "committeetitle")) for node in root.iter("committee"))
    return tuple(ServiceCommittee(number, title) for number, title in rows if number)


def parse_meetings(data: bytes, source: str) -> tuple[ListedServiceMeeting, ...]:
    """Return the meetings in a GetMeetings reply, of one body or of all. Raises ParseError when it is none."""
    root = parse_reply(data, source)
    found = []
    for committee in root.iter("committee"):
        number, title = field_text(committee, "committeeid"), field_title(committee, "committeetitle")
        for node in committee.iter("meeting"):
            meeting_id = field_text(node, "meetingid")
            if meeting_id:
                status = field_text(node, "meetingstatus")
                found.append(ListedServiceMeeting(meeting_id, field_date(node, "meetingdate"), status, number, title))
    return tuple(found)
